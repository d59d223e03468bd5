"""What the interviewer answers: from the notes where they hold it, else honestly nothing."""

import pytest

from coach.model.company import Company, Fact
from coach.model.message import message
from coach.model.score import AskClass, AskedQuestion, FocusScore, Span
from coach.practice.replies import reply_to

COMPANY = Company(
    name="Globex Robotics",
    facts=(
        Fact("Globex Robotics opened a plant in Leeds last year."),
        Fact("Robots that free people from lifting."),
    ),
)


def asked(text: str, **more: object) -> FocusScore:
    start = text.rindex(".") + 2 if "." in text else 0
    values: dict[str, object] = {"ask_class": AskClass.WORK, "self_focused": False, "early": False}
    one = AskedQuestion(span=Span(start=start, end=len(text)), **(values | more))  # type: ignore[arg-type]
    reason = message("scoring.nothing_said")
    return FocusScore(applies=True, level=3, confidence=None, reason=reason, questions=(one,))


def test_a_noted_fact_is_told() -> None:
    text = "What is made at the plant in Leeds?"
    assert reply_to(text, asked(text), COMPANY) == message(
        "practice.says.reply.fact", fact="Globex Robotics opened a plant in Leeds last year."
    )


def test_the_companys_own_name_is_no_link_to_a_fact() -> None:
    text = "What does a first week at Globex Robotics look like?"
    assert reply_to(text, asked(text), COMPANY) == message("practice.says.reply.work")


@pytest.mark.parametrize(
    ("about", "reply"),
    [
        (AskClass.TEAM, "team"),
        (AskClass.CUSTOMER, "customer"),
        (AskClass.GROWTH, "growth"),
        (AskClass.PROCESS, "process"),
        (AskClass.OTHER, "on_the_day"),
    ],
)
def test_what_is_not_noted_is_for_the_day(about: AskClass, reply: str) -> None:
    text = "Who decides?"
    assert reply_to(text, asked(text, ask_class=about), None) == message(f"practice.says.reply.{reply}")


def test_pay_and_holidays_are_for_the_offer() -> None:
    text = "How many days of holiday do I get in Leeds?"
    found = asked(text, ask_class=AskClass.PRACTICAL, self_focused=True, early=True)
    assert reply_to(text, found, COMPANY) == message("practice.says.reply.at_the_offer")


def test_what_was_answered_is_not_answered_again() -> None:
    text = "Who decides?"
    assert reply_to(text + " No, that is all.", asked(text), None, after=len(text) + 1) is None
