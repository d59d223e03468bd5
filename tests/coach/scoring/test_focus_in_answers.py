"""Focus as part of scoring an answer: when it applies, and that its sentences exist."""

import re
import tomllib
from pathlib import Path

import pytest

from coach.language.ports import Language
from coach.model.score import FocusScore, ScoringRequest
from coach.scoring.focus import score_focus
from coach.scoring.question_reading import read_question
from coach.scoring.reading import read_answer

CLOSING = "Do you have any questions for us?"
STORY = "Tell me about a time you helped a customer."


def focus_of(ask: str, answer: str, language: Language) -> FocusScore:
    request = ScoringRequest(text=answer, question=read_question(ask, language.parser))
    return score_focus(read_answer(request, language))


@pytest.mark.models
@pytest.mark.parametrize(
    ("ask", "answer", "applies", "level"),
    [
        (CLOSING, "Yes. What would you like the new person to solve first?", True, 4),
        (CLOSING, "No, thank you, that is all.", True, 2),
        (CLOSING, "...", True, None),
        (STORY, "A man came in with a broken bike. So what did I do? I lent him mine.", False, None),
        (STORY, "Do you mean in the shop? A man came in and I lent him my bike.", False, None),
        (STORY, "I lent a man my bike. How much holiday would I get here?", True, 1),
        (STORY, "I lent a man my bike. What do your customers ask for most?", True, 4),
    ],
)
def test_focus_applies_where_there_was_a_turn_or_a_question(
    language: Language, *, ask: str, answer: str, applies: bool, level: int | None
) -> None:
    score = focus_of(ask, answer, language)

    assert (score.applies, score.level) == (applies, level)
    assert not score.level or score.level == 1 or score.evidence


@pytest.mark.models
def test_pay_that_the_interviewer_raised_may_be_asked_about(language: Language) -> None:
    ask = "That is our salary package. Do you have any questions about it?"

    score = focus_of(
        ask, "Is the salary reviewed every year? And what would the team want from me?", language
    )

    assert not any(question.self_focused for question in score.questions)


@pytest.mark.models
def test_plans_that_were_asked_for_are_no_presumption(language: Language) -> None:
    ask = "What will you do in your first ninety days?"

    assert focus_of(ask, "When I start here, I will meet the whole team.", language).presumption == ()


def test_every_sentence_exists(repo: Path) -> None:
    words = tomllib.loads((repo / "assets/words/en.toml").read_text("utf-8"))
    for room in ("focus", "delivery", "listening", "research"):
        source = (repo / f"coach/scoring/{room}.py").read_text("utf-8")
        for message_id in re.findall(rf'"({room}\.[a-z_]+\.[a-z_]+)"', source):
            table, name = message_id.split(".")[1:]
            assert name in words[room][table], message_id
