"""Recordings are compressed behind the window, and not while an interview is held."""

import numpy as np
from PySide6.QtCore import QObject

from coach.audio.files import write_wav
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import AnswerStatus
from coach.model.sound import Sound
from coach.units import Hertz
from ui.context import Context
from ui.tidying import Tidying

QUESTION = Question(
    text="Tell me about a mistake.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time"),),
)


def test_one_recording_after_the_other_when_it_is_quiet(context: Context) -> None:
    library = context.library
    session = library.new_session(title="Test")
    answers = [library.add_answer(session.id, QUESTION, position=number) for number in range(2)]
    for answer in answers:
        write_wav(library.sound_path(answer), Sound(np.full(8_000, 0.1, np.float32), Hertz(16_000)))
        library.save_recording(answer.id, duration_s=0.5)
        library.set_status(answer.id, AnswerStatus.FAILED)
    busy = True
    parent = QObject()
    tidying = Tidying(context, lambda: busy, parent)

    tidying.look()
    assert [library.sound_path(answer).suffix for answer in answers] == [".wav", ".wav"]
    busy = False
    tidying.look()
    assert [library.sound_path(answer).suffix for answer in answers] == [".flac", ".wav"]
    tidying.look()
    tidying.look()
    assert [library.sound_path(answer).suffix for answer in answers] == [".flac", ".flac"]
