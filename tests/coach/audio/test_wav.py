import stat
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio.disk import require_room
from coach.audio.wav import HEADER_BYTES, WavWriter, adopt_orphans, header, part_path, repair
from coach.errors import DiskFullError, SoundFileError
from coach.units import Hertz

RATE = Hertz(16_000)
FRAMES = np.arange(-400, 400, dtype=np.int16)
WHOLE = header(RATE, 2 * len(FRAMES)) + FRAMES.tobytes()


def frames_of(path: Path) -> list[int]:
    with wave.open(str(path)) as reader:
        assert (reader.getnchannels(), reader.getsampwidth()) == (1, 2)
        return np.frombuffer(reader.readframes(reader.getnframes()), np.int16).tolist()


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_closed_recording_is_what_was_written_and_for_the_person_alone(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav", RATE)
    for start in range(0, len(FRAMES), 100):
        writer.write(FRAMES[start : start + 100])
    writer.close()

    assert frames_of(tmp_path / "a.wav") == FRAMES.tolist()
    assert names(tmp_path) == ["a.wav"]
    assert stat.S_IMODE((tmp_path / "a.wav").stat().st_mode) == 0o600


def test_the_part_file_can_be_read_at_every_moment_and_lacks_less_than_half_a_second(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav", RATE)
    block = np.ones(480, np.int16)
    for count in range(1, 100):
        writer.write(block)
        on_disk = len(frames_of(part_path(tmp_path / "a.wav")))
        assert count * 480 - on_disk < RATE / 2
    writer.discard()

    assert names(tmp_path) == []


@pytest.mark.parametrize("taken", ["a.wav", "a.wav.part"])
def test_an_earlier_recording_is_never_overwritten(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_bytes(b"kept")

    with pytest.raises(SoundFileError, match=r"error\.sound_file\.exists"):
        WavWriter(tmp_path / "a.wav", RATE)

    assert (tmp_path / taken).read_bytes() == b"kept"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(SoundFileError, match="unwritable"):
        WavWriter(tmp_path / "none" / "a.wav", RATE)


@settings(max_examples=60, deadline=None)
@given(length=st.integers(0, len(WHOLE)))
def test_a_file_cut_anywhere_keeps_every_whole_frame(
    tmp_path_factory: pytest.TempPathFactory, length: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "a.wav.part"
    path.write_bytes(WHOLE[:length])

    recorded = repair(path)

    kept = max(0, length - HEADER_BYTES) // 2
    assert frames_of(path) == FRAMES[:kept].tolist()
    if length >= HEADER_BYTES:
        assert recorded.rate_hz == RATE
        assert recorded.duration_s == pytest.approx(kept / RATE)


@settings(max_examples=60, deadline=None)
@given(start=st.binary(min_size=HEADER_BYTES, max_size=HEADER_BYTES))
def test_a_hostile_header_costs_no_sample(tmp_path_factory: pytest.TempPathFactory, start: bytes) -> None:
    path = tmp_path_factory.mktemp("hostile") / "a.wav.part"
    path.write_bytes(start + FRAMES.tobytes())

    repair(path)

    assert frames_of(path) == FRAMES.tolist()


@pytest.mark.parametrize("told", [0, 7, 10**9])
def test_sizes_in_the_header_are_not_believed(tmp_path: Path, told: int) -> None:
    path = tmp_path / "a.wav.part"
    path.write_bytes(header(RATE, told) + FRAMES.tobytes() + b"\x01")

    recorded = repair(path)

    assert frames_of(path) == FRAMES.tolist()
    assert path.read_bytes() == WHOLE
    assert not recorded.silent


def test_orphans_are_adopted_and_empty_ones_removed(tmp_path: Path) -> None:
    (tmp_path / "a.wav.part").write_bytes(header(RATE, 0) + FRAMES.tobytes())
    (tmp_path / "b.wav.part").write_bytes(header(RATE, 0))
    (tmp_path / "c.wav.part").write_bytes(header(RATE, 0) + bytes(32_000))

    adopted = adopt_orphans(tmp_path)

    assert [(one.path.name, one.duration_s, one.silent) for one in adopted] == [
        ("a.wav", 0.05, False),
        ("c.wav", 1.0, True),
    ]
    assert names(tmp_path) == ["a.wav", "c.wav"]
    assert stat.S_IMODE((tmp_path / "a.wav").stat().st_mode) == 0o600
    assert adopt_orphans(tmp_path) == ()


def test_an_adopted_recording_replaces_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"first")
    (tmp_path / "a.wav.part").write_bytes(WHOLE)

    adopted = adopt_orphans(tmp_path)

    assert [one.path.name for one in adopted] == ["a-2.wav"]
    assert (tmp_path / "a.wav").read_bytes() == b"first"


def test_a_recording_under_way_is_left_alone(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav", RATE)
    writer.write(FRAMES)
    writer.flush()

    assert adopt_orphans(tmp_path) == ()
    writer.close()
    assert frames_of(tmp_path / "a.wav") == FRAMES.tolist()


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("private")
    (tmp_path / "a.wav.part").symlink_to(tmp_path / "diary.txt")

    assert adopt_orphans(tmp_path) == ()
    assert (tmp_path / "diary.txt").read_text() == "private"


def test_no_folder_has_no_orphans(tmp_path: Path) -> None:
    assert adopt_orphans(tmp_path / "none") == ()


def test_too_little_room_is_said_before_an_answer(tmp_path: Path) -> None:
    with pytest.raises(DiskFullError, match=r"error\.disk\.low"):
        require_room(tmp_path, needed_bytes=2**60)


FULL_DISK = """
import sys
from pathlib import Path
import numpy as np
from coach.audio.wav import WavWriter, adopt_orphans
from coach.errors import DiskFullError
folder = Path(sys.argv[1])
writer = WavWriter(folder / "a.wav", 16000)
try:
    for _ in range(1000):
        writer.write(np.full(1600, 3, np.int16))
except DiskFullError:
    writer.leave()
(folder / "ballast").unlink()
(kept,) = adopt_orphans(folder)
print(kept.duration_s, kept.path.name)
"""


def test_a_full_disk_keeps_what_was_written(tmp_path: Path, python: str) -> None:
    """On a real file system of 256 KiB, mounted in a namespace of its own."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("this system allows no namespaces; test_recorder has the same with a scripted disk")
    mount = f"mount -t tmpfs -o size=256k none {tmp_path} && head -c 65536 /dev/zero > {tmp_path}/ballast"
    child = subprocess.run(
        ["unshare", "-rm", "sh", "-c", f'{mount} && exec "$0" -c "$1" {tmp_path}', python, FULL_DISK],
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr

    duration_s, name = child.stdout.split()
    # 192 KiB are left for 16 kHz in 16 bits: almost six seconds, in whole pages.
    assert 5.5 < float(duration_s) < 6.2
    assert name == "a.wav"
