"""What goes where: JSON to standard output and nothing else there, messages to standard error."""

import json
import sys
from typing import Any

from rich.console import Console

from coach.model.message import Message
from coach.words import Words

WIDTH_WITHOUT_TERMINAL = 100


def console_for(*, stderr: bool) -> Console:
    """A console that is readable also where there is no terminal.

    Args:
        stderr: Whether it writes to standard error.

    Returns:
        The console; it takes no markup from what it prints.
    """
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH_WITHOUT_TERMINAL
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, width=width)


class Output:
    """What a command says.

    Args:
        words: The catalogue.
        as_json: Whether standard output is for a script.
    """

    def __init__(self, words: Words, *, as_json: bool) -> None:
        self.words = words
        self.as_json = as_json
        self.out = console_for(stderr=False)
        self.err = console_for(stderr=True)

    def document(self, data: dict[str, Any]) -> None:
        """Print one JSON document on one line.

        Args:
            data: The document.
        """
        line = json.dumps(data, ensure_ascii=False)
        try:
            line.encode(sys.stdout.encoding or "utf-8")
        except UnicodeEncodeError:
            # Half a character that a script handed in, or a terminal that is not UTF-8: JSON's own escapes.
            line = json.dumps(data)
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def say(self, content: Message, style: str | None = None) -> None:
        """Tell the person something, on standard error.

        Args:
            content: What.
            style: How it looks, in rich's words.
        """
        self.err.print(self.words.text(content), style=style)
