"""Live transcription: the same words in the right places, whatever the size of the blocks."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.errors import TranscriptionError
from coach.model.sound import SPEECH_RATE_HZ, Sound
from coach.model.transcript import Caption, Transcript
from coach.speech.assemble import RawWord
from coach.speech.live import LiveTranscriber
from coach.speech.pitch import PitchTrack
from coach.speech.resample import StreamResampler, at_speech_rate
from coach.speech.voice_activity import VoiceActivity, VoiceListener, voice_activity, voice_probabilities
from coach.speech.whisper import WhisperTranscriber
from coach.units import Hertz

SENTENCES = (
    "Last spring I ran the early shift at the depot, with six drivers and two trainees.",
    "Two vans had the wrong parcels on board, and the first customer had already called us.",
    "So I rang both drivers, and they swapped the parcels at the station before eight.",
    "After that I wrote a short list for the loading bay, and nobody loads a van without it now.",
)


class OneWordEach:
    """Recognises one word in the middle of each stretch: its number."""

    model = "scripted"
    options = (("scripted", "yes"),)

    def __init__(self) -> None:
        self.stretches: list[int] = []
        self.filled: list[int] = []

    def load(self) -> float:
        return 0.0

    def stretch_words(self, samples: NDArray[np.float32], activity: VoiceActivity) -> tuple[RawWord, ...]:
        self.stretches.append(len(samples))
        assert activity.duration_s == pytest.approx(len(samples) / SPEECH_RATE_HZ)
        at_s = (activity.stretches[0].start_s + activity.stretches[0].end_s) / 2
        return (RawWord(text=f" w{len(self.stretches)}", start_s=at_s, end_s=at_s + 0.1, probability=0.9),)

    def stretch_fillers(
        self,
        samples: NDArray[np.float32],
        words: tuple[RawWord, ...],
        activity: VoiceActivity,
        pitch: PitchTrack,
    ) -> tuple[RawWord, ...]:
        """Adds an "um" at the end of each."""
        self.filled.append(len(samples))
        assert pitch.time_s.max() <= activity.duration_s
        last = words[-1]
        return (*words, replace(last, text=" um", start_s=last.end_s, end_s=last.end_s + 0.1))


@pytest.fixture(scope="module")
def answer(speak) -> Sound:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Four sentences with pauses of 0.7 s."""
    gap = np.zeros(16_800, np.float32)
    parts = [part for sentence in SENTENCES for part in (gap, speak(sentence))]
    return Sound(np.concatenate([*parts, gap]), Hertz(24_000))


def heard(
    sound: Sound, recogniser: OneWordEach | WhisperTranscriber, block: int, *, ahead: bool = False
) -> Transcript:
    live = LiveTranscriber(recogniser)
    for begin in range(0, len(sound.samples), block):
        live.hear(sound.samples[begin : begin + block], sound.rate_hz)
        while live.work():
            pass
        if ahead:
            live.look_ahead()
    return replace(live.finish("a.wav"), timing=None)


def test_every_stretch_is_recognised_once_and_none_is_lost(answer: Sound) -> None:
    recogniser = OneWordEach()
    found = heard(answer, recogniser, 720)
    assert found.text == " ".join(f"w{n + 1} um" for n in range(len(recogniser.stretches)))
    assert len(recogniser.stretches) >= 2
    length = len(answer.samples) * SPEECH_RATE_HZ / answer.rate_hz
    # All but the silence after the last word.
    assert length - SPEECH_RATE_HZ < sum(recogniser.stretches) <= length
    assert (found.file, found.duration_s) == ("a.wav", answer.duration_s)
    assert [found.text[w.start : w.end] for w in found.words] == [w.text for w in found.words]


def test_blocks_of_any_size_and_looks_ahead_give_the_same_transcript(answer: Sound) -> None:
    first = heard(answer, OneWordEach(), 720)
    assert heard(answer, OneWordEach(), 1_999) == first
    ahead = heard(answer, OneWordEach(), 720, ahead=True)
    assert replace(ahead, text="", words=(), fillers=()) == replace(first, text="", words=(), fillers=())
    assert [w.start_s for w in ahead.words] == [w.start_s for w in first.words]


def test_what_was_looked_at_ahead_is_not_recognised_again_at_the_end(answer: Sound) -> None:
    recogniser = OneWordEach()
    live = LiveTranscriber(recogniser)
    # It ends in a pause that is too short to end a stretch.
    live.hear(answer.samples[: -round(0.3 * answer.rate_hz)], answer.rate_hz)
    while live.work():
        pass
    assert live.look_ahead(), "the words"
    assert live.look_ahead(), "the fillers"
    assert not live.look_ahead()
    before = len(recogniser.stretches), len(recogniser.filled)
    live.finish()
    assert (len(recogniser.stretches), len(recogniser.filled)) == before


def test_captions_grow_by_finished_stretches_and_tell_the_open_one_apart(answer: Sound) -> None:
    live = LiveTranscriber(OneWordEach())
    assert live.caption == Caption()
    seen: list[Caption] = []
    for begin in range(0, len(answer.samples), 2_400):
        live.hear(answer.samples[begin : begin + 2_400], answer.rate_hz)
        while live.work() or live.look_ahead():
            seen.append(live.caption)
    texts = [caption.text for caption in seen]
    assert all(later.startswith(earlier) for earlier, later in pairwise(texts))
    assert texts[-1].endswith("um")
    assert any(caption.open_text and not caption.text for caption in seen), "before the first stretch ends"
    assert live.finish().text.startswith(texts[-1])


def test_pauses_and_pitch_are_those_of_the_whole_sound(answer: Sound) -> None:
    found = heard(answer, OneWordEach(), 720)
    whole = voice_activity(at_speech_rate(answer))
    ends = [(p.start_s, p.end_s) for p in whole.pauses]
    assert np.array([(p.start_s, p.end_s) for p in found.pauses]) == pytest.approx(np.array(ends), abs=0.04)
    assert found.speech_s == pytest.approx(whole.speech_s, abs=0.1)
    assert found.pitch_sd_st is not None


def test_nothing_heard_is_nothing_said() -> None:
    assert LiveTranscriber(OneWordEach()).finish().text == ""
    recogniser = OneWordEach()
    silence = heard(Sound(np.zeros(30 * 16_000, np.float32), SPEECH_RATE_HZ), recogniser, 480)
    assert (silence.text, silence.duration_s, recogniser.stretches) == ("", 30.0, [])


@pytest.mark.parametrize("kind", ["white noise", "hum", "breathing", "keys"])
def test_noise_is_not_even_recognised(kind: str) -> None:
    rng, t = np.random.default_rng(3), np.arange(15 * 16_000) / 16_000
    made = {
        "white noise": 0.1 * rng.standard_normal(len(t)),
        "hum": 0.2 * np.sin(2 * np.pi * 50 * t) + 0.1 * np.sin(2 * np.pi * 150 * t),
        "breathing": 0.03 * rng.standard_normal(len(t)) * np.clip(np.sin(2 * np.pi * 0.3 * t), 0, 1),
        "keys": 0.4 * rng.standard_normal(len(t)) * (np.arange(len(t)) % 2_900 < 90),
    }
    recogniser = OneWordEach()
    found = heard(Sound(made[kind].astype(np.float32), SPEECH_RATE_HZ), recogniser, 480, ahead=True)
    assert (found.text, recogniser.stretches) == ("", [])


def test_another_rate_in_the_middle_is_refused() -> None:
    live = LiveTranscriber(OneWordEach())
    live.hear(np.zeros(480, np.float32), 48_000)
    with pytest.raises(TranscriptionError):
        live.hear(np.zeros(480, np.float32), 44_100)


def test_sound_in_pieces_is_resampled_as_the_whole() -> None:
    sound = Sound(np.random.default_rng(5).standard_normal(96_000).astype(np.float32), Hertz(48_000))
    stream = StreamResampler(48_000)
    pieces = [stream.feed(sound.samples[i : i + 1_440]) for i in range(0, 96_000, 1_440)]
    pieces.append(stream.feed(np.empty(0, np.float32), last=True))
    np.testing.assert_allclose(np.concatenate(pieces), at_speech_rate(sound), atol=1e-6)


def test_the_detector_hears_quiet_speech_after_loud(speak) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """And says of pieces what it says of the whole."""
    loud = at_speech_rate(Sound(speak(SENTENCES[0]), Hertz(24_000)))
    quiet = at_speech_rate(Sound(0.03 * speak(SENTENCES[1]), Hertz(24_000)))
    samples = np.concatenate([loud, quiet])
    samples = samples[: len(samples) // 512 * 512]
    listener = VoiceListener()
    pieces = np.concatenate([listener.feed(samples[i : i + 4_096]) for i in range(0, len(samples), 4_096)])
    whole = voice_probabilities(samples)
    np.testing.assert_allclose(pieces, whole, atol=0.01)
    assert np.mean(whole[len(loud) // 512 + 1 :] > 0.5) > 0.6


@pytest.mark.models
def test_the_real_recogniser_hears_the_sentences_where_they_are(
    transcriber: WhisperTranscriber, answer: Sound
) -> None:
    found = heard(answer, transcriber, 720)
    said = " ".join(SENTENCES).replace(".", "").replace(",", "").lower().split()
    assert [w.text.strip(".,").lower() for w in found.words if not w.filler] == said
    voice = voice_activity(at_speech_rate(answer))
    assert all(voice.voiced_share(w.end_s - 0.3, w.end_s + 0.1) > 0 for w in found.words)
    assert not found.fillers
    file = transcriber.transcribe(answer, file="a.wav")
    assert [(w.text, round(w.start_s, 1)) for w in file.words] == [
        (w.text, round(w.start_s, 1)) for w in found.words
    ]
    assert (dict(found.options)["stretches"], dict(file.options)["stretches"]) == ("live", "file")
