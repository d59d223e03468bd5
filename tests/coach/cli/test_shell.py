"""The composition root: what it finds when it opens the library."""

from pathlib import Path

from coach.cli.output import Output
from coach.cli.shell import Shell
from coach.folders import home_folders
from coach.library import Library
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.words import Words

QUESTION = Question(
    text="Tell me about a mistake.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a mistake"),),
)


def left_over(home: Path) -> frozenset[str]:
    """What a starting program takes for answers that were left unfinished."""
    shell = Shell(Output(Words.load(), as_json=True), home_folders(home))
    with shell.library():
        return shell.left_over


def test_answers_of_a_copy_at_work_are_not_left_over_and_those_of_an_earlier_run_are(tmp_path: Path) -> None:
    assert left_over(tmp_path) == frozenset()
    with Library.open(tmp_path / "data") as other:
        session = other.new_session(title="Test")
        typed = other.add_answer(session.id, QUESTION, position=0, typed="I was late.")
        other.add_answer(session.id, QUESTION, position=1)
        assert left_over(tmp_path) == frozenset()
    assert left_over(tmp_path) == {typed.id}
