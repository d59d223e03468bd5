"""Before and after an interview, nothing leaves the machine, and nothing is opened that nobody clicked."""

import subprocess
from pathlib import Path

import pytest

CHILD = Path(__file__).parents[1] / "before_and_after_child.py"
ADVERT = """<html><head><link rel="stylesheet" href="https://example.org/a.css">
<script src="https://example.org/track.js"></script></head><body><h1>Care assistant</h1>
<img src="https://example.org/pixel.gif"><h2>What you will need</h2>
<ul><li>Patience with people who are afraid</li><li>A licence, see <a href="https://example.org">here</a></li></ul>
</body></html>"""


@pytest.fixture(autouse=True)
def _a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is one, so that opening a page would be seen."""
    monkeypatch.setenv("BROWSER", "true")


@pytest.fixture
def advert(tmp_path: Path) -> Path:
    file = tmp_path / "advert.html"
    file.write_text(ADVERT, encoding="utf-8")
    return file


def run(python: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    words = [python, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.models
def test_the_whole_way_asks_for_no_socket_no_program_and_no_browser(
    python: str, advert: Path, tmp_path: Path
) -> None:
    home, out = tmp_path / "library", tmp_path / "out"
    home.mkdir()
    out.mkdir()
    done = run(python, CHILD, advert, home, out)
    assert done.returncode == 0, done.stderr
    assert "asked for" not in done.stderr
    assert {file.name for file in out.iterdir()} == {"day.ics", "card.pdf", "dates.ics"}
    assert (out / "card.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    "does",
    [
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import socket; socket.socket()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import subprocess; subprocess.run(['true'])",
        "import webbrowser; webbrowser.open('https://example.org')",
    ],
)
def test_whoever_would_ask_is_caught(python: str, does: str) -> None:
    hook = f"import runpy, sys; m = runpy.run_path({str(CHILD)!r}); sys.addaudithook(m['refuse'])"
    done = run(python, "-c", f"{hook}\n{does}")
    assert done.returncode != 0
    assert "asked for" in done.stderr
