"""Scenes of ``make pictures``: moments of an interview that pass by too quickly to be drawn otherwise."""

import random
from dataclasses import replace

from coach.audio.ports import Level
from coach.model.message import message
from coach.model.score import StarPart
from coach.model.session import Mode
from coach.model.transcript import Caption
from coach.practice.script import write_script
from coach.practice.values import Interview, State, Turn
from ui.pages.practice import PracticePage
from ui.pages.practice.presenter import Live
from ui.pages.practice.setup import Begun, Setup

QUESTIONS = ("about-yourself", "disagreement", "your-questions")
TITLE = "Globex Robotics, first interview"
ASKER = "Dana Ruiz"
CAPTION = Caption("In the end both orders went out together, and the customer", "has stayed with us.")
STROKES = 60


def _show(page: PracticePage, interview: Interview, live: Live, *, captions: bool = False) -> None:
    script = write_script(interview, rng=random.Random(1))  # noqa: S311 - what is said is no secret
    setup = Setup(plan="first-interview", captions=captions)
    page.interview.begin(Begun("picture", TITLE, interview, script, setup))
    page.show_view(page.interview)
    page.interview.show_interview(interview)
    for stroke in range(STROKES):
        loud = Level(peak=0.1 + 0.05 * (stroke % 7), rms=0.1, clipped=False)
        page.interview.show_live(replace(live, level=loud))


def _interview(page: PracticePage, state: State) -> Interview:
    asked = tuple(page.context.banks.question(question_id) for question_id in QUESTIONS)
    return Interview(
        questions=asked,
        mode=Mode.INTERVIEW,
        turn=Turn(1),
        state=state,
        follow_ups=2,
        askers=(ASKER,) * len(asked),
    )


def _live(elapsed_s: float) -> Live:
    return Live(level=None, elapsed_s=elapsed_s, thinking_left_s=0.0, transcribed=0.0)


def asking(page: PracticePage) -> None:
    """Half of a question has been spoken.

    Args:
        page: The Practice page.
    """
    _show(page, _interview(page, State.ASKING), replace(_live(0.0), spoken=0.55))


def follow_up(page: PracticePage) -> None:
    """A follow-up is being answered, with captions.

    Args:
        page: The Practice page.
    """
    asked = message("feedback.follow_up.own_result", words="I rang the customer and asked him to wait")
    interview = replace(_interview(page, State.RECORDING), turn=Turn(1, 1, 1), follow_up=asked)
    _show(page, interview, replace(_live(14.0), caption=CAPTION), captions=True)


def hidden(page: PracticePage) -> None:
    """A question of a listening drill.

    Args:
        page: The Practice page.
    """
    interview = replace(_interview(page, State.RECORDING), hidden=True)
    _show(page, interview, replace(_live(31.0), only_heard=True))


def pitch(page: PracticePage) -> None:
    """A pitch against the clock.

    Args:
        page: The Practice page.
    """
    _show(page, replace(_interview(page, State.RECORDING), limit_s=60.0), _live(42.0))


def thinking(page: PracticePage) -> None:
    """A moment to think before the answer.

    Args:
        page: The Practice page.
    """
    _show(page, _interview(page, State.THINKING), replace(_live(0.0), thinking_left_s=18.0))


def typed(page: PracticePage) -> None:
    """An answer is typed.

    Args:
        page: The Practice page.
    """
    _show(page, replace(_interview(page, State.RECORDING), typed=True), _live(0.0))
    page.interview.edit.setPlainText("In my last role two orders were promised for the same morning.")


def waiting(page: PracticePage) -> None:
    """An answer is being transcribed.

    Args:
        page: The Practice page.
    """
    interview = replace(_interview(page, State.TRANSCRIBING), mode=Mode.COACH)
    _show(page, interview, replace(_live(0.0), transcribed=0.4))


def end_asked(page: PracticePage) -> None:
    """Whether the interview is to end is asked.

    Args:
        page: The Practice page.
    """
    _show(page, _interview(page, State.RECORDING), _live(12.0))
    page.interview.keys.ask_end()


def lost(page: PracticePage) -> None:
    """The microphone went away.

    Args:
        page: The Practice page.
    """
    _show(page, replace(_interview(page, State.PAUSED), lost=True), _live(12.0))


def second_attempt(page: PracticePage) -> None:
    """Feedback on a second attempt, beside the first.

    Args:
        page: The Practice page, with feedback on an answer.

    Raises:
        ValueError: There is no feedback.
    """
    answer, interview = page.presenter.result(), page.presenter.interview
    if answer is None or answer.score is None or interview is None:
        raise ValueError("no answer has feedback")
    star = answer.score.star
    told = tuple(one for one in star.evidence if one.label != StarPart.RESULT)
    first = replace(answer, score=replace(answer.score, star=replace(star, level=2, evidence=told)))
    page.feedback.show_answer(replace(answer, attempt=2), interview, first)
