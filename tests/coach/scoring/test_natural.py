"""What sounds read or learnt is noticed, with its words, and never scored."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from coach.language.ports import Language
from coach.model.question import Question, QuestionKind
from coach.model.score import Confidence, DeliveryScore, ScoringRequest
from coach.model.transcript import Word
from coach.scoring.delivery import score_delivery
from coach.scoring.reading import read_answer
from coach.testing.scored import spoken

pytestmark = pytest.mark.models

QUESTION = Question(
    text="Tell me about a time you helped a customer.", kind=QuestionKind.BEHAVIOURAL, parts=()
)

TOLD = (
    "Last winter a woman came into the shop with a broken heater. She had two small children and no heating "
    "at home. I rang three suppliers until one of them had the part, and I drove over in my lunch hour and "
    "fitted it the same evening. The week after that she wrote to my manager, and she still comes to us for "
    "everything she needs. What I took from it is that I ask first what somebody has to live with, and only "
    "then what they would like to buy, since it is mostly the first that is in a hurry."
)
WRITTEN = (
    "In my previous position I proactively addressed a complex issue that affected a valued customer. "
    "Furthermore, I utilised the resources of several suppliers, thereby ensuring that the necessary part"
    " was procured within one day. I subsequently installed the component at the residence of the "
    "customer, resulting in a high degree of satisfaction. Moreover, this experience equipped me with an "
    "understanding of the needs of vulnerable customers, and it was instrumental in shaping the way in "
    "which I approach every request that reaches me in the course of a working day."
)


@pytest.fixture
def deliver(language: Language) -> Callable[..., DeliveryScore]:
    def run(text: str, *, uneven: bool = False, typed: bool = False, **given: object) -> DeliveryScore:
        heard = spoken(text)
        request = ScoringRequest(
            text=text,
            question=QUESTION,
            words=None if typed else stretched(heard.words) if uneven else heard.words,
            pauses=None if typed else heard.pauses,
            fillers=None if typed else heard.fillers,
            duration_s=None if typed else heard.duration_s * (2 if uneven else 1),
        )
        return score_delivery(read_answer(replace(request, **given), language))  # type: ignore[arg-type]

    return run


def stretched(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Every second dozen of words at half the pace, as people do who think while they talk."""
    out, clock = [], 0.0
    for index, word in enumerate(words):
        took = (word.end_s - word.start_s) * (2.0 if index // 12 % 2 else 1.0)
        out.append(replace(word, start_s=clock, end_s=clock + took))
        clock += took + 0.05
    return tuple(out)


def names(score: DeliveryScore) -> list[str]:
    return [one.name for one in score.noticed]


def test_a_told_story_is_left_alone(deliver: Callable[..., DeliveryScore]) -> None:
    assert deliver(TOLD).noticed == ()
    assert deliver(TOLD, uneven=True).noticed == ()


def test_written_words_at_an_even_pace_are_noticed_with_their_quotes(
    deliver: Callable[..., DeliveryScore],
) -> None:
    score = deliver(WRITTEN)

    assert names(score) == ["read_aloud"]
    assert score.noticed[0].confidence in (Confidence.LOW, Confidence.MEDIUM)
    quoted = [WRITTEN[span.start : span.end] for span in score.noticed[0].spans]
    assert {"Furthermore", "utilised", "thereby", "Moreover"} <= set(quoted)
    assert all(span.start_s is not None for span in score.noticed[0].spans)


def test_written_words_alone_are_no_sign(deliver: Callable[..., DeliveryScore]) -> None:
    halting = WRITTEN.replace("Moreover, this", "Um, moreover, this this")

    assert deliver(halting, uneven=True).noticed == ()


def test_a_typed_answer_is_not_said_to_be_read(deliver: Callable[..., DeliveryScore]) -> None:
    assert deliver(WRITTEN, typed=True).noticed == ()


def test_fillers_that_were_not_measured_tell_nothing(deliver: Callable[..., DeliveryScore]) -> None:
    assert deliver(WRITTEN, uneven=True, fillers=None).noticed == ()


def test_the_same_words_as_before_are_noticed(deliver: Callable[..., DeliveryScore]) -> None:
    again = deliver(TOLD, earlier=("It was about something else altogether.", f"Well, {TOLD}"))

    assert names(again) == ["learnt"]
    assert again.noticed[0].confidence is Confidence.HIGH
    (span,) = again.noticed[0].spans
    assert TOLD[span.start : span.end] == TOLD.rstrip(".")


def test_the_same_story_in_other_words_is_not_learnt(deliver: Callable[..., DeliveryScore]) -> None:
    before = (
        "There was this lady in the cold snap, her heater had packed up and she had the kids with her. So I "
        "got on the phone, found the part at the third place I tried, and went round after work to put it in."
        " She sent a lovely letter to my boss and has been a regular since. It taught me to ask what people "
        "have to live with."
    )

    assert deliver(TOLD, earlier=(before,)).noticed == ()


def test_nothing_noticed_moves_the_level(deliver: Callable[..., DeliveryScore]) -> None:
    plain, learnt = deliver(TOLD), deliver(TOLD, earlier=(TOLD,))

    assert learnt.noticed
    assert replace(learnt, noticed=()) == plain
