"""What a person wants in a report, and what not."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Part(StrEnum):
    """What can be left out of a report."""

    TRANSCRIPT = "transcript"
    NAMES = "names"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is in a report.

    Args:
        transcript: The words that were said; findings keep their short quotes in any case.
        names: The names that were noted, of company and people; else words such as "[company]" stand there,
            and the title is a plain one.
        sounds: The data folder, to link each answer's recording; None for no links.
        one_page: Only a summary on one page, such as for a mentor.
    """

    transcript: bool = True
    names: bool = True
    sounds: Path | None = None
    one_page: bool = False

    def without(self, part: Part) -> bool:
        """Whether something is to be left out.

        Args:
            part: What.

        Returns:
            Whether.
        """
        return not (self.transcript if part is Part.TRANSCRIPT else self.names)


EVERYTHING = Choices()
"""All that was kept, without links."""
