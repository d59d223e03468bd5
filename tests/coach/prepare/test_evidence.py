"""Stories against requirements: sure ones cover, others are thin, and what the person chose wins."""

import pytest

from coach.model.preparation import Need, Preparation, Requirement, Story
from coach.prepare.evidence import PERHAPS, SURE, Cover, beside_the_point, compared, evidence, shows_leading

WHOLE = Story(
    id="s1", title="Clinic pilot", action="I sat with the nurses.", result="They use it.", answer_id="a1"
)
BARE = Story(id="s2", title="Ovens on Saturday", action="I moved the bread.")
PEOPLE = Requirement(text="Work with customers")
LEADER = Story(id="s3", title="My crew", action="I managed a team of six.", result="We won.")


def cover(likeness: float, story: Story = WHOLE, **practised: int) -> Cover:
    (found,) = evidence([PEOPLE], [story], {(PEOPLE.text, story.action.rstrip(".")): likeness}, practised)
    return found.cover


def test_a_whole_story_that_says_it_covers() -> None:
    assert cover(SURE) is Cover.COVERED


def test_below_what_is_worth_offering_there_is_no_story() -> None:
    assert cover(PERHAPS - 0.01) is Cover.NONE


@pytest.mark.parametrize(
    ("likeness", "story", "practised"),
    [(PERHAPS, WHOLE, {}), (0.9, BARE, {}), (0.9, WHOLE, {"a1": 2})],
    ids=["unsure", "no outcome", "went badly"],
)
def test_what_is_unsure_unfinished_or_went_badly_is_thin(
    likeness: float, story: Story, practised: dict[str, int]
) -> None:
    assert cover(likeness, story, **practised) is Cover.THIN


def test_what_was_practised_well_keeps_its_level() -> None:
    (found,) = evidence([PEOPLE], [WHOLE], {(PEOPLE.text, "I sat with the nurses"): 0.9}, {"a1": 4})
    assert (found.cover, found.level) == (Cover.COVERED, 4)


def test_a_chosen_story_wins_over_a_likelier_one() -> None:
    asked = Requirement(text="Work with customers", story_ids=("s2",))
    (found,) = evidence([asked], [WHOLE, BARE], {(asked.text, "I sat with the nurses"): 0.9}, {})
    assert (found.story, found.chosen, found.lacks) == (BARE, True, ("result",))


def test_a_chosen_story_that_is_gone_is_forgotten() -> None:
    (found,) = evidence([Requirement(text="Cheese", story_ids=("gone",))], [BARE], {}, {})
    assert found.cover is Cover.NONE


def test_a_skill_named_word_for_word_is_sure() -> None:
    story = Story(id="s4", title="x", action="a", result="b", skills=("Python",))
    (found,) = evidence([Requirement(text="Python and C++", need=Need.NICE)], [story], {}, {})
    assert found.cover is Cover.COVERED


def test_all_that_must_be_compared_is_named_once() -> None:
    left, right = compared([PEOPLE, PEOPLE], [WHOLE, WHOLE])
    assert left == ("Work with customers",)
    assert right == ("Clinic pilot", "I sat with the nurses", "They use it")


def test_leading_is_heard_in_parts_and_skills() -> None:
    assert shows_leading(LEADER)
    assert shows_leading(Story(id="x", title="x", skills=("People management",)))
    assert not shows_leading(WHOLE)


@pytest.mark.parametrize(
    ("asked", "leads", "beside"),
    [
        ("Patience on the phone", None, True),
        ("Patience on the phone", False, True),
        ("Patience on the phone", True, False),
        ("Leading a small team", None, False),
        ("", None, False),
        ("", False, True),
    ],
)
def test_leading_is_beside_the_point_only_where_it_is_known_not_to_be_sought(
    asked: str, leads: bool | None, beside: bool
) -> None:
    requirements = (Requirement(text=asked),) if asked else ()
    assert beside_the_point(Preparation(id="p", requirements=requirements, leads=leads), LEADER) is beside


STORIES = {
    "Angry guest at reception": "I listened, apologised and found him another room",
    "Billing switch": "I rewrote the payment service and moved the customers over",
    "Stockroom mess": "I labelled every shelf and made a list so that nobody had to search",
    "New starter who did not speak": "I sat beside her for a week and showed her the till",
}
PAIRS = {
    "Handling guest complaints": "Angry guest at reception",
    "Experience with payment systems": "Billing switch",
    "Stock control experience": "Stockroom mess",
    "Train new members of staff": "New starter who did not speak",
}
NO_STORY = ("Fluent German", "Forklift licence", "Knowledge of payroll software", "Degree in chemistry")


@pytest.mark.models
def test_the_sentence_model_finds_the_stories_and_invents_none() -> None:
    from coach.language.onnx_vectors import MiniLmVectors  # noqa: PLC0415 - only here

    stories = [Story(id=title, title=title, action=did, result="It held") for title, did in STORIES.items()]
    asked = [Requirement(text=text) for text in (*PAIRS, *NO_STORY)]
    left, right = compared(asked, stories)
    vectors = MiniLmVectors()
    table = vectors.encode(left) @ vectors.encode(right).T
    likeness = {
        (one, other): float(table[row, column])
        for row, one in enumerate(left)
        for column, other in enumerate(right)
    }
    found = {
        each.requirement.text: each.story.id for each in evidence(asked, stories, likeness, {}) if each.story
    }
    assert not set(found) & set(NO_STORY)
    assert all(found[text] == PAIRS[text] for text in found)
    assert len(found) >= 3
