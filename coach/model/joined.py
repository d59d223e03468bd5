"""An answer and its follow-ups as one: the texts joined, the recordings laid end to end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.model.score import Piece
from coach.model.session import Answer, AnswerStatus
from coach.model.transcript import Filler, Filtered, Pause, Transcript, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Several answers as one.

    Args:
        text: All texts, joined by single spaces.
        words: With offsets into ``text`` and seconds of the joint sound; empty when nothing was spoken.
        pauses: In seconds of the joint sound.
        fillers: In seconds of the joint sound.
        filtered: In seconds of the joint sound.
        duration_s: Length of the joint sound; None when nothing was spoken.
        pieces: Which answer each part of text and time belongs to.
    """

    text: str
    words: tuple[Word, ...]
    pauses: tuple[Pause, ...]
    fillers: tuple[Filler, ...]
    filtered: tuple[Filtered, ...]
    duration_s: float | None
    pieces: tuple[Piece, ...]


def with_words(answer: Answer) -> tuple[Answer, ...]:
    """The recordings and typed texts that an answer consists of.

    Args:
        answer: With its follow-ups.

    Returns:
        The answer and those of its follow-ups of which the words are known, in order.
    """
    given = (one for one in answer.follow_ups if one.status is not AnswerStatus.SKIPPED)
    return (answer, *(one for one in given if one.transcript is not None or one.typed is not None))


def join(answers: Sequence[Answer]) -> Joined:
    """Join answers.

    Args:
        answers: With a transcript or typed, in order.

    Returns:
        All of them as one.
    """
    text, at_s, spoken = "", 0.0, False
    words: list[Word] = []
    pauses: list[Pause] = []
    fillers: list[Filler] = []
    filtered: list[Filtered] = []
    pieces: list[Piece] = []
    for answer in answers:
        heard = answer.transcript
        own = heard.text if heard is not None else (answer.typed or "")
        start = len(text) + 1 if text and own else len(text)
        text = f"{text} {own}" if text and own else text + own
        piece = Piece(answer_id=answer.id, start=start, end=len(text))
        if heard is not None:
            spoken = True
            words += [_moved(word, start, at_s) for word in heard.words]
            pauses += [Pause(one.start_s + at_s, one.end_s + at_s) for one in heard.pauses]
            fillers += [
                replace(one, start_s=one.start_s + at_s, end_s=one.end_s + at_s) for one in heard.fillers
            ]
            filtered += [
                replace(one, start_s=one.start_s + at_s, end_s=one.end_s + at_s) for one in heard.filtered
            ]
            piece = replace(piece, start_s=at_s, end_s=at_s + heard.duration_s)
            at_s += heard.duration_s
        pieces.append(piece)
    return Joined(
        text=text,
        words=tuple(words),
        pauses=tuple(pauses),
        fillers=tuple(fillers),
        filtered=tuple(filtered),
        duration_s=at_s if spoken else None,
        pieces=tuple(pieces),
    )


def _moved(word: Word, start: int, at_s: float) -> Word:
    return replace(
        word,
        start=word.start + start,
        end=word.end + start,
        start_s=word.start_s + at_s,
        end_s=word.end_s + at_s,
    )


def joined_answer(answer: Answer) -> Answer:
    """An answer as it is shown and played: with its follow-ups in its transcript, if it has any.

    Args:
        answer: With its follow-ups.

    Returns:
        The same answer when it has none with words.
    """
    given = with_words(answer)
    if len(given) == 1:
        return answer
    whole = join(given)
    if answer.transcript is None or whole.duration_s is None:
        return replace(answer, typed=whole.text) if answer.typed is not None else answer
    spoken = [one.transcript for one in given if one.transcript is not None]
    transcript = Transcript(
        text=whole.text,
        words=whole.words,
        duration_s=whole.duration_s,
        speech_s=sum(one.speech_s for one in spoken),
        language=answer.transcript.language,
        model=answer.transcript.model,
        pauses=whole.pauses,
        fillers=whole.fillers,
        filtered=whole.filtered,
        file=answer.transcript.file,
        speech_start_s=answer.transcript.speech_start_s,
        speech_end_s=_last_voice_s(spoken),
    )
    return replace(answer, transcript=transcript, duration_s=whole.duration_s)


def _last_voice_s(spoken: Sequence[Transcript]) -> float | None:
    at_s, last = 0.0, None
    for one in spoken:
        if one.speech_end_s is not None:
            last = at_s + one.speech_end_s
        at_s += one.duration_s
    return last
