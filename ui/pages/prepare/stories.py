"""The story bank: stories on the left, the one that is edited on the right."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coach.model.preparation import Preparation, Story
from coach.prepare.evidence import beside_the_point
from ui.context import Context
from ui.pages.prepare.answer_chooser import AnswerChooser
from ui.pages.prepare.form import Form, Text
from ui.pages.prepare.presenter import Offered
from ui.pages.prepare.suggested import Suggested
from ui.theme import Space
from ui.widgets.parts import card, label

_PARTS = ("situation", "task", "action", "result")
_LISTS = {"skills": ", ", "numbers": "; ", "people": ", "}
_LIST_WIDTH = 220


class StoriesSection(QWidget):
    """All stories of the person; they serve every interview.

    Signals:
        story_edited(Story): A story as it is now.
        story_deleted(Story): A story is to be taken away.
        new_asked(): A new story is wanted.
        answer_chosen(str): A story is to be made of this practised answer.

    Args:
        context: What it may use.
    """

    story_edited = Signal(object)
    story_deleted = Signal(object)
    new_asked = Signal()
    answer_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        say = context.say
        self._context = context
        self._stories: tuple[Story, ...] = ()
        self._practised: dict[str, int] = {}
        self._wanted = ""
        self.list = QListWidget()
        self.list.setAccessibleName(say("ui.prepare.stories.heading"))
        self.list.setFixedWidth(context.theme.scaled(_LIST_WIDTH))
        self.list.currentRowChanged.connect(self._show_current)
        self.form = Form(
            [
                Text("title", say("ui.prepare.stories.title")),
                *(Text(part, say(f"ui.prepare.stories.{part}"), 3) for part in _PARTS),
                *(Text(name, say(f"ui.prepare.stories.{name}")) for name in _LISTS),
            ],
            context.theme,
        )
        self.form.edited.connect(self._on_text)
        self.new = QPushButton(say("ui.prepare.stories.new"))
        self.new.clicked.connect(self.new_asked)
        self.take = QPushButton(say("ui.prepare.stories.from_answer"))
        self.take.clicked.connect(self._choose_answer)
        self.delete = QPushButton(say("ui.prepare.stories.delete"))
        self.delete.setProperty("kind", "quiet")
        self.delete.clicked.connect(self._on_delete)
        self.level = label("", "small")
        self.beside = label("", "wrong", wrap=True)
        self._preparation = Preparation(id="")
        self.none = label(say("ui.prepare.stories.none"), "muted", wrap=True)
        self._offered: tuple[Offered, ...] = ()
        self.suggested = Suggested(context)
        self.suggested.chosen.connect(self.answer_chosen)
        self.chooser = AnswerChooser(context)
        self.chooser.chosen.connect(self._on_chosen)
        self.chooser.left.connect(self._back)
        self._assemble()

    def show_stories(self, stories: tuple[Story, ...], practised: dict[str, int]) -> None:
        """Show other stories; the one that is open stays open.

        Args:
            stories: In order.
            practised: How answers went, by their id.
        """
        current = self._wanted or (self.current.id if self.current is not None else "")
        self._wanted = ""
        same = [story.id for story in stories] == [story.id for story in self._stories]
        self._stories, self._practised = stories, practised
        self.suggested.show_answers(self._offered, stories)
        before = self.list.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        if not same:
            self.list.clear()
            for story in stories:
                self.list.addItem(QListWidgetItem(story.title))
        for row, story in enumerate(stories):
            self.list.item(row).setText(story.title)
        ids = [story.id for story in stories]
        self.list.setCurrentRow(ids.index(current) if current in ids else (0 if ids else -1))
        self.list.blockSignals(before)
        self._show_current()

    def show_preparation(self, preparation: Preparation) -> None:
        """Another interview is prepared, or its job is known better.

        Args:
            preparation: Which.
        """
        self._preparation = preparation
        self._show_beside()

    def show_answers(self, offered: tuple[Offered, ...]) -> None:
        """Show the practised answers that a story can be made of.

        Args:
            offered: The newest first.
        """
        self._offered = offered
        self.chooser.show_answers(offered)
        self.suggested.show_answers(offered, self._stories)

    def open(self, story: Story) -> None:
        """Open a story.

        Args:
            story: One of the stories, or one that is about to be shown.
        """
        self._back()
        ids = [each.id for each in self._stories]
        if story.id in ids:
            self.list.setCurrentRow(ids.index(story.id))
        else:
            self._wanted = story.id
        self.form.fields["title"].setFocus()

    @property
    def current(self) -> Story | None:
        """The story that is edited; None for none."""
        row = self.list.currentRow()
        return self._stories[row] if 0 <= row < len(self._stories) else None

    @Slot()
    def _show_current(self) -> None:
        story = self.current
        self._editor.setVisible(story is not None)
        self.list.setVisible(bool(self._stories))
        self.none.setVisible(not self._stories)
        self._show_beside()
        if story is None:
            return
        values = {name: getattr(story, name) for name in ("title", *_PARTS)}
        for name, between in _LISTS.items():
            if _listed(self.form.written(name), between) != getattr(story, name):
                values[name] = between.join(getattr(story, name))
        self.form.show_texts(values)
        level = self._practised.get(story.answer_id or "")
        say = self._context.say
        self.level.setText(
            say("ui.prepare.stories.practised", level=level)
            if level is not None
            else say("ui.prepare.stories.not_practised")
        )

    def _show_beside(self) -> None:
        """Say when the open story shows off what this job does not look for."""
        story = self.current
        beside = story is not None and beside_the_point(self._preparation, story)
        title = story.title if story is not None else ""
        self.beside.setText(self._context.say("ui.prepare.job.beside", title=title) if beside else "")
        self.beside.setVisible(beside)

    @Slot(str, str)
    def _on_text(self, name: str, text: str) -> None:
        story = self.current
        if story is not None:
            changed: dict[str, Any] = {name: _listed(text, _LISTS[name]) if name in _LISTS else text}
            self.story_edited.emit(replace(story, **changed))

    @Slot()
    def _on_delete(self) -> None:
        if self.current is not None:
            self.story_deleted.emit(self.current)

    @Slot()
    def _choose_answer(self) -> None:
        self._views.setCurrentWidget(self.chooser)
        self.chooser.list.setFocus()

    @Slot(str)
    def _on_chosen(self, answer_id: str) -> None:
        self._back()
        self.answer_chosen.emit(answer_id)

    @Slot()
    def _back(self) -> None:
        self._views.setCurrentIndex(0)

    def _assemble(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        tools.addWidget(self.new)
        tools.addWidget(self.take)
        tools.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.level)
        foot.addStretch(1)
        foot.addWidget(self.delete)
        self._editor = QWidget()
        editor = QVBoxLayout(self._editor)
        editor.setContentsMargins(0, 0, 0, 0)
        editor.addWidget(self.beside)
        editor.addWidget(self.form)
        editor.addLayout(foot)
        editor.addStretch(1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(self.list)
        row.addWidget(self._editor, 1)
        shelf = QWidget()
        column = QVBoxLayout(shelf)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(tools)
        column.addWidget(self.suggested)
        column.addWidget(self.none)
        column.addWidget(both)
        column.addStretch(1)
        self._views = QStackedWidget()
        self._views.addWidget(shelf)
        self._views.addWidget(self.chooser)
        panel = card(self._views, heading=self._context.say("ui.prepare.stories.heading"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, Space.S, Space.XL)
        layout.addWidget(panel)
        layout.addStretch(1)
        self._show_current()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _listed(text: str, between: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in text.split(between.strip()) if piece.strip())
