"""How an answer was spoken: eight measures from words with times."""

import math
from collections.abc import Callable

import pytest

from coach.language.ports import Language, Parser
from coach.model.message import message
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import DeliveryScore, ScoringRequest
from coach.model.transcript import Filler, FillerSource, Pause, Word
from coach.scoring.delivery import find_crutches, score_delivery
from coach.scoring.reading import read_answer

pytestmark = pytest.mark.models

NAMES = [
    "pace_wpm",
    "fillers",
    "words",
    "crutch_words",
    "long_pauses",
    "pitch_sd_st",
    "start_delay_s",
    "length_s",
]

QUESTION = Question(
    text="Tell me about a time you helped a customer.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time you helped a customer"),),
)
STORY = (
    "Last winter a woman came into the shop with a broken heater. She had two small children and no heating. "
    "I rang three suppliers until one had the part, drove over in my lunch hour, and fitted it that evening. "
    "She wrote to my manager the week after, and she still comes to us for everything she needs."
)


def words_of(
    text: str, wpm: float, start_s: float = 1.0, gaps: dict[int, float] | None = None
) -> tuple[Word, ...]:
    """Words at an even pace; ``gaps`` are extra seconds of silence after a word."""
    step, clock, place, words = 60.0 / wpm, start_s, 0, []
    for index, piece in enumerate(text.split()):
        place = text.index(piece, place)
        filler = piece.strip(".,").lower() in {"um", "uh", "er"}
        words.append(
            Word(text=piece, start_s=clock, end_s=clock + step * 0.9, probability=0.95, start=place,
                 end=place + len(piece), filler=filler)
        )  # fmt: skip
        place += len(piece)
        clock += step + (gaps or {}).get(index, 0.0)
    return tuple(words)


@pytest.fixture
def deliver(language: Language) -> Callable[..., DeliveryScore]:
    def run(text: str = STORY, **given: object) -> DeliveryScore:
        request = ScoringRequest(text=text, question=QUESTION, **given)  # type: ignore[arg-type]
        return score_delivery(read_answer(request, language))

    return run


def value(score: DeliveryScore, name: str) -> float | None:
    return next(one.value for one in score.measures if one.name == name)


def level(score: DeliveryScore, name: str) -> int | None:
    return next(one.level for one in score.measures if one.name == name)


def test_without_times_delivery_is_not_scored(deliver: Callable[..., DeliveryScore]) -> None:
    score = deliver()

    assert score.applies
    assert score.level is None
    assert score.reason == message("delivery.reason.no_timing")
    assert [one.name for one in score.measures] == NAMES
    assert all(one.level is None for one in score.measures)


def test_a_handful_of_words_is_not_scored(deliver: Callable[..., DeliveryScore]) -> None:
    text = "I helped her with the heater."

    score = deliver(text, words=words_of(text, 140), pauses=(), duration_s=4.0)

    assert (score.level, score.reason) == (None, message("delivery.reason.too_short"))


@pytest.mark.parametrize(
    ("wpm", "wanted"),
    [(147, 5), (170, 4), (122, 4), (185, 3), (110, 3), (200, 2), (95, 2), (60, 1), (240, 1)],
)
def test_pace_is_words_over_the_span_of_speech(
    deliver: Callable[..., DeliveryScore], wpm: float, wanted: int
) -> None:
    text = f"{STORY} {STORY}"

    score = deliver(text, words=words_of(text, wpm), pauses=(), duration_s=60.0)

    measured = value(score, "pace_wpm")
    assert measured is not None
    assert math.isclose(measured, wpm, rel_tol=0.05)
    assert level(score, "pace_wpm") == wanted


def test_thinking_before_the_answer_is_never_penalised(deliver: Callable[..., DeliveryScore]) -> None:
    soon = deliver(words=words_of(STORY, 147, start_s=0.5), pauses=(), duration_s=30.0)
    late = deliver(words=words_of(STORY, 147, start_s=6.5), pauses=(Pause(0.0, 6.4),), duration_s=36.0)

    assert late.level == soon.level
    assert value(late, "start_delay_s") == 6.5
    assert level(late, "start_delay_s") is None
    assert level(late, "long_pauses") == 5


def test_fillers_come_from_the_sound_as_well_as_the_words(deliver: Callable[..., DeliveryScore]) -> None:
    text = STORY.replace("I rang", "Um, I rang").replace("She wrote", "Uh, she wrote")
    heard = tuple(
        Filler(text="um", start_s=float(at), end_s=at + 0.3, source=FillerSource.SOUND) for at in range(2, 6)
    )
    by_words = deliver(text, words=words_of(text, 147), pauses=(), duration_s=30.0)
    by_sound = deliver(text, words=words_of(text, 147), pauses=(), fillers=heard, duration_s=30.0)

    assert value(by_words, "fillers") == 2
    assert value(by_sound, "fillers") == 4
    assert value(by_words, "words") == len(STORY.split())


def test_a_long_silence_counts_only_inside_a_clause(deliver: Callable[..., DeliveryScore]) -> None:
    pieces = STORY.split()
    inside, edge = pieces.index("three"), pieces.index("heater.")
    words_in = words_of(STORY, 147, gaps={inside: 3.0})
    words_edge = words_of(STORY, 147, gaps={edge: 3.0})

    broken = deliver(words=words_in, pauses=(Pause(words_in[inside].end_s, words_in[inside + 1].start_s),))
    joined = deliver(words=words_edge, pauses=(Pause(words_edge[edge].end_s, words_edge[edge + 1].start_s),))

    assert value(broken, "long_pauses") == 1
    assert value(joined, "long_pauses") == 0
    assert [one.label for one in broken.evidence].count("long_pause") == 1


def test_the_level_is_the_median_and_has_evidence(deliver: Callable[..., DeliveryScore]) -> None:
    score = deliver(words=words_of(STORY, 147), pauses=(), duration_s=30.0, pitch_sd_st=1.0)

    levels = sorted(one.level for one in score.measures if one.level is not None)
    assert score.level == levels[(len(levels) - 1) // 2]
    assert score.evidence
    assert score.missing == ()


def test_the_length_is_held_against_the_question(language: Language) -> None:
    words = words_of(STORY, 147)
    long_question = Question(
        text="Q", kind=QuestionKind.BEHAVIOURAL, parts=QUESTION.parts, target_s=(60, 120)
    )
    short_question = Question(text="Q", kind=QuestionKind.OTHER, parts=QUESTION.parts, target_s=(15, 45))

    levels = [
        level(
            score_delivery(read_answer(ScoringRequest(text=STORY, question=one, words=words), language)),
            "length_s",
        )
        for one in (long_question, short_question)
    ]

    assert levels == [2, 5]


@pytest.mark.parametrize(
    ("text", "crutches"),
    [
        ("I like working with people and they like me.", []),
        ("It was a team like ours, and I would like to stay.", []),
        ("It was, like, a really long shift.", ["like"]),
        ("You know, it went well.", ["You know"]),
        ("Do you know what the guest said? As you know, we close at ten.", []),
        ("I mean, we basically had no staff.", ["I mean", "basically"]),
        ("That is not what I mean by quality.", []),
        ("What kind of work do you do, and is it the same kind of team?", []),
        ("I kind of led the project.", ["kind of"]),
        ("Actually, I rang them. They actually came.", ["Actually"]),
        ("I was right, and it was the right thing, right?", ["right"]),
        ("It felt like a win.", []),
        ("We had apples and stuff like that.", ["and stuff like that"]),
    ],
)
def test_only_stock_phrases_are_crutches(parser: Parser, text: str, crutches: list[str]) -> None:
    assert [text[start:end] for start, end in find_crutches(parser.parse(text))] == crutches


def test_hedges_and_names_change_nothing(deliver: Callable[..., DeliveryScore]) -> None:
    changed = STORY.replace("a woman", "Nkechi")
    first = deliver(words=words_of(STORY, 147), pauses=(), duration_s=30.0)
    second = deliver(changed, words=words_of(changed, 147), pauses=(), duration_s=30.0)

    assert first.level == second.level
    assert first == deliver(words=words_of(STORY, 147), pauses=(), duration_s=30.0)
