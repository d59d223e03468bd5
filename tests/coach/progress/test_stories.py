"""A story that is told again is found; different stories are never taken for one."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.model.history import Measured
from coach.model.progress import Told
from coach.progress.stories import reused_stories

BEGAN = datetime(2026, 11, 1, tzinfo=UTC)

WAREHOUSE = (
    "Last October I ran the night shift in the Doncaster warehouse when the conveyor stopped. I split the"
    " team, we carried four hundred parcels by hand to bay nine, and I rang the hauliers for an extra hour."
    " Every lorry left before six."
)
AGAIN = (
    "I was on the night shift at our warehouse in Doncaster and the conveyor broke down. So I split the team"
    " into two, and we took all four hundred parcels to bay nine by hand, while I rang the hauliers."
    " The lorries left before six."
)
BICYCLE = (
    "In May I found out that our workshop had sold a bicycle with a cracked fork. I called the customer the"
    " same evening, drove to Selby, changed the fork on her drive, and we check every frame with dye since."
)


def told(texts: Sequence[str]) -> tuple[list[Measured], list[Told]]:
    answers = [
        Measured(
            answer_id=str(place),
            session_id=str(place),
            at=BEGAN + timedelta(days=place),
            question_id=f"q-{place}",
            question=f"Question {place}?",
        )
        for place in range(len(texts))
    ]
    return answers, [Told(answer_id=str(place), events=(text,)) for place, text in enumerate(texts)]


def test_a_story_that_is_told_again_is_found_with_what_is_particular_about_it() -> None:
    (found,) = reused_stories(*told([WAREHOUSE, BICYCLE, AGAIN]))
    assert found.answer_ids == ("0", "2")
    assert found.told_at == (BEGAN, BEGAN + timedelta(days=2))
    assert found.questions == 2
    assert found.words
    assert set(found.words) <= set(AGAIN.casefold().replace(".", "").replace(",", "").split())


def test_another_try_at_the_same_question_is_no_reuse() -> None:
    answers, said = told([WAREHOUSE, AGAIN])
    same = [
        Measured(
            answer_id=one.answer_id, session_id="s", at=one.at, question_id="q", question="The same?"
        )
        for one in answers
    ]  # fmt: skip
    assert reused_stories(same, said) == ()


def test_different_stories_are_not_one() -> None:
    assert reused_stories(*told([WAREHOUSE, BICYCLE])) == ()
    assert reused_stories(*told(["", "I did it.", "I did it."])) == ()
    assert reused_stories([], []) == ()


@pytest.fixture(scope="module")
def corpus(request: pytest.FixtureRequest) -> list[str]:
    folder = Path(request.config.rootpath) / "tests" / "corpus" / "answers"
    rows = (
        json.loads(line)["answer"]
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return [answer for answer in rows if len(answer.split()) > 60]


def test_no_two_of_hundreds_of_different_answers_are_one_story(corpus: list[str]) -> None:
    chance = random.Random(5)  # noqa: S311 - the same choice every time
    assert len(corpus) > 300
    for _ in range(8):
        # Also as one person's few answers, among which fewer words are known to be common.
        assert reused_stories(*told(chance.sample(corpus, 15))) == ()
    assert reused_stories(*told(corpus[::2])) == ()


def test_a_story_with_two_thirds_of_its_words_is_mostly_found(corpus: list[str]) -> None:
    chance = random.Random(6)  # noqa: S311 - the same choice every time
    found = 0
    for _ in range(40):
        texts = chance.sample(corpus, 12)
        texts.append(" ".join(word for word in texts[0].split() if chance.random() < 0.67))
        found += any(one.answer_ids == ("0", "12") for one in reused_stories(*told(texts)))
    assert found >= 32
