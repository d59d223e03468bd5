"""Filled pauses that the recogniser left out; pure.

Whisper was trained on tidied text and drops "um" and "uh", but it does hear them: asked what comes next where
a voice is heard without a word, and behind a prompt full of fillers, it gives them a high probability.
So the words come from an unprompted look and are never changed; at each place with voiced sound and no word
the recogniser is asked for the probability of a filler there and then, and only a likely one is believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from coach.speech.assemble import RawWord, bare, is_filler
from coach.speech.pitch import HOP_S, PitchTrack
from coach.speech.voice_activity import Stretch, VoiceActivity

PROMPT = "So, um, uh, you know, like, I was, er, thinking, hmm."

FILLED = ("um", "uh", "er")
"""What is asked for; each is one token of the recogniser, with or without a capital."""
LEAST_PROBABILITY = 0.03
"""A less likely filler where a voice has no word was none: of 95 places without one the likeliest had 0.012
before another word, and of nine with one the least likely 0.05 (clips of benchmarks/speech_accuracy.py)."""
LEAST_AT_END = 0.15
"""Behind the last word the recogniser has nothing else to say; word ends without a filler had up to 0.07."""
LEAST_UNHEARD = 0.25
"""What a filler needs where no sound is left for it, because a word was stretched over it."""
LEAST_BESIDE = 0.1
"""What a filler with a sound of its own needs beside one that is written: the recogniser likes to go on."""
LEAST_AGAIN = 0.35
"""What a filler needs beside another one in the same place, or beside one without a sound of its own."""

_LEAST_UNCOVERED_S = 0.22
"""Voice without a word that is worth another look."""
_LEAST_ISLAND_S = 0.14
"""A shorter sound is no filled pause."""
_HIDDEN_S = 0.25
"""What is taken from a word for a filler that was hidden under it."""
_HOLE_S = 0.08
"""So short a gap in a sound is bridged."""


@dataclass(frozen=True, slots=True)
class Core:
    """Where a word most likely is within the times that the recogniser gave it.

    Args:
        start_s: Seconds from the start of the sound.
        end_s: Seconds from the start of the sound.
    """

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Gap:
    """A place between two words where a voice is heard.

    Args:
        index: How many words come before it.
        islands: The voiced sounds there, in order and apart.
        heard: Whether the sounds belong to no word.
    """

    index: int
    islands: tuple[Stretch, ...]
    heard: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A filled pause that the recogniser believes in.

    Args:
        index: How many words come before it.
        text: Such as "um".
        sound: Where it is.
        probability: 0 to 1.
    """

    index: int
    text: str
    sound: Stretch
    probability: float


def core(word: RawWord) -> Core:
    """Where a word most likely is: recognisers stretch words backwards over pauses and fillers.

    Args:
        word: With the recogniser's times.

    Returns:
        Its end, as long as its letters need when spoken slowly.
    """
    needed_s = 0.18 + 0.085 * len(bare(word.text))
    return Core(max(word.start_s, word.end_s - needed_s), word.end_s)


def uncovered(words: Sequence[RawWord], activity: VoiceActivity) -> tuple[Stretch, ...]:
    """Voice for which the recogniser has no word.

    Args:
        words: Its words.
        activity: Where a voice is heard.

    Returns:
        Stretches of at least 0.22 s, in order.
    """
    cores = sorted((core(word) for word in words), key=lambda c: c.start_s)
    found = []
    for stretch in activity.stretches:
        at_s = stretch.start_s
        for taken in cores:
            if taken.end_s <= at_s or taken.start_s >= stretch.end_s:
                continue
            if taken.start_s - at_s >= _LEAST_UNCOVERED_S:
                found.append(Stretch(at_s, taken.start_s))
            at_s = max(at_s, taken.end_s)
        if stretch.end_s - at_s >= _LEAST_UNCOVERED_S:
            found.append(Stretch(at_s, stretch.end_s))
    return tuple(found)


def gaps(words: Sequence[RawWord], activity: VoiceActivity, pitch: PitchTrack) -> tuple[Gap, ...]:
    """Places where a filled pause may be.

    Args:
        words: The recogniser's, in order.
        activity: Where a voice is heard.
        pitch: The sound's pitch: hoarse voices have little of it, and quiet ones escape the detector, so that
            either will do.

    Returns:
        In order, each with voiced sound that belongs to no word.
    """
    free = ~np.isnan(pitch.f0_hz)
    for stretch in activity.stretches:
        free |= (pitch.time_s >= stretch.start_s) & (pitch.time_s <= stretch.end_s)
    cores = [core(word) for word in words]
    for taken in cores:
        free &= (pitch.time_s < taken.start_s) | (pitch.time_s > taken.end_s)
    middles = np.array([(taken.start_s + taken.end_s) / 2 for taken in cores])
    at: dict[int, list[Stretch]] = {}
    for island in _islands(np.flatnonzero(free), pitch):
        index = int(np.sum(middles < (island.start_s + island.end_s) / 2))
        at.setdefault(index, []).append(island)
    return tuple(Gap(index, tuple(islands)) for index, islands in sorted(at.items()))


def hidden(words: Sequence[RawWord], index: int) -> Gap:
    """A place for a filler over which the word behind it was stretched.

    Args:
        words: The recogniser's.
        index: Of that word.

    Returns:
        The place, with what the word does not need of its time, or else with its beginning.
    """
    word = words[index]
    spare_s = core(word).start_s - word.start_s
    if spare_s < _LEAST_ISLAND_S:
        spare_s = min(_HIDDEN_S, (word.end_s - word.start_s) / 2)
    return Gap(index, (Stretch(word.start_s, word.start_s + spare_s),), heard=False)


def needed(words: Sequence[RawWord], gap: Gap, already: int) -> float:
    """How likely a filler must be to be believed.

    Args:
        words: The recogniser's.
        gap: Where it would be.
        already: How many fillers were found there.

    Returns:
        The least probability.
    """
    index = written_until(words, gap)
    beside = bool(index) and is_filler(words[index - 1].text)
    if already or (beside and not gap.heard):
        return LEAST_AGAIN
    if beside:
        return LEAST_BESIDE
    if not gap.heard:
        return LEAST_UNHEARD
    return LEAST_PROBABILITY if index < len(words) else LEAST_AT_END


def _islands(frames: "np.ndarray[tuple[int], np.dtype[np.intp]]", pitch: PitchTrack) -> list[Stretch]:
    """Runs of frames, small holes bridged."""
    if not len(frames):
        return []
    ends = np.flatnonzero(np.diff(frames) > round(_HOLE_S / HOP_S))
    firsts = frames[np.concatenate([[0], ends + 1])]
    lasts = frames[np.concatenate([ends, [len(frames) - 1]])]
    return [
        Stretch(float(pitch.time_s[first]), float(pitch.time_s[last]))
        for first, last in zip(firsts, lasts, strict=True)
        if (last - first) * HOP_S >= _LEAST_ISLAND_S
    ]


def written_until(words: Sequence[RawWord], gap: Gap) -> int:
    """How many words stand before the place at which a gap's fillers are asked for.

    Args:
        words: The recogniser's.
        gap: Between them.

    Returns:
        Up to the gap, and past fillers that the recogniser wrote itself: what is asked for then is one more.
    """
    index = gap.index
    while index < len(words) and is_filler(words[index].text):
        index += 1
    return index


def candidates(words: Sequence[RawWord], gap: Gap) -> tuple[str, ...]:
    """How a filler would be written in a gap.

    Args:
        words: The recogniser's.
        gap: Between them.

    Returns:
        With a leading space, and with a capital where a sentence begins.
    """
    index = written_until(words, gap)
    begins = not index or words[index - 1].text.rstrip()[-1:] in ".!?"
    return tuple(f" {text.capitalize() if begins else text}" for text in FILLED)


def placed(gap: Gap, heard: Sequence[tuple[str, float]]) -> tuple[Found, ...]:
    """Put the fillers of a gap on its sounds: on the longest ones, in their order.

    Args:
        gap: Where they are.
        heard: Texts and probabilities, in order; at most one for each island.

    Returns:
        The fillers with their times.
    """
    longest = sorted(gap.islands, key=lambda s: s.start_s - s.end_s)[: len(heard)]
    sounds = sorted(longest, key=lambda s: s.start_s)
    return tuple(
        Found(gap.index, bare(text), sound, probability)
        for (text, probability), sound in zip(heard, sounds, strict=True)
    )


def with_fillers(words: Sequence[RawWord], found: Sequence[Found]) -> tuple[RawWord, ...]:
    """Put fillers between words.

    Args:
        words: The recogniser's; all of them stay.
        found: What was found between them, in order.

    Returns:
        Words and fillers in order; a word that was stretched back over a filler begins after it.
    """
    merged: list[RawWord] = []
    for index in range(len(words) + 1):
        merged += [_raw(one) for one in found if one.index == index]
        merged += words[index : index + 1]
    return tuple(_shortened(merged))


def _raw(found: Found) -> RawWord:
    return RawWord(
        text=" " + found.text,
        start_s=found.sound.start_s,
        end_s=found.sound.end_s,
        probability=found.probability,
    )


def _shortened(words: list[RawWord]) -> list[RawWord]:
    """Words begin after a filler before them, and end where a filler begins."""
    result: list[RawWord] = []
    for word in words:
        start_s = word.start_s
        if result and start_s < result[-1].end_s:
            if is_filler(result[-1].text):
                start_s = max(start_s, min(result[-1].end_s, core(word).start_s))
            elif is_filler(word.text):
                result[-1] = replace(result[-1], end_s=max(result[-1].start_s, word.start_s))
        result.append(replace(word, start_s=start_s))
    return result
