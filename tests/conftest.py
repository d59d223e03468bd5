"""Rules for every test: no real folders, no network, no warnings in the log."""

import atexit
import faulthandler
import logging
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sound_lab import SoundLab, sound_lab

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HF_HUB_OFFLINE"] = "1"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """The process that ran the tests leaves by the short way; what is added first is done last."""
    config.add_cleanup(lambda: _leave(config.pluginmanager.get_plugin("session")))


def _leave(session: pytest.Session | None) -> None:
    """End at once with the tests' own result, after what Python code asked to be done at the end.

    What would come next are the destructors of Qt, onnxruntime, CTranslate2 and PortAudio, which share one
    process only here: after 7,686 tests that had passed they once ended in a segmentation fault.
    How the program itself ends is tested by the exit status of children of its own.
    """
    if session is None or not isinstance(session.exitstatus, int):
        return
    if "sounddevice" in sys.modules:
        # PortAudio would say goodbye to a sound server that was the last test's own and is gone.
        atexit.unregister(sys.modules["sounddevice"]._exit_handler)
    faulthandler.enable()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(session.exitstatus)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the person's folders."""
    monkeypatch.setenv("SECOND_ROUND_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection but one inside this machine by a socket file fails the test."""
    real = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            pytest.fail(f"a test tried to reach {address!r}; nothing may leave the machine")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A log line at WARNING or above fails the test unless the test reads and clears it."""
    caplog.set_level(logging.WARNING)
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, [record.getMessage() for record in loud]


@pytest.fixture
def lab(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundLab]:
    """A virtual sound card of the test's own."""
    with sound_lab(monkeypatch) as running:
        yield running


@pytest.fixture
def repo() -> Path:
    """The checkout's top folder."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def python() -> str:
    """The interpreter to start child processes with."""
    return sys.executable
