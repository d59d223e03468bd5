"""From the recogniser's words and the voice activity to the words of a transcript; pure.

What the recogniser invents is taken out and kept beside the transcript with the reason.
What people really say twice ("I, I, I think") stays.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from coach.model.transcript import Filler, FillerSource, Filtered, Word
from coach.speech.voice_activity import VoiceActivity

FILLERS = frozenset(
    {"um", "uh", "er", "erm", "urm", "ah", "hmm", "hm", "mm", "uhm", "ehm", "eh"},
)
"""English filled pauses as recognisers spell them; "oh", "yeah", "like" and "mhm" are words."""

NO_VOICE = "no voice"
STOCK_PHRASE = "stock phrase"
LOOP = "loop"

_STOCK_PHRASES = (
    "thanks for watching",
    "thank you for watching",
    "thank you so much for watching",
    "thanks for listening",
    "thank you for listening",
    "thanks for joining us",
    "please subscribe",
    "like and subscribe",
    "subscribe to my channel",
    "subtitles by the amara org community",
    "transcribed by",
    "see you next time",
    "see you in the next video",
    "thank you very much",
    "thank you",
    "bye bye",
    "bye",
    "you",
)
"""What Whisper writes for silence, from its training on video subtitles."""

_LITTLE_VOICE = 0.3
"""Share of a stock phrase's time below which it is not believed."""
_REACH_S = 0.3
"""Word times are off by about this much beside a silence."""

_REPEATS = ((1, 9), (2, 6), (3, 4), (4, 4), (5, 3), (6, 3), (7, 3), (8, 3))
"""How often a run of so many words comes in a row before it is a loop of the decoder; people repeat less."""
_SHORTEST_WORD_S = 0.06
"""A run of repeats whose middle word is shorter than this was not spoken."""

_UNSURE = 0.30
_UNSURE_STRETCH = 0.45
"""Below the first a word is unsure; below the second, as the mean of it and its neighbours, as well."""

_LETTER_RUN = re.compile(r"(.{1,3}?)\1{5,}")
"""A piece of a word repeated more than six times, as in "ummmmmmm"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawWord:
    """A word as a recogniser gave it.

    Args:
        text: With its punctuation; without a leading space when it continues the word before it.
        start_s: Seconds from the start of the sound.
        end_s: Seconds from the start of the sound.
        probability: 0 to 1.
    """

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The words of a transcript.

    Args:
        text: All words joined by single spaces.
        words: In order; each lies at its offsets in ``text``.
        fillers: Those of the words that are filled pauses.
        filtered: What was taken out, in order.
    """

    text: str
    words: tuple[Word, ...]
    fillers: tuple[Filler, ...]
    filtered: tuple[Filtered, ...]


def bare(text: str) -> str:
    """A word as it is compared: in lower case, without punctuation.

    Args:
        text: As a recogniser wrote it.

    Returns:
        Letters, digits and inner apostrophes; empty when there are none.
    """
    return re.sub(r"[^\w']+", "", text.casefold().replace("’", "'")).strip("'_")


def is_filler(text: str) -> bool:
    """Whether a word is a filled pause.

    Args:
        text: As a recogniser wrote it.

    Returns:
        Whether it is one, however long it is drawn out.
    """
    word = bare(text)
    shortened = {word, re.sub(r"(.)\1+", r"\1", word), re.sub(r"(.)\1+", r"\1\1", word)}
    return word != "err" and not shortened.isdisjoint(FILLERS)


def assemble(raw: Sequence[RawWord], activity: VoiceActivity) -> Assembled:
    """Make the words of a transcript.

    Args:
        raw: The recogniser's words, in its order.
        activity: Where a voice is heard.

    Returns:
        Words with offsets, marks and ordered times, and what was taken out.
    """
    ordered = _ordered(_joined(raw), activity.duration_s)
    reasons = _reasons(ordered, activity)
    kept = [word for word, reason in zip(ordered, reasons, strict=True) if not reason]
    unsure = _unsure(kept)
    words: list[Word] = []
    start = 0
    for word, doubtful in zip(kept, unsure, strict=True):
        words.append(
            Word(
                text=word.text,
                start_s=word.start_s,
                end_s=word.end_s,
                probability=word.probability,
                start=start,
                end=start + len(word.text),
                filler=is_filler(word.text),
                unsure=doubtful,
            )
        )
        start += len(word.text) + 1
    return Assembled(
        text=" ".join(word.text for word in kept),
        words=tuple(words),
        fillers=tuple(
            Filler(text=bare(w.text), start_s=w.start_s, end_s=w.end_s, source=FillerSource.TEXT)
            for w in words
            if w.filler
        ),
        filtered=_filtered(ordered, reasons),
    )


def has_loop(raw: Sequence[RawWord]) -> bool:
    """Whether the decoder was caught in a loop.

    Args:
        raw: The recogniser's words.

    Returns:
        Whether words, or pieces of one word, repeat as no person repeats them.
    """
    return any(_LETTER_RUN.search(word.text) for word in raw) or any(_loops(list(raw)))


def _joined(raw: Sequence[RawWord]) -> list[RawWord]:
    """Whole words: pieces without a leading space belong to the word before them."""
    words: list[RawWord] = []
    for piece in raw:
        text = _LETTER_RUN.sub(lambda found: found[1] * 3, "".join(piece.text.split()))
        if not text:
            continue
        continues = not piece.text[:1].isspace() or not bare(text)
        if words and continues:
            last = words[-1]
            words[-1] = RawWord(
                text=last.text + text,
                start_s=last.start_s,
                end_s=max(last.end_s, piece.end_s),
                probability=min(last.probability, piece.probability) if bare(text) else last.probability,
            )
        elif bare(text):
            words.append(replace(piece, text=text))
    return words


def _ordered(words: list[RawWord], duration_s: float) -> list[RawWord]:
    """Words whose times rise and stay inside the sound."""
    ordered = []
    before_s = 0.0
    for word in words:
        start_s = min(max(word.start_s, before_s), duration_s)
        end_s = min(max(word.end_s, start_s), duration_s)
        probability = min(1.0, max(0.0, word.probability))
        ordered.append(RawWord(text=word.text, start_s=start_s, end_s=end_s, probability=probability))
        before_s = end_s
    return ordered


def _reasons(words: list[RawWord], activity: VoiceActivity) -> list[str]:
    """Why each word is taken out; empty for words that stay."""
    reasons = [""] * len(words)
    for index, word in enumerate(words):
        if not activity.may_be_voice(word.start_s - _REACH_S, word.end_s + _REACH_S):
            reasons[index] = NO_VOICE
    if words and not activity.stretches and _mean_probability(words) < _UNSURE_STRETCH:
        # The detector was never sure of a voice, nor the recogniser of a word.
        reasons = [NO_VOICE] * len(words)
    for begin, end in _stock_phrases(words):
        voiced = activity.voiced_share(words[begin].start_s, words[end - 1].end_s)
        if voiced < _LITTLE_VOICE:
            reasons[begin:end] = [reason or STOCK_PHRASE for reason in reasons[begin:end]]
    for index, looped in enumerate(_loops(words)):
        if looped:
            reasons[index] = reasons[index] or LOOP
    return reasons


def _stock_phrases(words: list[RawWord]) -> list[tuple[int, int]]:
    """Where a sentence of its own is a stock phrase, as first and last word, exclusive."""
    found = []
    begin = 0
    for index, word in enumerate(words):
        if word.text[-1:] in ".!?" or index + 1 == len(words):
            sentence = " ".join(bare(w.text) for w in words[begin : index + 1])
            if sentence in _STOCK_PHRASES:
                found.append((begin, index + 1))
            begin = index + 1
    return found


def _loops(words: Sequence[RawWord]) -> list[bool]:
    """Which words are repeats by a decoder caught in a loop; the first round is not."""
    keys = [bare(word.text) for word in words]
    looped = [False] * len(words)
    for length, most in _REPEATS:
        index = 0
        while index + length < len(keys):
            end = index + length
            while end < len(keys) and keys[end] == keys[end - length]:
                end += 1
            times = (end - index) // length
            word_s = median(word.end_s - word.start_s for word in words[index:end])
            quick = times > 3 and word_s < _SHORTEST_WORD_S
            if times >= most or quick:
                looped[index + length : end] = [True] * (end - index - length)
                index = end
            else:
                index += 1
    return looped


def _mean_probability(words: Sequence[RawWord]) -> float:
    return sum(word.probability for word in words) / len(words)


def _unsure(words: list[RawWord]) -> list[bool]:
    marks = []
    for index, word in enumerate(words):
        near = words[max(0, index - 1) : index + 2]
        marks.append(word.probability < _UNSURE or _mean_probability(near) < _UNSURE_STRETCH)
    return marks


def _filtered(words: list[RawWord], reasons: list[str]) -> tuple[Filtered, ...]:
    """What was taken out, neighbours with the same reason as one."""
    found: list[Filtered] = []
    last = -2
    for index, (word, reason) in enumerate(zip(words, reasons, strict=True)):
        if not reason:
            continue
        if last == index - 1 and found[-1].reason == reason:
            before = found[-1]
            found[-1] = replace(before, text=f"{before.text} {word.text}", end_s=word.end_s)
        else:
            found.append(Filtered(text=word.text, start_s=word.start_s, end_s=word.end_s, reason=reason))
        last = index
    return tuple(found)
