"""The scorer: reads an answer once and asks each dimension for its score."""

import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from coach.language.ports import Language
from coach.model.message import Message, message
from coach.model.question import Question
from coach.model.score import (
    AnswerScore,
    DeliveryScore,
    Dimension,
    DimensionScore,
    FocusScore,
    ListeningScore,
    ResearchScore,
    ScoringRequest,
    Strictness,
)
from coach.scoring.cares import find_cared
from coach.scoring.context import AnswerContext
from coach.scoring.delivery import score_delivery
from coach.scoring.focus import judge_questions, score_focus
from coach.scoring.joint import first_alone, is_joint, put_together, whole
from coach.scoring.listening import score_listening
from coach.scoring.present import placed_in_time
from coach.scoring.question_reading import read_question
from coach.scoring.reading import cut_answer, not_reliable
from coach.scoring.research import score_research
from coach.scoring.rubric import RUBRIC_VERSION
from coach.scoring.star import score_star
from coach.scoring.story import score_story

_log = logging.getLogger(__name__)

_Score = TypeVar("_Score", bound=DimensionScore)


class AnswerScorer:
    """Scores answers on six dimensions; the same request gives the same score, to the bit.

    Args:
        language: The models.
        strictness: How strongly to advise against questions about pay, leave and benefits.
    """

    def __init__(self, language: Language, strictness: Strictness = Strictness.GENTLE) -> None:
        self._language = language
        self._strictness = strictness

    def score(self, request: ScoringRequest) -> AnswerScore:
        """Score one answer on every dimension.

        Args:
            request: The answer and what was asked.

        Returns:
            All six dimensions; a rule that failed is "not scored" with that reason.
        """
        if is_joint(request):
            return put_together(self._score(whole(request)), self._score(first_alone(request)), request)
        return self._score(request)

    def _score(self, request: ScoringRequest) -> AnswerScore:
        context = _in_time(cut_answer(request, self._language))
        unreliable = not_reliable(request)

        def scored(name: Dimension, rule: Callable[[AnswerContext], _Score], kind: type[_Score]) -> _Score:
            score = _guarded(name, rule, kind, context)
            return score if unreliable is None or not score.applies else _not_scored(kind, unreliable)

        return AnswerScore(
            id=request.id,
            text=request.text,
            question=request.question,
            star=scored(Dimension.STAR, score_star, DimensionScore),
            story=scored(Dimension.STORY, score_story, DimensionScore),
            research=scored(Dimension.RESEARCH, score_research, ResearchScore),
            listening=scored(Dimension.LISTENING, score_listening, ListeningScore),
            focus=scored(Dimension.FOCUS, partial(score_focus, strictness=self._strictness), FocusScore),
            delivery=_guarded(Dimension.DELIVERY, score_delivery, DeliveryScore, context),
            unsure=context.unsure,
            filtered=request.filtered,
            versions=(
                ("rubric", RUBRIC_VERSION),
                ("parser", self._language.parser.version),
                ("vectors", self._language.vectors.version),
                ("reader", self._language.reader.version),
            ),
            cared=find_cared(context),
        )

    def read_question(self, text: str) -> Question:
        """Find kind, parts and constraints of a question that a person typed.

        Args:
            text: The question.

        Returns:
            The question as understood; its id is None.
        """
        return read_question(text, self._language.parser, self._language.vectors)

    def judge_questions(self, text: str) -> FocusScore:
        """Judge what a candidate would ask.

        Args:
            text: One or more questions as they would be spoken.

        Returns:
            Every question found, and words that take the offer for granted.
        """
        return judge_questions(text, self._language, self._strictness)


def _in_time(context: AnswerContext) -> AnswerContext:
    """Place in time what is told in the present; where that fails, the clauses stay as grammar has them."""
    try:
        return placed_in_time(context)
    except Exception as error:  # noqa: BLE001 - it is one more measure, and never worth a report
        _log.error(
            "placing answer %r in time failed: %s at %s",
            context.request.id,
            type(error).__name__,
            _places(error),
        )
        return context


def _guarded(
    name: Dimension, rule: Callable[[AnswerContext], _Score], kind: type[_Score], context: AnswerContext
) -> _Score:
    """A rule that fails costs its own dimension, never the report; the log holds no words of the answer."""
    try:
        return rule(context)
    except Exception as error:  # noqa: BLE001 - a failing rule must not lose the other five
        # The traceback's own text could quote the answer, so only the places are logged.
        _log.error(
            "rule %s failed on answer %r: %s at %s",
            name.value,
            context.request.id,
            type(error).__name__,
            _places(error),
        )
        return _not_scored(kind, message("scoring.rule_failed"))


def _places(error: Exception) -> str:
    places: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(places)


def _not_scored(kind: type[_Score], reason: Message) -> _Score:
    return kind(applies=True, level=None, confidence=None, reason=reason)
