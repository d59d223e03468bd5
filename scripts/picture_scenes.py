"""What `make pictures` draws: one scene for each page and state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QScrollArea

from coach.model.message import message
from coach.practice.values import State
from scripts import picture_banks, picture_follow_up, picture_interview, picture_prepare, picture_sessions
from scripts.picture_studio import NOW
from ui.main_window import MainWindow
from ui.pages.follow_up import FollowUpPage
from ui.pages.practice import PracticePage
from ui.pages.prepare import PreparePage
from ui.pages.sessions import SessionsPage
from ui.places import PageName, Place
from ui.ticket import Work

QUESTIONS = ("about-yourself", "disagreement", "your-questions")
LIMIT_S = 120.0
NONE, ONE, SOME, MANY = 0, 1, 5, 300
"""Sessions in the library."""
SPOKEN_S = 4.0

T = TypeVar("T")


@dataclass(frozen=True)
class Scene:
    """One thing to draw.

    Args:
        name: Of the file.
        set_up: Brings the window there.
        sessions: How many there are; 0 for somebody who starts the program for the first time.
        live: Whether the microphone hears as fast as somebody speaks; else all of the answer at once.
        readme: Whether the README shows it.
    """

    name: str
    set_up: Callable[[MainWindow], None]
    sessions: int = SOME
    live: bool = False
    readme: str = ""


def only(found: object, kind: type[T]) -> T:
    """What was found, which is of the kind that is wanted."""
    if not isinstance(found, kind):
        raise TypeError(f"{type(found).__name__} where {kind.__name__} is wanted")
    return found


def go(page: PageName, window: MainWindow) -> None:
    """Show a page."""
    window.go(Place(page=page))
    settle()


def answer(window: MainWindow, index: int = 2) -> None:
    """Open an answer of the newest session."""
    go(PageName.SESSIONS, window)
    page = only(window.page, SessionsPage)
    page.browse.session.table.chosen.emit(index)


def practice(window: MainWindow) -> PracticePage:
    """The Practice page."""
    go(PageName.PRACTICE, window)
    return only(window.page, PracticePage)


def plan(window: MainWindow, plan_id: str) -> None:
    """Look at a plan before it begins."""
    practice(window).choose.plan_opened.emit(plan_id)


def banks(window: MainWindow) -> PracticePage:
    """All question banks."""
    page = practice(window)
    page.choose.banks_row.click()
    return page


def own_banks(window: MainWindow, shown: str = "") -> None:
    """The same with many of the person's own, or one of them."""
    picture_banks.many(practice(window), settle, shown)
    window.messages.hide()


def own_question(window: MainWindow) -> None:
    """One of the person's own questions."""
    picture_banks.question(practice(window), settle)
    window.messages.hide()


def own_list(window: MainWindow) -> None:
    """A list that is being pasted."""
    picture_banks.a_list(banks(window))


def interview(window: MainWindow, reach: State = State.RECORDING) -> PracticePage:
    """Hold an interview up to its second question."""
    page = practice(window)

    def state() -> State | None:
        running = page.presenter.interview
        return running.state if running is not None and running.turn.position == 1 else None

    page.choose.how.after_each.click()
    page.presenter.start(page.choose.setup_for(plan="first-interview", question_ids=QUESTIONS))
    settle(lambda: page.presenter.interview is not None)
    page.presenter.does.skip()
    settle(lambda: state() is not None)
    if state() is State.ASKING:
        page.presenter.does.done()
    settle(lambda: state() is State.RECORDING)
    if reach is not State.RECORDING:
        page.presenter.does.done()
        settle(lambda: page.view is page.feedback)
    return page


def ended(window: MainWindow) -> None:
    """Hold an interview to its end."""
    page = interview(window, State.REVIEWED)
    page.presenter.does.end()
    settle(lambda: page.view is page.ended)


def feedback(window: MainWindow) -> None:
    """Hold an interview up to its first feedback."""
    interview(window, State.REVIEWED)


def recording(window: MainWindow) -> None:
    """Hold an interview while it is recorded, until there is a wave to be seen."""
    page = interview(window)
    elapsed_s: list[float] = []
    page.presenter.ticked.connect(lambda live: elapsed_s.append(live.elapsed_s))
    settle(lambda: bool(elapsed_s) and elapsed_s[-1] >= SPOKEN_S)


def settle(until: Callable[[], bool] | None = None) -> None:
    """Let the window work until nothing is under way."""
    app = only(QApplication.instance(), QApplication)
    end = datetime.now(UTC) + timedelta(seconds=LIMIT_S)
    quiet = 0
    while quiet < 5:
        app.processEvents()
        if until is None or until():
            quiet += 1
        if datetime.now(UTC) > end:
            raise TimeoutError("the window did not come to rest")


def preparing(window: MainWindow, tab: str = "job") -> None:
    """An interview being prepared; all of them without a tab."""
    go(PageName.PREPARE, window)
    picture_prepare.show(only(window.page, PreparePage), settle, NOW, tab)


def preparing_much(window: MainWindow) -> None:
    """An interview for which everything was noted many times over."""
    go(PageName.PREPARE, window)
    picture_prepare.many(only(window.page, PreparePage), settle, NOW)


def following_up(window: MainWindow, view: str = "steps") -> None:
    """After a real interview."""
    go(PageName.FOLLOW_UP, window)
    picture_follow_up.show(only(window.page, FollowUpPage), settle, NOW, view)


def beginning(window: MainWindow, upto: str) -> None:
    """The first steps of somebody who has nothing on these two pages."""
    if upto in {"advert", "read"}:
        go(PageName.PREPARE, window)
        picture_prepare.begin(only(window.page, PreparePage), settle, read=upto == "read")
    else:
        go(PageName.FOLLOW_UP, window)
        picture_follow_up.begin(only(window.page, FollowUpPage), settle, upto)


def bringing(window: MainWindow) -> None:
    """Sessions, with two recordings about to be brought in."""
    go(PageName.SESSIONS, window)
    page = only(window.page, SessionsPage)
    page.bring.offer([Path("Interview at Globex.m4a"), Path("voice note 14.mp3")])


def moment(window: MainWindow, show: Callable[[PracticePage], None]) -> None:
    """A moment of an interview."""
    show(practice(window))


def again(window: MainWindow) -> None:
    """Feedback on a second attempt."""
    picture_interview.second_attempt(interview(window, State.REVIEWED))


def searching(window: MainWindow) -> None:
    """Sessions, with hits and filters."""
    go(PageName.SESSIONS, window)
    picture_sessions.search(only(window.page, SessionsPage), settle)


def correcting(window: MainWindow) -> None:
    """A word of a kept answer is being corrected."""
    answer(window)
    settle()
    picture_sessions.correct(only(window.page, SessionsPage))


def comparing(window: MainWindow) -> None:
    """Two attempts at one question."""
    answer(window)
    settle()
    picture_sessions.compare(only(window.page, SessionsPage), settle)


def settings_end(window: MainWindow) -> None:
    """The foot of the settings."""
    go(PageName.SETTINGS, window)
    for scroll in window.page.findChildren(QScrollArea):
        scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())


def working(window: MainWindow) -> None:
    """Work goes on behind a page."""
    go(PageName.PRACTICE, window)
    writing = message("ui.work.writing", n=2)
    more = [Work(number=number, note=message("ui.work.warm")) for number in (2, 3)]
    window.rail.show_running((Work(number=1, note=writing, share=0.4, left_s=72.0, can_stop=True), *more))


def messages(window: MainWindow) -> None:
    """News, a long problem and a bug above a page."""
    go(PageName.SESSIONS, window)
    picture_sessions.notices(window)


SCENES = (
    Scene("practice_first_start", partial(go, PageName.PRACTICE), sessions=NONE),
    Scene("practice", partial(go, PageName.PRACTICE)),
    Scene("practice_one", partial(go, PageName.PRACTICE), sessions=ONE),
    Scene("practice_many", partial(go, PageName.PRACTICE), sessions=MANY),
    Scene("practice_plan", partial(plan, plan_id="competency")),
    Scene("practice_banks", banks),
    Scene("practice_banks_own", own_banks),
    Scene("practice_bank_own", partial(own_banks, shown="bakery-counter")),
    Scene("practice_list", own_list),
    Scene("practice_question", own_question),
    Scene("practice_interview", recording, live=True),
    Scene("practice_feedback", feedback, readme="feedback"),
    Scene("practice_asking", partial(moment, show=picture_interview.asking)),
    Scene("practice_follow_up", partial(moment, show=picture_interview.follow_up)),
    Scene("practice_hidden", partial(moment, show=picture_interview.hidden)),
    Scene("practice_pitch", partial(moment, show=picture_interview.pitch)),
    Scene("practice_thinking", partial(moment, show=picture_interview.thinking)),
    Scene("practice_typed", partial(moment, show=picture_interview.typed)),
    Scene("practice_waiting", partial(moment, show=picture_interview.waiting)),
    Scene("practice_end_asked", partial(moment, show=picture_interview.end_asked)),
    Scene("practice_lost", partial(moment, show=picture_interview.lost)),
    Scene("practice_again", again),
    Scene("practice_ended", ended),
    Scene("sessions_empty", partial(go, PageName.SESSIONS), sessions=NONE),
    Scene("sessions", partial(go, PageName.SESSIONS)),
    Scene("sessions_one", partial(go, PageName.SESSIONS), sessions=ONE),
    Scene("sessions_many", partial(go, PageName.SESSIONS), sessions=MANY),
    Scene("sessions_search", searching),
    Scene("sessions_search_many", searching, sessions=MANY),
    Scene("sessions_answer", answer),
    Scene("sessions_correcting", correcting),
    Scene("sessions_compare", comparing),
    Scene("sessions_bring", bringing),
    Scene("sessions_failed", partial(answer, index=5)),
    Scene("progress_empty", partial(go, PageName.PROGRESS), sessions=NONE),
    Scene("progress_one", partial(go, PageName.PROGRESS), sessions=ONE),
    Scene("progress", partial(go, PageName.PROGRESS)),
    Scene("progress_many", partial(go, PageName.PROGRESS), sessions=MANY),
    Scene("prepare_empty", partial(go, PageName.PREPARE), sessions=NONE),
    *(Scene(f"prepare_begun_{upto}", partial(beginning, upto=upto)) for upto in ("advert", "read")),
    Scene("prepare_all", partial(preparing, tab="")),
    Scene("prepare", preparing),
    Scene("prepare_many", preparing_much),
    *(Scene(f"prepare_{tab}", partial(preparing, tab=tab)) for tab in picture_prepare.TABS),
    Scene("follow_up_empty", partial(go, PageName.FOLLOW_UP), sessions=NONE),
    *(
        Scene(f"follow_up_begun_{upto}", partial(beginning, upto=upto))
        for upto in ("form", "noted", "debrief", "steps")
    ),
    Scene("follow_up", following_up),
    *(Scene(f"follow_up_{view}", partial(following_up, view=view)) for view in picture_follow_up.VIEWS),
    Scene("settings", partial(go, PageName.SETTINGS)),
    Scene("settings_end", settings_end),
    Scene("messages", messages),
    Scene("working", working),
)
