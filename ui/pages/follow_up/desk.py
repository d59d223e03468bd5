"""What the presenter of this page reads: everything that was noted around interviews."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from coach.followup.asked import Practised, practised
from coach.library import Library
from coach.model.application import Application
from coach.model.history import Measured
from coach.model.preparation import Preparation, Story
from coach.model.progress import Progress
from coach.progress import progress

Change = Callable[[Application], Application]
Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is kept.

    Args:
        applications: That changed last first.
        preparations: Interviews that were prepared.
        stories: What the person can tell.
    """

    applications: tuple[Application, ...] = ()
    preparations: tuple[Preparation, ...] = ()
    stories: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What practice says.

    Args:
        measured: Scored answers, oldest first.
        progress: How they change.
    """

    measured: tuple[Measured, ...]
    progress: Progress

    def of(self, texts: tuple[str, ...]) -> tuple[Practised | None, ...]:
        """The newest scored answer to each question.

        Args:
            texts: Questions.

        Returns:
            One a question; None where there is none.
        """
        return practised(texts, self.measured)


def read_desk(library: Library) -> Desk:
    """Read what is kept.

    Args:
        library: Where.

    Returns:
        All of it.

    Raises:
        LibraryCorruptError: A row is damaged.
    """
    papers = library.papers
    return Desk(
        applications=papers.all(Application),
        preparations=papers.all(Preparation),
        stories=papers.all(Story),
    )


def read_practice(library: Library) -> Practice:
    """Read what practice says.

    Args:
        library: Where.

    Returns:
        Scored answers and how they change.
    """
    review = library.review
    measured = review.measured()
    return Practice(measured=measured, progress=progress(measured, review.told(), {}))
