"""Holds an interview with the real microphone until it is killed; for ``kills.py``.

Argument: the data folder.
Prints one line a block: what the clock says that all processes share, and the seconds that were heard.
"""

import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.analysis import InlineAnalysis
from coach.audio.sounddevice_io import real_ports
from coach.library import Library
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.transcript import Transcript
from coach.practice.equipment import Equipment
from coach.practice.runner import Runner
from coach.practice.values import Begin, Done, Interview
from coach.testing.analysis import ScriptedServices
from coach.units import Hertz

QUESTION = Question(
    text="Tell me about a mistake.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time"),),
)


class Tell:
    """Hears what is recorded and says so; in the place of the live transcription."""

    def __init__(self) -> None:
        self._heard_s = 0.0

    def listen(self) -> Any:  # noqa: ANN401 - it stands for whatever hears an answer
        """Itself."""
        return self

    def hear(self, samples: NDArray[np.float32], rate_hz: Hertz) -> None:
        """Print."""
        self._heard_s += len(samples) / rate_hz
        sys.stdout.write(f"{time.monotonic()} {self._heard_s}\n")
        sys.stdout.flush()

    def finish(self, path: Path, on_progress: object = None) -> "Future[Transcript]":
        """Never asked."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Nothing to let go of."""


def main(folder: Path) -> None:
    """Run until killed."""
    library = Library.open(folder)
    session = library.new_session(title="Killed")
    library.add_answer(session.id, QUESTION, position=0, typed="I rang the driver.")
    equipment = Equipment(
        store=library,
        analysis=InlineAnalysis(ScriptedServices()),
        hands=ThreadPoolExecutor(max_workers=1),
        clock=time.monotonic,
        microphone=real_ports()[0],
        listening=Tell(),
    )
    runner = Runner(Interview(questions=(QUESTION,)), session.id, equipment)
    runner.post(Begin())
    runner.post(Done())
    pause = threading.Event()
    while True:
        runner.pump()
        pause.wait(0.02)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
