"""Between the Prepare page and the library: what is open, and what is kept of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coach.library import Library
from coach.model.message import Message, message
from coach.model.preparation import Preparation, Story
from coach.model.score import Dimension
from coach.prepare.day import title_of
from coach.progress.overview import middle_level
from ui.context import Context
from ui.pages.prepare.looker import Looker
from ui.tasks import Task

SAVE_AFTER_MS = 500
_ANSWERS_OFFERED = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """What is in the library.

    Args:
        preparations: That changed last first.
        stories: Likewise.
        practised: How answers went, by their id.
    """

    preparations: tuple[Preparation, ...]
    stories: tuple[Story, ...]
    practised: dict[str, int]


@dataclass(frozen=True, slots=True)
class Offered:
    """A practised answer that a story can be made of.

    Args:
        answer_id: Which.
        question: What was asked.
        at: When it was given.
        level: How it went; None when that is not known.
        told: Whether a story was asked for.
    """

    answer_id: str
    question: str
    at: datetime
    level: int | None
    told: bool = False


class PreparePresenter(QObject):
    """Holds what is being prepared, keeps every change, and reads and writes in the background.

    Signals:
        listed(Kept): Everything that is kept.
        changed(Preparation): The open preparation as it is now.
        stories_changed(tuple[Story, ...]): The story bank as it is now.

    Args:
        context: What it may use.
        parent: Its page.
    """

    listed = Signal(object)
    changed = Signal(object)
    stories_changed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.looker = Looker(context, self)
        self.preparation: Preparation | None = None
        self.stories: tuple[Story, ...] = ()
        self.practised: dict[str, int] = {}
        self.offered: tuple[Offered, ...] = ()
        self._unsaved: dict[str, Preparation | Story] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)

    def refresh(self) -> None:
        """Read everything again."""
        self.flush()
        self._context.tasks.run(
            Task(op=partial(_read, self._context.library), on_success=self._show, owner=self)
        )

    def open(self, preparation: Preparation) -> None:
        """Open one.

        Args:
            preparation: Which.
        """
        self.flush()
        self.preparation = preparation
        self.changed.emit(preparation)
        self._look()

    def close(self) -> None:
        """Nothing is open any more; what was edited is kept."""
        self.flush()
        self.preparation = None

    def create(self) -> None:
        """Begin with a new one."""
        self.take(Preparation(id=self._context.library.papers.new_id()))
        self._look()

    @Slot(object)
    def take(self, preparation: Preparation) -> None:
        """Take an edit; it is kept a moment later.

        Args:
            preparation: As it is now.
        """
        self.preparation = preparation
        self._unsaved[preparation.id] = preparation
        self._timer.start()
        self.changed.emit(preparation)

    @Slot(object)
    def take_story(self, story: Story) -> None:
        """Take an edited or a new story.

        Args:
            story: As it is now.
        """
        known = [each.id for each in self.stories]
        if story.id in known:
            self.stories = tuple(story if each.id == story.id else each for each in self.stories)
        else:
            self.stories = (story, *self.stories)
        self._unsaved[story.id] = story
        self._timer.start()
        self.stories_changed.emit(self.stories)

    def flush(self) -> None:
        """Keep now what waits, and look at it again."""
        self._timer.stop()
        unsaved, self._unsaved = self._unsaved, {}
        for paper in unsaved.values():
            if paper == Preparation(id=paper.id):
                continue  # opened and left empty: there is nothing to keep
            self._context.tasks.run(Task(op=partial(self._context.library.papers.save, paper), finish=True))
        if unsaved:
            self._look()

    def delete(self, preparation: Preparation) -> None:
        """Take a preparation away, with a way back.

        Args:
            preparation: Which.
        """
        self._unsaved.pop(preparation.id, None)
        self._delete(preparation.id)
        title = title_of(preparation, self._context.words)
        self.offer_undo(message("ui.prepare.deleted", title=title), partial(self._restore, preparation))
        self.refresh()

    def delete_story(self, story: Story) -> None:
        """Take a story away, with a way back.

        Args:
            story: Which.
        """
        self._unsaved.pop(story.id, None)
        self.stories = tuple(each for each in self.stories if each.id != story.id)
        self._delete(story.id)
        self.offer_undo(message("ui.prepare.deleted", title=story.title), partial(self.take_story, story))
        self.stories_changed.emit(self.stories)
        self._look()

    def new_story(self) -> Story:
        """A new story, kept at once."""
        title = self._context.say("ui.prepare.stories.untitled")
        story = Story(id=self._context.library.papers.new_id(), title=title)
        self.take_story(story)
        return story

    def _show(self, read: tuple[Kept, tuple[Offered, ...]]) -> None:
        kept, self.offered = read
        self.practised = kept.practised
        unsaved = self._unsaved
        self.stories = tuple(
            story if not isinstance(edited := unsaved.get(story.id), Story) else edited
            for story in kept.stories
        )
        self.listed.emit(kept)
        self.stories_changed.emit(self.stories)
        self._look()

    def _delete(self, paper_id: str) -> None:
        self._context.tasks.run(Task(op=partial(self._context.library.papers.delete, paper_id), finish=True))

    def _restore(self, preparation: Preparation) -> None:
        op = partial(self._context.library.papers.save, preparation)
        self._context.tasks.run(Task(op=op, finish=True))
        self.refresh()

    def offer_undo(self, said: Message, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back.

        Args:
            said: What.
            undo: Takes it back.
        """
        self._context.messages.say(said, action=message("ui.prepare.undo"), on_action=undo)

    def _look(self) -> None:
        if self.preparation is not None:
            self.looker.look(self.preparation, self.stories, self.practised)


def _read(library: Library) -> tuple[Kept, tuple[Offered, ...]]:
    measured = library.review.measured()
    practised = {one.answer_id: level for one in measured if (level := middle_level(one)) is not None}
    newest = sorted(measured, key=lambda one: one.at, reverse=True)[:_ANSWERS_OFFERED]
    offered = tuple(
        Offered(
            one.answer_id,
            one.question,
            one.at,
            practised.get(one.answer_id),
            told=any(name is Dimension.STAR for name, _ in one.levels),
        )
        for one in newest
    )
    papers = library.papers
    return Kept(papers.all(Preparation), papers.all(Story), practised), offered
