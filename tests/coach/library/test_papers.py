"""What is written around interviews is kept whole, and comes back when a deletion is undone."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from coach.errors import NotFoundError
from coach.library import Library
from coach.model.application import Application, Debrief, Outcome, RealQuestion, ThankYouNote
from coach.model.company import Company, Fact, Person
from coach.model.preparation import (
    Case,
    Contact,
    Gap,
    InterviewDay,
    Need,
    Preparation,
    Requirement,
    Stage,
    Story,
)

SUMMER = timezone(timedelta(hours=2))

PREPARED = Preparation(
    id="p1",
    company=Company(name="Globex", facts=(Fact("It moves into hospitals.", "strategy", "its site"),)),
    job_title="Product engineer",
    requirements=(Requirement(text="Mentor juniors", need=Need.NICE, story_ids=("s1",)),),
    day=InterviewDay(
        starts_at=datetime(2026, 7, 2, 10, tzinfo=SUMMER), duration_min=45, bring=("portfolio",)
    ),
    case=Case(goals_short="Learn the ward", gaps=(Gap("no degree", "I learnt at work"),)),
    to_ask=("What is the hardest part?",),
    contacts=(Contact(name="Ana Ruiz", told=True),),
    leads=False,
)
APPLIED = Application(
    id="a1",
    company_name="Globex",
    stage=Stage.FIRST,
    outcome=Outcome.TURNED_DOWN,
    ended_on=date(2026, 7, 9),
    debriefs=(
        Debrief(
            id="d1",
            stage=Stage.FIRST,
            held_at=datetime(2026, 7, 2, 10, tzinfo=SUMMER),
            people=(Person("Dana Ruiz"),),
            questions=(RealQuestion(text="Why us?"),),
            promised_on=date(2026, 7, 8),
        ),
    ),
    notes=(ThankYouNote(debrief_id="d1", person="Dana Ruiz", text="Dear Dana"),),
)


@pytest.mark.parametrize(
    "paper", [PREPARED, APPLIED, Story(id="s1", title="The warehouse", numbers=("30 %",))]
)
def test_a_paper_comes_back_as_it_was_kept(folder: Path, paper: Preparation | Application | Story) -> None:
    with Library.open(folder) as library:
        library.papers.save(paper)
    with Library.open(folder) as library:
        assert library.papers.get(type(paper), paper.id) == paper


def test_each_kind_is_listed_by_itself_and_what_changed_last_comes_first(folder: Path) -> None:
    times = iter(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n) for n in range(100))
    with Library.open(folder, now=lambda: next(times)) as library:
        for title in ("first", "second"):
            library.papers.save(Story(id=title, title=title))
        library.papers.save(PREPARED)
        library.papers.save(Story(id="first", title="first, mended"))
        assert [story.title for story in library.papers.all(Story)] == ["first, mended", "second"]


def test_what_was_deleted_is_gone_and_can_be_put_back(folder: Path) -> None:
    with Library.open(folder) as library:
        library.papers.save(PREPARED)
        library.papers.delete(PREPARED.id)
        with pytest.raises(NotFoundError):
            library.papers.get(Preparation, PREPARED.id)
        library.papers.save(PREPARED)
        assert library.papers.all(Preparation) == (PREPARED,)


def test_a_paper_of_another_kind_is_not_found(folder: Path) -> None:
    with Library.open(folder) as library:
        library.papers.save(PREPARED)
        with pytest.raises(NotFoundError):
            library.papers.get(Story, PREPARED.id)


def test_ids_differ(folder: Path) -> None:
    with Library.open(folder) as library:
        assert len({library.papers.new_id() for _ in range(50)}) == 50
