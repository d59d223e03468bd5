"""Delivery (the rubric's F6): eight measures, each told with its value, and their median as a level."""

import re
from dataclasses import dataclass, replace
from functools import cache

from coach.language.values import Parse, Token
from coach.model.message import Message, message
from coach.model.question import Question, QuestionKind
from coach.model.score import Confidence, DeliveryScore, Evidence, Measure
from coach.model.transcript import Word
from coach.scoring.context import AnswerContext
from coach.scoring.natural import find_noticed
from coach.scoring.patterns import Phrases, Sheet, compile_phrases, plain, read_sheet

_TEXT_FILLER = re.compile(r"(?<![\w'])(?:u+h*m+|u+h+|[eu]+r+m+|e+r+|a+h+|h+m+)(?![\w'])")


class _Crutch(Sheet):
    phrase: str
    not_before: Phrases = re.compile(r"(?!)")
    not_after: Phrases = re.compile(r"(?!)")
    clause_start: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        compiled = compile_phrases([self.phrase])
        return compiled if isinstance(compiled, re.Pattern) else re.compile(r"(?!)")


class _Length(Sheet):
    beyond: tuple[float, float, float]
    target_s: dict[QuestionKind, tuple[int, int]]


class _Bands(Sheet):
    pace_wpm: tuple[tuple[float, float], ...]
    fillers: tuple[tuple[float, float], ...]
    crutch_words: tuple[tuple[float, float], ...]
    long_pauses: tuple[tuple[float, float], ...]
    pitch_sd_st: tuple[tuple[float, float], ...]


class _Rules(Sheet):
    least_words: int
    least_seconds: float
    least_words_for_rates: int
    long_pause_s: float
    habit_from: int
    bands: _Bands
    length: _Length
    joints: frozenset[str]
    like_is_meant_after: frozenset[str]
    crutch: tuple[_Crutch, ...]


@cache
def _rules() -> _Rules:
    return read_sheet("delivery.toml", _Rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """What the measures are taken from; rates are per 100 words without fillers."""

    words: tuple[Word, ...]
    count: int
    start_s: float
    end_s: float

    @property
    def span_s(self) -> float:
        return max(0.0, self.end_s - self.start_s)


def score_delivery(context: AnswerContext) -> DeliveryScore:
    """Measure how an answer was spoken.

    Args:
        context: The answer, read once.

    Returns:
        The measures in their fixed order, and the median of their levels, rounded down; not scored without
        times, or when too few words were heard for a rate to mean anything.
    """
    request = context.request
    crutches = find_crutches(context.parse)
    spoken = _spoken(request.words or (), request.duration_s)
    measures = _measures(context, spoken, crutches)
    reason = _why_not(context, spoken)
    if reason is not None:
        unscored = tuple(Measure(name=one.name, value=one.value, unit=one.unit) for one in measures)
        return DeliveryScore(applies=True, level=None, confidence=None, reason=reason, measures=unscored)
    levels = sorted(one.level for one in measures if one.level is not None)
    if not levels:
        reason = message("delivery.reason.too_short")
        return DeliveryScore(applies=True, level=None, confidence=None, reason=reason, measures=measures)
    level = levels[(len(levels) - 1) // 2]
    worst = min((one for one in measures if one.level is not None), key=lambda one: one.level or 0)
    return DeliveryScore(
        applies=True,
        level=level,
        confidence=_confidence(spoken, len(levels)),
        reason=_reason(level, worst),
        missing=tuple(one.name for one in measures if one.value is None),
        next_level=_next(level, worst, request.question.target_s, request.question.kind),
        evidence=_evidence(context, crutches),
        measures=measures,
        noticed=find_noticed(context, len(crutches)),
    )


def _spoken(words: tuple[Word, ...], duration_s: float | None) -> _Spoken:
    said = tuple(word for word in words if not word.filler and not _is_filler(word.text))
    if not said:
        return _Spoken(words=(), count=0, start_s=0.0, end_s=duration_s or 0.0)
    return _Spoken(words=said, count=len(said), start_s=words[0].start_s, end_s=words[-1].end_s)


def _is_filler(text: str) -> bool:
    return _TEXT_FILLER.fullmatch(plain(text).strip(" .,!?;:-\u2026")) is not None


def _why_not(context: AnswerContext, spoken: _Spoken) -> Message | None:
    if not context.request.words:
        return message("delivery.reason.no_timing")
    if spoken.count < _rules().least_words or spoken.span_s <= 0.0:
        return message("delivery.reason.too_short")
    return None


# ------------------------------------------------------------------ measures


def _measures(
    context: AnswerContext, spoken: _Spoken, crutches: tuple[tuple[int, int], ...]
) -> tuple[Measure, ...]:
    request, rules = context.request, _rules()
    timed = spoken.count > 0 and spoken.span_s > 0.0
    long_enough = timed and spoken.span_s >= rules.least_seconds
    count = spoken.count or len(re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)*", request.text))
    rates = spoken.count >= rules.least_words_for_rates
    pace = spoken.count / spoken.span_s * 60.0 if timed else None
    fillers = _fillers(context)
    pauses = len(_long_pauses(context)) if request.pauses is not None and timed else None
    habit = len(crutches) >= rules.habit_from
    length = spoken.span_s if timed else request.duration_s
    delay = request.start_delay_s
    if delay is None and request.words:
        delay = request.words[0].start_s
    bands = rules.bands
    return (
        _measure("pace_wpm", pace, "words/min", bands.pace_wpm, scored=long_enough),
        _counted("fillers", fillers, "at least", bands.fillers, per=count / 100.0, scored=rates),
        _measure("words", float(count) if count else None, "words"),
        _counted(
            "crutch_words",
            len(crutches),
            "count",
            bands.crutch_words if habit else ((0.0, 100.0),),
            per=count / 100.0,
            scored=rates,
        ),
        _counted(
            "long_pauses", pauses, "count", bands.long_pauses, per=spoken.span_s / 60.0, scored=long_enough
        ),
        _measure("pitch_sd_st", request.pitch_sd_st, "semitones", bands.pitch_sd_st, scored=long_enough),
        _measure("start_delay_s", delay, "s"),
        Measure(name="length_s", value=_rounded(length), unit="s", level=_length_level(context, length)),
    )


def _measure(
    name: str,
    value: float | None,
    unit: str,
    bands: tuple[tuple[float, float], ...] = (),
    *,
    scored: bool = False,
) -> Measure:
    level = None
    if scored and value is not None:
        inside = (5 - index for index, (low, high) in enumerate(bands) if low <= value <= high)
        level = next(inside, 1)
    return Measure(name=name, value=_rounded(value), unit=unit, level=level)


def _counted(
    name: str,
    count: int | None,
    unit: str,
    bands: tuple[tuple[float, float], ...],
    *,
    per: float,
    scored: bool,
) -> Measure:
    """A count, told as it is and judged as a rate: the bands are for 100 words or a minute."""
    if count is None:
        return Measure(name=name, value=None, unit=unit)
    judged = _measure(name, count / per if per else None, unit, bands, scored=scored)
    return replace(judged, value=float(count))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _fillers(context: AnswerContext) -> int | None:
    """Filled pauses heard, at least: what the sound told, or else what the recogniser kept."""
    request = context.request
    if request.words is None:
        return None
    in_text = sum(1 for word in request.words if word.filler or _is_filler(word.text))
    return max(in_text, len(request.fillers or ()))


def _long_pauses(context: AnswerContext) -> list[tuple[Word, Word]]:
    """Silences longer than two seconds that fall inside a clause, as the words around them."""
    words = context.request.words or ()
    found: list[tuple[Word, Word]] = []
    for pause in context.request.pauses or ():
        middle = (pause.start_s + pause.end_s) / 2.0
        before = [word for word in words if (word.start_s + word.end_s) / 2.0 < middle]
        if pause.end_s - pause.start_s <= _rules().long_pause_s or not before or len(before) == len(words):
            continue
        left, right = before[-1], words[len(before)]
        if not _at_joint(left, right):
            found.append((left, right))
    return found


def _at_joint(left: Word, right: Word) -> bool:
    """Whether a pause falls where a clause ends: told by words, since reading also breaks at pauses."""
    ended = left.text.rstrip().endswith((".", "!", "?", ",", ";", ":", "\u2013", "\u2014"))
    return ended or plain(right.text).strip(" .,;:!?") in _rules().joints


def _length_level(context: AnswerContext, length_s: float | None) -> int | None:
    target = _target(context.request.question.target_s, context.request.question.kind)
    if length_s is None or target is None or not context.request.words:
        return None
    low, high = target
    if low <= length_s <= high:
        return 5
    beyond = (low - length_s) / low if length_s < low else (length_s - high) / high
    return next((4 - index for index, limit in enumerate(_rules().length.beyond) if beyond <= limit), 1)


def target_length_s(question: Question) -> tuple[int, int] | None:
    """How long a sensible answer to a question is.

    Args:
        question: As asked.

    Returns:
        Shortest and longest in seconds, the question's own or its kind's; None where length says nothing.
    """
    return _target(question.target_s, question.kind)


def _target(own: tuple[int, int] | None, kind: QuestionKind) -> tuple[int, int] | None:
    return own or _rules().length.target_s.get(kind)


# ------------------------------------------------------------------ crutch words


def find_crutches(parse: Parse) -> tuple[tuple[int, int], ...]:
    """Find stock phrases that carry nothing, by the words around them.

    "I like people", "a team like ours" and "what kind of work" are none.

    Args:
        parse: The answer.

    Returns:
        Their places, in order.
    """
    low = plain(parse.text)
    found = {match for rule in _rules().crutch for match in _crutch_places(rule, low)}
    found.update(_filler_like(parse))
    return tuple(sorted(found))


def _crutch_places(rule: _Crutch, low: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    for match in rule.pattern.finditer(low):
        before, after = low[: match.start()], low[match.end() :]
        last = re.search(r"([\w']+)(\s*)$", before)
        if last is not None and rule.not_after.fullmatch(last.group(1)):
            continue
        if re.match(r"\s+[\w']", after) and rule.not_before.match(after.lstrip()):
            continue
        if rule.clause_start and not re.search(r"(?:^|[.?!,;:]|\b(?:and|but|so|because|then))\s*$", before):
            continue
        places.append(match.span())
    return places


def _filler_like(parse: Parse) -> list[tuple[int, int]]:
    """Find "like" where it is neither a verb nor a preposition."""
    tokens = parse.tokens
    return [
        (here.start, here.end)
        for before, here, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if plain(here.text) == "like" and _is_filler_like(parse.text, before, here, after)
    ]


def _is_filler_like(text: str, before: Token, here: Token, after: Token) -> bool:
    if "," in text[before.start : here.start] and (
        after.text == "," or "," in text[here.end : after.start + 1]
    ):
        return True
    if here.pos == "VERB" or before.lemma in _rules().like_is_meant_after:
        return False
    if here.pos == "INTJ":
        return True
    if before.lemma == "be" and after.pos in {"ADV", "NUM"}:
        return True
    return before.pos == "PRON" and before.dep.startswith("nsubj") and after.tag in {"VBD", "MD"}


# ------------------------------------------------------------------ words about it


def _confidence(spoken: _Spoken, measures: int) -> Confidence:
    sure = sum(word.probability for word in spoken.words) / max(1, spoken.count)
    if sure >= 0.8 and spoken.count >= 80 and measures >= 4:
        return Confidence.HIGH
    return (
        Confidence.MEDIUM
        if sure >= 0.7 and spoken.count >= _rules().least_words_for_rates
        else Confidence.LOW
    )


def _reason(level: int, worst: Measure) -> Message:
    if worst.level is not None and worst.level >= 4:
        return message("delivery.reason.easy")
    return message(f"delivery.reason.level_{level}", habit=message(f"delivery.measure.{worst.name}"))


def _next(level: int, worst: Measure, own: tuple[int, int] | None, kind: QuestionKind) -> Message | None:
    if level == 5:
        return None
    if worst.name == "pace_wpm":
        low, high = _rules().bands.pace_wpm[0]
        return message("delivery.next.pace_wpm", low=int(low), high=int(high))
    if worst.name == "length_s":
        target = _target(own, kind) or (60, 120)
        return message("delivery.next.length_s", low=target[0], high=target[1])
    return message(f"delivery.next.{worst.name}")


def _evidence(context: AnswerContext, crutches: tuple[tuple[int, int], ...]) -> tuple[Evidence, ...]:
    words = context.request.words or ()
    found = [context.evidence("crutch_word", start, end) for start, end in crutches]
    found += [
        context.evidence("filler", word.start, word.end)
        for word in words
        if word.filler or _is_filler(word.text)
    ]
    found += [context.evidence("long_pause", left.start, right.end) for left, right in _long_pauses(context)]
    if words:
        found.append(context.evidence("spoken", words[0].start, words[-1].end))
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.label)))
