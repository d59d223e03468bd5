"""The interview's state machine: what follows from what, and laws that hold whatever happens."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.message import message
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import Mode
from coach.practice.machine import step
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
    TryAgain,
    Turn,
    WaitForWords,
)

QUESTIONS = tuple(
    Question(text=text, kind=QuestionKind.BEHAVIOURAL, parts=(QuestionPart(PartKind.INSTANCE, "a time"),))
    for text in ("Tell me about a mistake.", "Tell me about a conflict.")
)
COACH = Interview(questions=QUESTIONS, mode=Mode.COACH)
INTERVIEW = Interview(questions=QUESTIONS, mode=Mode.INTERVIEW)
FIRST, SECOND, AGAIN = Turn(0), Turn(1), Turn(0, 2)


def play(interview: Interview, *events: Event) -> tuple[Interview, list[Command]]:
    """Let events happen one after the other; gives where it ends and all that was to be done."""
    done: list[Command] = []
    for event in events:
        interview, commands = step(interview, event)
        done += commands
    return interview, done


def analysed(turn: Turn) -> tuple[Event, ...]:
    return Recorded(turn), Transcribed(turn), Scored(turn)


def test_coach_mode_waits_for_feedback_before_the_next_question() -> None:
    interview, done = play(COACH, Begin(), Asked(), Done(), *analysed(FIRST))
    assert interview.state is State.REVIEWED
    assert done == [
        OpenMicrophone(FIRST),
        Ask(FIRST),
        Listen(),
        CloseMicrophone(FIRST),
        Transcribe(FIRST),
        Score(FIRST),
    ]
    interview, done = play(interview, Next())
    assert (interview.state, interview.turn) == (State.ASKING, SECOND)
    assert done == [OpenMicrophone(SECOND), Ask(SECOND)]


def test_interview_mode_asks_on_while_the_answer_is_transcribed() -> None:
    interview, done = play(INTERVIEW, Begin(), Asked(), Done())
    assert (interview.state, interview.turn) == (State.ASKING, SECOND)
    assert done[-3:] == [CloseMicrophone(FIRST), OpenMicrophone(SECOND), Ask(SECOND)]
    interview, done = play(interview, *analysed(FIRST), Asked(), Done(), *analysed(SECOND))
    assert interview.state is State.ENDED
    assert done[-1] == CloseSession()


def test_time_to_think_comes_between_question_and_recording() -> None:
    interview, done = play(replace(COACH, think_s=30.0), Begin(), Asked())
    assert interview.state is State.THINKING
    assert done[-1] == Think(30.0)
    assert step(interview, ThinkingOver())[0].state is State.RECORDING
    assert step(interview, Done())[0].state is State.RECORDING


def test_done_while_the_question_is_spoken_cuts_it_short() -> None:
    interview, done = play(COACH, Begin(), Done())
    assert interview.state is State.RECORDING
    assert done[-2:] == [StopAsking(), Listen()]


def test_hearing_the_question_again_holds_the_recording_meanwhile() -> None:
    interview, done = play(COACH, Begin(), Asked(), Repeat())
    assert interview.state is State.ASKING
    assert done[-2:] == [Hold(), Ask(FIRST)]
    assert step(interview, Asked()) == (replace(interview, state=State.RECORDING), (Listen(),))


def test_starting_over_keeps_what_was_said_as_an_attempt() -> None:
    interview, done = play(COACH, Begin(), Asked(), StartOver())
    assert (interview.state, interview.turn) == (State.ASKING, AGAIN)
    assert CloseMicrophone(FIRST) in done
    assert DropRecording(FIRST) not in done
    interview, _ = play(interview, *analysed(FIRST))
    assert interview.state is State.ASKING


def test_trying_again_is_a_new_attempt_at_the_same_question() -> None:
    interview, _ = play(COACH, Begin(), Asked(), Done(), *analysed(FIRST), TryAgain())
    assert (interview.state, interview.turn) == (State.ASKING, AGAIN)


def test_a_pause_leaves_out_what_is_heard() -> None:
    interview, done = play(COACH, Begin(), Asked(), Pause(), Resume())
    assert interview.state is State.RECORDING
    assert done[-2:] == [Hold(), Listen()]


def test_skipping_is_noted_and_leads_on() -> None:
    interview, done = play(COACH, Begin(), Skip())
    assert interview.turn == SECOND
    assert [DropRecording(FIRST), SaveSkipped(FIRST)] == [
        c for c in done if isinstance(c, DropRecording | SaveSkipped)
    ]


def test_ending_while_answering_keeps_and_finishes_what_was_said() -> None:
    interview, done = play(COACH, Begin(), Asked(), End())
    assert CloseMicrophone(FIRST) in done
    assert interview.state is State.TRANSCRIBING
    interview, done = play(interview, *analysed(FIRST))
    assert interview.state is State.ENDED
    assert done[-1] == CloseSession()


def test_ending_while_the_question_is_spoken_ends_at_once() -> None:
    interview, done = play(COACH, Begin(), End())
    assert interview.state is State.ENDED
    assert done[-3:] == [StopAsking(), DropRecording(FIRST), CloseSession()]


def test_ending_while_the_question_is_asked_again_keeps_what_was_said() -> None:
    interview, done = play(COACH, Begin(), Asked(), Repeat(), End())
    assert DropRecording(FIRST) not in done
    assert done[-2:] == [StopAsking(), CloseMicrophone(FIRST, repeats=1)]
    assert interview.pending == {FIRST}
    ended, _ = play(interview, *analysed(FIRST))
    assert ended.state is State.ENDED


def test_without_a_microphone_answers_are_typed() -> None:
    trouble = message("error.audio.no_microphone")
    interview, _ = play(COACH, Begin(), MicrophoneMissing(trouble), Asked())
    assert (interview.typed, interview.state, interview.trouble) == (True, State.RECORDING, trouble)
    interview, done = play(interview, Done("I rang the driver."))
    assert done == [SaveTyped(FIRST, "I rang the driver.")]
    interview, done = play(interview, Transcribed(FIRST), Scored(FIRST), Next())
    assert done == [Score(FIRST), Ask(SECOND)]


LOST = message("error.audio.lost")
BACK = message("practice.microphone_back")


def test_a_microphone_that_goes_away_is_replaced_in_the_same_answer() -> None:
    interview, done = play(COACH, Begin(), Asked(), MicrophoneLost(LOST))
    assert done[-1] == Reconnect(FIRST)
    assert (interview.state, interview.lost, interview.trouble) == (State.RECORDING, True, LOST)
    assert play(interview, MicrophoneLost(LOST))[1] == []
    interview, done = play(interview, MicrophoneBack(FIRST, BACK))
    assert (interview.state, interview.lost, interview.trouble, done) == (State.RECORDING, False, BACK, [])
    assert play(interview, Done())[1] == [CloseMicrophone(FIRST)]


def test_without_another_microphone_the_answer_waits_until_the_person_goes_on_or_ends_it() -> None:
    gone = message("practice.microphone_gone")
    waiting, done = play(COACH, Begin(), Asked(), MicrophoneLost(LOST), MicrophoneStillGone(FIRST, gone))
    assert (waiting.state, waiting.lost, waiting.trouble, done[-1]) == (State.PAUSED, True, gone, Hold())
    assert play(waiting, Resume())[1] == [Listen(), Reconnect(FIRST)]
    assert play(waiting, Resume(), MicrophoneBack(FIRST, BACK))[0].state is State.RECORDING
    ended, done = play(waiting, Done())
    assert (done, ended.lost) == ([CloseMicrophone(FIRST)], False)


def test_a_question_that_is_repeated_meanwhile_finds_its_microphone_afterwards() -> None:
    lost, _ = play(COACH, Begin(), Asked(), MicrophoneLost(LOST), Repeat())
    assert play(lost, MicrophoneBack(FIRST, BACK), Asked())[1] == [Listen()]
    assert play(lost, MicrophoneStillGone(FIRST, LOST), Asked())[1] == [Listen(), Reconnect(FIRST)]


def test_after_the_computer_slept_the_person_goes_on_when_there() -> None:
    slept, done = play(COACH, Begin(), Asked(), MicrophoneLost(LOST, at_once=False))
    assert (slept.state, done[-1]) == (State.PAUSED, Hold())
    assert play(slept, Resume())[1] == [Listen(), Reconnect(FIRST)]


def test_a_recording_that_can_not_be_written_ends_the_answer_with_what_there_is() -> None:
    full = message("error.disk.full")
    interview, done = play(COACH, Begin(), Asked(), RecordingBroken(full))
    assert done[-1] == CloseMicrophone(FIRST)
    assert interview.trouble == full


def test_what_was_said_before_a_question_is_left_out_is_kept() -> None:
    _, done = play(COACH, Begin(), Asked(), Skip())
    assert done[2:5] == [Listen(), StopAsking(), SkipRecording(FIRST)]
    _, done = play(COACH, Begin(), Asked(), Repeat(), Skip())
    assert SkipRecording(FIRST) in done
    _, done = play(COACH, Begin(), Skip())
    assert DropRecording(FIRST) in done


def test_an_answer_that_fails_does_not_hold_up_the_interview() -> None:
    trouble = message("error.transcription.failed")
    interview, _ = play(COACH, Begin(), Asked(), Done(), Recorded(FIRST), Failed(FIRST, trouble))
    assert (interview.state, interview.trouble) == (State.REVIEWED, trouble)
    assert play(interview, Next())[0].turn == SECOND


def test_the_last_next_waits_for_attempts_that_are_still_scored() -> None:
    one = replace(COACH, questions=QUESTIONS[:1])
    interview, _ = play(one, Begin(), Asked(), StartOver(), Asked(), Done(), *analysed(AGAIN), Next())
    assert interview.state is State.TRANSCRIBING
    interview, done = play(interview, *analysed(FIRST))
    assert interview.state is State.ENDED
    assert done[-1] == CloseSession()


FOLLOWING = replace(COACH, follow_ups=1)


def test_what_is_missing_is_asked_for_before_feedback() -> None:
    interview, done = play(
        FOLLOWING, Begin(), Asked(), Done(), Recorded(FIRST), Transcribed(FIRST), Scored(FIRST, OUTCOME)
    )
    assert (interview.state, interview.turn, interview.follow_up) == (State.ASKING, MORE, OUTCOME)
    assert Acknowledge() in done
    assert done[-2:] == [OpenMicrophone(MORE), Ask(MORE)]
    interview, _ = play(interview, Asked(), Done(), Recorded(MORE), Transcribed(MORE), Scored(MORE, OUTCOME))
    assert (interview.state, interview.follow_up) == (State.REVIEWED, None)
    assert play(interview, Next())[0].turn == SECOND


def test_in_interview_mode_the_words_are_waited_for_only_a_while() -> None:
    interview, done = play(replace(INTERVIEW, follow_ups=1), Begin(), Asked(), Done())
    assert (interview.state, interview.turn, interview.deciding) == (State.TRANSCRIBING, FIRST, True)
    assert done[-3:] == [CloseMicrophone(FIRST), Acknowledge(), WaitForWords(FIRST, interview.patience_s)]
    gone_on, done = play(interview, PatienceOver(FIRST))
    assert (gone_on.state, gone_on.turn, done[-1]) == (State.ASKING, SECOND, Ask(SECOND))
    late, _ = play(gone_on, *analysed(FIRST)[:-1], Scored(FIRST, OUTCOME))
    assert (late.state, late.turn) == (State.ASKING, SECOND)
    asked, _ = play(interview, *analysed(FIRST)[:-1], Scored(FIRST, OUTCOME))
    assert asked.turn == MORE
    assert play(asked, PatienceOver(FIRST))[0] == asked


def test_after_the_last_answer_the_interviewer_says_goodbye_once() -> None:
    last = replace(INTERVIEW, questions=QUESTIONS[:1])
    interview, done = play(last, Begin(), Asked(), Done(), *analysed(FIRST))
    assert interview.state is State.ENDED
    assert done.count(Farewell()) == 1
    asked, done = play(replace(last, follow_ups=1), Begin(), Asked(), Done(), *analysed(FIRST)[:-1])
    assert Farewell() not in done
    _, done = play(asked, Scored(FIRST))
    assert done == [Farewell(), CloseSession()]


def test_a_follow_up_that_is_left_out_leads_back_to_its_question() -> None:
    asked, _ = play(FOLLOWING, Begin(), Asked(), Done(), *analysed(FIRST)[:-1], Scored(FIRST, OUTCOME))
    left, done = play(asked, Skip())
    assert (left.state, left.turn) == (State.REVIEWED, MORE)
    assert SaveSkipped(MORE) in done
    assert play(left, TryAgain())[0].turn == AGAIN


def test_how_often_a_question_was_heard_again_is_kept_with_its_answer() -> None:
    _, done = play(COACH, Begin(), Repeat(), Asked(), Repeat(), Asked(), Done())
    assert done[-1] == CloseMicrophone(FIRST, repeats=2)


def test_time_to_think_is_for_questions_and_not_for_follow_ups() -> None:
    thinking = replace(FOLLOWING, think_s=30.0)
    asked, _ = play(
        thinking, Begin(), Asked(), ThinkingOver(), Done(), *analysed(FIRST)[:-1], Scored(FIRST, OUTCOME)
    )
    assert play(asked, Asked())[0].state is State.RECORDING


@pytest.mark.parametrize("event", [Done(), Asked(), Resume(), Next(), TryAgain(), StartOver(), Scored(FIRST)])
def test_a_late_key_press_is_harmless(event: Event) -> None:
    assert step(COACH, event) == (COACH, ())


MORE = Turn(0, 1, 1)
OUTCOME = message("feedback.follow_up.result")
TURNS = st.sampled_from([FIRST, SECOND, AGAIN, Turn(1, 2), MORE, Turn(1, 1, 1)])
TROUBLE = st.just(message("error.audio.lost"))
KEY_PRESSES: list[Event] = [
    Begin(),
    Done(),
    Repeat(),
    StartOver(),
    Skip(),
    Pause(),
    Resume(),
    End(),
    TryAgain(),
]
KEYS = st.sampled_from([*KEY_PRESSES, Next(), Asked(), ThinkingOver(), Done("typed")])
EVENTS = st.one_of(
    KEYS,
    st.builds(Recorded, TURNS),
    st.builds(Transcribed, TURNS),
    st.builds(Scored, TURNS, st.sampled_from([None, OUTCOME])),
    st.builds(PatienceOver, TURNS),
    st.builds(Failed, TURNS, TROUBLE),
    st.builds(MicrophoneLost, TROUBLE, st.booleans()),
    st.builds(MicrophoneBack, TURNS, TROUBLE),
    st.builds(MicrophoneStillGone, TURNS, TROUBLE),
    st.builds(RecordingBroken, TROUBLE),
    st.builds(MicrophoneMissing, TROUBLE),
)


@given(
    st.sampled_from(
        [
            COACH,
            INTERVIEW,
            replace(COACH, think_s=5.0),
            replace(INTERVIEW, typed=True),
            replace(COACH, follow_ups=2),
            replace(INTERVIEW, follow_ups=1),
        ]
    ),
    st.lists(EVENTS, max_size=40),
)
def test_whatever_happens_no_answer_is_lost_and_the_session_closes_once(
    interview: Interview, events: list[Event]
) -> None:
    opened: set[Turn] = set()
    closed: set[Turn] = set()
    listening: set[Turn] = set()
    sessions_closed = 0
    for event in events:
        interview, commands = step(interview, event)
        for command in commands:
            match command:
                case OpenMicrophone(turn):
                    assert turn not in opened, "an attempt has one recording"
                    opened.add(turn)
                case Listen():
                    listening.add(interview.turn)
                case CloseMicrophone(turn) | DropRecording(turn) | SkipRecording(turn):
                    assert turn in opened - closed or interview.typed
                    closed.add(turn)
                case CloseSession():
                    sessions_closed += 1
                case _:
                    pass
        if interview.state is State.ENDED:
            assert not interview.pending
    assert sessions_closed <= 1
    assert 0 <= interview.turn.position < len(interview.questions)
    assert interview.turn.follow_up <= interview.follow_ups
    if interview.state in {State.ASKING, State.THINKING, State.RECORDING, State.PAUSED}:
        assert (interview.follow_up is not None) == bool(interview.turn.follow_up)
    if interview.state is State.ENDED and sessions_closed and not interview.typed:
        assert opened == closed, "every microphone that was opened is closed"


@given(
    st.sampled_from([COACH, INTERVIEW, replace(COACH, follow_ups=2), replace(INTERVIEW, follow_ups=2)]),
    st.lists(KEYS, max_size=30),
)
def test_from_anywhere_end_leads_to_the_end(interview: Interview, events: list[Event]) -> None:
    interview, _ = play(interview, *events)
    interview, _ = step(interview, End())
    for turn in sorted(interview.pending):
        interview, _ = play(interview, *analysed(turn))
    interview, _ = step(interview, End())
    assert interview.state is State.ENDED
