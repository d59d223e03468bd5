"""``coach transcribe --live``: the real process, fed in real time."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coach.audio.files import read_sound, write_wav
from coach.cli.transcribe import was_live
from coach.model.sound import Sound
from coach.questions.samples import samples
from coach.testing.analysis import transcript_of


@pytest.mark.models
def test_a_file_is_transcribed_as_if_it_were_spoken(
    coach: Callable[..., Any], conforms: Callable[[Any, str], None], tmp_path: Path
) -> None:
    spoken = read_sound(next(each for each in samples() if each.id == "failure-none").file)
    path = tmp_path / "answer.wav"
    write_wav(path, Sound(spoken.samples[: 5 * spoken.rate_hz], spoken.rate_hz))
    run = coach("transcribe", "--live", "--json", path)
    assert run.code == 0, run.err
    conforms(run.json, "transcribe")
    (transcript,) = run.json["results"]
    assert transcript["words"]
    assert (transcript["file"], transcript["duration_s"]) == ("answer.wav", 5.0)
    assert transcript["timing"]["after_end_s"] > 0


def test_what_was_transcribed_from_its_file_is_told_apart() -> None:
    live = replace(transcript_of("so"), options=(("stretches", "live"),))
    assert was_live(live)
    assert not was_live(replace(live, options=(("stretches", "file"),)))
