"""Answers to measure with: written for this purpose, and spoken by the project's own voice."""

from pathlib import Path

import numpy as np

from coach.audio.files import read_sound, write_wav
from coach.model.question import Question
from coach.model.sound import Sound
from coach.questions.bank import load_bank
from coach.questions.samples import samples
from coach.resources import shipped_banks

STORY = """\
Last winter I worked in the stock room of a garden centre in Leeds and our deliveries kept coming in wrong.
My manager asked me to get the missing pallets down before the spring season started.
First I wrote down every delivery for two weeks and compared it with the order sheets.
I found that most of the mistakes came from one supplier who packed two shops on the same lorry.
So I rang their office and asked them to put our pallets at the back, because our driver unloads last.
I also made a checklist for the evening team, and I showed each of them how to use it,
since the new people did not know the product codes.
One colleague did not want to do it, so I sat with her for an hour and we did the first one together.
In the end the missing pallets went from six a month to none, and the manager still uses my checklist.
"""


def long_answer(words: int) -> str:
    """A told story of a given length.

    Args:
        words: How many.

    Returns:
        The text; beyond the first telling it goes on with the sentences of the samples, so that none repeats.
    """
    text = STORY + " ".join(sample.text for sample in samples())
    return " ".join(text.split()[:words])


def spoken_answer(folder: Path, seconds: float) -> Path:
    """A recording of a given length, joined from the sample answers.

    Args:
        folder: Where to.
        seconds: How long.

    Returns:
        A WAV file at 16 kHz.
    """
    sounds = [read_sound(sample.file) for sample in samples()]
    joined = np.concatenate([sound.samples for sound in sounds])
    while len(joined) < seconds * sounds[0].rate_hz:
        joined = np.concatenate([joined, joined])
    path = folder / f"answer-{seconds:.0f}.wav"
    write_wav(path, Sound(joined[: int(seconds * sounds[0].rate_hz)], sounds[0].rate_hz))
    return path


def questions() -> dict[str, Question]:
    """The shipped questions by id."""
    return {question.id or "": question for path in shipped_banks() for question in load_bank(path).questions}
