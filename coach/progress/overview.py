"""From what was measured in kept answers to how they change."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from coach.model.history import Measured
from coach.model.progress import Point, Practised, Progress, Told, Trend
from coach.model.score import Dimension
from coach.progress.stories import reused_stories
from coach.progress.trend import trend

LOOKED_AT = 4
"""Last answers to a question in which it is counted what is missing."""
LEAST_LEVEL, LEAST_PACE_WPM, LEAST_FILLERS_100, LEAST_PAUSES = 0.5, 5.0, 0.5, 0.5
"""The smallest change of each that anybody would notice."""
PART_ORDER = ("result", "task", "action", "situation")
"""Of two parts that are missing as often, the one whose lack is felt more."""


def progress(
    answers: Sequence[Measured],
    told: Sequence[Told],
    competencies: Mapping[str, tuple[str, ...]],
    *,
    last_sessions: int | None = None,
) -> Progress:
    """Put everything together.

    Args:
        answers: Scored answers in the order in which they were given, without junk.
        told: Of the same answers, as far as their words are kept.
        competencies: Of each question of the banks, by its id.
        last_sessions: Only the newest sessions; None for all.

    Returns:
        Trends, questions, competencies, stories, and what to practise next.
    """
    sessions: dict[str, list[Measured]] = defaultdict(list)
    for answer in answers:
        sessions[answer.session_id].append(answer)
    chosen = list(sessions.values())[-last_sessions:] if last_sessions else list(sessions.values())
    shown = [answer for session in chosen for answer in session]
    by_id = {one.answer_id: one for one in told}
    questions = _questions(shown, by_id)
    return Progress(
        sessions=len(chosen),
        dimensions=_dimensions(chosen),
        measures=_measures(chosen),
        questions=questions,
        competencies=_competencies(shown, competencies, by_id),
        stories=reused_stories(shown, told),
        next=_next(questions),
    )


def middle_level(answer: Measured) -> int | None:
    """An answer's level in one number, to tell its best time from its last.

    Args:
        answer: Any.

    Returns:
        The middle of its levels without delivery, the lower of two; None for none.
    """
    levels = sorted(level for name, level in answer.levels if name is not Dimension.DELIVERY)
    return levels[(len(levels) - 1) // 2] if levels else None


_Sessions = Sequence[Sequence[Measured]]


def _series(sessions: _Sessions, value: Callable[[Measured], float | None]) -> list[Point]:
    """The middle of each session's answers; a session without any is left out."""
    points: list[Point] = []
    for session in sessions:
        values = [found for answer in session if (found := value(answer)) is not None]
        if values:
            points.append(
                Point(session_id=session[0].session_id, at=session[0].at, value=float(median(values)))
            )
    return points


def _dimensions(sessions: _Sessions) -> tuple[Trend, ...]:
    made: list[Trend] = []
    for name in Dimension:
        if name is Dimension.DELIVERY:
            continue
        points = _series(sessions, lambda answer, name=name: dict(answer.levels).get(name))  # type: ignore[misc]
        if points:
            made.append(trend(name.value, points, least=LEAST_LEVEL))
    return tuple(made)


def _fillers_100(answer: Measured) -> float | None:
    measures = dict(answer.measures)
    fillers, words = measures.get("fillers"), measures.get("words")
    return None if fillers is None or not words else 100.0 * fillers / words


def _measures(sessions: _Sessions) -> tuple[Trend, ...]:
    wanted: tuple[tuple[str, Callable[[Measured], float | None], float], ...] = (
        ("fillers_100", _fillers_100, LEAST_FILLERS_100),
        ("pace_wpm", lambda answer: dict(answer.measures).get("pace_wpm"), LEAST_PACE_WPM),
        ("long_pauses", lambda answer: dict(answer.measures).get("long_pauses"), LEAST_PAUSES),
    )
    series = ((name, _series(sessions, value), least) for name, value, least in wanted)
    return tuple(trend(name, points, least=least) for name, points, least in series if points)


def _practised(
    name: str, text: str, answers: Sequence[Measured], told: Mapping[str, Told]
) -> Practised | None:
    levels = [level for answer in answers if (level := middle_level(answer)) is not None]
    if not levels:
        return None
    last = [told[answer.answer_id] for answer in answers[-LOOKED_AT:] if answer.answer_id in told]
    counts = Counter(what for one in last for what in dict.fromkeys((*one.missing, *one.unanswered)))
    missing = min(counts, key=lambda what: (-counts[what], _place(what)), default="")
    return Practised(
        id=name,
        text=text,
        times=len(answers),
        best=max(levels),
        last=levels[-1],
        missing=missing,
        missing_in=counts[missing] if missing else 0,
        looked_at=len(last),
        newest_id=answers[-1].answer_id,
    )


def _place(what: str) -> int:
    return PART_ORDER.index(what) if what in PART_ORDER else len(PART_ORDER)


def _questions(answers: Sequence[Measured], told: Mapping[str, Told]) -> tuple[Practised, ...]:
    groups: dict[str, list[Measured]] = defaultdict(list)
    for answer in answers:
        groups[answer.question_id or answer.question].append(answer)
    made = (_practised(name, group[-1].question, group, told) for name, group in groups.items())
    return tuple(sorted((one for one in made if one is not None), key=lambda one: (-one.times, one.last)))


def _competencies(
    answers: Sequence[Measured], known: Mapping[str, tuple[str, ...]], told: Mapping[str, Told]
) -> tuple[Practised, ...]:
    groups: dict[str, list[Measured]] = defaultdict(list)
    for answer in answers:
        for name in known.get(answer.question_id, ()):
            groups[name].append(answer)
    made = (_practised(name, "", group, told) for name, group in groups.items())
    return tuple(
        sorted((one for one in made if one is not None), key=lambda one: (one.last, one.best, -one.times))
    )


def _next(questions: Sequence[Practised]) -> Practised | None:
    """The question with most to gain: something missing again and again first, then the lowest last level."""
    open_ones = [one for one in questions if one.missing_in > 0 or one.last <= 3]
    return min(open_ones, key=lambda one: (-one.missing_in, one.last, -one.times), default=None)
