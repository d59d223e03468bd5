"""The fakes that pages are tested with are whole."""

from collections.abc import Callable

from coach.model.message import message
from coach.settings import declared
from ui.context import Context
from ui.places import PageName, Place
from ui.tasks import Task
from ui.widgets.key_button import KeyButton


def test_a_page_can_ask_for_everything(context: Context) -> None:
    heard: list[object] = []
    context.tasks.run(Task(op=context.library.sessions, on_success=heard.append))
    assert heard == [()]
    assert context.banks.questions
    assert context.equipment(typed=True).microphone is None
    assert context.say("ui.rail.practice") == "Practice"
    assert context.settings.value(declared.PRACTICE_QUESTIONS) == 5


def test_parts_can_be_others(make_context: Callable[..., Context]) -> None:
    places: list[Place] = []
    context = make_context(go=places.append)
    context.go(Place(page=PageName.SESSIONS, session_id="s1"))
    assert places == [Place(page=PageName.SESSIONS, session_id="s1")]


def test_a_button_tells_its_key(context: Context) -> None:
    button = KeyButton(context.say.message(message("ui.rail.practice")), "Ctrl+R", context.theme)
    assert (button.accessibleName(), button.accessibleDescription()) == ("Practice", "Ctrl+R")
    assert button.sizeHint().width() > KeyButton("Practice", "", context.theme).sizeHint().width()
