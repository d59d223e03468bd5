"""Notices that PulseAudio or PipeWire moved a recording to another source.

When a microphone is unplugged, these servers quietly give the recording another source, at worst the sound
of the loudspeaker, and PortAudio never hears of it.
``pactl``, where it is installed, tells which source feeds this process.
"""

import os
import re
import shutil
import subprocess
import threading

LOOK_EVERY_S = 0.5
_ANSWER_LIMIT_S = 2.0


def our_sources(listing: str, process_id: int) -> frozenset[int]:
    """Sources that feed a process.

    Args:
        listing: What ``pactl list source-outputs`` prints in the C locale.
        process_id: The process.

    Returns:
        The sources' numbers.
    """
    found: set[int] = set()
    for entry in listing.split("Source Output #")[1:]:
        source = re.search(r"^\s*Source: (\d+)$", entry, re.MULTILINE)
        owner = re.search(r'^\s*application\.process\.id = "(\d+)"$', entry, re.MULTILINE)
        if source and owner and int(owner[1]) == process_id:
            found.add(int(source[1]))
    return frozenset(found)


def present_sources(listing: str) -> frozenset[int]:
    """Sources that exist.

    Args:
        listing: What ``pactl list short sources`` prints.

    Returns:
        The sources' numbers.
    """
    return frozenset(int(number) for number in re.findall(r"^(\d+)\t", listing, re.MULTILINE))


class SourceWatch:
    """Watches on a thread of its own from ``start`` to ``stop``; does nothing where there is no ``pactl``."""

    def __init__(self) -> None:
        self._pactl = shutil.which("pactl")
        self._stopped = threading.Event()
        self._gone = threading.Event()

    def start(self) -> None:
        """Begin; the recording must run already."""
        if self._pactl is not None:
            threading.Thread(target=self._watch, name="source watch", daemon=True).start()

    def stop(self) -> None:
        """End, without waiting for an answer that is under way."""
        self._stopped.set()

    def source_gone(self) -> bool:
        """Whether the source that fed this process at the start is gone."""
        return self._gone.is_set()

    def _watch(self) -> None:
        before: frozenset[int] = frozenset()
        while not self._stopped.wait(LOOK_EVERY_S if before else 0.0):
            outputs, sources = self._ask("list", "source-outputs"), self._ask("list", "short", "sources")
            if outputs is None or sources is None:
                if self._stopped.wait(LOOK_EVERY_S):
                    return
                continue
            now = our_sources(outputs, os.getpid())
            if before - present_sources(sources):
                self._gone.set()
                return
            # A person may choose another source in the desktop's mixer: the old one is still there then.
            before = now
            if not now:
                self._stopped.wait(LOOK_EVERY_S)

    def _ask(self, *words: str) -> str | None:
        try:
            answer = subprocess.run(  # noqa: S603 - fixed words
                [str(self._pactl), *words],
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_ANSWER_LIMIT_S,
                check=True,
                env={**os.environ, "LC_ALL": "C"},
            )
        except (OSError, subprocess.SubprocessError):
            return None  # no server, or one that hangs: the recording's own watchdog sees that
        return answer.stdout
