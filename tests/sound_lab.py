"""A sound card made of software: a private PulseAudio with a virtual loudspeaker and a virtual microphone.

``with sound_lab(monkeypatch) as lab:`` starts it; this process and the children that it starts inside the
block play and record there and nowhere else.
It needs no network, no kernel module, no session bus and no home; it works as root inside ``unshare -rn``.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

TOOLS = ("pulseaudio", "pactl", "pacat", "parec", "paplay")
START_LIMIT_S = 15.0

# Without rewinds a null sink hands sound on every 50 ms; with them it first sleeps for two seconds.
SINK = "module-null-sink rate=48000 norewinds=1"


class SoundLab:
    """The running sound server.

    Attributes:
        environment: Variables that make a child process use it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._microphone = ""
        self._children: list[subprocess.Popen[bytes]] = []
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        alsa = folder / "alsa.conf"
        alsa.write_text(
            "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n"
        )
        self.environment = {
            "ALSA_CONFIG_PATH": str(alsa),
            "HOME": str(folder),
            "PULSE_COOKIE": str(folder / "cookie"),
            "PULSE_RUNTIME_PATH": str(runtime),
            "PULSE_SERVER": f"unix:{runtime}/native",
            "PULSE_STATE_PATH": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "XDG_RUNTIME_DIR": str(runtime),
        }
        self._env = {**os.environ, **self.environment}
        # It caps PulseAudio's buffers below what PortAudio waits for; the sinks are quick without it.
        self._env.pop("PULSE_LATENCY_MSEC", None)

    def start(self) -> None:
        """Start the sound server, again after ``kill``."""
        socket = Path(self.environment["XDG_RUNTIME_DIR"]) / "native"
        socket.unlink(missing_ok=True)
        words = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
        words += ["-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}"]
        for sink in ("speaker", "micsink"):
            words += ["-L", f"{SINK} sink_name={sink}"]
        with (self._folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(["pulseaudio", *words], env=self._env, stdout=log, stderr=log)
        self._children.append(self._server)
        self._until(self._answers, "the sound server does not answer")
        self._run("pactl", "set-default-sink", "speaker")
        self.plug()

    def say(self, wav: Path) -> None:
        """Speak a file into the microphone; returns when it is over."""
        self._run("paplay", "--device=micsink", str(wav))

    def begin_to_say(self, wav: Path) -> subprocess.Popen[bytes]:
        """Speak a file into the microphone; returns at once."""
        return self._begin("paplay", "--device=micsink", str(wav))

    @contextlib.contextmanager
    def listening(self, wav: Path) -> Iterator[None]:
        """Record what the loudspeaker plays into a file while the block runs."""
        ear = self._begin(
            "parec", "--device=speaker.monitor", "--file-format=wav", "--latency-msec=50", str(wav)
        )
        self._until(lambda: wav.exists() and wav.stat().st_size > 10_000, "the loudspeaker can't be heard")
        try:
            yield
        finally:
            ear.send_signal(signal.SIGINT)
            ear.wait(10)

    def unplug(self) -> None:
        """The microphone goes away."""
        self._run("pactl", "unload-module", self._microphone)

    def plug(self) -> None:
        """The microphone comes back."""
        self._microphone = self._run(
            "pactl", "load-module", "module-remap-source", "master=micsink.monitor", "source_name=mic"
        )
        self._run("pactl", "set-default-source", "mic")

    def plug_another(self, name: str) -> None:
        """A second microphone comes, which hears the same."""
        self._run(
            "pactl",
            *("load-module", "module-remap-source", "master=micsink.monitor", "source_name=another"),
            f"source_properties=device.description={name}",
        )

    def choose(self, source: str) -> None:
        """The person makes a microphone the desktop's default: "mic" or "another"."""
        self._run("pactl", "set-default-source", source)

    def freeze(self) -> None:
        """The sound server hangs."""
        self._server.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """The sound server goes on."""
        self._server.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """The sound server dies."""
        self._server.kill()
        self._server.wait(10)

    def close(self) -> None:
        """End everything that was started."""
        for child in self._children:
            child.kill()
            child.wait(10)

    def _answers(self) -> bool:
        if self._server.poll() is not None:
            pytest.fail(f"the sound server ended: {(self._folder / 'server.log').read_text()}")
        asked = subprocess.run(["pactl", "info"], env=self._env, capture_output=True, check=False, timeout=10)
        return asked.returncode == 0

    def _begin(self, *words: str) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(words, env=self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._children.append(child)
        return child

    def _run(self, *words: str) -> str:
        done = subprocess.run(words, env=self._env, capture_output=True, text=True, check=False, timeout=120)
        if done.returncode != 0:
            pytest.fail(f"{' '.join(words)}: {done.stderr}")
        return done.stdout.strip()

    @staticmethod
    def _until(holds: Callable[[], bool], otherwise: str) -> None:
        end = time.monotonic() + START_LIMIT_S
        while not holds():
            if time.monotonic() > end:
                pytest.fail(otherwise)
            time.sleep(0.02)


@contextlib.contextmanager
def sound_lab(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundLab]:
    """Start a private sound server, use it in this process and its children, and take it down.

    Args:
        monkeypatch: Sets and restores the environment.

    Yields:
        The running lab.
    """
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.fail(f"no {', '.join(missing)}: install the packages pulseaudio and pulseaudio-utils")
    # A socket's path has at most 107 characters, which pytest's own folders can exceed.
    with tempfile.TemporaryDirectory(prefix="lab") as folder:
        lab = SoundLab(Path(folder))
        try:
            lab.start()
            for name, value in lab.environment.items():
                monkeypatch.setenv(name, value)
            monkeypatch.delenv("PULSE_LATENCY_MSEC", raising=False)
            yield lab
        finally:
            lab.close()
