import struct
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.audio.files import read_sound, resample, write_wav
from coach.errors import SoundFileError
from coach.model.sound import Sound
from coach.units import Hertz, Seconds

TONE = (0.5 * np.sin(2 * np.pi * 440 * np.arange(24_000) / 48_000)).astype(np.float32)


def pcm_file(path: Path, width: int, channels: int = 1) -> Path:
    wide = np.repeat(TONE[:, np.newaxis], channels, axis=1)
    if width == 1:
        data = np.rint(wide * 127 + 128).astype(np.uint8).tobytes()
    else:
        numbers = np.rint(wide.astype(np.float64) * (2 ** (8 * width - 1) - 1)).astype("<i4")
        data = numbers.view(np.uint8).reshape(-1, 4)[:, :width].tobytes()
    with wave.open(str(path), "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(width)
        writer.setframerate(48_000)
        writer.writeframes(data)
    return path


@pytest.mark.parametrize(("width", "near"), [(1, 0.01), (2, 1e-4), (3, 1e-5), (4, 1e-5)])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_wav_of_every_width_is_read_as_mono(tmp_path: Path, width: int, near: float, channels: int) -> None:
    sound = read_sound(pcm_file(tmp_path / "a.wav", width, channels))

    assert sound.rate_hz == 48_000
    assert sound.samples.dtype == np.float32
    assert np.abs(sound.samples - TONE).max() < near


def test_float_wav_is_read(tmp_path: Path) -> None:
    data = TONE.tobytes()
    start = struct.pack(
        "<4sI8sIHHIIHH4sI",
        b"RIFF",
        36 + len(data),
        b"WAVEfmt ",
        16,
        3,
        1,
        48_000,
        192_000,
        4,
        32,
        b"data",
        len(data),
    )
    (tmp_path / "a.wav").write_bytes(start + data)

    assert read_sound(tmp_path / "a.wav").samples == pytest.approx(TONE, abs=1e-6)


@pytest.mark.parametrize(
    ("suffix", "codec"),
    [
        ("flac", "flac"),
        ("mp3", "libmp3lame"),
        ("m4a", "aac"),
        ("mp4", "aac"),
        ("ogg", "libopus"),
        ("opus", "libopus"),
        ("webm", "libopus"),
    ],
)
def test_compressed_sound_is_read(tmp_path: Path, suffix: str, codec: str) -> None:
    import av

    path = tmp_path / f"a.{suffix}"
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=48_000, layout="mono")
        kind = stream.codec_context.codec.audio_formats[0].name
        frame = av.AudioFrame.from_ndarray(TONE[np.newaxis], format="fltp", layout="mono")
        frame.sample_rate = 48_000
        size = stream.codec_context.frame_size or 1024
        shaped = av.AudioResampler(format=kind, layout="mono", rate=48_000, frame_size=size)
        for piece in [*shaped.resample(frame), *shaped.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))

    sound = read_sound(path)

    assert sound.duration_s == pytest.approx(0.5, abs=0.06)
    spectrum = np.abs(np.fft.rfft(sound.samples))
    assert np.argmax(spectrum) / sound.duration_s == pytest.approx(440, abs=3)
    assert np.sqrt(np.mean(sound.samples**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.1)


def hostile_files() -> dict[str, bytes]:
    huge = struct.pack(
        "<4sI8sIHHIIHH4sI", b"RIFF", 2**32 - 1, b"WAVEfmt ", 16, 1, 1, 0, 0, 2, 16, b"data", 2**32 - 1
    )
    return {
        "text.wav": b"these are words and no sound",
        "noise.mp3": np.random.default_rng(3).bytes(5_000),
        "half.flac": b"fLaC\x00\x00\x00\x22" + bytes(10),
        "no-rate.wav": huge + bytes(100),
        "no-chunk.wav": b"RIFF\xff\xff\xff\xffWAVE",
        "list.m3u8": b"#EXTM3U\n#EXTINF:1,\nhttp://example.invalid/a.mp3\n",
        "concat.txt": b"ffconcat version 1.0\nfile '/etc/hostname'\n",
        "nothing.wav": b"",
    }


@pytest.mark.parametrize("name", hostile_files())
def test_what_is_no_sound_is_said_to_be_none(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(hostile_files()[name])

    with pytest.raises(SoundFileError, match=r"error\.sound_file\.unreadable"):
        read_sound(tmp_path / name)


def test_a_cut_file_gives_what_is_there(tmp_path: Path) -> None:
    whole = pcm_file(tmp_path / "a.wav", 2)
    whole.write_bytes(whole.read_bytes()[: 44 + 2 * 12_000 + 1])

    assert len(read_sound(whole).samples) == 12_000


def test_no_frames_are_no_sound(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", Sound(np.zeros(0, np.float32), Hertz(16_000)))

    with pytest.raises(SoundFileError, match=r"error\.sound_file\.empty"):
        read_sound(tmp_path / "a.wav")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SoundFileError, match=r"error\.sound_file\.missing"):
        read_sound(tmp_path / "a.wav")


@pytest.mark.parametrize("name", ["a.wav", "a.w64"])
def test_too_long_a_sound_is_refused(tmp_path: Path, name: str) -> None:
    """The same limit whether the standard library or FFmpeg reads it."""
    import av

    path = pcm_file(tmp_path / "a.wav", 2)
    if name == "a.w64":
        with av.open(str(tmp_path / name), "w") as container:
            stream: Any = container.add_stream("pcm_s16le", rate=48_000, layout="mono")
            with av.open(str(path)) as whole:
                for frame in whole.decode(audio=0):
                    container.mux(stream.encode(frame))
            container.mux(stream.encode(None))

    assert read_sound(tmp_path / name, longest_s=Seconds(0.5)).duration_s == 0.5
    with pytest.raises(SoundFileError, match=r"error\.sound_file\.too_long"):
        read_sound(tmp_path / name, longest_s=Seconds(0.4))


def test_resampling_keeps_the_tone_and_drops_what_does_not_fit() -> None:
    times = np.arange(48_000) / 48_000
    both = (0.4 * np.sin(2 * np.pi * 1_000 * times) + 0.4 * np.sin(2 * np.pi * 15_000 * times)).astype(
        np.float32
    )

    sound = resample(Sound(both, Hertz(48_000)), Hertz(16_000))

    spectrum = np.abs(np.fft.rfft(sound.samples)) / len(sound.samples) * 2
    assert len(sound.samples) == 16_000
    assert spectrum[1_000] == pytest.approx(0.4, rel=0.01)
    assert spectrum[1_001:].max() < 0.005  # 15 kHz would fold to 1 kHz less than 16 kHz: nowhere


def test_a_written_sound_replaces_the_old_one_whole(tmp_path: Path, spoken: Callable[..., Path]) -> None:
    path = spoken(0.1)
    write_wav(path, Sound(TONE, Hertz(48_000)))

    assert read_sound(path).samples == pytest.approx(TONE, abs=1e-4)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600
