"""The person's own banks: one TOML file each in their data folder, readable by them alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coach.errors import BankError
from coach.model.question import Bank, Question
from coach.questions.bank import BankCheck, Banks, load_banks, read_bank
from coach.questions.naming import free, slug
from coach.questions.own_file import write_whole
from coach.questions.written import toml_text

FOLDER = "banks"
"""Below the person's data folder."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A bank that was removed and can be put back.

    Args:
        path: Where its file was.
        content: Its bytes.
    """

    path: Path
    content: bytes


class OwnBanks:
    """Reads and writes the person's own banks; every change is on the disk when its method returns.

    Args:
        data: The person's data folder.
        shipped: The banks that come with the program, or what gives them when they are first needed; else
            what gives their files, which are then read each time.
    """

    def __init__(self, data: Path, shipped: Callable[[], Sequence[Path] | Banks] | Banks) -> None:
        self.folder = data / FOLDER
        self._shipped = shipped

    def paths(self) -> tuple[Path, ...]:
        """The person's bank files, by name."""
        return tuple(sorted(self.folder.glob("*.toml"))) if self.folder.is_dir() else ()

    def load(self) -> tuple[Banks, tuple[BankCheck, ...]]:
        """Every bank, the shipped ones first.

        Returns:
            The good ones, and the checks of the files that were left out.
        """
        shipped = self._shipped if isinstance(self._shipped, Banks) else self._shipped()
        if isinstance(shipped, Banks):
            return load_banks((), self.paths(), before=shipped)
        return load_banks(shipped, self.paths())

    def save(self, bank: Bank) -> Bank:
        """Write a bank of the person's own, in place of the one with the same id if there is one.

        Args:
            bank: Its ids must be its own among all banks (``coach.questions.taken.completed``).

        Returns:
            The bank, as the person's own.

        Raises:
            DiskFullError: There is no room.
            BankError: It can't be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise BankError("error.bank.not_writable", file=str(self.folder)) from error
        path = self._path(bank.id) or self.folder / f"{bank.id}.toml"
        write_whole(path, toml_text(bank).encode())
        return replace(bank, own=True)

    def new(self, title: str) -> Bank:
        """A bank without questions, which is not written yet.

        Args:
            title: As the person typed it.

        Returns:
            The bank, with an id that no other has.
        """
        plain = " ".join(title.split())[:100]
        bank_id = free(slug(plain), {bank.id for bank in self.load()[0].banks})
        return Bank(id=bank_id, title=plain, description="", language="en", questions=(), own=True)

    def remove(self, bank_id: str) -> Removed:
        """Remove a bank of the person's own.

        Args:
            bank_id: Its id.

        Returns:
            What puts it back.

        Raises:
            BankError: It is not the person's own, or can't be removed.
        """
        path = self._path(bank_id)
        if path is None:
            shipped = bank_id in self._shipped_ids()
            raise BankError("error.bank.not_own" if shipped else "error.bank.unknown", id=bank_id)
        try:
            content = path.read_bytes()
            path.unlink()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise BankError("error.bank.not_removable", file=str(path), reason=reason) from error
        return Removed(path, content)

    def _shipped_ids(self) -> set[str]:
        shipped = self._shipped if isinstance(self._shipped, Banks) else self._shipped()
        if isinstance(shipped, Banks):
            return {bank.id for bank in shipped.banks}
        return {path.stem for path in shipped}

    def put_back(self, removed: Removed) -> None:
        """Put a bank back that was removed or changed.

        Args:
            removed: What ``remove`` gave.

        Raises:
            DiskFullError: There is no room.
            BankError: It can't be written.
        """
        write_whole(removed.path, removed.content)

    def _path(self, bank_id: str) -> Path | None:
        usual = self.folder / f"{bank_id}.toml"
        for path in (usual, *self.paths()):
            bank = read_bank(path, own=True)[0] if path.is_file() else None
            if bank is not None and bank.id == bank_id:
                return path
        return None


def with_question(bank: Bank, question: Question) -> Bank:
    """A bank with a question added, or changed where it has one with that id.

    Args:
        bank: The bank.
        question: With an id.

    Returns:
        The changed bank.
    """
    others = {one.id: one for one in bank.questions}
    return replace(bank, questions=tuple((others | {question.id: question}).values()))


def without_question(bank: Bank, question_id: str) -> Bank:
    """A bank without one of its questions.

    Args:
        bank: The bank.
        question_id: Of the question.

    Returns:
        The changed bank, perhaps without any question.

    Raises:
        BankError: It has no such question.
    """
    left = tuple(question for question in bank.questions if question.id != question_id)
    if len(left) == len(bank.questions):
        raise BankError("error.bank.no_such_question", bank=bank.id, id=question_id)
    return replace(bank, questions=left)
