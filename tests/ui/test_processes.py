"""The program in processes of its own: what they load, and how the real one ends."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest


def test_the_analysis_process_of_the_window_loads_no_qt(tmp_path: Path, python: str) -> None:
    """``python -m ui`` spawns it, and a spawned child may read the parent's main module again."""
    probe = tmp_path / "probe.py"
    probe.write_text(
        textwrap.dedent(
            """
            import sys


            class Loaded:
                def judge(self, text):
                    unwanted = ("PySide6", "shiboken6", "ui", "sounddevice")
                    return sorted(name for name in sys.modules if name.split(".")[0] in unwanted)


            def services(config):
                return Loaded()


            def main():
                from pathlib import Path
                from coach.analysis import AnalysisConfig, AnalysisProcess, JudgeJob

                process = AnalysisProcess(services, AnalysisConfig(cache=Path(".")))
                print("loaded", process.submit(JudgeJob("x")).result(60))
                process.close()
                return 0
            """
        ),
        encoding="utf-8",
    )
    # The real ``ui/__main__.py`` runs as ``-m ui`` does; only what it calls is another.
    starter = (
        "import sys, runpy, ui.start, probe; ui.start.main = probe.main;"
        "sys.argv = ['-m']; runpy.run_module('ui', run_name='__main__', alter_sys=True)"
    )
    done = subprocess.run(
        [python, "-c", starter], cwd=tmp_path, capture_output=True, text=True, timeout=100, check=False
    )
    assert "loaded []" in done.stdout, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another thing there")
def test_the_real_program_opens_and_ends_in_order_when_the_system_asks_it_to(
    tmp_path: Path, python: str
) -> None:
    code = """
    import gc, os, signal, sys
    from PySide6.QtCore import QTimer
    import ui.app, ui.start

    show = ui.app.App.show

    def show_and_be_ended(app):
        print("collected on any thread:", gc.isenabled())
        show(app)
        QTimer.singleShot(200, lambda: os.kill(os.getpid(), signal.SIGTERM))

    ui.app.App.show = show_and_be_ended
    sys.exit(ui.start.main())
    """
    environment = os.environ | {"SECOND_ROUND_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [python, "-c", textwrap.dedent(code)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    # The screen without a screen remarks on every window that is filled after it is shown.
    said = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (done.returncode, said) == (0, [])
    assert "collected on any thread: False" in done.stdout
    assert (tmp_path / "config" / "window.json").exists()
    assert list((tmp_path / "data").glob("*.sqlite3"))


def test_importing_the_main_module_starts_nothing(python: str) -> None:
    code = "import sys, ui.__main__; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([python, "-c", code], timeout=60, check=False).returncode == 0


def test_importing_the_window_loads_nothing_heavy(python: str) -> None:
    heavy = (
        *("sounddevice", "faster_whisper", "ctranslate2", "onnxruntime", "spacy", "hibari", "av", "typst"),
        *("numpy", "pydantic", "coach.questions.schema"),  # the first page comes before them
    )
    code = f"import sys, ui.app, ui.pages.practice; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_what_puts_the_window_on_the_screen_loads_no_core(python: str) -> None:
    core = ("numpy", "pydantic", "sqlite3", "coach.library", "coach.questions", "coach.analysis", "ui.app")
    code = f"import sys, ui.start; print([name for name in {core} if name in sys.modules])"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_the_window_leaves_python_its_own_import(python: str) -> None:
    code = (
        "import builtins, sys; own = builtins.__import__; import ui.start;"
        "sys.exit(builtins.__import__ is not own)"
    )
    assert subprocess.run([python, "-c", code], timeout=60, check=False).returncode == 0


def test_where_qt_is_there_already_import_stays_as_it_is(python: str) -> None:
    code = (
        "import builtins, sys, PySide6.QtCore; there = builtins.__import__; import ui.start;"
        "sys.exit(builtins.__import__ is not there)"
    )
    assert subprocess.run([python, "-c", code], timeout=60, check=False).returncode == 0
