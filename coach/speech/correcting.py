"""A person's corrections of a transcript; pure.

The transcript that was corrected is not touched, and the library keeps it: what was heard stays.
What is measured on the sound (pauses, speech time, pitch) does not change with the words.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from coach.model.transcript import Filler, FillerSource, Transcript, Word, WordEdit
from coach.speech.assemble import bare, is_filler

CORRECTED = "corrected"
"""Name of the option that tells how many changes of a transcript came from the person."""

_SHARE_S = (0.18, 0.085)
"""What a slowly spoken word needs, and each of its letters."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Time that words may take."""

    start_s: float
    end_s: float


def corrected(
    transcript: Transcript, edits: Sequence[WordEdit], *, not_fillers: Collection[int] = ()
) -> Transcript:
    """Apply a person's corrections.

    Args:
        transcript: As it is now.
        edits: Which words become which; their indices are those of ``transcript``, in any order.
        not_fillers: Indices among ``transcript.fillers`` of sounds that were no filled pauses.

    Returns:
        A transcript with offsets, times and fillers made anew.
        Words that stay keep their times; changed ones share the time of what they replace, by their length.

    Raises:
        ValueError: Edits overlap, or lie outside of the transcript.
    """
    words: list[Word] = []
    at = 0
    for edit in _in_order(edits, len(transcript.words)):
        words.extend(transcript.words[at : edit.first])
        words.extend(_replaced(transcript, edit))
        at = edit.last
    words.extend(transcript.words[at:])
    placed = _placed(words)
    options = tuple(option for option in transcript.options if option[0] != CORRECTED)
    times = int(dict(transcript.options).get(CORRECTED, "0")) + len(edits) + len(not_fillers)
    return replace(
        transcript,
        text=" ".join(word.text for word in placed),
        words=placed,
        fillers=_fillers(transcript, placed, not_fillers),
        options=(*options, (CORRECTED, str(times))) if times else options,
    )


def edits_for(transcript: Transcript, text: str) -> tuple[WordEdit, ...]:
    """The corrections that turn a transcript's words into a text.

    Args:
        transcript: As it is now.
        text: What it should read.

    Returns:
        As few changed words as can be found, in order and apart.
    """
    new = _tokens(text)
    matcher = SequenceMatcher(None, [word.text for word in transcript.words], new, autojunk=False)
    return tuple(
        WordEdit(i1, i2, " ".join(new[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )


def _in_order(edits: Sequence[WordEdit], count: int) -> list[WordEdit]:
    ordered = sorted(edits, key=lambda edit: (edit.first, edit.last))
    at = 0
    for edit in ordered:
        if not at <= edit.first <= edit.last <= count:
            raise ValueError(f"edit of words {edit.first} to {edit.last} of {count} overlaps or lies outside")
        at = edit.last
    return ordered


def _tokens(text: str) -> list[str]:
    """Words with their punctuation; a dash that stands alone belongs to the word before it."""
    tokens: list[str] = []
    opening = ""
    for piece in text.split():
        if bare(piece):
            tokens.append(opening + piece)
            opening = ""
        elif tokens:
            tokens[-1] += piece
        else:
            opening += piece
    return tokens


def _replaced(transcript: Transcript, edit: WordEdit) -> list[Word]:
    """The words that come in place of others; those that are the same keep their times."""
    old = transcript.words[edit.first : edit.last]
    new = _tokens(edit.text)
    words: list[Word] = []
    matcher = SequenceMatcher(
        None, [bare(word.text) for word in old], [bare(text) for text in new], autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        texts = new[j1:j2]
        if tag == "equal" or i2 - i1 == j2 - j1:
            words += [_said(text, word) for text, word in zip(texts, old[i1:i2], strict=True)]
        elif texts:
            span = _time_of(transcript, edit.first + i1, edit.first + i2, texts)
            words += _shared(texts, span)
    return words


def _said(text: str, word: Word) -> Word:
    """A word in the place of another; nothing changes when it is the same."""
    if text == word.text:
        return word
    return replace(word, text=text, probability=1.0, filler=is_filler(text), unsure=False)


def _time_of(transcript: Transcript, first: int, last: int, texts: Sequence[str]) -> _Span:
    """The time of the words that are replaced, or room in the gap that words are put into."""
    words = transcript.words
    if last > first:
        return _Span(words[first].start_s, words[last - 1].end_s)
    needed_s = sum(_SHARE_S[0] + _SHARE_S[1] * len(bare(text)) for text in texts)
    from_s = words[first - 1].end_s if first else 0.0
    if first < len(words):
        # Recognisers lose words at the start of what follows rather than at the end of what was before.
        end_s = words[first].start_s
        return _Span(max(from_s, end_s - needed_s), end_s)
    return _Span(from_s, max(from_s, min(transcript.duration_s, from_s + needed_s)))


def _shared(texts: Sequence[str], span: _Span) -> list[Word]:
    """Words in a span of time, each with a share by its length."""
    lengths = [len(bare(text)) for text in texts]
    each_s = (span.end_s - span.start_s) / sum(lengths)
    words: list[Word] = []
    at = 0
    for text, length in zip(texts, lengths, strict=True):
        words.append(
            Word(
                text=text,
                start_s=span.start_s + at * each_s,
                end_s=min(span.end_s, span.start_s + (at + length) * each_s),
                probability=1.0,
                start=0,
                end=0,
                filler=is_filler(text),
            )
        )
        at += length
    return words


def _placed(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words with their offsets into the text that they make."""
    placed: list[Word] = []
    start = 0
    for word in words:
        placed.append(replace(word, start=start, end=start + len(word.text)))
        start += len(word.text) + 1
    return tuple(placed)


def _fillers(
    transcript: Transcript, words: Sequence[Word], not_fillers: Collection[int]
) -> tuple[Filler, ...]:
    """Filled pauses among the words, and those that the sound told of and that are no word by now."""
    in_text = [
        Filler(text=bare(word.text), start_s=word.start_s, end_s=word.end_s, source=FillerSource.TEXT)
        for word in words
        if word.filler
    ]
    in_sound = [
        filler
        for index, filler in enumerate(transcript.fillers)
        if filler.source is FillerSource.SOUND
        and index not in not_fillers
        and not any(_meet(filler, other) for other in in_text)
    ]
    return tuple(sorted([*in_text, *in_sound], key=lambda filler: filler.start_s))


def _meet(one: Filler, other: Filler) -> bool:
    return one.start_s < other.end_s and other.start_s < one.end_s
