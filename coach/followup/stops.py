"""At which stage applications end, once there are enough of them to tell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coach.model.application import Application, Outcome, Reason
from coach.model.message import Message, message
from coach.model.preparation import Stage

ENOUGH_INTERVIEWS = 4
"""With fewer, one loss would be read as a pattern."""

AGAIN = 3
_SHARE = 0.6
OUT_OF_HANDS = frozenset({Reason.NEEDS_CHANGED, Reason.INTERNAL, Reason.MORE_QUALIFIED})
_INTERVIEWS = frozenset({Stage.SCREENING, Stage.FIRST, Stage.SECOND, Stage.FINAL, Stage.OFFER})
_OVER = frozenset({Outcome.TURNED_DOWN, Outcome.NO_ANSWER})
_DECIDED = _OVER | {Outcome.OFFER}


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCount:
    """How applications fared at one stage.

    Args:
        stage: The stage.
        reached: How many came this far.
        ended: How many ended there without an offer.
        out_of_hands: How many of these for a reason that no answer could have changed.
    """

    stage: Stage
    reached: int
    ended: int
    out_of_hands: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereItStops:
    """What applications say when they are looked at together.

    Args:
        stages: One a stage that any application reached, in the order of stages.
        interviews: How many real interviews were held.
        stage: Where it stops again and again; None when there is no such place, or too few interviews.
        says: What can be said, in sentences.
    """

    stages: tuple[StageCount, ...]
    interviews: int
    stage: Stage | None
    says: tuple[Message, ...]


def where_it_stops(applications: Sequence[Application]) -> WhereItStops:
    """Look at all applications together.

    A stage stands out when at least three applications ended there for reasons that were in the person's
    hands or unknown, and they are at least 60 % of all that ended so. Both numbers are the project's own
    choice: small enough to help within one search, and more than what one bad week brings.

    Args:
        applications: All of them, in any order.

    Returns:
        The counts, and what can be said of them.
    """
    order = list(Stage)
    over = [application for application in applications if application.outcome in _OVER]
    ended = Counter(application.stage for application in over)
    beyond = Counter(application.stage for application in over if application.reason in OUT_OF_HANDS)
    reached = {
        stage: sum(order.index(application.stage) >= order.index(stage) for application in applications)
        for stage in order
    }
    stages = tuple(
        StageCount(stage=stage, reached=reached[stage], ended=ended[stage], out_of_hands=beyond[stage])
        for stage in order
        if reached[stage]
    )
    interviews = sum(_held(application) for application in applications)
    stage = _stands_out(ended - beyond) if interviews >= ENOUGH_INTERVIEWS else None
    return WhereItStops(
        stages=stages,
        interviews=interviews,
        stage=stage,
        says=(*_say(interviews, stage, ended, beyond), *_may_be(over, known=bool(beyond))),
    )


def _held(application: Application) -> int:
    """Interviews that were written down; one that ended at an interview's stage had one all the same."""
    noted = len(application.debriefs)
    ended_there = application.stage in _INTERVIEWS and application.outcome in _DECIDED
    return max(noted, int(ended_there))


def _may_be(over: Sequence[Application], *, known: bool) -> tuple[Message, ...]:
    """Where nobody said why, it may well have been what no answer changes; named once."""
    unknown = sum(application.reason is Reason.UNKNOWN for application in over)
    name = "followup.stops.may_be_too" if known else "followup.stops.may_be"
    return (message(name, n=unknown),) if unknown else ()


def _stands_out(ended: Counter[Stage]) -> Stage | None:
    if not ended:
        return None
    stage, times = ended.most_common(1)[0]
    return stage if times >= AGAIN and times >= _SHARE * ended.total() else None


def _say(
    interviews: int, stage: Stage | None, ended: Counter[Stage], beyond: Counter[Stage]
) -> list[Message]:
    says: list[Message] = []
    if interviews < ENOUGH_INTERVIEWS:
        says.append(message("followup.stops.too_few", n=interviews))
    elif stage is not None:
        name = message(f"followup.stage.{stage}")
        says.append(message("followup.stops.again", n=ended[stage] - beyond[stage], stage=name))
    else:
        says.append(message("followup.stops.no_place"))
    if beyond:
        says.append(message("followup.stops.out_of_hands", n=beyond.total()))
    return says
