"""The scorer as a whole: all six dimensions, versions, determinism, and a rule that fails."""

import logging
from dataclasses import replace

import pytest

from coach.language.onnx_reader import MiniLmReader
from coach.language.onnx_vectors import MiniLmVectors
from coach.language.ports import Language
from coach.model.message import Message
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import AnswerScore, Dimension, ScoringRequest
from coach.model.transcript import Word
from coach.scoring import engine
from coach.scoring.context import AnswerContext
from coach.scoring.engine import AnswerScorer
from coach.scoring.reading import echoes, not_reliable, read_answer, unsure_spans

ASKED = Question(
    text="Tell me about a time you dealt with a problem at work.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time you dealt with a problem"),),
)
TOLD = (
    "Last March at the bakery both ovens went out at four in the morning. I was in charge, so I had to "
    "find a way. "
    "I rang the café next door, I borrowed their oven and I called our three biggest customers. In the end a "
    "hundred and ninety loaves went out on time."
)


@pytest.fixture(scope="module")
def scorer(language: Language) -> AnswerScorer:
    return AnswerScorer(language)


def spoken(
    text: str, probability: float = 0.9, unsure_every: int = 0, gap_s: float = 0.1
) -> tuple[Word, ...]:
    words: list[Word] = []
    at = 0
    for index, word in enumerate(text.split()):
        start = text.index(word, at)
        at = start + len(word)
        begin_s = index * (0.3 + gap_s)
        unsure = bool(unsure_every) and index % unsure_every == 0
        words.append(
            Word(
                text=word,
                start_s=begin_s,
                end_s=begin_s + 0.3,
                probability=probability,
                start=start,
                end=at,
                unsure=unsure,
            )
        )
    return tuple(words)


@pytest.mark.models
def test_every_dimension_is_scored_or_says_why_not(scorer: AnswerScorer) -> None:
    score = scorer.score(ScoringRequest(id="a1", text=TOLD, question=ASKED))
    assert (score.id, score.text, score.question) == ("a1", TOLD, ASKED)
    for name in Dimension:
        found = score.dimension(name)
        assert (found.level is None) == (found.confidence is None)
        assert found.level is None or found.level in range(1, 6)
        assert isinstance(found.reason, Message)
        assert found.level in (None, 5) or found.next_level is not None, name
        assert found.level in (None, 1) or found.evidence or name is Dimension.DELIVERY, name


@pytest.mark.models
def test_versions_name_what_made_the_scores(scorer: AnswerScorer) -> None:
    versions = dict(scorer.score(ScoringRequest(text=TOLD, question=ASKED)).versions)
    assert set(versions) == {"rubric", "parser", "vectors", "reader"}
    assert all(versions.values())


@pytest.mark.models
def test_the_same_request_gives_the_same_score_whatever_came_between(
    scorer: AnswerScorer, language: Language
) -> None:
    request = ScoringRequest(text=TOLD, question=ASKED)
    first = scorer.score(request)
    scorer.score(ScoringRequest(text="I like the sea. " * 40, question=ASKED))
    assert scorer.score(request) == first
    assert AnswerScorer(Language(language.parser, MiniLmVectors(), MiniLmReader())).score(request) == first


@pytest.mark.models
def test_placing_in_time_that_fails_costs_nothing_else(
    scorer: AnswerScorer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(context: AnswerContext) -> AnswerContext:
        raise ValueError(context.request.text)

    usual = scorer.score(ScoringRequest(id="a1", text=TOLD, question=ASKED))
    monkeypatch.setattr(engine, "placed_in_time", broken)

    assert scorer.score(ScoringRequest(id="a1", text=TOLD, question=ASKED)) == usual
    assert "'a1'" in caplog.text
    assert TOLD[:20] not in caplog.text
    caplog.clear()


@pytest.mark.models
def test_a_rule_that_fails_costs_only_its_own_dimension(
    scorer: AnswerScorer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(context: AnswerContext) -> None:
        raise ValueError(context.request.text)

    monkeypatch.setattr(engine, "score_star", broken)
    score = scorer.score(ScoringRequest(id="a1", text=TOLD, question=ASKED))
    assert (score.star.applies, score.star.level, score.star.reason.id) == (True, None, "scoring.rule_failed")
    assert score.story.level is not None
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "a1" in record.getMessage()
    assert "bakery" not in record.getMessage() + str(record.exc_info)
    caplog.clear()


@pytest.mark.models
@pytest.mark.parametrize(("probability", "unsure_every"), [(0.5, 0), (0.9, 3)])
def test_what_was_not_heard_clearly_is_not_scored(
    scorer: AnswerScorer, probability: float, unsure_every: int
) -> None:
    words = spoken(TOLD, probability, unsure_every)
    score = scorer.score(ScoringRequest(text=TOLD, question=ASKED, words=words, duration_s=30.0))
    assert (score.star.level, score.star.reason.id) == (None, "scoring.not_reliable")
    assert (score.story.level, score.listening.level) == (None, None)
    assert not score.research.applies


@pytest.mark.models
@pytest.mark.parametrize("text", ["", "   ", "um, uh", "…"])
def test_silence_is_not_scored(scorer: AnswerScorer, text: str) -> None:
    score = scorer.score(ScoringRequest(text=text, question=ASKED))
    assert score.star.reason.id == "scoring.nothing_said"


def test_few_unsure_words_do_not_stop_scoring() -> None:
    assert not_reliable(ScoringRequest(text=TOLD, question=ASKED, words=spoken(TOLD, 0.8, 6))) is None


def test_neighbouring_unsure_words_are_one_stretch() -> None:
    words = spoken("one two three four")
    marked = (words[0], replace(words[1], unsure=True), replace(words[2], unsure=True), words[3])
    (span,) = unsure_spans(marked)
    assert (span.start, span.end) == (4, 13)


@pytest.mark.models
def test_the_question_said_again_is_left_out(language: Language) -> None:
    plain = read_answer(ScoringRequest(text=TOLD, question=ASKED), language)
    echoed = read_answer(ScoringRequest(text=f"{ASKED.text} {TOLD}", question=ASKED), language)
    assert [clause.type for clause in echoed.clauses] == [clause.type for clause in plain.clauses]


def test_an_echo_that_runs_on_into_own_words_is_kept() -> None:
    assert (
        echoes("Tell me about a time you failed.", "A time you failed you said, well, it was in May.") == ()
    )
    assert echoes("Tell me about a time you failed.", "Tell me about a time you failed? Well, in May.") == (
        (0, 31),
    )


@pytest.mark.models
def test_what_is_said_twice_counts_once(language: Language) -> None:
    once = read_answer(ScoringRequest(text=TOLD, question=ASKED), language)
    twice = read_answer(ScoringRequest(text=f"{TOLD} {TOLD}", question=ASKED), language)
    assert len(twice.clauses) == len(once.clauses)


@pytest.mark.models
def test_a_pause_begins_a_sentence_where_no_punctuation_does(language: Language) -> None:
    said = "the oven broke I rang the café"
    words = tuple(
        replace(word, start_s=word.start_s + 2, end_s=word.end_s + 2)
        if word.start >= said.index("I")
        else word
        for word in spoken(said)
    )
    context = read_answer(ScoringRequest(text=said, question=ASKED, words=words), language)
    assert [context.clause_text(clause) for clause in context.clauses] == [
        "the oven broke",
        "I rang the café",
    ]


@pytest.mark.models
def test_a_typed_question_is_read(scorer: AnswerScorer) -> None:
    assert scorer.read_question("Tell me about a time you failed.").kind is QuestionKind.BEHAVIOURAL


@pytest.mark.models
def test_a_candidates_questions_are_judged(scorer: AnswerScorer) -> None:
    assert len(scorer.judge_questions("What does the team work on right now?").questions) == 1


def test_an_answer_score_names_its_dimensions() -> None:
    assert {name.value for name in Dimension} <= set(AnswerScore.__dataclass_fields__)
