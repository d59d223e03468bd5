"""Records until it is killed, and says once how many frames it has heard: for test_kill.py.

Arguments: the folder, and a WAV file to hear, or "microphone".
"""

import sys
import threading
from pathlib import Path

from coach.audio.sounddevice_io import real_ports
from coach.testing.audio import FileInput

folder, heard = Path(sys.argv[1]), sys.argv[2]
microphone = real_ports()[0] if heard == "microphone" else FileInput([Path(heard)], real_time=True)
frames = 0


def count(block: object, rate_hz: int) -> None:
    """Print the seconds that were heard so far, one line a block."""
    global frames
    frames += len(block)  # type: ignore[arg-type]
    print(frames / rate_hz, flush=True)


microphone.record(folder / "answer.wav", on_block=count)
threading.Event().wait()
