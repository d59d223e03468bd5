"""Story levels: one particular occasion, whatever the grammar."""

from collections.abc import Callable

import pytest

from coach.language.ports import Language
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import Confidence, DimensionScore, ScoringRequest
from coach.scoring import story
from coach.scoring.reading import read_answer
from coach.scoring.story import score_story

pytestmark = pytest.mark.models

Score = Callable[..., DimensionScore]

ASKED = Question(
    text="Tell me about a time you calmed somebody down.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time you calmed somebody down"),),
)


@pytest.fixture
def score(language: Language) -> Score:
    def of(text: str, question: Question = ASKED) -> DimensionScore:
        return score_story(read_answer(ScoringRequest(text=text, question=question), language))

    return of


@pytest.mark.parametrize(
    ("said", "lowest", "highest"),
    [
        # One occasion, with its people, placed and ended.
        (
            "Last Sunday in the emergency room at Leeds a man called Tom came in with his daughter and "
            "shouted at the "
            "clerk. I took him aside, I asked his name and I showed him the list. He sat down, I brought "
            "him tea, and "
            "after ten minutes he apologised to her.",
            4,
            5,
        ),
        # A practice, not an occasion.
        (
            "In group projects at university we would usually meet twice a week. We would split the work "
            "and normally "
            "I would take the numbers, and we always checked each other's parts.",
            2,
            3,
        ),
        # Traits, beliefs, roles.
        (
            "I always help my team. I'm patient and I love people, and I think that patience is the key "
            "to it all.",
            1,
            1,
        ),
        (
            "For example, I'm a leader. I'm organised, I'm calm and I believe in listening. I can handle "
            "any angry "
            "customer because I'm good with people.",
            1,
            2,
        ),
        (
            "In my current role I manage a team of six. I do the rota, I handle complaints, I order the "
            "stock and I "
            "report to the regional manager every week.",
            1,
            2,
        ),
        # What one would do; nothing to tell.
        (
            "If somebody was shouting I would stay calm. I'd take them aside and I would let them speak, "
            "and then "
            "I'd offer them a seat and I would get my manager.",
            1,
            1,
        ),
        ("I can't think of one, sorry.", 1, 1),
        # An invented-sounding one: one problem, one act, no detail.
        (
            "One time there was a problem with a person who was really very upset about a thing and I "
            "solved the "
            "problem and in the end everyone was very happy with it.",
            1,
            3,
        ),
        # Somebody else's story.
        (
            "I saw a film about a pilot in New York. Both engines failed, he turned the plane, he told "
            "the passengers "
            "to brace and he landed it on the river in January, and all of them got out.",
            1,
            3,
        ),
        # What did not happen is part of what happened.
        (
            "One Monday in June the courier never came and the patient was crying. I rang the depot, I "
            "drove there "
            "with my own car and I fetched the medicine, and she took it at six and stopped crying.",
            4,
            5,
        ),
    ],
)
def test_levels(score: Score, said: str, lowest: int, highest: int) -> None:
    assert lowest <= score(said).level <= highest


@pytest.mark.parametrize(
    "told",
    [
        "So it's last Easter, I'm at the gate and this one lady starts screaming. I go over, I sit her "
        "down, I call "
        "her son on my phone and she breathes, and she hugs me.",
        "In my last work in Manila one man come with a knife wound and he shout. I hold his hand, I "
        "clean the wound "
        "and I sing to him. He stop shouting and he sleep.",
        "This one night Mister Lee, he be hollering again. I ain't leave him. I sit with him, I turn the "
        "radio on and "
        "he start humming, and he go to sleep by ten.",
    ],
)
def test_grammar_alone_never_takes_a_story_below_three(score: Score, told: str) -> None:
    found = score(told)
    assert found.level >= 3
    assert found.evidence


def test_what_only_an_anchor_lets_in_is_of_medium_confidence(score: Score) -> None:
    found = score(
        "So it's last Easter, I'm at the gate and this one lady starts screaming. I go over, I sit her "
        "down, I call "
        "her son on my phone, she breathes slowly with me and after a while she hugs me and laughs."
    )
    assert found.confidence is Confidence.MEDIUM


def test_every_level_above_one_has_evidence_inside_the_text(score: Score) -> None:
    said = "Last Sunday a man shouted at the clerk. I took him aside and I asked his name, and he sat down."
    found = score(said)
    assert found.level > 1
    assert found.evidence
    assert all(0 <= entry.start < entry.end <= len(said) for entry in found.evidence)


def test_other_questions_get_the_dash(score: Score) -> None:
    question = Question(
        text="What would you do?", kind=QuestionKind.SITUATIONAL, parts=(QuestionPart(PartKind.METHOD, "do"),)
    )
    assert not score("Last Sunday a man shouted at me.", question).applies


def test_an_end_that_was_not_heard_is_not_said_to_be_there(
    score: Score, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story, "weighed_level", lambda *_: 5)
    begun = (
        "Last Sunday in the emergency room at Leeds a man called Tom came in with his daughter and shouted. "
        "I took him aside, I asked his name, I brought him tea and I showed him the list on the wall."
    )
    ended = f"{begun} In the end he sat down, and he apologised to her."

    assert "ending" in score(begun).missing
    assert (score(begun).level, score(begun).reason.id) == (5, "story.reason.told")
    assert (score(ended).level, score(ended).reason.id) == (5, "story.reason.strong")
