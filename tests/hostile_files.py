"""Good files of every kind, spoilt in every way, and what comes of reading one: a value or a clear error."""

import hashlib
import json
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from coach.audio.files import read_sound
from coach.errors import BankError, KnownError
from coach.intake import load_company, read_row
from coach.library import Library, Recovered
from coach.model.search import Wanted
from coach.model.sound import Sound
from coach.questions.bank import check_bank, load_bank
from coach.settings import load as load_settings
from coach.testing.kept import keep_sessions, murmur
from coach.testing.sessions import sample_session

RECOVERED = Recovered(title="Recovered recordings", question="A recording whose question is not known")
_VALUES: tuple[str | float | bytes, ...] = (
    "",
    "x",
    "../../../up",
    10**17,
    -(2**62),
    1e308,
    b"\0\xff\xfe",
    "{}",
    "[]",
    "null",
    "9" * 400,
    '{"text": "x"}',
    "[" * 4000,
    "2026-13-45",
    "0000",
    "\ud7ff\U0010ffff",
)
"""What a column never holds."""

Read = Callable[[Path], object]

COMPANY = b"""name = "Globex Robotics"
facts = [{kind = "product", text = "Arms that sort parcels", source = "their site"}]
requirements = ["Plans the week of a team of ten", "Python"]
people = [{name = "Sam Lee", said = "They grow by a third each year", role = "Head of operations"}]
interview = {kind = "first", date = "2026-11-30"}
"""

ROW = json.dumps(
    {
        "id": "a1",
        "question": "Tell me about a time you failed. What did you learn?",
        "answer": "Last spring at the depot I loaded the wrong van. I rang the driver.",
        "company": {"name": "Globex", "facts": ["They sort parcels"]},
        "words": [{"text": "Last", "start_s": 0.1, "end_s": 0.4, "probability": 0.9, "start": 0, "end": 4}],
        "pauses": [{"start_s": 0.4, "end_s": 0.9}],
        "duration_s": 9.5,
    }
).encode()

SETTINGS = b'[practice]\nquestions = 7\nmode = "coach"\n\n[voice]\nspeed = 1.1\nenabled = false\n'


def _library(folder: Path) -> None:
    """What a start and a look around do with a library."""
    with Library.open(folder, busy_timeout_s=0.1) as library:
        library.reconcile(RECOVERED)
        for one in library.sessions():
            library.session(one.id)
        library.search(Wanted(text="problem"))
        library.review.measured()
        library.asked_before()


def read_database(path: Path) -> None:
    """Open a file as the person's library."""
    folder = path.parent / "data"
    folder.mkdir()
    shutil.copy(path, folder / "library.sqlite3")
    _library(folder)


def read_backup(path: Path) -> None:
    """Restore a file, and use what came of it."""
    folder = path.parent / "data"
    with Library.open(folder) as library:
        library.safekeeping.restore(path)
    _library(folder)


def read_bank(path: Path) -> None:
    """Check a bank and load it."""
    check_bank(path)
    try:
        load_bank(path)
    except BankError:
        return


def read_json(path: Path) -> None:
    """Read a row as ``coach score --batch`` does."""
    read_row(path.read_bytes().decode("utf-8", "replace"))


def read_settings(path: Path) -> None:
    """Load a settings file."""
    shutil.copy(path, path.parent / "settings.toml")
    load_settings(path.parent)


KINDS: dict[str, tuple[str, Read]] = {
    "database": ("library.sqlite3", read_database),
    "backup": ("backup.zip", read_backup),
    "repacked": ("repacked.zip", read_backup),
    "bank": ("bank.toml", read_bank),
    "row": ("row.json", read_json),
    "company": ("company.toml", load_company),
    "settings": ("chosen.toml", read_settings),
    "wav": ("answer.wav", read_sound),
    "flac": ("answer.flac", read_sound),
}


def good_files(folder: Path, banks: Path, flac: Path) -> dict[str, bytes]:
    """A good file of every kind.

    Args:
        folder: An empty one, to make them in.
        banks: A bank that is shipped.
        flac: A sample answer.

    Returns:
        Their bytes.
    """
    data = folder / "made"
    keep_sessions(data, [sample_session()], sounds=False)
    with Library.open(data) as library:
        library.safekeeping.back_up(folder / "backup.zip")
    with closing(sqlite3.connect(data / "library.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    wav = folder / "answer.wav"
    _write_wav(wav, murmur(None, 1.0))
    backup = (folder / "backup.zip").read_bytes()
    return {
        "database": (data / "library.sqlite3").read_bytes(),
        "backup": backup,
        "repacked": backup,
        "bank": banks.read_bytes(),
        "row": ROW,
        "company": COMPANY,
        "settings": SETTINGS,
        "wav": wav.read_bytes(),
        "flac": flac.read_bytes()[:200_000],
    }


def _write_wav(path: Path, sound: Sound) -> None:
    from coach.audio.files import write_wav  # noqa: PLC0415 - beside read_sound it would look like the test

    write_wav(path, sound)


def spoil(kind: str, good: bytes, chance: random.Random) -> bytes:
    """Spoil a file.

    Args:
        kind: Of which kind it is.
        good: Its bytes.
        chance: Decides how.

    Returns:
        Other bytes.
    """
    if kind == "repacked":
        # The manifest and all digests are right, so that the database inside is looked at.
        with zipfile.ZipFile(_stream(good)) as archive:
            database = archive.read("library.sqlite3")
        return _packed(spoil("database", database, chance))
    if kind == "database" and chance.random() < 0.5:
        return _spoilt_rows(good, chance)
    data = bytearray(good)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        _change(data, chance)
    return bytes(data)


def _change(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data)) if data else 0
    match chance.randrange(8):
        case 0:
            del data[at:]
        case 1:
            del data[at : at + chance.choice((1, 4, 100, 4096))]
        case 2:
            data[at:at] = chance.randbytes(chance.choice((1, 4, 100, 4096)))
        case 3:
            data[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"\x80\0\0\0"))
        case 4:
            piece = data[at : at + chance.choice((10, 1000))]
            data[at:at] = piece * chance.choice((2, 50))
        case 5:
            data[at : at + 1] = chance.choice(
                (b'"', b"[", b"{", b"]", b"\n", b"\\", b"=", b"\xc3", b"\0", b".")
            )
        case 6:
            other = chance.randrange(len(data)) if data else 0
            data[at : at + 50], data[other : other + 50] = data[other : other + 50], data[at : at + 50]
        case _:
            for _ in range(20):
                if data:
                    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _spoilt_rows(good: bytes, chance: random.Random) -> bytes:
    """A sound file of SQLite whose rows hold what nobody expects."""
    connection = sqlite3.connect(":memory:")
    with closing(connection):
        connection.deserialize(good)
        tables = {
            "sessions": ("id", "title", "mode", "started_at", "started_offset_s", "company", "keep", "kept"),
            "questions": ("content", "kind", "digest", "text"),
            "answers": ("status", "recorded_at", "recorded_offset_s", "sound_file", "duration_s", "typed"),
            "transcripts": ("content", "text", "made_at"),
            "scores": ("content", "feedback", "versions"),
            "levels": ("dimension", "level", "applies"),
            "summaries": ("answers", "duration_s", "star"),
            "searched": ("said", "question"),
        }
        table = chance.choice(sorted(tables))
        column = chance.choice(tables[table])
        value = chance.choice(_VALUES)
        connection.execute("PRAGMA foreign_keys = OFF")
        rest = "" if chance.random() < 0.5 else f" WHERE rowid % 2 = {chance.randrange(2)}"
        try:
            connection.execute(f"UPDATE {table} SET {column} = ?{rest}", (value,))  # noqa: S608 - our own names
        except sqlite3.Error:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        connection.commit()
        return bytes(connection.serialize())


def _packed(database: bytes) -> bytes:
    files = [
        {"path": "library.sqlite3", "bytes": len(database), "sha256": hashlib.sha256(database).hexdigest()}
    ]
    manifest = {"format": "second-round-backup", "version": 1, "made_at": "", "files": files}
    stream = _stream(b"")
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("library.sqlite3", database)
        archive.writestr("manifest.json", json.dumps(manifest))
    return stream.getvalue()


def _stream(data: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202 - io.BytesIO
    import io  # noqa: PLC0415

    return io.BytesIO(data)


def troubles(folder: Path, goods: dict[str, bytes], *, count: int, seed: int) -> Iterator[str]:
    """Read spoilt files, and tell of every one that is not answered well.

    Args:
        folder: An empty folder.
        goods: As ``good_files`` gives them.
        count: How many.
        seed: Of the chances.

    Yields:
        A line for each that raised anything but a known error, or changed something outside its folder.
    """
    outside = folder / "outside"
    outside.mkdir()
    (outside / "precious.txt").write_text("precious", encoding="utf-8")
    for number in range(count):
        kind = list(KINDS)[number % len(KINDS)]
        name, read = KINDS[kind]
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - noise, not secrets
        own = outside / "own"
        own.mkdir()
        path = own / name
        path.write_bytes(spoil(kind, goods[kind], chance))
        try:
            read(path)
        except KnownError as error:
            if "\n" in str(error.message.id) or not error.message.id:
                yield f"{kind} {number}: no clear line"
        except Exception as error:  # noqa: BLE001 - what is looked for
            yield f"{kind} {number}: {type(error).__name__}: {str(error)[:200]}"
        shutil.rmtree(own)
        left = sorted(one.name for one in outside.iterdir())
        if left != ["precious.txt"] or (outside / "precious.txt").read_text(encoding="utf-8") != "precious":
            yield f"{kind} {number}: left {left} outside"
