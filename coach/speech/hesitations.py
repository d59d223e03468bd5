"""Filled pauses that the recogniser left out; pure.

Whisper was trained on tidied text and drops "um" and "uh".
Asked again with a prompt full of them it writes them, but then it also invents some and changes words.
So the words come from the unprompted look, and of the prompted one only fillers are believed, and those only
where the first look has no word and the sound is voiced.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import numpy as np

from coach.speech.assemble import RawWord, bare, is_filler
from coach.speech.pitch import HOP_S, PitchTrack
from coach.speech.voice_activity import Stretch, VoiceActivity

PROMPT = "So, um, uh, you know, like, I was, er, thinking, hmm."

WINDOW_S = 30.0
"""Whisper hears so much at a time, and a prompt reaches the first window only."""
LONGEST_LOOK_S = 28.0
_MOST_SILENCE_S = 2.0
"""Silence that a look takes in on either side; fillers close to the edge are lost without it."""

_LEAST_UNCOVERED_S = 0.22
"""Voice without a word that is worth a second look."""
_LEAST_VOICED_S = 0.10
"""Sound with a pitch that a filler must have."""
_LEAST_HEARD_S = 0.15
"""Or so much that the voice-activity detector hears."""
_LEAST_PROBABILITY = 0.01
"""Fillers have low probabilities; those below this one were none (benchmarks/speech_accuracy.py)."""
_REACH_S = 0.08


@dataclass(frozen=True, slots=True)
class Core:
    """Where a word most likely is within the times that the recogniser gave it.

    Args:
        start_s: Seconds from the start of the sound.
        end_s: Seconds from the start of the sound.
    """

    start_s: float
    end_s: float


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


def looks(doubtful: Sequence[Stretch], activity: VoiceActivity) -> tuple[Stretch, ...]:
    """Where to look a second time: whole runs of speech around doubtful places, cut at pauses.

    Args:
        doubtful: Voice without a word.
        activity: Where a voice is heard.

    Returns:
        Stretches of at most 28 s, in order and apart, that begin and end in silence wherever there is one.
    """
    runs: list[Stretch] = []
    for stretch in activity.stretches:
        if runs and stretch.end_s - runs[-1].start_s <= LONGEST_LOOK_S:
            runs[-1] = Stretch(runs[-1].start_s, stretch.end_s)
            continue
        start_s = stretch.start_s
        while stretch.end_s - start_s > LONGEST_LOOK_S:
            runs.append(Stretch(start_s, start_s + LONGEST_LOOK_S))
            start_s += LONGEST_LOOK_S
        runs.append(Stretch(start_s, stretch.end_s))
    return tuple(
        run for run in runs if any(d.start_s < run.end_s and run.start_s < d.end_s for d in doubtful)
    )


def widened(look: Stretch, activity: VoiceActivity) -> Stretch:
    """A look with the silence around it, as far as the window has room and no other speech begins.

    Args:
        look: From ``looks``.
        activity: Where a voice is heard.

    Returns:
        The stretch to decode.
    """
    room_s = min(_MOST_SILENCE_S, max(0.0, WINDOW_S - (look.end_s - look.start_s)) / 2)
    before = [s.end_s for s in activity.stretches if s.end_s <= look.start_s]
    after = [s.start_s for s in activity.stretches if s.start_s >= look.end_s]
    from_s = (max(before) + look.start_s) / 2 if before else 0.0
    to_s = (min(after) + look.end_s) / 2 if after else activity.duration_s
    return Stretch(max(from_s, look.start_s - room_s), min(to_s, look.end_s + room_s))


def with_fillers(
    words: Sequence[RawWord], second: Sequence[RawWord], activity: VoiceActivity, pitch: PitchTrack
) -> tuple[RawWord, ...]:
    """Take over the fillers of a second, prompted look that the sound confirms.

    Args:
        words: The first look's words.
        second: The second look's words, of the same sound or of parts of it.
        activity: Where a voice is heard.
        pitch: The sound's pitch, which tells voiced sound.

    Returns:
        The first look's words, unchanged and all of them, with fillers between them.
    """
    first_keys = [bare(word.text) for word in words]
    second_keys = [bare(word.text) for word in second]
    matcher = SequenceMatcher(None, first_keys, second_keys, autojunk=False)
    merged: list[RawWord] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            merged.extend(words[i1:i2])
            continue
        own, other = list(words[i1:i2]), second[j1:j2]
        # A filler that stands for a word ("er" for "her", "um" for a repeat) is the word misheard.
        stands_for_word = _spoken(other) < _spoken(own)
        believed = [
            filler
            for filler in other
            if is_filler(filler.text) and not stands_for_word and _confirmed(filler, words, activity, pitch)
        ]
        merged.extend(sorted([*own, *(_plain(filler) for filler in believed)], key=lambda w: w.start_s))
    return tuple(_shortened(merged))


def _confirmed(filler: RawWord, words: Sequence[RawWord], activity: VoiceActivity, pitch: PitchTrack) -> bool:
    """Whether the sound has a voice there, by pitch or by the detector, that belongs to no word."""
    if filler.probability < _LEAST_PROBABILITY:
        return False
    start_s, end_s = filler.start_s - _REACH_S, filler.end_s + _REACH_S
    free = (pitch.time_s >= start_s) & (pitch.time_s <= end_s)
    for word in words:
        taken = core(word)
        free &= (pitch.time_s < taken.start_s) | (pitch.time_s > taken.end_s)
    # Hoarse voices have little pitch and quiet ones escape the detector, so that either will do.
    voiced_s = float(np.count_nonzero(free & ~np.isnan(pitch.f0_hz))) * HOP_S
    heard_s = float(np.count_nonzero(free)) * HOP_S * activity.voiced_share(start_s, end_s)
    return voiced_s >= _LEAST_VOICED_S or heard_s >= _LEAST_HEARD_S


def _spoken(words: Sequence[RawWord]) -> int:
    """How many of the words are no fillers."""
    return sum(not is_filler(word.text) for word in words)


def _plain(filler: RawWord) -> RawWord:
    return replace(filler, text=" " + bare(filler.text))


def _shortened(words: list[RawWord]) -> list[RawWord]:
    """A word that was stretched back over a filler begins after it."""
    result: list[RawWord] = []
    for word in words:
        start_s = word.start_s
        if result and start_s < result[-1].end_s and is_filler(result[-1].text):
            start_s = min(result[-1].end_s, core(word).start_s)
            start_s = max(word.start_s, start_s)
        result.append(replace(word, start_s=start_s))
    return result
