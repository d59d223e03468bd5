"""An answer as the reader is given it."""

import pytest

from coach.language.ports import Language
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import ScoringRequest
from coach.scoring.context import AnswerContext
from coach.scoring.reading import read_answer
from coach.scoring.whole import log_odds, read_pieces, read_whole

pytestmark = pytest.mark.models

ASKED = Question(
    text="Tell me about a time you helped a colleague.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time you helped a colleague"),),
)


def read(text: str, language: Language) -> AnswerContext:
    return read_answer(ScoringRequest(id="a", text=text, question=ASKED), language)


@pytest.mark.parametrize(("one", "other"), [("Priya", "John"), ("Mohammed", "Agnieszka")])
def test_names_are_all_the_same(one: str, other: str, language: Language) -> None:
    told = "Last May {0} was ill. I took the shift of {0} and I rang the ward."
    assert read_pieces(read(told.format(one), language)) == read_pieces(read(told.format(other), language))


def test_mere_labels_and_fillers_are_left_out_and_have_no_part(language: Language) -> None:
    context = read("The situation was, um, hard. I rang uh the driver. The result was great.", language)
    assert [words for _, words in read_pieces(context)] == ["I rang the driver."]
    rows = read_whole(context).pieces
    assert len(rows) == len(context.clauses)
    assert rows[0] == rows[-1] == (0.0, 0.0, 0.0, 0.0, 1.0)


def test_log_odds_have_bounds() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.0) == -log_odds(1.0)
    assert log_odds(1.0) < 5


def test_labels_alone_are_read_as_nothing(language: Language) -> None:
    found = read_whole(read("The situation was hard. The result was great.", language))
    assert found.parts == ((1.0, 0.0, 0.0),)
    assert (found.star, found.story) == (1.0, 1.0)
