"""What a question looks into is told in words, whoever wrote its bank."""

from coach.model.message import message
from coach.questions.bank import load_banks
from coach.resources import shipped_banks
from coach.words import Words
from ui.competencies import competency_name


def test_every_shipped_competency_has_its_words(words: Words) -> None:
    banks, _ = load_banks(shipped_banks())
    names = {name for bank in banks.banks for question in bank.questions for name in question.competencies}
    assert len(names) > 20
    nameless = {
        name
        for name in names
        if not words.can_say(message("competency." + name.replace(" ", "_").replace("-", "_")))
    }
    assert nameless == set()
    assert competency_name("customer care", words) == "Customer care"
    assert competency_name("mistakes", words) == "Learning from mistakes"


def test_a_persons_own_keeps_its_name(words: Words) -> None:
    assert competency_name("stage_craft", words) == "Stage craft"
    assert competency_name("ÉTHIQUE {x}", words) == "ÉTHIQUE {x}"
