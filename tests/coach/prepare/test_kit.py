"""What is brought along: pitches that fit, reasons that are theirs, gaps with answers, good questions."""

from dataclasses import replace

import pytest

from coach.model.company import Company, Fact, Person
from coach.model.message import message
from coach.model.preparation import Case, Contact, ContactKind, Gap, Preparation, Requirement, Stage
from coach.model.score import AskClass, AskedQuestion, FocusScore, Span
from coach.prepare.advert import read_advert
from coach.prepare.arriving import facts_from, kind_of, with_advert
from coach.prepare.asking import AskVerdict, ask_check, judged
from coach.prepare.evidence import evidence
from coach.prepare.kit import FACT_KINDS, KitCheck, Verdict, empty_kinds, kit_checks, reference_step

GLOBEX = Company(
    name="Globex",
    facts=(
        Fact("From factories to hospitals", "strategy"),
        Fact("Robots that free people from lifting", "mission"),
    ),
)


def check(name: str, *, case: Case | None = None, company: Company = GLOBEX) -> KitCheck:
    made = Preparation(id="p", company=company, case=case or Case())
    return next(each for each in kit_checks(made) if each.id == name)


@pytest.mark.parametrize(
    ("words", "verdict"), [(0, Verdict.NO), (30, Verdict.BEGUN), (70, Verdict.YES), (140, Verdict.BEGUN)]
)
def test_a_pitch_of_30_seconds_holds_about_70_words(words: int, verdict: Verdict) -> None:
    assert check("pitch_30", case=Case(pitch_30="word " * words)).verdict is verdict


def test_140_words_fit_a_minute() -> None:
    assert check("pitch_60", case=Case(pitch_60="word " * 140)).verdict is Verdict.YES


@pytest.mark.parametrize(
    ("why", "verdict"),
    [
        ("", Verdict.NO),
        ("I love this role and the company is a great place to grow with strong values.", Verdict.BEGUN),
        ("You move robots from factories to hospitals, where my mother nurses.", Verdict.YES),
    ],
)
def test_why_this_job_must_name_something_of_theirs(why: str, verdict: Verdict) -> None:
    assert check("why", case=Case(why_this_job=why)).verdict is verdict


def test_a_gap_needs_its_sentence() -> None:
    assert check("gaps", case=Case(gaps=(Gap("No German"),))).verdict is Verdict.BEGUN
    assert (
        check("gaps", case=Case(gaps=(Gap("No German", "I began a course in May."),))).verdict is Verdict.YES
    )


def test_a_requirement_without_story_or_gap_is_named() -> None:
    made = Preparation(id="p", requirements=(Requirement(text="Fluent German"),))
    found = evidence(made.requirements, (), {}, {})
    gaps = next(each for each in kit_checks(made, found) if each.id == "gaps")
    assert dict(gaps.found.values)["first"] == "Fluent German"
    told = replace(made, case=Case(gaps=(Gap("My German", "I began a course."),)))
    assert next(each for each in kit_checks(told, found) if each.id == "gaps").verdict is Verdict.YES


def test_the_overqualified_case_is_looked_at_only_when_it_is_begun() -> None:
    assert "overqualified" not in {each.id for each in kit_checks(Preparation(id="p"))}
    assert check("overqualified", case=Case(overqualified_wish="I miss the bench.")).verdict is Verdict.BEGUN


def test_kinds_without_a_fact_are_still_to_look_up() -> None:
    assert empty_kinds(GLOBEX) == ("values", "product", "news", "people", "culture")
    assert "people" not in empty_kinds(replace(GLOBEX, people=(Person("Dana Ruiz"),)))
    assert empty_kinds(Company()) == FACT_KINDS


def test_a_reference_waits_for_one_thing_after_the_other() -> None:
    contact = Contact(name="Ms Okoye")
    assert reference_step(contact, held=False) == "told"
    contact = replace(contact, told=True, briefed=True)
    assert reference_step(contact, held=False) == ""
    assert reference_step(contact, held=True) == "debriefed"
    assert reference_step(replace(contact, debriefed=True), held=True) == "thanked"
    assert reference_step(replace(contact, kind=ContactKind.CONNECTION), held=True) == ""


def focus(text: str, about: AskClass, *, early: bool = False) -> FocusScore:
    asked = AskedQuestion(
        span=Span(start=0, end=len(text)), ask_class=about, self_focused=early, early=early, instead=None
    )
    return FocusScore(applies=True, level=3, confidence=None, reason=message("x"), questions=(asked,))


HARD = "What is the hardest part of moving into hospitals?"
PAY = "What is the salary?"


def test_questions_are_judged_for_their_problem_and_for_pay() -> None:
    assert judged(HARD, focus(HARD, AskClass.WORK), Stage.FIRST).verdict is AskVerdict.PRESSING
    assert judged(PAY, focus(PAY, AskClass.PRACTICAL, early=True), Stage.FIRST).verdict is AskVerdict.EARLY
    assert judged(PAY, focus(PAY, AskClass.PRACTICAL, early=True), Stage.OFFER).verdict is AskVerdict.GOOD
    assert judged(HARD, None, Stage.FIRST).verdict is AskVerdict.UNKNOWN


def test_all_questions_together_need_a_problem_and_no_pay() -> None:
    hard = judged(HARD, focus(HARD, AskClass.WORK), Stage.FIRST)
    team = judged("Who is in the team?", focus("Who is in the team?", AskClass.TEAM), Stage.FIRST)
    pay = judged(PAY, focus(PAY, AskClass.PRACTICAL, early=True), Stage.FIRST)
    assert ask_check(()).verdict is Verdict.NO
    assert ask_check((team, team)).found.id == "prepare.ask.check.no_problem"
    assert ask_check((hard, team, pay)).found.id == "prepare.ask.check.early"
    assert ask_check((hard, team)).verdict is Verdict.YES


def test_an_advert_adds_only_what_is_new_and_keeps_a_title() -> None:
    text = "Baker\n\nYou will need\n- Patience with dough\n- A head for numbers"
    made, new = with_advert(Preparation(id="p", job_title="Night baker"), text, read_advert(text))
    assert (new, made.job_title) == (2, "Night baker")
    again, new = with_advert(made, text, read_advert(text))
    assert (new, again) == (0, made)


def test_lines_of_a_page_become_facts_without_menus_and_repeats() -> None:
    page = "Home\nWe run six homes around Leeds.\nWe run six homes around Leeds.\nFrom factories to hospitals"
    assert [fact.text for fact in facts_from(page, "about.html", GLOBEX)] == [
        "We run six homes around Leeds."
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Our mission is to free people from lifting.", "mission"),
        ("We believe in showing our work.", "values"),
        ("They open a second home in Otley next spring.", "strategy"),
        ("Last month they announced a pilot at St James's.", "news"),
        ("Ruth Askew, founder and chief executive, began in a garage.", "people"),
        ("Hybrid working, and dogs are welcome in the office.", "culture"),
        ("We build robots for factories.", "product"),
        ("From factories to hospitals, one step at a time.", "other"),
    ],
)
def test_the_kind_of_a_line_is_guessed(line: str, kind: str) -> None:
    assert kind_of(line) == kind


def test_pasted_lines_keep_their_address_as_source_and_the_day() -> None:
    pasted = "https://example.org/about-us\nWe run six homes around Leeds.\n"
    (fact,) = facts_from(pasted, "", Company(), "22 Nov 2026")
    assert (fact.text, fact.source, fact.found_on) == (
        "We run six homes around Leeds.",
        "https://example.org/about-us",
        "22 Nov 2026",
    )
