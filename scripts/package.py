"""`make package`: Second Round in one folder, for people without Python.

PyInstaller puts the window, the terminal program, the voice and the speech models into
build/package/second-round; what is built is then started once with `--self-test`.

PyAV's wheel brings two encoders for video, x264 and x265, under the GPL. Nothing here encodes video, but
FFmpeg's library asks for both by name when it is loaded. The package holds stand-ins in their place:
libraries that answer to the same names and do nothing, so that neither encoder is passed on (DECISIONS.md).
With them FFmpeg reports that such an encoder can't be opened.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "package"
BUNDLE = OUT / "second-round"
REPLACED = ("libx264", "libx265")
DATA = frozenset({"x264_levels"})
"""Symbols that are tables and not functions."""
SMALL_BYTES = 64 * 1024
"""A stand-in has a few kilobytes; the encoders have megabytes."""


class NotBuiltError(Exception):
    """The package could not be made; the text says why and what to do."""


def stand_ins(libraries: Path, target: Path) -> list[Path]:
    """Make a stand-in for each encoder.

    Args:
        libraries: The folder that PyAV's wheel keeps its libraries in.
        target: Where the stand-ins go, under the same file names.

    Returns:
        The files; none where the wheel does not bring the encoders.

    Raises:
        NotBuiltError: There is no C compiler, or nm of binutils is missing.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or shutil.which("nm") is None:
        raise NotBuiltError("make package needs a C compiler and binutils; install gcc and binutils.")
    made: list[Path] = []
    for encoder in REPLACED:
        for library in sorted(libraries.glob(f"{encoder}-*.so*")):
            code = target / f"{encoder}.c"
            code.write_text(
                stand_in_code(_asked_for(libraries, encoder.removeprefix("lib"))), encoding="ascii"
            )
            own = target / library.name
            soname = f"-Wl,-soname,{library.name}"
            subprocess.run(
                [compiler, "-shared", "-fPIC", "-O", soname, "-o", str(own), str(code)], check=True
            )
            made.append(own)
    return made


def stand_in_code(symbols: list[str]) -> str:
    """C code of a library that has symbols and does nothing.

    Args:
        symbols: Their names.

    Returns:
        The code; each function gives a null pointer, which FFmpeg takes for "could not be opened".
    """
    return "".join(
        f"void *{name}[16];\n" if name in DATA else f"void *{name}(void) {{ return 0; }}\n"
        for name in symbols
    )


def _asked_for(libraries: Path, prefix: str) -> list[str]:
    found: set[str] = set()
    for library in libraries.glob("libav*.so*"):
        told = subprocess.run(
            ["nm", "-D", "--undefined-only", str(library)], check=True, capture_output=True, text=True
        )
        found |= set(re.findall(rf"\b({prefix}_\w+)", told.stdout))
    return sorted(found)


def build() -> None:
    """Build the package anew.

    Raises:
        NotBuiltError: Something is missing, or an encoder under the GPL came in all the same.
        subprocess.CalledProcessError: PyInstaller failed.
    """
    spec = find_spec("av")
    if spec is None or spec.origin is None:
        raise NotBuiltError("PyAV is not installed; run make package again with a connection.")
    work = OUT / "work"
    stand_ins(Path(spec.origin).parents[1] / "av.libs", OUT / "stand-ins")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(OUT), "--workpath", str(work), str(ROOT / "scripts" / "package.spec")]
    subprocess.run(command, check=True, cwd=ROOT)
    for name in REPLACED:
        for library in BUNDLE.rglob(f"{name}*.so*"):
            if library.stat().st_size > SMALL_BYTES:
                raise NotBuiltError(f"{library.name} is the encoder itself, and not its stand-in.")


def size_bytes(folder: Path) -> int:
    """What a folder takes on the disk, links not followed.

    Args:
        folder: Any folder.

    Returns:
        Bytes.
    """
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def self_test(program: Path) -> Iterator[tuple[float, str]]:
    """Start a packaged program with `--self-test`, away from this Python and with a home of its own.

    Args:
        program: The window's or the terminal's.

    Yields:
        Each line that it says, and after how many seconds.

    Raises:
        NotBuiltError: It did not end well.
    """
    argument = "self-test" if program.stem == "coach" else "--self-test"
    with tempfile.TemporaryDirectory(prefix="second-round-") as home:
        env = {
            key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))
        }
        env |= {"SECOND_ROUND_HOME": home, "PATH": "/usr/bin:/bin"}
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
        began = time.perf_counter()
        with subprocess.Popen(
            [str(program), argument], stdout=subprocess.PIPE, text=True, env=env, cwd=home
        ) as child:
            if child.stdout is None:
                raise NotBuiltError("The program's output can't be read.")
            for line in child.stdout:
                if line.strip():
                    yield time.perf_counter() - began, line.strip()
        if child.returncode:
            raise NotBuiltError(f"{program.name} {argument} ended with {child.returncode}.")


def main() -> int:
    """Build, try, and say what came out.

    Returns:
        0 when both programs work.
    """
    began = time.perf_counter()
    try:
        build()
        spent_s = time.perf_counter() - began
        print(f"{BUNDLE.relative_to(ROOT)}: {size_bytes(BUNDLE) / 1e6:.0f} MB, built in {spent_s:.0f} s")
        for name in ("second-round", "coach"):
            for seconds, line in self_test(BUNDLE / name):
                print(f"{name}, {seconds:.1f} s: {line}")
    except (NotBuiltError, subprocess.CalledProcessError) as error:
        print(f"make package: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
