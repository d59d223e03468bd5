"""A program that does everything to a library and is killed, and what must be true afterwards."""

import os
import random
import signal
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from coach.library import Library, Recovered, check
from coach.model.session import AnswerStatus, Keep

STORED = Path(__file__).parent / "coach" / "library" / "stored" / "version_1.sql"
RECOVERED = Recovered(title="Recovered recordings", question="A recording whose question is not known")

CHILD = """
import random, shutil, sqlite3, sys
from contextlib import closing
from pathlib import Path
from coach.library import Library
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import AnswerStatus, Keep
from coach.model.transcript import Transcript

folder, work, stored, seed = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
chance = random.Random(seed)

def say(*words):
    print(*words, flush=True)

def save(library):
    word = "zq" + "".join(chance.choices("bcdfghkmnpqrstvwxz", k=12)) + "qz"
    session = library.new_session(title=f"title {word}")
    say("begun", session.id, word)
    parts = (QuestionPart(PartKind.REASON, "why"),)
    question = Question(text=f"Why {word}?", kind=QuestionKind.OTHER, parts=parts)
    answer = library.add_answer(session.id, question, position=0)
    library.sound_path(answer).write_bytes(b"RIFF" + word.encode())
    library.save_recording(answer.id, duration_s=1.0)
    text = f"answer {word} " * 100
    library.save_transcript(answer.id, Transcript(
        text=text, words=(), duration_s=1.0, speech_s=1.0, language="en", model="base"))
    library.set_status(answer.id, AnswerStatus.DONE)
    library.end_session(session.id)
    say("saved", session.id, word)

def migrate(number):
    old = work / f"old-{seed}-{number}"
    old.mkdir()
    with closing(sqlite3.connect(old / "library.sqlite3")) as connection:
        connection.executescript(stored.read_text(encoding="utf-8"))
    say("migrating", old.name)
    with Library.open(old) as library:
        library.sessions()
    say("migrated", old.name)

with Library.open(folder) as library:
    say("open")
    for number in range(10_000):
        some = [one.id for one in library.sessions(limit=50)]
        what = chance.choices(
            ["save", "delete", "shorten", "backup", "restore", "erase", "migrate"], [30, 6, 6, 3, 5, 1, 2])[0]
        if what == "save" or len(some) < 2:
            save(library)
        elif what == "delete":
            one = chance.choice(some)
            say("deleting", one)
            library.delete_session(one)
            say("deleted", one)
        elif what == "shorten":
            one = chance.choice(some)
            library.retention.keep(one, chance.choice([Keep.TEXT, Keep.SCORES]))
            say("shortening", one)
            library.retention.shorten(one)
            say("shortened", one)
        elif what == "backup":
            library.safekeeping.back_up(work / "new.zip")
            say("backed_up")
        elif what == "restore":
            say("restoring")
            library.safekeeping.restore(work / "backup.zip")
            say("restored")
        elif what == "erase":
            say("erasing")
            library.safekeeping.erase_everything()
            say("erased")
        else:
            migrate(number)
"""


@dataclass
class Told:
    """What the program said, and so what must be true."""

    words: dict[str, str] = field(default_factory=dict)
    there: set[str] = field(default_factory=set)
    saved: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    old: set[str] = field(default_factory=set)
    migrated: set[str] = field(default_factory=set)
    backup: set[str] = field(default_factory=set)
    doing: str = ""

    def take(self, line: str) -> None:
        """One line of the program."""
        word, *rest = line.split()
        self.doing = word if word.endswith("ing") else ""
        match word:
            case "begun":
                self.words[rest[0]] = rest[1]
                self.unsure.add(rest[0])
            case "saved":
                self.unsure.discard(rest[0])
                self.there.add(rest[0])
                self.saved.add(rest[0])
            case "deleting":
                self.there.discard(rest[0])
                self.unsure.add(rest[0])
            case "deleted":
                self.unsure.discard(rest[0])
                self.gone.add(rest[0])
            case "erasing":
                self.unsure |= self.there
                self.there = set()
            case "erased":
                self.gone |= self.unsure
                self.unsure = set()
            case "restoring":
                self.unsure |= self.backup - self.there
            case "restored":
                self.unsure -= self.backup
                self.there |= self.backup
                self.gone -= self.backup
            case "migrating":
                self.old.add(rest[0])
            case "migrated":
                self.migrated.add(rest[0])


def prepare(folder: Path, work: Path) -> Told:
    """A backup of two sessions, which lie in an empty library too."""
    work.mkdir()
    told = Told()
    with Library.open(work / "made") as library:
        for number in range(2):
            session = library.new_session(title=f"from the backup {number}")
            told.backup.add(session.id)
        library.safekeeping.back_up(work / "backup.zip")
    assert not folder.exists()
    return told


def kill_often(python: str, folder: Path, work: Path, *, times: int, seed: int) -> Told:
    """Let the program work and kill it, again and again, and look at what is left each time.

    Args:
        python: The interpreter.
        folder: The data folder, which is not there yet.
        work: A folder for backups and old libraries, which is not there yet.
        times: How many kills.
        seed: Of the moments.

    Returns:
        What was told in all.
    """
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    told = prepare(folder, work)
    for number in range(times):
        command = [python, "-W", "error", "-c", CHILD, str(folder), str(work), str(STORED), f"{seed}{number}"]
        for line in _run_and_kill(command, chance.randrange(1, 60), chance.random() / 20):
            told.take(line)
        _look(folder, work, told)
    return told


def _look(folder: Path, work: Path, told: Told) -> None:
    with Library.open(folder) as library:
        library.reconcile(RECOVERED)
        there = {one.id for one in library.sessions()}
        assert told.there <= there, "something that was reported is lost"
        assert not told.gone & there, "something that was erased came back"
        if told.doing == "erasing":
            assert not told.unsure & there or told.unsure <= there, "half of everything was erased"
        if told.doing == "restoring":
            new = told.backup & told.unsure
            assert not new & there or new <= there, "half of a backup was restored"
        for session_id in there & told.saved:
            _whole(library, session_id, told)
        assert not [one for one in there if library.session(one).title == RECOVERED.title]
    check(folder)
    left = [path.name for path in folder.iterdir() if path.name.startswith("restoring-")]
    assert left == [], "a restore left its folder"
    assert not list(folder.glob("sounds/.removed-*"))
    for session_id in {*told.gone, *(told.unsure - there)} & set(told.words):
        word = told.words[session_id].encode()
        held = [path.name for path in folder.rglob("*") if path.is_file() and word in path.read_bytes()]
        assert held == [], "a word that was erased is still there"
    for old in work.glob("old-*"):
        if old.name not in told.old:
            continue  # the old file itself was not written to its end
        with Library.open(old) as library:
            (session,) = library.sessions()
            assert len(library.session(session.id).answers) == 8, "a migration lost answers"
        check(old)
        with closing(sqlite3.connect(old / "library.sqlite3")) as connection:
            assert connection.execute("SELECT count(*) FROM searched").fetchone()[0] >= 9
        _remove(old)
    # What was unsure is known by now.
    told.gone |= told.unsure - there
    told.there |= told.unsure & there
    told.unsure = set()


def _whole(library: Library, session_id: str, told: Told) -> None:
    """A session that was saved is as it was, or as its retention wants it."""
    session = library.session(session_id)
    for answer in session.answers:
        assert answer.status is AnswerStatus.DONE
        if session.kept is Keep.SOUND:
            assert told.words[session_id].encode() in library.sound_path(answer).read_bytes()
        else:
            assert answer.sound_file is None
        if session.kept is Keep.SCORES:
            assert answer.transcript is None
        else:
            assert answer.transcript is not None
            assert told.words[session_id] in answer.transcript.text


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    folder.rmdir()


def _run_and_kill(command: list[str], reports: int, wait_s: float) -> list[str]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = []
    try:
        for line in process.stdout:
            lines.append(line.strip())
            if len(lines) == reports:
                break
        try:
            process.wait(timeout=wait_s)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
        lines += [line.strip() for line in process.stdout if line.endswith("\n")]
    finally:
        process.kill()
        process.stdout.close()
        process.wait()
    assert process.returncode == -signal.SIGKILL, "the program ended by itself"
    return lines
