"""What was said, word by word, and when."""

from dataclasses import dataclass
from enum import StrEnum


class FillerSource(StrEnum):
    """What told of a filler: the recogniser's text, or the sound alone."""

    TEXT = "text"
    SOUND = "sound"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a transcript.

    Args:
        text: With its punctuation.
        start_s: Seconds from the start of the answer's sound.
        end_s: Seconds from the start of the answer's sound.
        probability: The recogniser's, 0 to 1.
        start: Character offset into the transcript's text.
        end: Character offset into the transcript's text, exclusive.
        filler: Whether the word is a filled pause ("um").
        unsure: Whether the recogniser was unsure, so that nothing may be quoted from it.
    """

    text: str
    start_s: float
    end_s: float
    probability: float
    start: int
    end: int
    filler: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence between two stretches of voice, measured on the sound.

    Args:
        start_s: Seconds from the start of the sound.
        end_s: Seconds from the start of the sound.
    """

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """One filled pause.

    Args:
        text: As heard.
        start_s: Seconds from the start of the sound.
        end_s: Seconds from the start of the sound.
        source: What told of it.
    """

    text: str
    start_s: float
    end_s: float
    source: FillerSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """Words that the recogniser gave and that were taken out, kept so that they can be shown.

    Args:
        text: As the recogniser gave it.
        start_s: Seconds from the start of the sound.
        end_s: Seconds from the start of the sound.
        reason: Why, such as "no voice".
    """

    text: str
    start_s: float
    end_s: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long the transcription took.

    Args:
        load_s: Loading the model; 0.0 when it was loaded already.
        transcribe_s: From sound to words.
        after_end_s: When live, from the last block of sound to the finished transcript; else None.
    """

    load_s: float
    transcribe_s: float
    after_end_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The words of one recording.

    Args:
        text: All words joined by single spaces.
        words: In order; ``text[word.start:word.end] == word.text`` for each.
        duration_s: Length of the sound.
        speech_s: Seconds in which a voice was heard.
        language: ISO 639-1 code.
        model: Name of the model that made it.
        pauses: Silences between stretches of voice, 0.25 s or longer.
        fillers: Filled pauses, from text or sound.
        filtered: Words that were taken out.
        timing: How long it took; None when it was not measured.
        file: File name of the sound; empty for none.
        speech_start_s: When the voice was first heard; None when it never was.
        speech_end_s: When the voice was last heard; None when it never was.
        pitch_sd_st: Spread of the voice's pitch in semitones; None when it could not be measured.
        options: The recogniser's options and versions, as name and value, so that it can be made again.
    """

    text: str
    words: tuple[Word, ...]
    duration_s: float
    speech_s: float
    language: str
    model: str
    pauses: tuple[Pause, ...] = ()
    fillers: tuple[Filler, ...] = ()
    filtered: tuple[Filtered, ...] = ()
    timing: Timing | None = None
    file: str = ""
    speech_start_s: float | None = None
    speech_end_s: float | None = None
    pitch_sd_st: float | None = None
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WordEdit:
    """A person's correction of some words of a transcript.

    Args:
        first: Index of the first word that is replaced.
        last: Index of the last one, exclusive; equal to ``first`` to insert before that word.
        text: What was said instead; empty to delete.
    """

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class CleanWord:
    """A word of the clean reading.

    Args:
        word: Its index among the transcript's words.
        start: Character offset into the reading's text.
        end: Character offset into the reading's text, exclusive.
    """

    word: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CleanReading:
    """A transcript as it is easiest to read: without filled pauses and immediate repeats.

    Args:
        text: The words that are left, joined by single spaces; capitals and stops are moved where needed.
        words: Where each of them lies, in order.
    """

    text: str
    words: tuple[CleanWord, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """What was understood so far of an answer that is being spoken.

    Args:
        text: Of what is finished; only grows, but for a word that turns out to be none.
        open_text: Of what is being said, as far as it was heard at its last pause; changes until it is
            finished.
    """

    text: str = ""
    open_text: str = ""
