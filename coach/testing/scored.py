"""Scores and transcripts written by hand: for tests, and for the sample session."""

from coach.model.message import Message, message
from coach.model.question import Question
from coach.model.score import (
    AnswerScore,
    Confidence,
    DeliveryScore,
    DimensionScore,
    Evidence,
    FocusScore,
    ListeningScore,
    Measure,
    ResearchScore,
    Span,
)
from coach.model.transcript import Filler, FillerSource, Pause, Transcript, Word

_FILLERS = frozenset({"um", "uh", "er"})
_LETTER_S = 0.062
_START_S = 0.9


def said(text: str) -> Message:
    """Words as a message, for values that a rule would have worded.

    Args:
        text: A finished sentence.

    Returns:
        A message that reads as the text.
    """
    return message("feedback.follow_up.probe", text=text)


def spoken(text: str, unsure: str = "") -> Transcript:
    """A transcript with even times: longer words last longer, a sentence's end is a pause.

    Args:
        text: What was said, with single spaces.
        unsure: Words of it that were hard to hear; empty for none.

    Returns:
        The transcript, with the pauses and fillers that its words have.
    """
    words: list[Word] = []
    pauses: list[Pause] = []
    hard = range(text.index(unsure), text.index(unsure) + len(unsure)) if unsure else range(0)
    now_s, position = _START_S, 0
    for piece in text.split(" "):
        end_s = now_s + 0.12 + _LETTER_S * len(piece)
        words.append(
            Word(
                text=piece,
                start_s=round(now_s, 2),
                end_s=round(end_s, 2),
                probability=0.41 if position in hard else 0.94,
                start=position,
                end=position + len(piece),
                filler=piece.lower().strip(",.") in _FILLERS,
                unsure=position in hard,
            )
        )
        gap_s = 0.72 if piece.endswith((".", "?")) else 0.0
        if gap_s:
            pauses.append(Pause(round(end_s, 2), round(end_s + gap_s, 2)))
        now_s, position = end_s + gap_s, position + len(piece) + 1
    fillers = tuple(
        Filler(text=word.text, start_s=word.start_s, end_s=word.end_s, source=FillerSource.TEXT)
        for word in words
        if word.filler
    )
    return Transcript(
        text=text,
        words=tuple(words),
        duration_s=round(now_s + 0.5, 2),
        speech_s=round(sum(word.end_s - word.start_s for word in words), 2),
        language="en",
        model="base",
        pauses=tuple(pauses[:-1]),
        fillers=fillers,
        speech_start_s=words[0].start_s,
        speech_end_s=words[-1].end_s,
        pitch_sd_st=2.6,
    )


def span(transcript: Transcript, words: str) -> Span:
    """Where words stand in a transcript.

    Args:
        transcript: The transcript.
        words: A verbatim piece of it.

    Returns:
        The stretch with its seconds.
    """
    start = transcript.text.index(words)
    end = start + len(words)
    inside = [word for word in transcript.words if word.end > start and word.start < end]
    return Span(start=start, end=end, start_s=inside[0].start_s, end_s=inside[-1].end_s)


def evidence(transcript: Transcript, label: str, words: str) -> Evidence:
    """Words as evidence.

    Args:
        transcript: The transcript.
        label: What they show.
        words: A verbatim piece of it.

    Returns:
        The evidence with its seconds.
    """
    found = span(transcript, words)
    return Evidence(label=label, start=found.start, end=found.end, start_s=found.start_s, end_s=found.end_s)


def scored(level: int, reason: str, *, next_level: str = "", **more: object) -> dict[str, object]:
    """The values of a dimension that has a level.

    Args:
        level: 1 to 5.
        reason: Why, as a sentence.
        next_level: What would reach the next level; empty at 5.
        **more: Further fields.

    Returns:
        Keyword values for any dimension's score.
    """
    return {
        "applies": True,
        "level": level,
        "confidence": Confidence.HIGH,
        "reason": said(reason),
        "next_level": said(next_level) if next_level else None,
        **more,
    }


def dash() -> dict[str, object]:
    """The values of a dimension that a question does not call for.

    Returns:
        Keyword values for any dimension's score.
    """
    reason = said("The question does not call for it.")
    return {"applies": False, "level": None, "confidence": None, "reason": reason}


def delivery_of(transcript: Transcript, level: int = 4) -> DeliveryScore:
    """Delivery as measured on a transcript.

    Args:
        transcript: The transcript.
        level: The level to give.

    Returns:
        The score with all eight measures.
    """
    spoken_s = (transcript.speech_end_s or 0.0) - (transcript.speech_start_s or 0.0)
    count = len(transcript.words)
    values: tuple[tuple[str, float | None, str, int | None], ...] = (
        ("pace_wpm", 60 * count / spoken_s, "words/min", 4),
        ("fillers", float(len(transcript.fillers)), "fillers", 3),
        ("words", float(count), "words", None),
        ("crutch_words", 1.0, "words", 4),
        ("long_pauses", 0.0, "pauses", 5),
        ("pitch_sd_st", transcript.pitch_sd_st, "semitones", 4),
        ("start_delay_s", _START_S, "s", None),
        ("length_s", transcript.duration_s, "s", 4),
    )
    measures = tuple(Measure(name=name, value=value, unit=unit, level=of) for name, value, unit, of in values)
    return DeliveryScore(
        applies=True,
        level=level,
        confidence=Confidence.MEDIUM,
        reason=said("An even pace, easy to follow; a few fillers at the joints."),
        next_level=said("Leave a short silence where a filler comes."),
        measures=measures,
    )


def assemble(
    question: Question,
    transcript: Transcript,
    *,
    star: dict[str, object] | None = None,
    story: dict[str, object] | None = None,
    research: dict[str, object] | None = None,
    listening: dict[str, object] | None = None,
    focus: dict[str, object] | None = None,
) -> AnswerScore:
    """An answer's scores from the dimensions that apply.

    Args:
        question: What was asked.
        transcript: What was said.
        star: Values as given by ``scored``; None for a dash, and so on.
        story: As above.
        research: As above.
        listening: As above.
        focus: As above.

    Returns:
        The score; delivery is always there.
    """
    return AnswerScore(
        id="",
        text=transcript.text,
        question=question,
        star=DimensionScore(**(star or dash())),  # type: ignore[arg-type]
        story=DimensionScore(**(story or dash())),  # type: ignore[arg-type]
        research=ResearchScore(**(research or dash())),  # type: ignore[arg-type]
        listening=ListeningScore(**(listening or dash())),  # type: ignore[arg-type]
        focus=FocusScore(**(focus or dash())),  # type: ignore[arg-type]
        delivery=delivery_of(transcript),
        unsure=tuple(
            Span(start=word.start, end=word.end, start_s=word.start_s, end_s=word.end_s)
            for word in transcript.words
            if word.unsure
        ),
        versions=(("rubric", "1"),),
    )
