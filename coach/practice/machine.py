"""The interview as a state machine.

``step(interview, event)`` gives the next interview and what is to be done.
Nothing here waits, plays, records or saves; that is the runner's.
"""

from dataclasses import replace
from typing import TypeAlias

from coach.model.message import Message
from coach.model.session import Mode
from coach.practice.values import (
    Acknowledge,
    Ask,
    Asked,
    Begin,
    CloseMicrophone,
    CloseSession,
    Command,
    Done,
    DropRecording,
    End,
    Event,
    Failed,
    Farewell,
    Hold,
    Interview,
    Listen,
    MicrophoneBack,
    MicrophoneLost,
    MicrophoneMissing,
    MicrophoneStillGone,
    Next,
    OpenMicrophone,
    PatienceOver,
    Pause,
    Reconnect,
    Recorded,
    RecordingBroken,
    Repeat,
    Resume,
    SaveSkipped,
    SaveTyped,
    Score,
    Scored,
    Skip,
    SkipRecording,
    StartOver,
    State,
    StopAsking,
    Think,
    ThinkingOver,
    Transcribe,
    Transcribed,
    Trouble,
    TryAgain,
    Turn,
    WaitForWords,
)

Step: TypeAlias = tuple[Interview, tuple[Command, ...]]

ANSWERING = frozenset({State.RECORDING, State.PAUSED})
BEFORE_ANSWER = frozenset({State.ASKING, State.THINKING})
WAITING = frozenset({State.TRANSCRIBING, State.SCORING})


def step(interview: Interview, event: Event) -> Step:  # noqa: PLR0911, PLR0912 - one line an event is the table
    """What follows from an event.

    An event that means nothing where the interview is changes nothing, so that a late key press is harmless.

    Args:
        interview: Where it is.
        event: What happened.

    Returns:
        Where it is now, and what is to be done, in order.
    """
    match event:
        case Begin():
            return _open(interview, Turn(0)) if interview.state is State.IDLE else (interview, ())
        case Asked():
            return _after_question(interview) if interview.state is State.ASKING else (interview, ())
        case ThinkingOver():
            return _answer(interview) if interview.state is State.THINKING else (interview, ())
        case Done():
            return _done(interview, event)
        case Repeat():
            return _repeat(interview)
        case StartOver():
            return _start_over(interview)
        case Skip():
            return _skip(interview)
        case Pause() | Resume():
            return _pause(interview, event)
        case End():
            return _end(interview)
        case TryAgain():
            if interview.state is State.REVIEWED and not interview.ending:
                return _open(interview, _next_attempt(interview))
            return interview, ()
        case Next():
            return _go_on(interview) if interview.state is State.REVIEWED else (interview, ())
        case MicrophoneMissing():
            return _without_microphone(interview, event)
        case MicrophoneLost() | MicrophoneBack() | MicrophoneStillGone():
            return _microphone_lost(interview, event)
        case RecordingBroken():
            if interview.state in ANSWERING and not interview.typed:
                return _close_answer(replace(interview, trouble=event.trouble), None)
            return interview, ()
        case Trouble():
            return replace(interview, trouble=event.trouble), ()
        case Recorded():
            return (
                (interview, (Transcribe(event.turn),)) if event.turn in interview.pending else (interview, ())
            )
        case Transcribed():
            return _transcribed(interview, event)
        case Scored():
            return _settled(interview, event.turn, event.follow_up)
        case PatienceOver():
            waits = interview.deciding and event.turn == interview.turn and not interview.ending
            return _lead_on(interview) if waits else (interview, ())
        case Failed():
            return _settled(replace(interview, trouble=event.trouble), event.turn)


def _open(interview: Interview, turn: Turn, follow_up: Message | None = None) -> Step:
    asking = replace(
        interview,
        state=State.ASKING,
        turn=turn,
        heard=False,
        lost=False,
        follow_up=follow_up,
        deciding=False,
        repeats=0,
        trouble=None,
    )
    opening = () if interview.typed else (OpenMicrophone(turn),)
    return asking, (*opening, Ask(turn))


def _next_attempt(interview: Interview) -> Turn:
    return Turn(interview.turn.position, interview.turn.attempt + 1)


def _after_question(interview: Interview) -> Step:
    if interview.think_s > 0 and not interview.turn.follow_up:
        return replace(interview, state=State.THINKING), (Think(interview.think_s),)
    return _answer(interview)


def _answer(interview: Interview) -> Step:
    if interview.typed:
        return replace(interview, state=State.RECORDING), ()
    return replace(interview, state=State.RECORDING, heard=True), (Listen(), *_reconnect(interview))


def _done(interview: Interview, event: Done) -> Step:
    if interview.typed and event.text is not None and interview.state in ANSWERING | BEFORE_ANSWER:
        return _close_answer(interview, event.text)
    if interview.state is State.ASKING:
        thinking, commands = _after_question(interview)
        return thinking, (StopAsking(), *commands)
    if interview.state is State.THINKING:
        return _answer(interview)
    if interview.state in ANSWERING and not interview.typed:
        return _close_answer(interview, None)
    return interview, ()


def _close_answer(interview: Interview, text: str | None) -> Step:
    turn = interview.turn
    closing: tuple[Command, ...]
    if text is None:
        closing = (CloseMicrophone(turn, interview.repeats),)
    else:
        closing = (SaveTyped(turn, text, interview.repeats),)
        if interview.state is State.ASKING:
            closing = (StopAsking(), *closing)
    given = replace(interview, state=State.TRANSCRIBING, lost=False, pending=interview.pending | {turn})
    if interview.ending:
        return given, closing
    if interview.may_follow_up:
        waiting = replace(given, deciding=True)
        patience = () if interview.mode is Mode.COACH else (WaitForWords(turn, interview.patience_s),)
        return waiting, (*closing, Acknowledge(), *patience)
    if interview.mode is Mode.COACH:
        return given, closing
    moved, commands = _lead_on(given)
    return moved, (*closing, *commands)


def _lead_on(interview: Interview) -> Step:
    """In Interview mode: the next question, or the end; what was answered is finished meanwhile."""
    if not interview.is_last:
        moved, commands = _open(interview, Turn(interview.turn.position + 1))
        return replace(moved, trouble=interview.trouble), commands
    waiting = replace(interview, state=State.TRANSCRIBING, deciding=False, follow_up=None)
    if interview.pending:
        return waiting, (Farewell(),)
    return replace(waiting, state=State.ENDED), (Farewell(), CloseSession())


def _repeat(interview: Interview) -> Step:
    again = replace(interview, state=State.ASKING, repeats=interview.repeats + 1)
    if interview.state in BEFORE_ANSWER:
        return again, (StopAsking(), Ask(interview.turn))
    if interview.state in ANSWERING:
        hold: tuple[Command, ...] = () if interview.typed else (Hold(),)
        return again, (*hold, Ask(interview.turn))
    return interview, ()


def _start_over(interview: Interview) -> Step:
    if interview.state not in ANSWERING or interview.typed or interview.turn.follow_up:
        return interview, ()
    turn = interview.turn
    kept = replace(interview, pending=interview.pending | {turn})
    again, commands = _open(kept, _next_attempt(interview))
    return again, (CloseMicrophone(turn, interview.repeats), *commands)


def _pause(interview: Interview, event: Pause | Resume) -> Step:
    if isinstance(event, Pause) and interview.state is State.RECORDING:
        return replace(interview, state=State.PAUSED), (Hold(),)
    if isinstance(event, Resume) and interview.state is State.PAUSED:
        return replace(interview, state=State.RECORDING), (Listen(), *_reconnect(interview))
    return interview, ()


def _reconnect(interview: Interview) -> tuple[Command, ...]:
    return (Reconnect(interview.turn),) if interview.lost else ()


def _microphone_lost(
    interview: Interview, event: MicrophoneLost | MicrophoneBack | MicrophoneStillGone
) -> Step:
    """What was said stays in the answer, which goes on with another microphone or waits for one."""
    told = replace(interview, trouble=event.trouble)
    if isinstance(event, MicrophoneLost):
        if interview.state not in ANSWERING or interview.typed or interview.lost:
            return interview, ()
        if event.at_once:
            return replace(told, lost=True), (Reconnect(interview.turn),)
        return replace(told, lost=True, state=State.PAUSED), (Hold(),)
    if not interview.lost or event.turn != interview.turn:
        return interview, ()
    if isinstance(event, MicrophoneBack):
        return replace(told, lost=False), ()
    return (replace(told, state=State.PAUSED), (Hold(),)) if interview.state in ANSWERING else (told, ())


def _skip(interview: Interview) -> Step:
    if interview.heard and not interview.typed and interview.state in BEFORE_ANSWER | ANSWERING:
        moved, commands = _leave(interview)
        return moved, (StopAsking(), SkipRecording(interview.turn), *commands)
    if interview.state in BEFORE_ANSWER | ANSWERING:
        drop: tuple[Command, ...] = () if interview.typed else (DropRecording(interview.turn),)
        moved, commands = _leave(interview)
        return moved, (StopAsking(), *drop, SaveSkipped(interview.turn), *commands)
    return interview, ()


def _leave(interview: Interview) -> Step:
    """On from what was left out: a question leads to the next one, a follow-up back to its question."""
    if interview.mode is Mode.INTERVIEW:
        return _lead_on(interview)
    if interview.turn.follow_up:
        return replace(interview, state=State.REVIEWED, follow_up=None), ()
    return _go_on(interview)


def _end(interview: Interview) -> Step:
    ending = replace(interview, ending=True)
    if interview.state is State.IDLE:
        return replace(ending, state=State.ENDED), ()
    if interview.state in BEFORE_ANSWER and interview.heard and not interview.typed:
        # The question is being asked again: what was said before it is an answer.
        closed, commands = _close_answer(ending, None)
        return closed, (StopAsking(), *commands)
    if interview.state in BEFORE_ANSWER:
        drop: tuple[Command, ...] = () if interview.typed else (DropRecording(interview.turn),)
        moved, commands = _go_on(ending)
        return moved, (StopAsking(), *drop, *commands)
    if interview.state in ANSWERING:
        return _go_on(ending) if interview.typed else _close_answer(ending, None)
    if interview.state is State.REVIEWED:
        return _go_on(ending)
    return ending, ()


def _go_on(interview: Interview) -> Step:
    if not (interview.is_last or interview.ending):
        return _open(interview, Turn(interview.turn.position + 1))
    if interview.pending:
        return replace(interview, state=State.TRANSCRIBING, ending=True), ()
    return replace(interview, state=State.ENDED), (CloseSession(),)


def _without_microphone(interview: Interview, event: MicrophoneMissing) -> Step:
    return replace(interview, typed=True, trouble=event.trouble), ()


def _transcribed(interview: Interview, event: Transcribed) -> Step:
    if event.turn not in interview.pending:
        return interview, ()
    current = interview.state is State.TRANSCRIBING and event.turn == interview.turn
    return replace(interview, state=State.SCORING if current else interview.state), (Score(event.turn),)


def _settled(interview: Interview, turn: Turn, follow_up: Message | None = None) -> Step:
    if turn not in interview.pending:
        return interview, ()
    settled = replace(interview, pending=interview.pending - {turn})
    if settled.deciding and turn == settled.turn and not settled.ending:
        if follow_up is not None:
            return _open(settled, replace(turn, follow_up=turn.follow_up + 1), follow_up)
        if settled.mode is Mode.INTERVIEW:
            return _lead_on(settled)
    return _rest(settled, turn)


def _rest(settled: Interview, turn: Turn) -> Step:
    """Where the interview is when an attempt is finished and nothing is asked about it."""
    if settled.state not in WAITING or (settled.mode is Mode.INTERVIEW and settled.pending):
        return settled, ()
    if settled.mode is Mode.COACH and turn != settled.turn and settled.turn in settled.pending:
        return settled, ()
    if settled.ending and settled.pending:
        return settled, ()
    if settled.ending or settled.mode is Mode.INTERVIEW:
        return replace(settled, state=State.ENDED), (CloseSession(),)
    over: tuple[Command, ...] = (Farewell(),) if settled.is_last and settled.turn.attempt == 1 else ()
    return replace(settled, state=State.REVIEWED, deciding=False, follow_up=None), over
