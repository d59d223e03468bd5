"""Whether an answer is to this question: by contrast with other questions, not by likeness alone (F4).

The answer is held against every question of the shipped banks and against the first sentences of good answers
to them. From that, from the parts that were answered, and from what answers to each kind of question look
like, features are read; their weights are learned (``python -m benchmarks.learn_topic``).
"""

import json
import math
import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from coach.language.values import ClauseType
from coach.model.question import Question, QuestionKind
from coach.resources import asset
from coach.scoring.context import AnswerContext
from coach.scoring.learned import LearnedSum
from coach.scoring.patterns import Phrases, Sheet, plain, read_sheet
from coach.scoring.whole import log_odds, nameless, read_pieces, read_whole, with_content

Vector = NDArray[np.float32]

CONTRAST_FILE = "models/contrast.npz"

_BELIEFS = (ClauseType.SELF_DESCRIPTION, ClauseType.HABITUAL, ClauseType.OPINION)
_GROUPS: tuple[tuple[QuestionKind, ...], ...] = (
    (QuestionKind.BEHAVIOURAL,),
    (QuestionKind.SITUATIONAL,),
    (QuestionKind.MOTIVATION, QuestionKind.COMPANY),
    (QuestionKind.CLOSING,),
    (QuestionKind.SELF,),
    (QuestionKind.STRENGTH, QuestionKind.WEAKNESS),
    (QuestionKind.GOALS,),
    (QuestionKind.OTHER,),
)
_YOU = re.compile(r"(?<!\w)(?:you|your|you're|you've)(?!\w)")


class Topic(Sheet):
    """The numbers of the off-topic test; the data file says what each decides."""

    window_words: int
    same: float
    near: float
    middle: float
    sure: float
    asking: Phrases
    wishing: Phrases


@cache
def topic_weights() -> LearnedSum:
    """The learned weights, read once.

    Returns:
        The checked data.
    """
    return read_sheet("topic_weights.toml", LearnedSum)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contrast:
    """Other questions and how good answers to them begin, as vectors.

    Args:
        questions: Shape ``(questions, 384)``.
        openings: Shape ``(openings, 384)``, in the order of their questions.
        first: Index of the first opening of each question.
        question_centre: How near each question is to the others on average; some are near to everything.
        opening_centre: The same of each opening.
    """

    questions: Vector
    openings: Vector
    first: NDArray[np.intp]
    question_centre: Vector
    opening_centre: Vector


@cache
def contrast() -> Contrast:
    """What answers are held against, read once from the file that ``benchmarks.learn_topic`` wrote.

    Returns:
        The vectors.
    """
    with np.load(asset(CONTRAST_FILE), allow_pickle=False) as stored:
        questions = stored["questions"].astype(np.float32)
        openings = stored["openings"].astype(np.float32)
        counts = stored["counts"].astype(np.intp)
    among = questions @ questions.T
    return Contrast(
        questions=questions,
        openings=openings,
        first=np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.intp),
        question_centre=(among.sum(axis=1) - 1.0) / (len(questions) - 1),
        opening_centre=(openings @ openings.T).mean(axis=1),
    )


@cache
def contrast_texts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The questions and openings behind ``contrast``, so that a test can tell when they are out of date.

    Returns:
        Each question with its openings.
    """
    with np.load(asset(CONTRAST_FILE), allow_pickle=False) as stored:
        texts = json.loads(stored["texts"].tobytes().decode("utf-8"))
    return tuple((question, tuple(openings)) for question, openings in texts)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Windows:
    """An answer cut into stretches of about thirty words, with their vectors.

    Args:
        spans: Start and end of each in the answer.
        vectors: Shape ``(len(spans), 384)``.
        whole: Their mean, of length one.
    """

    spans: tuple[tuple[int, int], ...]
    vectors: Vector
    whole: Vector


def cut_windows(context: AnswerContext, topic: Topic) -> Windows | None:
    """Cut an answer, without echoes of the question, labels and names, into windows at clause ends.

    Args:
        context: The answer.
        topic: How long a window is.

    Returns:
        The windows; None when nothing is left of the answer.
    """
    spans: list[tuple[int, int]] = []
    texts: list[str] = []
    words: list[str] = []
    start = 0
    clauses = with_content(context)
    for clause in clauses:
        if not words:
            start = clause.start
        words.extend(nameless(context.parse, clause).split())
        if len(words) >= topic.window_words:
            spans.append((start, clause.end))
            texts.append(" ".join(words))
            words = []
    if words:
        spans.append((start, clauses[-1].end))
        texts.append(" ".join(words))
    if not texts:
        return None
    vectors = context.vectors.encode(texts)
    mean = vectors.mean(axis=0)
    whole: Vector = mean / np.float32(max(float(np.linalg.norm(mean)), 1e-9))
    return Windows(spans=tuple(spans), vectors=vectors, whole=whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsHeard:
    """What the part checks say, for the off-topic test.

    Args:
        no: Share of parts that were not answered.
        yes: Share of parts that were answered in full.
        main_no: Whether the main part was not answered.
        theme: Whether the theme that was asked for was heard; None when none was.
    """

    no: float
    yes: float
    main_no: bool
    theme: bool | None


def topic_features(
    context: AnswerContext, question: Question, windows: Windows, parts: PartsHeard, topic: Topic
) -> dict[str, float]:
    """What speaks for and against an answer being to its question; more is more foreign.

    Args:
        context: The answer.
        question: What was asked.
        windows: The answer's stretches.
        parts: What the part checks say.
        topic: The numbers.

    Returns:
        Features by name, always the same names.
    """
    asked = context.vectors.encode([question.text])[0]
    part_vectors = context.vectors.encode([part.text for part in question.parts])
    to_parts = (windows.vectors @ part_vectors.T).max(axis=0)
    found = {
        "unlike_question": -float(windows.whole @ asked),
        "unlike_parts": -float(to_parts.mean()),
        "unlike_worst_part": -float(to_parts.min()),
        **_against_others(asked, windows, topic),
        **_as_read(context, asked, topic),
        "theme_missing": 0.0 if parts.theme is None else (-1.0 if parts.theme else 1.0),
        "parts_no": parts.no,
        "parts_yes": parts.yes,
        "main_no": float(parts.main_no),
    }
    shape = _shape(context, topic)
    own = next(index for index, kinds in enumerate(_GROUPS) if question.kind in kinds)
    for name, value in shape.items():
        found[name] = value
        for index, kinds in enumerate(_GROUPS):
            found[f"{kinds[0].value}_{name}"] = value if index == own else 0.0
    return found


def _against_others(asked: Vector, windows: Windows, topic: Topic) -> dict[str, float]:
    """How much nearer the answer is to other questions and their answers than to this one."""
    others = contrast()
    to_asked = others.questions @ asked
    views = np.vstack([windows.whole[None, :], windows.vectors])
    opening = np.maximum.reduceat(
        (views @ others.openings.T).max(axis=0) - others.opening_centre, others.first
    )
    both = opening + (views @ others.questions.T).max(axis=0) - others.question_centre
    near = np.exp((to_asked - 1.0) / topic.near)
    near = near / near.sum()
    distinct = to_asked < topic.same
    if not bool(distinct.any()):
        distinct = np.ones(len(to_asked), dtype=bool)
    own, own_opening = float(near @ both), float(near @ opening)
    rest, rest_opening = np.sort(both[distinct])[-3:], np.sort(opening[distinct])[-3:]
    return {
        "nearer_to_others": float(rest.mean()) - own,
        "nearer_to_other_openings": float(rest_opening.mean()) - own_opening,
        "unlike_openings": -own_opening,
        "rank": float((both[distinct] > both[int(to_asked.argmax())]).mean()),
    }


def _as_read(context: AnswerContext, asked: Vector, topic: Topic) -> dict[str, float]:
    """What the reader makes of it: how foreign, how near, and how much nearer to other questions."""
    read = read_whole(context)
    distinct = [
        text
        for (text, _), cosine in zip(contrast_texts(), contrast().questions @ asked, strict=True)
        if cosine < topic.same
    ]
    distinct = distinct or [text for text, _ in contrast_texts()]
    near = np.sort(context.reader.nearness(distinct, [words for _, words in read_pieces(context)]))
    return {
        "read_foreign": log_odds(read.off_topic),
        "read_unlike": -read.nearness,
        "read_nearer_to_others": float(near[-3:].mean()) - read.nearness,
        "read_rank": float((near > read.nearness).mean()),
        "read_level": (3 - read.listening) / 2,
    }


def _shape(context: AnswerContext, topic: Topic) -> dict[str, float]:
    """What kind of answer it is, whatever was asked; each about 0 to 1."""
    clauses = with_content(context)
    low = plain(" ".join(context.clause_text(clause) for clause in clauses))
    words = [len(context.clause_text(clause).split()) for clause in clauses]
    total = max(1, sum(words))

    def share(*types: ClauseType) -> float:
        return sum(n for clause, n in zip(clauses, words, strict=True) if clause.type in types) / total

    events = {clause.verb for clause in clauses if clause.type is ClauseType.EVENT}
    marked = sum("?" in context.request.text[clause.end : clause.end + 3] for clause in clauses)
    asks = marked / 3 + (topic.asking.search(low) is not None)
    return {
        "events": min(len(events), 8) / 8,
        "hypothetical": share(ClauseType.HYPOTHETICAL),
        "asks": min(asks, 2.0),
        "to_them": min(25 * len(_YOU.findall(low)) / total, 2.0),
        "wishes": min(len(topic.wishing.findall(low)), 3) / 3,
        "beliefs": share(*_BELIEFS),
        "words": min(total, 200) / 200,
    }


def off_topic_score(features: dict[str, float], topic: Topic) -> float:
    """From features to 0 (certainly this question) .. 1 (certainly another).

    Args:
        features: From ``topic_features``.
        topic: Where the middle is.

    Returns:
        The score, to four places; one of the genuine answers in twenty has more than a half.
    """
    learned = topic_weights()
    logit = float(learned.weigh(np.asarray([features[name] for name in learned.names])))
    return round(1.0 / (1.0 + math.exp(min(60.0, topic.middle - logit))), 4)
