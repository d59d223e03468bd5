"""Sentences for the window, each taken from the catalogue when it is shown."""

from coach.model.message import Message, Value, message
from coach.words import Words


class Say:
    """Says things; ``say("ui.rail.practice")`` or ``say.message(error.message)``.

    Args:
        words: The language.
    """

    def __init__(self, words: Words) -> None:
        self.words = words

    def __call__(self, message_id: str, /, **values: Value) -> str:
        """Say a sentence by its id.

        Args:
            message_id: Dotted path in the catalogue.
            **values: Its placeholders.

        Returns:
            The sentence.

        Raises:
            BugError: The id is unknown or a placeholder has no value.
        """
        return self.words.text(message(message_id, **values))

    def message(self, content: Message) -> str:
        """Say a message that the core gave.

        Args:
            content: The message.

        Returns:
            The sentence.
        """
        return self.words.text(content)
