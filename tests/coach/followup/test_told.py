"""Feedback beside one's own notes: agrees, contradicts, the same, new; and a polite request for it."""

from datetime import UTC, datetime

import pytest

from coach.followup.told import Relation, beside, feedback_request, tone
from coach.model.application import Application, Debrief, RealQuestion
from coach.model.preparation import Stage
from coach.words import Words

DEBRIEF = Debrief(
    id="d1",
    stage=Stage.FIRST,
    held_at=datetime(2026, 11, 26, 10, tzinfo=UTC),
    questions=(RealQuestion(text="How do you lead a ward?", answered="clear, with the night shift"),),
    felt="Calm at first. I was nervous about the technical part, and my examples about delivery were thin.",
    cared="Budget planning for the wards",
)


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Your examples about delivery were vague.", Relation.AGREES),
        ("The technical part was strong.", Relation.CONTRADICTS),
        ("The technical questions were not weak at all.", Relation.CONTRADICTS),
        ("We asked a lot about budgets and planning.", Relation.SAME),
        ("We are hiring from inside this time.", Relation.NEW),
        ("Your Spanish was impressive.", Relation.NEW),
    ],
)
def test_each_sentence_beside_what_was_noted(sentence: str, relation: Relation) -> None:
    (found,) = beside(sentence, DEBRIEF)
    assert found.relation is relation
    assert bool(found.own) is (relation is not Relation.NEW)


def test_what_says_nothing_is_left_out_and_a_turn_makes_two() -> None:
    assert beside("Hello. Many thanks!", DEBRIEF) == ()
    found = beside("The technical part was strong, but the delivery examples were thin.", DEBRIEF)
    assert [each.relation for each in found] == [Relation.CONTRADICTS, Relation.AGREES]


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("It was clear", 1),
        ("It was not clear", -1),
        ("It wasn't clear", -1),
        ("It was long", 0),
        ("clear but vague", 0),
    ],
)
def test_tone(sentence: str, sign: int) -> None:
    assert tone(sentence) == sign


def test_a_request_is_short_and_names_what_is_known(words: Words) -> None:
    whole = Application(id="a", company_name="Globex", job_title="ward lead")
    text = "\n".join(words.text(part) for part in feedback_request(whole, "Dana Ruiz"))
    assert text.startswith("Dear Dana,")
    assert "ward lead at Globex" in text
    plain = "\n".join(
        words.text(part) for part in feedback_request(Application(id="a", company_name="Globex"), "")
    )
    assert plain.startswith("Dear hiring team,")
