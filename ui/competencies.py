"""What a question looks into, told in words."""

from coach.model.message import message
from coach.words import Words


def competency_name(name: str, words: Words) -> str:
    """A competency as it is shown.

    Args:
        name: As the bank says it, such as "customer care".
        words: The language.

    Returns:
        Its words in the catalogue; its own name where a person's bank brought it.
    """
    known = message(f"competency.{name.lower().replace(' ', '_').replace('-', '_')}")
    return words.text(known) if words.can_say(known) else name[:1].upper() + name[1:].replace("_", " ")
