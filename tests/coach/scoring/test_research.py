"""What an answer shows of the employer: facts in any words, ties, claims, praise, and names."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.language.ports import Language
from coach.model.company import Company, Fact, Person
from coach.model.score import Heard, ResearchScore, ScoringRequest
from coach.scoring.question_reading import read_question
from coach.scoring.reading import read_answer
from coach.scoring.research import score_research
from coach.scoring.research_match import Stretch, choose

DATA: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("research.toml").read_text("utf-8"))[
    "company"
]

pytestmark = pytest.mark.models

WHY = "Why do you want to work here?"


def company_of(row: dict[str, Any]) -> Company:
    return Company(
        name=row["name"],
        facts=tuple(Fact(text=fact["text"], kind=fact["kind"]) for fact in row["facts"]),
        requirements=tuple(row["requirements"]),
        people=tuple(Person(name=one["name"], said=one.get("said", "")) for one in row["people"]),
    )


BAKERY = company_of(DATA[0])
RAIL = company_of(DATA[1])


@pytest.fixture
def research(language: Language) -> Callable[..., ResearchScore]:
    def run(answer: str, company: Company | None = BAKERY, ask: str = WHY) -> ResearchScore:
        request = ScoringRequest(text=answer, question=read_question(ask, language.parser), company=company)
        return score_research(read_answer(request, language))

    return run


HEARD = [(row, index, text) for row in DATA for index, text in row["heard"]]
DIFFERS = [(row, index, text) for row in DATA for index, text in row["differs"]]
NOT_HEARD = [(row, text) for row in DATA for text in row["not_heard"]]


@pytest.mark.parametrize(("row", "index", "text"), HEARD, ids=[text[:50] for _, _, text in HEARD])
def test_a_fact_is_heard_in_other_words(
    research: Callable[..., ResearchScore], row: dict[str, Any], index: int, text: str
) -> None:
    score = research(text, company_of(row))

    assert score.facts[index].heard is Heard.YES
    span = score.facts[index].span
    assert span is not None
    assert text[span.start : span.end].strip()
    assert [note.index for note in score.facts if note.heard is not Heard.NO] == [index]


@pytest.mark.parametrize(("row", "index", "text"), DIFFERS, ids=[text[:50] for _, _, text in DIFFERS])
def test_another_number_differs_and_is_not_called_wrong(
    research: Callable[..., ResearchScore], row: dict[str, Any], index: int, text: str
) -> None:
    assert research(text, company_of(row)).facts[index].heard is Heard.DIFFERS


@pytest.mark.parametrize(("row", "text"), NOT_HEARD, ids=[text[:50] for _, text in NOT_HEARD])
def test_what_says_no_fact_is_not_heard_as_one(
    research: Callable[..., ResearchScore], row: dict[str, Any], text: str
) -> None:
    score = research(text, company_of(row))

    assert [note.heard for note in score.facts] == [Heard.NO] * len(row["facts"])
    assert (score.level or 0) <= 2


LEVELS = [
    (
        5,
        "You opened a second bakery in Leeds, and I want to be there because I once set up a kitchen. "
        "And you cut food waste by 40 percent, which matters to me: in my last job I weighed every bin.",
    ),
    (
        4,
        "You opened a second bakery in Leeds, so I applied. I have worked with sourdough for two years.",
    ),
    (3, "You opened a second bakery in Leeds last May."),
    (2, "Harbour Foods is a great company with an amazing reputation. I really admire your mission."),
    (2, "Harbour Foods. Harbour Foods. It has always been Harbour Foods."),
    (1, "I need a change and the bus stops at the door."),
]


@pytest.mark.parametrize(("level", "text"), LEVELS, ids=[text[:40] for _, text in LEVELS])
def test_the_level_of_research(research: Callable[..., ResearchScore], level: int, text: str) -> None:
    score = research(text)

    assert score.level == level
    assert score.level == 1 or score.evidence
    assert (score.next_level is None) == (score.level == 5)


def test_a_fact_read_out_without_a_tie_is_capped(research: Callable[..., ResearchScore]) -> None:
    text = (
        "You opened a second bakery in Leeds last May. Every apprentice spends a week on the delivery vans."
    )

    assert research(text).level == 3


def test_saying_a_fact_twice_counts_once(research: Callable[..., ResearchScore]) -> None:
    text = "You opened a second bakery in Leeds last May."

    assert research(f"{text} {text}").level == research(text).level


def stretch(first: int, last: int, words: str) -> Stretch:
    nothing: frozenset[str] = frozenset()
    return Stretch(
        first, last, 0, 0, frozenset(words.split()), nothing, False, False, np.zeros(0, np.float32)
    )


def test_what_was_said_once_tells_one_of_two_facts_that_are_alike() -> None:
    newest, garden = frozenset({"forty", "bed"}), frozenset({"garden", "spring"})
    said = [stretch(0, 0, "the home in otley be quite new"), stretch(0, 1, "the home be new what would you")]

    assert choose(np.array([[1.2, 0.7], [0.9, 1.0]]), said, [newest, garden]) == {0: 0}


def test_one_sentence_may_tell_two_facts_in_their_own_words() -> None:
    garden, manager = frozenset({"garden", "spring"}), frozenset({"manager", "night"})
    said = [stretch(0, 0, "the manager of the garden be a night carer")]

    assert choose(np.array([[1.2], [0.9]]), said, [garden, manager]) == {0: 0, 1: 0}


def test_a_fact_that_is_told_elsewhere_too_is_heard_there() -> None:
    newest, garden = frozenset({"forty"}), frozenset({"garden"})
    said = [stretch(0, 0, "the home be new"), stretch(2, 2, "old people plant their own flower there")]

    assert choose(np.array([[1.2, -1.0], [0.9, 0.8]]), said, [newest, garden]) == {0: 0, 1: 1}


def test_facts_replaced_by_praise_reach_two_at_most(research: Callable[..., ResearchScore]) -> None:
    text = "Harbour Foods is amazing, and it matters to me as I love great firms. Your culture is fantastic."

    score = research(text)

    assert (score.level or 0) <= 2
    assert score.praise


def test_a_row_of_the_adverts_words_is_capped(research: Callable[..., ResearchScore]) -> None:
    score = research("Sourdough, experience, four in the morning, willing, start.")

    assert (score.level or 0) <= 2


def test_a_claim_that_is_not_noted_is_asked_to_be_checked(research: Callable[..., ResearchScore]) -> None:
    text = "You sponsor the football club in Hull, and I play there."

    score = research(text)

    assert [text[span.start : span.end] for span in score.unverified] == [
        "You sponsor the football club in Hull"
    ]
    assert all(note.heard is Heard.NO for note in score.facts)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("I spoke to Siobhan Keane on the phone.", Heard.YES),
        ("I spoke to Shivawn Keen on the phone.", Heard.YES),
        ("I spoke to Siobhan on the phone.", Heard.YES),
        ("I spoke to Siobhan Keating on the phone.", Heard.WRONG),
        ("I spoke to Shauna Keane on the phone.", Heard.WRONG),
        ("I spoke to somebody on the phone.", Heard.NO),
    ],
)
def test_a_name_is_heard_nearly_heard_or_not(
    research: Callable[..., ResearchScore], text: str, heard: Heard
) -> None:
    assert research(text).people[0].heard is heard


def test_a_name_that_was_heard_otherwise_is_told_and_costs_no_level(
    research: Callable[..., ResearchScore],
) -> None:
    told = "I spoke to {} on the phone, and you cut your waste by a third."
    wrong, right = research(told.format("Siobhan Keating")), research(told.format("Siobhan Keane"))
    assert wrong.level == right.level
    assert wrong.reason.id.startswith("research.reason.name")
    values = dict(wrong.reason.values)
    assert (values["heard"], values["noted"]) == ("Siobhan Keating", "Siobhan Keane")
    assert values["judged"] == right.reason


def test_facts_of_a_competitor_are_not_theirs(research: Callable[..., ResearchScore]) -> None:
    text = "Greggs opened a second bakery in Bradford in May, and Warburtons cut their waste."

    assert (research(text).level or 0) <= 2


def test_a_requirement_is_met_by_a_deed_and_not_by_a_word(research: Callable[..., ResearchScore]) -> None:
    deed = research("I worked with sourdough for three years and I started at four every morning.")
    word = research("Sourdough and early mornings.")

    assert [note.heard for note in deed.requirements] == [Heard.YES, Heard.YES]
    assert [note.heard for note in word.requirements] == [Heard.NO, Heard.NO]
    assert deed.level == 3


@pytest.mark.parametrize(
    ("ask", "applies"),
    [
        (WHY, True),
        ("What do you know about us?", True),
        ("Why should we hire you?", True),
        ("Why did you leave your last job?", False),
        ("What motivates you?", False),
        ("Why did you choose nursing?", False),
        ("Tell me about a time you failed.", False),
        ("Do you have any questions for us?", True),
    ],
)
def test_only_questions_about_them_call_for_research(
    research: Callable[..., ResearchScore], ask: str, applies: bool
) -> None:
    assert research("You opened a second bakery in Leeds.", ask=ask).applies == applies


def test_without_notes_it_says_so_and_names_claims(research: Callable[..., ResearchScore]) -> None:
    score = research("You opened a second bakery in Leeds last year, and I want to work there.", company=None)

    assert score.applies
    assert score.level == 2
    assert score.confidence == "low"
    assert score.reason.id == "research.reason.no_notes"
    assert len(score.unverified) == 1
    assert score.facts == ()


def test_names_of_people_change_nothing_and_twice_is_the_same(research: Callable[..., ResearchScore]) -> None:
    text = "You opened a second bakery in Leeds, and my cousin {} told me, which is why I applied."

    first, second = research(text.format("Emma")), research(text.format("Aisha"))

    assert first.level == second.level
    assert first == research(text.format("Emma"))


def test_what_is_asked_for_oneself_tells_nothing_of_them(research: Callable[..., ResearchScore]) -> None:
    # Words of the notes in a question about one's own holidays, whose mark stands inside the stretch.
    home = Company(
        name="Larkfield",
        facts=(Fact(text="Larkfield pays for the Level 3 certificate within two years."),),
        requirements=("Work two weekends a month",),
    )
    asked = "And can I take two weeks in August? Oh, and when I start, will I get paid weekly or monthly?"
    score = research(asked, home, "What questions do you have for us?")

    assert [note.heard for note in (*score.facts, *score.requirements)] == [Heard.NO, Heard.NO]
