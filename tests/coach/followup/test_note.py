"""Thank-you notes: good ones pass, and each thing that goes wrong in real notes is found and quoted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coach.followup.note import NoteCheck, Noted, Verdict, check_note, opening
from coach.followup.spelling import EnglishSpelling
from coach.model.application import Debrief, RealQuestion
from coach.model.company import Person
from coach.model.preparation import Stage, Story
from coach.words import Words

Find = Callable[..., dict[str, NoteCheck]]

DEBRIEF = Debrief(
    id="d1",
    stage=Stage.FIRST,
    held_at=datetime(2026, 11, 26, 10, tzinfo=UTC),
    people=(Person("Dana Ruiz"), Person("Sam Okoro")),
    questions=(RealQuestion(text="How do you handle a delivery that goes wrong?"),),
    said="the first hospital pilot, where the nurses named the robot",
    next_step="a second talk before Christmas",
)
NOTED = Noted(
    to=Person("Dana Ruiz"),
    debrief=DEBRIEF,
    company="Globex",
    requirements=("Ship software that talks to hardware",),
    stories=(Story(id="s", title="Billing switch", result="We moved 4,000 customers and lost no invoice."),),
)
GOOD = """Dear Dana,

Thank you for the time this morning. Your story about the first hospital pilot stayed with me, \
most of all how the nurses named the robot.

You asked about deliveries that go wrong. At my last job I shipped software to tills in ninety shops \
and kept a way back for each of them, so a bad night never reached a customer. \
I would be glad to bring that care to your wards.

With kind regards
Ana"""


@pytest.fixture(scope="module")
def spelling() -> EnglishSpelling:
    return EnglishSpelling()


@pytest.fixture
def find(spelling: EnglishSpelling) -> Find:
    def check(text: str, noted: Noted = NOTED) -> dict[str, NoteCheck]:
        return {check.id: check for check in check_note(text, noted, spelling)}

    return check


def test_a_good_note_passes_every_check(find: Find) -> None:
    assert {
        name: check.verdict for name, check in find(GOOD).items() if check.verdict is not Verdict.YES
    } == {}


@pytest.mark.parametrize(
    ("name", "there", "instead", "quoted"),
    [
        ("thanks", "Thank you for the time", "I enjoyed the time", None),
        ("names", "Dana", "Danna", "Danna"),
        ("names", "your wards", "the wards at Globexs", "Globexs"),
        ("one_person", "Dear Dana", "Dear all", "Dear all,"),
        ("one_person", "Dear Dana", "Dear Dana and Sam", "Dear Dana and Sam,"),
        ("one_person", "Dear Dana,\n\n", "", None),
        ("spelling", "this morning", "this mornning", "mornning"),
        ("pay", "With kind regards", "Could you tell me the salary?", "salary"),
        ("granted", "I would be glad to bring", "When I start, I will bring", "When I start"),
        ("granted", "With kind regards", "I look forward to joining you.", "look forward to joining"),
    ],
)
def test_what_goes_wrong_is_found_and_quoted(
    find: Find, name: str, there: str, instead: str, quoted: str | None
) -> None:
    assert there in GOOD
    text = GOOD.replace(there, instead)
    check = find(text)[name]
    assert check.verdict is Verdict.NO
    if quoted is not None:
        assert text[check.start : check.end] == quoted


def test_a_note_for_anybody_shows_neither_the_talk_nor_evidence(find: Find) -> None:
    text = "Dear Dana,\nThank you for the nice interview. I am a hard worker and hope to hear from you soon."
    found = find(text)
    assert (found["talk"].verdict, found["evidence"].verdict) == (Verdict.NO, Verdict.NO)
    assert found["length"].verdict is Verdict.BEGUN


def test_naming_what_the_job_asks_without_own_work_is_begun(find: Find) -> None:
    text = "Dear Dana,\nThank you. Software that talks to hardware needs patience."
    assert find(text)["evidence"].verdict is Verdict.BEGUN


@pytest.mark.parametrize(
    "word", ["colour", "organised", "programme", "jewellery", "labour", "practised", "centre"]
)
def test_british_and_american_spelling_are_both_right(find: Find, word: str) -> None:
    assert find(GOOD.replace("care", word))["spelling"].verdict is Verdict.YES


def test_names_and_words_that_were_noted_are_no_misspellings(find: Find) -> None:
    assert find(GOOD.replace("Sam", "Sam Okoro") + "\nPS: okoro globex")["spelling"].verdict is Verdict.YES


def test_a_text_to_start_from_has_the_noted_words_and_makes_nothing_up(find: Find) -> None:
    words = Words.load()
    text = "\n\n".join(words.text(each) for each in opening(NOTED))
    assert text.startswith("Dear Dana,")
    for noted in (
        "the nurses named the robot",
        "4,000 customers",
        "a second talk before Christmas",
        "Globex",
    ):
        assert noted in text
    found = find(text)
    assert {name for name, check in found.items() if check.verdict is Verdict.NO} == set()
    bare = "\n".join(words.text(each) for each in opening(Noted(to=Person("Dana Ruiz"), debrief=EMPTY)))
    assert bare == "Dear Dana,\nThank you for the time that you took to talk with me.\nWith kind regards"


EMPTY = Debrief(id="d", stage=Stage.FIRST, held_at=datetime(2026, 11, 26, 10, tzinfo=UTC))


def test_a_note_that_another_person_got_already_is_pointed_out(find: Find) -> None:
    to_sam = GOOD.replace("Dear Dana", "Dear Sam").replace("this morning", "today")
    check = find(GOOD, replace(NOTED, sent=(("Sam Okoro", to_sam),)))["one_person"]
    assert (check.verdict, check.found.id) == (Verdict.BEGUN, "followup.note.one_person.copied")
    assert dict(check.found.values)["name"] == "Sam Okoro"
    one_line = replace(NOTED, sent=(("Sam Okoro", " ".join(to_sam.split())),))
    assert find(" ".join(GOOD.split()), one_line)["one_person"].found.id.endswith("copied")
    own = "Dear Sam,\nThank you for the walk through the test hall and for your patience with my questions."
    assert find(GOOD, replace(NOTED, sent=(("Sam Okoro", own),)))["one_person"].verdict is Verdict.YES


def test_the_text_to_start_from_takes_the_story_that_has_to_do_with_the_talk() -> None:
    ward = Story(id="w", title="Ward round", result="Nurses on the hospital ward found the robot in a minute")
    stories = (*NOTED.stories, Story(id="e", title="Hospital pilot without an end"), ward)
    parts = {part.id: dict(part.values) for part in opening(replace(NOTED, stories=stories))}
    assert parts["followup.note.start.story"]["result"] == ward.result


def test_what_they_cared_about_stands_in_for_what_was_said() -> None:
    debrief = replace(EMPTY, cared="that nobody waits at night.")
    parts = [part.id for part in opening(Noted(to=Person("Dana Ruiz"), debrief=debrief))]
    assert "followup.note.start.cared" in parts
    both = [part.id for part in opening(replace(NOTED, debrief=replace(DEBRIEF, cared="nights")))]
    assert "followup.note.start.cared" not in both
