"""Every error that the core can give reaches the message bar: a whole sentence, with what to do."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coach import errors
from coach.errors import KnownError
from coach.model.message import Value
from coach.words import Words
from coach.words.catalogue import Sentence
from ui.errors import Messages, NoticeKind
from ui.i18n import Say
from ui.widgets.message_bar import MOST, MessageBar

CATALOGUE = Words.load().catalogue
FRAGMENTS = "error.bank.type."
"""Stand inside other errors and are no sentences."""
ERRORS = [one for one in CATALOGUE.sentences if one.startswith("error.") and not one.startswith(FRAGMENTS)]

TO_DO = re.compile(
    r"\b(?:add|address|answer|ask|break|check|choose|close|copy|end|export|fetch|free|give|go on|install|"
    r"leave|let|make|mend|move|note|open|paste|play|plug|practise|press|print|put|read|record|remove|restart|run|"
    r"save|say|see|set up|shorten|split|start|switch|take|try|type|update|use|wait|write)\b",
    re.IGNORECASE,
)
NOTHING_TO_DO = {
    "error.library.no_sound": "there is no way back to what was not kept",
    "error.library.no_paper": "what was deleted is gone",
    "error.library.no_answer": "only of an id that was typed in the terminal",
    "error.library.no_session": "only of an id that was typed in the terminal",
    "error.library.ambiguous": "only of an id that was typed in the terminal, with the number that begin so",
    "error.followup.ambiguous": "only of an id that was typed in the terminal, with the number that begin so",
    "error.settings.damaged": "it was mended already, and says where the old file is",
    "error.settings.unknown_kept": "nothing is lost; it says where they stand",
    "error.settings.unknown_key": "it lists those that there are",
    "error.settings.wrong_value": "it lists those that there are",
    "error.bank.csv_columns": "it says what must stand there",
    "error.bank.no_such_question": "only of an id that was typed in the terminal",
    "error.bank.unknown": "only of an id that was typed in the terminal",
    "error.question.unknown": "only of an id that was typed in the terminal",
    "error.input.rows_failed": "each row says what to do",
    "error.question.unknown_plan": "it lists those that there are",
    "error.question.unknown_competency": "it lists those that there are",
    "error.voice.other_voice": "it names the one that there is",
    "error.bank.wrong_type": "it says what must stand there",
    "error.bank.no_question_mark": "it says what must stand there",
    "error.bank.no_end_mark": "it says what must stand there",
    "error.bank.bad_id": "it says what may stand there",
    "error.bank.bad_amount": "it says what may stand there",
    "error.bank.no_amount": "it says what must stand there",
    "error.toml.not_toml": "the reason names the line and what is the matter with it",
    "error.bank.unusable": "the problem inside says what to do",
    "error.company.unusable": "the problem inside says what to do",
}
"""Errors whose sentence asks for nothing, each with the reason."""


NUMBERS = r"n|\w*(?:_mb|_kb)|bytes|byte|count|given|hours|length|limit|line|megabytes|wanted"


def likely(name: str) -> Value:
    """A value as the core gives it under this name."""
    if re.fullmatch(
        r"n|\w*(?:_mb|_kb)|bytes|byte|count|given|hours|length|limit|line|megabytes|wanted", name
    ):
        return 3
    if name in {"file", "folder", "path", "kept"}:
        return "~/Second Round"
    return f"a {name.replace('_', ' ')}"


def values(sentence: Sentence) -> dict[str, Value]:
    return {name: likely(name) for name in sentence.placeholders} | {"n": 3}


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    made = MessageBar(Say(Words.load()))
    qtbot.addWidget(made)
    made.resize(640, 200)
    return made


@pytest.fixture
def messages(qapp: QApplication, bar: MessageBar) -> Messages:
    assert qapp is not None
    made = Messages()
    made.posted.connect(bar.show_notice)
    return made


def shown(bar: MessageBar) -> str:
    """What can be read last in the bar; its labels, not what it remembers."""
    return [each.text() for each in bar.findChildren(QLabel) if not each.isHidden()][-1]


def test_every_error_is_shown_as_a_whole_sentence(bar: MessageBar, messages: Messages) -> None:
    assert len(ERRORS) > 150
    wrong = []
    for one in ERRORS:
        messages.problem(KnownError(one, **values(CATALOGUE.sentence(one))))
        text = shown(bar)
        assert text == bar.texts[-1]
        if re.search(r"[{}]|\berror\.|\bNone\b|  |<|Message\(", text) or text[-1] not in ".:’”3ms":
            wrong.append(f"{one}: {text}")
    assert not wrong, "\n".join(wrong)
    assert len(bar.texts) == MOST


def test_a_placeholder_that_is_left_over_would_be_seen(bar: MessageBar, messages: Messages) -> None:
    messages.problem(KnownError("error.input.not_found", file="notes {file}.txt"))
    assert re.search(r"[{}]", shown(bar))


def test_every_error_says_what_to_do() -> None:
    silent = [
        f"{one}: {form}"
        for one in ERRORS
        for _, form in CATALOGUE.sentence(one).forms
        if not TO_DO.search(form) and one not in NOTHING_TO_DO
    ]
    assert not silent, "\n".join(silent)
    assert set(NOTHING_TO_DO) <= set(ERRORS)


def test_every_kind_of_error_is_raised_with_a_sentence(repo: Path) -> None:
    kinds = {
        name: kind
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, KnownError)
    }
    raised: set[str] = set()
    for path in sorted((repo / "coach").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        raised |= {
            node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and path.name != "errors.py"
        }
    bases = {base.__name__ for kind in kinds.values() for base in kind.__bases__}
    unused = [name for name in kinds if name not in raised and name not in bases]
    assert not unused, "these are never raised"


def test_every_kind_of_error_becomes_a_problem_with_its_own_words(
    bar: MessageBar, messages: Messages
) -> None:
    told: list[NoticeKind] = []
    messages.posted.connect(lambda notice: told.append(notice.kind))
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, KnownError)
    ]
    for kind in kinds:
        messages.problem(kind("error.disk.full", folder="~/Interviews"))
    assert told == [NoticeKind.PROBLEM] * len(kinds)
    assert "~/Interviews" in shown(bar)


@pytest.mark.parametrize("one", [each for each in ERRORS if "worker" in each or "audio" in each])
def test_what_happens_in_an_interview_asks_for_no_command_line(one: str) -> None:
    for _, form in CATALOGUE.sentence(one).forms:
        if (
            one != "error.audio.no_answers_left"
        ):  # recordings in the place of a microphone: the terminal's own
            assert not re.search(r"`coach|“coach| --", form), form
