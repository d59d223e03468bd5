"""The clean reading of a transcript: filled pauses and immediate repeats hidden; pure.

Nothing is taken out of the transcript, and nothing that is counted comes from here.
"""

from collections.abc import Sequence

from coach.model.transcript import CleanReading, CleanWord, Transcript, Word
from coach.speech.assemble import bare

_LONGEST_REPEAT = 4
"""Words that people say again when they begin anew."""
_MEANT_TWICE = frozenset(
    {
        "very",
        "really",
        "so",
        "much",
        "many",
        "more",
        "far",
        "long",
        "no",
        "yes",
        "had",
        "that",
        "again",
        "bye",
    }
    | {"too", "way", "big", "never", "ever", "on", "is"}
)
"""One word of these may stand twice on purpose: "very very long", "that that one had had"."""
_STOPS = ".!?"


def clean_text(transcript: Transcript) -> CleanReading:
    """Read a transcript without its filled pauses and immediate repeats.

    Of "the, the, um, the depot" one "the" stays, the last.

    Args:
        transcript: With marked fillers.

    Returns:
        The reading, and where its words lie.
    """
    hidden = _hidden(transcript.words)
    shown: list[str] = []
    indices: list[int] = []
    at_start = True
    for index, word in enumerate(transcript.words):
        if index in hidden:
            if shown:
                shown[-1] = _closed(shown[-1], word.text, filler=word.filler)
            at_start = at_start or word.text[-1:] in _STOPS
            continue
        text = word.text[:1].upper() + word.text[1:] if at_start and index - 1 in hidden else word.text
        shown.append(text)
        indices.append(index)
        at_start = word.text[-1:] in _STOPS
    words: list[CleanWord] = []
    start = 0
    for index, text in zip(indices, shown, strict=True):
        words.append(CleanWord(index, start, start + len(text)))
        start += len(text) + 1
    return CleanReading(" ".join(shown), tuple(words))


def clean_span(transcript: Transcript, reading: CleanReading, start: int, end: int) -> tuple[int, int] | None:
    """Where a span of the transcript's text lies in its clean reading.

    Args:
        transcript: What was read.
        reading: From ``clean_text``.
        start: Character offset into the transcript's text.
        end: Exclusive.

    Returns:
        Offsets into the reading's text, of whole words; None when all of it is hidden.
    """
    words = transcript.words
    inside = [one for one in reading.words if words[one.word].start < end and words[one.word].end > start]
    return (inside[0].start, inside[-1].end) if inside else None


def raw_span(transcript: Transcript, reading: CleanReading, start: int, end: int) -> tuple[int, int] | None:
    """Where a span of the clean reading lies in the transcript's text.

    Args:
        transcript: What was read.
        reading: From ``clean_text``.
        start: Character offset into the reading's text.
        end: Exclusive.

    Returns:
        Offsets into the transcript's text, of whole words with what is hidden between them; None for no word.
    """
    words = transcript.words
    inside = [one.word for one in reading.words if one.start < end and one.end > start]
    return (words[inside[0]].start, words[inside[-1]].end) if inside else None


def _hidden(words: Sequence[Word]) -> set[int]:
    """Indices of fillers, and of words that are said again at once."""
    hidden = {index for index, word in enumerate(words) if word.filler}
    spoken = [index for index in range(len(words)) if index not in hidden]
    for length in range(_LONGEST_REPEAT, 0, -1):
        at = 0
        while at + 2 * length <= len(spoken):
            first, second = spoken[at : at + length], spoken[at + length : at + 2 * length]
            if _is_repeat([words[i] for i in first], [words[i] for i in second]):
                hidden.update(first)
                del spoken[at : at + length]
            else:
                at += 1
    return hidden


def _is_repeat(first: Sequence[Word], second: Sequence[Word]) -> bool:
    keys = [bare(word.text) for word in first]
    if keys != [bare(word.text) for word in second] or any(word.text[-1:] in _STOPS for word in first):
        return False
    meant = len(set(keys)) == 1 and (keys[0] in _MEANT_TWICE or keys[0].isdigit())
    return bool(keys[0]) and not meant


def _closed(before: str, hidden: str, *, filler: bool) -> str:
    """The word before hidden ones: it takes over their full stop, and drops the comma that was theirs."""
    if hidden[-1:] in _STOPS and before[-1:] not in _STOPS:
        return before.rstrip(",;:-\u2013\u2014") + hidden[-1:]
    if filler and hidden[-1:] == "," and before[-1:] == ",":
        return before[:-1]
    return before
