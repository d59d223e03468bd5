"""What was learned about parts: it weighs features, overrules rules, and is moved by no empty words."""

from collections.abc import Callable, Sequence

import pytest

from coach.language.ports import Language
from coach.model.score import ScoringRequest
from coach.scoring.listening import part_features_of, score_listening
from coach.scoring.part_reader import Reading, part_weights, read_part
from coach.scoring.question_reading import read_question
from coach.scoring.reading import read_answer

pytestmark = pytest.mark.models

ASK = "Tell me about a time you dealt with a difficult customer. What did you do, and how did it end?"
WHOLE = (
    "Last March a woman came to the desk whose parcel had been lost twice, and she was furious. "
    "I took her into the back office, rang the depot, and found that the label had her old street. "
    "I drove over in my break and carried it up to her flat. "
    "She wrote to the manager the week after, and now every label is checked at the door."
)
GENERAL = (
    "Customers matter a great deal in any business, and good service is important. "
    "One should always listen, stay calm and be professional, because every customer is different. "
    "Communication is the key to everything, and teamwork helps as well. "
    "In today's world expectations are high, and it is important to meet them with a positive attitude. "
)


@pytest.fixture
def read(language: Language) -> Callable[[str, str], Sequence[Reading]]:
    def run(ask: str, answer: str) -> Sequence[Reading]:
        request = ScoringRequest(text=answer, question=read_question(ask, language.parser))
        found = part_features_of(read_answer(request, language))
        assert found is not None
        return [read_part(one) for one in found]

    return run


@pytest.fixture
def level(language: Language) -> Callable[[str, str], int]:
    def run(ask: str, answer: str) -> int:
        request = ScoringRequest(text=answer, question=read_question(ask, language.parser))
        return score_listening(read_answer(request, language)).level or 0

    return run


def test_a_part_has_two_chances_and_always_the_same(read: Callable[[str, str], Sequence[Reading]]) -> None:
    found = read(ASK, WHOLE)

    assert len(found) == 3
    assert all(0.0 <= chance <= 1.0 for one in found for chance in (one.heard, one.full))
    assert found == read(ASK, WHOLE)


def test_more_of_what_speaks_for_a_part_is_never_less_likely() -> None:
    learned = part_weights()
    usual = dict(zip(learned.names, learned.means, strict=True))
    strongest = max(range(len(learned.names)), key=lambda index: learned.heard[index])
    name, spread = learned.names[strongest], learned.spreads[strongest]
    chances = [read_part({**usual, name: usual[name] + step * spread}).heard for step in range(-6, 7)]

    assert chances == sorted(chances)
    assert read_part({**usual, "no such feature": 9.0}) == read_part(usual)


def test_the_weights_are_of_features_that_there_are(language: Language) -> None:
    """When this fails, run ``python -m benchmarks.learn_listening``."""
    request = ScoringRequest(text=WHOLE, question=read_question(ASK, language.parser))
    found = part_features_of(read_answer(request, language))

    assert found is not None
    assert all(set(one) <= set(part_weights().names) for one in found)


def test_an_answer_to_something_else_is_less_likely_to_answer(
    read: Callable[[str, str], Sequence[Reading]],
) -> None:
    own, other = read(ASK, WHOLE), read("Where would you like to be in five years?", WHOLE)

    assert other[0].heard < min(one.heard for one in own)


ENDINGS = [
    (WHOLE, "She wrote"),
    (
        "On my second Friday a man brought a kettle back without a receipt, and he shouted at the trainee. "
        "I asked him to sit down, I found his payment in the till, and I plugged the kettle in beside him. "
        "It worked, and he laughed, said sorry to the trainee and bought a toaster.",
        "It worked",
    ),
    (
        "A guest rang at midnight since her room had no hot water, and she had a wedding in the morning. "
        "I gave her the key of the suite upstairs and carried her bags, and I woke the plumber. "
        "In the end she had her bath, and she books with us every summer now.",
        "In the end",
    ),
    (
        "Somebody on the phone last week said that we had billed him twice and he wanted his money now. "
        "I read both bills out line by line, and I saw that one was his neighbour's. "
        "He hung up happy, and the neighbour paid on the same day.",
        "He hung up",
    ),
]


def test_an_ending_left_out_is_mostly_less_likely_answered(
    read: Callable[[str, str], Sequence[Reading]],
) -> None:
    less = [
        read(ASK, told[: told.index(ending)])[2].heard < read(ASK, told)[2].heard for told, ending in ENDINGS
    ]

    assert sum(less) >= len(ENDINGS) - 1


@pytest.mark.parametrize("more", [GENERAL, "The action I took was decisive, and the result was very good."])
def test_words_without_content_raise_nothing(level: Callable[[str, str], int], more: str) -> None:
    for answer in (WHOLE, WHOLE[: WHOLE.index("I drove")], "I can't think of one, to be honest."):
        assert level(ASK, f"{answer} {more}") <= level(ASK, answer)
