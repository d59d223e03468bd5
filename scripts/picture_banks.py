"""Scenes of ``make pictures`` with the person's own question banks."""

from collections.abc import Callable

from ui.pages.practice import PracticePage

QUESTIONS = (
    "Why do you want to work in a bakery?",
    "Tell me about a time you got up early, and how it went.",
    "What would you do if the oven failed at five in the morning?",
)
TITLES = (
    "Bakery counter",
    "Night shift",
    "Riverside Care, second interview",
    *(f"List {n}" for n in range(1, 6)),
)

Settle = Callable[[Callable[[], bool]], None]


def many(page: PracticePage, settle: Settle, shown: str = "") -> None:
    """Many banks of the person's own.

    Args:
        page: The Practice page.
        settle: Lets the window work until something is so.
        shown: Id of the bank that is opened; empty for the list of all.
    """
    for title in TITLES:
        page.shelf.add(None, title, QUESTIONS)
    settle(lambda: sum(bank.own for bank in page.shelf.banks.banks) == len(TITLES))
    page.choose.banks_row.click()
    if shown:
        page.banks.open_bank(shown)


def question(page: PracticePage, settle: Settle) -> None:
    """One question of one of them.

    Args:
        page: The Practice page.
        settle: Lets the window work until something is so.
    """
    many(page, settle, "bakery-counter")
    page.banks.bank.list.setCurrentRow(1)
    page.banks.bank.edit.click()


def a_list(page: PracticePage) -> None:
    """A list that was pasted and is not kept yet.

    Args:
        page: The Practice page, with all banks shown.
    """
    page.banks.listing.new.click()
    page.banks.paste.name.setText("Bakery counter")
    numbered = (f"{number}. {text}" for number, text in enumerate(QUESTIONS, start=1))
    page.banks.paste.text.setPlainText("\n".join(numbered))
