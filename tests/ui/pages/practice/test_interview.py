"""A whole interview from the keyboard: spoken, typed, skipped, paused, broken off."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from coach.analysis import InlineAnalysis
from coach.analysis.ports import Progress, Stop
from coach.model.session import AnswerStatus, Mode
from coach.model.transcript import Transcript
from coach.practice.values import State
from coach.testing.analysis import ScriptedServices
from coach.testing.audio import FileInput, SilentOutput
from ui.context import SoundPorts
from ui.errors import NoticeKind
from ui.pages.base import Command
from ui.places import PageName, Place

Driver = Any  # the conftest's
MakeDriver = Callable[..., Driver]
CONTROL = Qt.KeyboardModifier.ControlModifier


class FaultyServices(ScriptedServices):
    """Has a bug that shows at the first answer."""

    def __init__(self) -> None:
        self.calls = 0

    def transcribe(self, path: Path, on_progress: Progress, should_stop: Stop) -> Transcript:
        self.calls += 1
        if self.calls == 1:
            raise ZeroDivisionError("a bug")
        return super().transcribe(path, on_progress, should_stop)


class FarAnalysis(InlineAnalysis):
    """As the analysis process: a bug over there comes home in the future."""

    def submit(self, job: Any, **more: Any) -> Any:
        try:
            return super().submit(job, **more)
        except ZeroDivisionError as error:
            future: Future[Any] = Future()
            future.set_exception(error)
            return future


def sound(files: list[Path], **more: Any) -> SoundPorts:
    return SoundPorts(FileInput(files, **more), SilentOutput())


def test_enter_starts_the_first_interview(driver: Driver) -> None:
    driver.press(Qt.Key.Key_Return)
    driver.wait_for(State.ASKING, 0)
    assert len(driver.interview.questions) == 8
    assert driver.page.view is driver.page.interview
    assert driver.page.interview.question_text == driver.interview.question.text


def test_a_coached_interview_by_keys_alone(driver: Driver) -> None:
    driver.start()
    for position in range(3):
        driver.wait_for(State.ASKING, position)
        driver.record()
        driver.press(Qt.Key.Key_Space)
        driver.wait_for(State.REVIEWED)
        assert driver.page.view is driver.page.feedback
        driver.press(Qt.Key.Key_Return)
    driver.wait_for_view(driver.page.ended)
    assert [answer.status for answer in driver.answers()] == [AnswerStatus.DONE] * 3
    assert all(answer.sound_file for answer in driver.answers())
    assert driver.session().ended_at is not None
    assert len(driver.page.ended.numbers) == 3
    driver.press(Qt.Key.Key_Return)
    assert driver.page.view is driver.page.choose


def test_without_coaching_the_feedback_comes_at_the_end(
    make_driver: MakeDriver, recordings: list[Path]
) -> None:
    driver = make_driver(mode="interview", sound=sound(recordings))
    driver.start()
    for position in range(3):
        driver.wait_for(State.ASKING, position)
        driver.record()
        driver.press(Qt.Key.Key_Space)
    driver.wait_for_view(driver.page.ended)
    assert driver.session().mode is Mode.INTERVIEW
    assert [answer.status for answer in driver.answers()] == [AnswerStatus.DONE] * 3


def test_another_attempt_at_the_same_question(driver: Driver) -> None:
    driver.start()
    driver.record()
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.REVIEWED)
    driver.press(Qt.Key.Key_T)
    driver.wait_for(State.ASKING, 0)
    driver.record()
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.REVIEWED)
    assert [(answer.position, answer.attempt) for answer in driver.answers()] == [(0, 1), (0, 2)]


def test_typed_answers_need_no_microphone(make_driver: MakeDriver) -> None:
    driver = make_driver()
    driver.page.choose.how.typed.setChecked(True)
    driver.start()
    for position in range(3):
        driver.wait_for(State.ASKING, position)
        driver.write("Last spring I loaded the wrong van, so I rang the driver.")
        driver.press(Qt.Key.Key_Return, CONTROL)
        driver.wait_for(State.REVIEWED)
        driver.press(Qt.Key.Key_Return)
    driver.wait_for_view(driver.page.ended)
    assert [answer.typed for answer in driver.answers()] == [
        "Last spring I loaded the wrong van, so I rang the driver."
    ] * 3
    assert driver.told(NoticeKind.PROBLEM) == []


def test_letters_write_in_a_typed_answer(make_driver: MakeDriver) -> None:
    driver = make_driver()
    driver.page.choose.how.typed.setChecked(True)
    driver.start()
    driver.write("s p r")
    assert driver.page.interview.edit.toPlainText() == "s p r"
    assert driver.interview.turn.position == 0
    assert driver.page.interview.keys.done_typing.isEnabled()


def test_an_empty_typed_answer_is_not_done(make_driver: MakeDriver) -> None:
    driver = make_driver()
    driver.page.choose.how.typed.setChecked(True)
    driver.start()
    driver.press(Qt.Key.Key_Return, CONTROL)
    assert driver.interview.state is State.ASKING
    assert not driver.page.interview.keys.done_typing.isEnabled()


def test_no_microphone_leads_to_typing_and_says_so(make_driver: MakeDriver) -> None:
    driver = make_driver(sound=sound([]))
    driver.start()
    assert driver.interview.typed
    assert driver.told(NoticeKind.PROBLEM) == ["error.audio.no_microphone"]
    driver.write("I asked the team.")
    driver.press(Qt.Key.Key_Return, CONTROL)
    driver.wait_for(State.REVIEWED)
    assert driver.answers()[0].typed == "I asked the team."


def test_a_microphone_that_is_lost_is_replaced_in_the_same_answer(
    make_driver: MakeDriver, recordings: list[Path]
) -> None:
    driver = make_driver(sound=sound(recordings, lost_after_s=0.1))
    driver.start()
    driver.record()
    driver.qtbot.waitUntil(lambda: "practice.microphone_back" in driver.told(NoticeKind.PROBLEM))
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.REVIEWED)
    (answer,) = driver.answers()
    assert (answer.status, answer.dropouts) == (AnswerStatus.DONE, 1)


def test_without_a_microphone_the_answer_waits_and_can_go_on_or_be_done(
    make_driver: MakeDriver, recordings: list[Path]
) -> None:
    ports = sound(recordings[:1], lost_after_s=0.1)
    driver = make_driver(sound=ports)
    driver.start()
    driver.record()
    driver.wait_for(State.PAUSED)
    assert driver.told(NoticeKind.PROBLEM)[-1] == "practice.microphone_gone"
    assert "No microphone; nothing is recorded." in driver.page.interview.state_text
    assert driver.page.interview.keys.done.isEnabled()
    ports.microphone.plug(recordings[1])
    driver.press(Qt.Key.Key_P)
    driver.wait_for(State.RECORDING)
    driver.qtbot.waitUntil(lambda: not driver.interview.lost)
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.REVIEWED)
    assert driver.answers()[0].status is AnswerStatus.DONE


def test_an_answer_without_a_microphone_is_done_with_the_usual_key(
    make_driver: MakeDriver, recordings: list[Path]
) -> None:
    driver = make_driver(sound=sound(recordings[:1], lost_after_s=0.1))
    driver.start()
    driver.record()
    driver.wait_for(State.PAUSED)
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.REVIEWED)
    assert driver.answers()[0].status is AnswerStatus.DONE


def test_a_bug_is_told_once_and_the_interview_goes_on(
    make_driver: MakeDriver, recordings: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    driver = make_driver(sound=sound(recordings), analysis=FarAnalysis(FaultyServices()))
    driver.start()
    driver.record()
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.REVIEWED)
    assert driver.told(NoticeKind.BUG) == ["ui.error.bug"]
    assert driver.told(NoticeKind.PROBLEM) == []
    driver.press(Qt.Key.Key_Return)
    driver.wait_for(State.ASKING, 1)
    driver.record()
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.REVIEWED)
    assert [answer.status for answer in driver.answers()] == [AnswerStatus.FAILED, AnswerStatus.DONE]
    caplog.clear()  # the log says where the bug is


def test_skipping_keeps_no_sound(driver: Driver) -> None:
    driver.start()
    driver.record()
    driver.press(Qt.Key.Key_S)
    driver.wait_for(State.ASKING, 1)
    skipped = driver.answers()[0]
    assert (skipped.status, skipped.duration_s) == (AnswerStatus.SKIPPED, None)
    assert skipped.sound_file is None or not driver.context.library.sound_path(skipped).exists()


def test_pause_and_on(driver: Driver) -> None:
    driver.start()
    driver.record()
    driver.press(Qt.Key.Key_P)
    driver.wait_for(State.PAUSED)
    assert driver.page.interview.keys.pause.text() == driver.context.say("ui.practice.keys.resume")
    driver.press(Qt.Key.Key_P)
    driver.wait_for(State.RECORDING)
    driver.press(Qt.Key.Key_P)
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.RECORDING)


def test_hearing_it_again_asks_again(driver: Driver) -> None:
    driver.start()
    driver.record()
    driver.press(Qt.Key.Key_R)
    driver.wait_for(State.ASKING, 0)


def test_starting_over_keeps_what_was_said(driver: Driver) -> None:
    driver.start()
    driver.record()
    driver.press(Qt.Key.Key_R, CONTROL)
    driver.wait_for(State.ASKING, 0)
    assert driver.interview.turn.attempt == 2
    driver.record()
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.REVIEWED)
    assert [answer.attempt for answer in driver.answers()] == [1, 2]


def test_thinking_counts_down(make_driver: MakeDriver, recordings: list[Path]) -> None:
    driver = make_driver(think_s=20, sound=sound(recordings))
    driver.start()
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.THINKING)
    driver.clock.now_s = 8.0
    driver.qtbot.waitUntil(lambda: driver.page.interview.state_text.startswith("0:12"))
    driver.clock.now_s = 20.0
    driver.wait_for(State.RECORDING)


def test_the_end_is_asked_for_and_can_be_taken_back(driver: Driver) -> None:
    driver.start()
    driver.record()
    keys = driver.page.interview.keys
    driver.press(Qt.Key.Key_Escape)
    assert keys.asking_end
    assert driver.interview.state is State.RECORDING
    driver.press(Qt.Key.Key_Escape)
    assert not keys.asking_end
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_Return)
    driver.wait_for_view(driver.page.ended)
    assert [answer.status for answer in driver.answers()] == [AnswerStatus.DONE]


def test_an_interview_without_an_answer_is_not_kept(driver: Driver) -> None:
    driver.start()
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_Return)
    driver.wait_for_view(driver.page.choose)
    assert driver.context.library.sessions() == ()
    assert driver.told(NoticeKind.INFO) == ["ui.practice.ended.nothing"]


def test_another_page_pauses_the_recording(driver: Driver) -> None:
    driver.start()
    driver.record()
    driver.page.on_hidden()
    driver.wait_for(State.PAUSED)
    driver.page.on_shown(Place(page=PageName.PRACTICE))
    assert driver.page.view is driver.page.interview


def test_closing_while_recording_keeps_the_answer(driver: Driver) -> None:
    driver.start()
    driver.record()
    runner = driver.page.presenter._runner
    driver.qtbot.waitUntil(lambda: runner.elapsed_s() > 0)
    assert driver.page.on_closing() is not False
    (waiting,) = driver.context.library.pending()
    answer = driver.context.library.answer(waiting.answer.id)
    assert answer.duration_s
    assert driver.context.library.sound_path(answer).exists()


def test_a_new_interview_is_not_offered_while_one_is_under_way(driver: Driver) -> None:
    driver.start()
    assert not driver.page.on_command(Command.NEW_INTERVIEW)
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_Return)
    driver.wait_for_view(driver.page.choose)
    assert driver.page.on_command(Command.NEW_INTERVIEW)


def test_a_finished_interview_is_exported_and_opened(driver: Driver, tmp_path: Path) -> None:
    driver.start()
    driver.record()
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.REVIEWED)
    driver.press(Qt.Key.Key_Return)
    for position in (1, 2):
        driver.wait_for(State.ASKING, position)
        driver.press(Qt.Key.Key_S)
    driver.wait_for_view(driver.page.ended)
    driver.page.ended.ask_where()
    driver.page.ended.findChild(QFileDialog).close()
    driver.page.ended.exporter.write(str(tmp_path / "report.pdf"))
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert driver.told(NoticeKind.INFO) == ["ui.practice.ended.exported"]
    driver.page.ended.open.click()
    assert driver.places[-1] == Place(page=PageName.SESSIONS, session_id=driver.session().id)


def test_an_interview_can_end_with_its_feedback_on_the_screen(driver: Driver) -> None:
    driver.start()
    driver.record()
    driver.press(Qt.Key.Key_Space)
    driver.wait_for(State.REVIEWED)
    view = driver.page.feedback
    driver.press(Qt.Key.Key_Escape)
    assert view.rows.asking
    driver.press(Qt.Key.Key_Escape)
    assert not view.rows.asking
    assert view.next.hasFocus(), "Enter goes on as before"
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_Return)
    driver.wait_for_view(driver.page.ended)
    assert [answer.status for answer in driver.answers()] == [AnswerStatus.DONE]


def test_a_second_attempt_can_be_seen_beside_the_first(driver: Driver) -> None:
    driver.start()
    for attempt in (1, 2):
        driver.record()
        driver.press(Qt.Key.Key_Space)
        driver.wait_for(State.REVIEWED)
        view = driver.page.feedback
        assert view.both.isVisibleTo(view) == (attempt == 2)
        if attempt == 1:
            driver.press(Qt.Key.Key_T)
    view.both.click()
    assert view.panel.comparing
    driver.press(Qt.Key.Key_Escape)
    assert not view.panel.comparing
    assert not view.rows.asking, "Escape leaves the two and asks nothing"
