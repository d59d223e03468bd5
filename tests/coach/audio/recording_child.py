"""Records until it is killed, and says once how many frames it has heard: for test_kill.py.

Arguments: the folder, and a WAV file to hear, or "microphone".
"""

import sys
import threading
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio.sounddevice_io import real_ports
from coach.testing.audio import FileInput
from coach.units import Hertz

folder, heard = Path(sys.argv[1]), sys.argv[2]
microphone = real_ports()[0] if heard == "microphone" else FileInput([Path(heard)], real_time=True)
blocks: list[int] = []


def tell(block: NDArray[np.float32], rate_hz: Hertz) -> None:
    """Print the seconds that were heard so far, one line a block."""
    blocks.append(len(block))
    sys.stdout.write(f"{sum(blocks) / rate_hz}\n")
    sys.stdout.flush()


microphone.record(folder / "answer.wav", on_block=tell)
threading.Event().wait()
