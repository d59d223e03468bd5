"""Recordings of any kind become answers; what is no sound costs only itself."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.analysis import InlineAnalysis
from coach.audio import bringing as decoding
from coach.audio.files import read_sound, resample, write_wav
from coach.errors import Cancelled, NotFoundError, SoundFileError
from coach.library import Library
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import AnswerStatus
from coach.model.sound import Sound
from coach.practice.backlog import finish_waiting
from coach.practice.bringing import Wish, bring, unknown_question
from coach.testing.analysis import ScriptedServices
from coach.units import Hertz, Seconds

QUESTION = Question(
    text="Tell me about a mistake.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time"),),
)
KINDS = {
    "wav": ("wav", "pcm_s16le", 44_100),
    "flac": ("flac", "flac", 96_000),
    "mp3": ("mp3", "libmp3lame", 22_050),
    "m4a": ("ipod", "aac", 44_100),
    "ogg": ("ogg", "vorbis", 48_000),
    "opus": ("opus", "libopus", 48_000),
    "mp4": ("mp4", "aac", 48_000),
    "webm": ("webm", "libopus", 48_000),
}


def chirp(seconds: float, rate_hz: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    times = np.arange(round(seconds * rate_hz)) / rate_hz
    return (0.4 * np.sin(2 * np.pi * (300 + 400 * times) * times)).astype(np.float32)


def encoded(path: Path, *, seconds: float = 2.0, channels: int = 2) -> Path:
    """A sound file of the kind that the path's ending names; a film has a picture too."""
    import av

    container_name, codec, rate_hz = KINDS[path.suffix[1:]]
    if codec == "vorbis":
        channels = 2  # FFmpeg's own encoder knows nothing else
    layout = {1: "mono", 2: "stereo"}[channels]
    sound = np.repeat(chirp(seconds, rate_hz)[np.newaxis], channels, axis=0)
    with av.open(str(path), "w", format=container_name) as container:
        stream = container.add_stream(codec, rate=rate_hz, layout=layout, options={"strict": "experimental"})
        if path.suffix == ".mp4":
            film = container.add_stream("mpeg4", rate=5)
            film.width, film.height, film.pix_fmt = 64, 48, "yuv420p"
            for number in range(5):
                picture = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 40 * number, np.uint8))
                picture.pts, picture.time_base = number, Fraction(1, 5)
                container.mux(film.encode(picture))
            container.mux(film.encode(None))
        to_codec = av.AudioResampler(format=stream.format, layout=layout, rate=rate_hz)
        fifo = av.AudioFifo()
        frame = av.AudioFrame.from_ndarray(sound, format="fltp", layout=layout)
        frame.sample_rate = rate_hz
        for made in to_codec.resample(frame):
            fifo.write(made)
        size = stream.codec_context.frame_size or 1024
        while (part := fifo.read(size, partial=True)) is not None:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path


def alike(path: Path, seconds: float) -> float:
    """How like the chirp a recording is where it fits best, since encoders put some silence before it."""
    heard = resample(read_sound(path), Hertz(8_000)).samples.astype(np.float64)
    said = chirp(seconds, 8_000).astype(np.float64)[1_000:-1_000]
    matches = np.correlate(heard, said, "valid")
    start = int(np.argmax(matches))
    there = heard[start : start + len(said)]
    return float(there @ said / np.sqrt((there @ there) * (said @ said)))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("channels", [1, 2])
def test_every_kind_of_file_becomes_an_answer(
    library: Library, tmp_path: Path, kind: str, channels: int
) -> None:
    file = encoded(tmp_path / f"mine.{kind}", channels=channels)
    before = file.read_bytes()

    brought = bring(library, Wish(files=(file,), question=QUESTION, title="Mine"))
    ((origin, answer),) = brought.answers
    kept = read_sound(library.sound_path(answer))
    assert (origin, brought.refused) == (file, ())
    assert kept.rate_hz == min(48_000, KINDS[kind][2])
    assert kept.duration_s == pytest.approx(2.0, abs=0.15)
    assert library.answer(answer.id).duration_s == pytest.approx(kept.duration_s)
    assert alike(library.sound_path(answer), 2.0) > 0.94
    assert file.read_bytes() == before
    assert library.answer(answer.id).status is AnswerStatus.QUEUED


def test_what_was_brought_in_is_transcribed_and_scored_like_any_answer(
    library: Library, tmp_path: Path
) -> None:
    files = tuple(encoded(tmp_path / f"{name}.mp3", seconds=0.5) for name in ("one", "two"))
    brought = bring(library, Wish(files=files, question=QUESTION, title="Mine"))
    ids = frozenset(answer.id for _, answer in brought.answers)

    assert set(finish_waiting(library, InlineAnalysis(ScriptedServices()), only=ids).done) == ids
    session = library.session(brought.session_id or "")
    assert (session.title, session.ended_at is not None) == ("Mine", True)
    assert [(answer.position, answer.question) for answer in session.answers] == [
        (0, QUESTION),
        (1, QUESTION),
    ]
    assert all(answer.score is not None for answer in session.answers)


def test_a_given_session_goes_on_behind_its_last_question(library: Library, tmp_path: Path) -> None:
    session = library.new_session(title="Yesterday")
    library.add_answer(session.id, QUESTION, position=3, typed="I rang the driver.")
    file = encoded(tmp_path / "mine.opus", seconds=0.5)
    wish = Wish(files=(file,), question=QUESTION, title="", session_id=session.id)

    assert bring(library, wish).session_id == session.id
    assert [answer.position for answer in library.session(session.id).answers] == [3, 4]
    with pytest.raises(NotFoundError):
        bring(library, Wish(files=(file,), question=QUESTION, title="", session_id="nowhere"))


def hostile(folder: Path) -> tuple[Path, ...]:
    good = encoded(folder / "good.mp3", seconds=1.0).read_bytes()
    contents = {
        "empty.wav": b"",
        "text.mp3": b"this is no sound at all\n" * 100,
        "random.ogg": np.random.default_rng(3).bytes(20_000),
        "playlist.m4a": b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/passwd\n",
        "only-a-header.wav": b"RIFF\xff\xff\xff\xffWAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00",
        "cut.flac": b"fLaC" + good[:50],
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "folder.wav").mkdir()
    return (*(folder / name for name in contents), folder / "folder.wav", folder / "nowhere.wav")


def test_a_hostile_file_is_told_in_a_line_and_the_others_come_in(library: Library, tmp_path: Path) -> None:
    bad = hostile(tmp_path)
    brought = bring(library, Wish(files=(*bad, tmp_path / "good.mp3"), question=QUESTION, title="Mine"))

    assert [refused.file for refused in brought.refused] == list(bad)
    assert all(refused.why.id.startswith("error.sound_file.") for refused in brought.refused)
    assert len(brought.answers) == 1
    only_bad = bring(library, Wish(files=bad, question=QUESTION, title="None"))
    assert only_bad.session_id is None
    assert [summary.title for summary in library.sessions()] == ["Mine"]
    assert left_behind(library) == []


def left_behind(library: Library) -> list[Path]:
    return list((library.folder / "sounds" / ".bringing").iterdir())


def test_a_long_one_tells_how_far_it_is_and_can_be_called_off(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    write_wav(path, Sound(np.tile(chirp(10.0, 8_000), 60), Hertz(8_000)))
    shares: list[float] = []

    def check() -> None:
        if len(shares) > 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        bring(
            library, Wish(files=(path,), question=QUESTION, title=""), on_progress=shares.append, check=check
        )
    assert 0.0 < shares[0] < shares[-1] < 0.5
    assert left_behind(library) == []
    assert library.sessions() == ()


def test_long_sound_is_kept_at_the_rate_of_speech(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LONG_S", 1.0)
    kept = decoding.bring_in(encoded(tmp_path / "a.flac"), tmp_path / "kept.wav")

    assert (kept.rate_hz, kept.duration_s) == (16_000, pytest.approx(2.0, abs=0.01))
    assert alike(tmp_path / "kept.wav", 2.0) > 0.99


def test_sound_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SoundFileError, match="too_long"):
        decoding.bring_in(encoded(tmp_path / "a.ogg"), tmp_path / "kept.wav", longest_s=Seconds(1.0))
    assert [path.name for path in tmp_path.iterdir()] == ["a.ogg"]


def test_without_a_question_a_sentence_stands_in_its_place() -> None:
    assert unknown_question("Not known.").text == "Not known."
