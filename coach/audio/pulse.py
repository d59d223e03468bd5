"""What PulseAudio or PipeWire knows and PortAudio does not: real devices, and where a recording comes from.

PortAudio lists one device, "pulse", for all of them.
When a microphone is unplugged, these servers quietly give the recording another source, at worst the sound
of the loudspeaker, and PortAudio never hears of it.
``pactl``, where it is installed, tells which source feeds this process.
"""

import os
import re
import shutil
import subprocess
import threading
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Node:
    """A microphone or a loudspeaker.

    Args:
        name: The server's name for it.
        description: What a person sees; each once.
        is_default: Whether the desktop has chosen it.
    """

    name: str
    description: str
    is_default: bool


def nodes(listing: str, info: str) -> tuple[Node, ...]:
    """Real devices: a loudspeaker's monitor is no microphone.

    Args:
        listing: What ``pactl list sources`` or ``pactl list sinks`` prints in the C locale.
        info: What ``pactl info`` prints.

    Returns:
        The default first, then in the server's order.
    """
    found: dict[str, Node] = {}
    kind = "Source" if re.search(r"^Source #", listing, re.MULTILINE) else "Sink"
    chosen = re.search(rf"^Default {kind}: (.+)$", info, re.MULTILINE)
    for entry in re.split(rf"^{kind} #", listing, flags=re.MULTILINE)[1:]:
        fields = {
            key: value.strip()
            for key, value in re.findall(r"^\t([A-Z][A-Za-z ]*): ?(.*)$", entry, re.MULTILINE)
        }
        name = fields.get("Name", "")
        if not name or fields.get("Monitor of Sink", "n/a") != "n/a":
            continue
        text, number = fields.get("Description") or name, 2
        while text in found:
            text = f"{fields.get('Description') or name} ({number})"
            number += 1
        found[text] = Node(name, text, is_default=chosen is not None and chosen[1].strip() == name)
    return tuple(sorted(found.values(), key=lambda node: not node.is_default))


def present_nodes(kind: str) -> tuple[Node, ...] | None:
    """Ask the sound server which devices are there.

    Args:
        kind: "input" or "output".

    Returns:
        As ``nodes``; None where there is no ``pactl`` or no server that answers.
    """
    pactl = shutil.which("pactl")
    if pactl is None:
        return None
    info = _ask(pactl, "info")
    listing = _ask(pactl, "list", "sources" if kind == "input" else "sinks") if info is not None else None
    return None if info is None or listing is None else nodes(listing, info)


class SourceWatch:
    """Watches on a thread of its own from ``start`` to ``stop``; does nothing where there is no ``pactl``."""

    def __init__(self) -> None:
        self._pactl = shutil.which("pactl")
        self._stopped = threading.Event()
        self._gone = threading.Event()

    def start(self) -> None:
        """Begin; the recording must run already."""
        if self._pactl is not None:
            watch = threading.Thread(
                target=self._watch, args=(self._pactl,), name="source watch", daemon=True
            )
            watch.start()

    def stop(self) -> None:
        """End, without waiting for an answer that is under way."""
        self._stopped.set()

    def source_gone(self) -> bool:
        """Whether the source that fed this process at the start is gone."""
        return self._gone.is_set()

    def _watch(self, pactl: str) -> None:
        before: frozenset[int] = frozenset()
        while not self._stopped.wait(LOOK_EVERY_S if before else 0.0):
            outputs, sources = _ask(pactl, "list", "source-outputs"), _ask(pactl, "list", "short", "sources")
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


def _ask(pactl: str, *words: str) -> str | None:
    try:
        answer = subprocess.run(  # noqa: S603 - fixed words
            [pactl, *words],
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
