"""What a job asks for is found in adverts of several shapes, in their own words, and nothing else is."""

import pytest

from coach.model.preparation import Need
from coach.prepare.advert import read_advert

LISTED = """Shift leader, Mill Lane bakery

About us
We were founded in 1954 and must be the oldest bakery in town.

What you'll do
- Lead a team of six through the early shift
- Plan the ovens with the shop

What you'll need
• Two years in a bakery or a kitchen
• A head for numbers
• Forklift licence

Nice to have
• Some Polish

What we offer
• A pension and 30 days' holiday
"""
PROSE = """We are looking for someone who stays calm when the phones ring. \
You will need a full driving licence and experience with older people. \
Some first aid would be an advantage. In return we offer a pension. \
To apply, send your CV by Friday."""


def texts(advert: str, need: Need) -> list[str]:
    return [each.text for each in read_advert(advert).requirements if each.need is need]


def test_lists_under_headings_are_sorted_into_musts_and_wishes() -> None:
    assert texts(LISTED, Need.MUST) == [
        "Lead a team of six through the early shift",
        "Plan the ovens with the shop",
        "Two years in a bakery or a kitchen",
        "A head for numbers",
        "Forklift licence",
    ]
    assert texts(LISTED, Need.NICE) == ["Some Polish"]


def test_sentences_without_headings_are_told_by_their_words() -> None:
    assert texts(PROSE, Need.MUST) == [
        "We are looking for someone who stays calm when the phones ring",
        "You will need a full driving licence and experience with older people",
    ]
    assert texts(PROSE, Need.NICE) == ["Some first aid would be an advantage"]


@pytest.mark.parametrize(
    "line", ["What we offer\n- Experience of a lifetime", "You must apply by 3 May. Closing date"]
)
def test_what_they_offer_and_how_to_apply_is_asked_of_nobody(line: str) -> None:
    assert read_advert(line).requirements == ()


def test_a_line_that_a_pdf_broke_is_one_requirement() -> None:
    advert = "Requirements\n- Experience of working with\nvulnerable adults\n- A driving licence"
    assert texts(advert, Need.MUST) == ["Experience of working with vulnerable adults", "A driving licence"]


def test_what_is_said_twice_is_found_once() -> None:
    advert = "Requirements\n- A full driving licence\n- A full driving licence."
    assert texts(advert, Need.MUST) == ["A full driving licence"]


@pytest.mark.parametrize(
    ("advert", "leads"),
    [(LISTED, True), (PROSE, None), ("You work alone. There are no direct reports.", False)],
)
def test_whether_the_job_leads_people(advert: str, leads: bool | None) -> None:
    assert read_advert(advert).leads is leads


def test_a_text_without_end_stays_short() -> None:
    advert = "Requirements\n" + "\n".join(f"- Skill number {n} of many {n * 7}" for n in range(5_000))
    assert len(read_advert(advert).requirements) == 40


def test_a_heading_that_is_not_known_is_told_by_how_it_stands() -> None:
    advert = """WHAT WE GIVE YOU
● A licence, paid by us
IT WOULD BE GREAT IF YOU ALSO HAD
● Some Polish
It's fine if you don't have these, but they'd help
- First aid
The baker we are looking for
> likes early mornings
Duties:
Ordering flour
You will also meet the miller every week.
"""
    assert texts(advert, Need.MUST) == ["likes early mornings", "Ordering flour"]
    assert texts(advert, Need.NICE) == ["Some Polish", "First aid"]


def test_where_a_list_ends_what_it_was_about_ends() -> None:
    advert = "Requirements\n- A driving licence\nMill Lane Bakery\nLudlow\nPage 2 of 2\n"
    assert texts(advert, Need.MUST) == ["A driving licence"]


def test_two_wishes_in_one_sentence_are_two() -> None:
    advert = "You should have a clean record, and experience of night work is essential."
    assert texts(advert, Need.MUST) == [
        "You should have a clean record",
        "experience of night work is essential",
    ]


def test_work_on_bank_holidays_is_asked_for_and_holidays_are_offered() -> None:
    advert = "Requirements\n- Happy to work on bank holidays\n- 28 days of holiday\n- Pay: £12 an hour"
    assert texts(advert, Need.MUST) == ["Happy to work on bank holidays"]


def test_what_the_employer_is_proud_of_is_asked_of_nobody() -> None:
    advert = """We are qualified to give advice and our experienced solicitors are able to help.
With five branches and over 40 years of experience in this town, we know every street.
You must bring proof of identity to the interview.
You don't need any experience, we show you everything.
Able to start before Christmas?
You do need to be good with people first thing in the morning.
"""
    assert texts(advert, Need.MUST) == ["You do need to be good with people first thing in the morning"]


def test_any_sign_that_begins_several_lines_is_a_bullet_and_a_single_one_stands_before_a_heading() -> None:
    advert = """\U0001f680 What you'll own
\u2192 The numbers of the week
\u2192 Experiments and surveys
\U0001f336 Spicy extras
\u2192 Some Polish
\U0001f49a Perks
\u2192 A certificate with your name on it
"""
    assert texts(advert, Need.MUST) == ["The numbers of the week", "Experiments and surveys"]
    assert texts(advert, Need.NICE) == ["Some Polish"]


def test_a_list_that_lost_its_bullets_is_still_a_list() -> None:
    advert = """Bonus points if you
have camped in the rain
know Photoshop

Life at Larch
Experienced, kind managers
A licence to laugh
"""
    assert texts(advert, Need.NICE) == ["have camped in the rain", "know Photoshop"]
    assert texts(advert, Need.MUST) == []


def test_a_paragraph_below_a_list_without_bullets_is_read_by_itself() -> None:
    advert = """Benefits
Weekly pay
Free parking

You must have a full driving licence.
"""
    assert texts(advert, Need.MUST) == ["You must have a full driving licence"]


def test_a_small_heading_between_an_empty_line_and_text_ends_what_was_asked_for() -> None:
    advert = """Essential
Able to use Excel
A calm voice

The Council
Looks after 4,200 km of road
Salary: grade D
"""
    assert texts(advert, Need.MUST) == ["Able to use Excel", "A calm voice"]


def test_a_line_without_an_end_asks_for_nothing() -> None:
    endless = "you must drive and you should lift and you need to count " * 60

    found = read_advert(f"{endless}\nRequirements\n- A driving licence\n")

    assert [one.text for one in found.requirements] == ["A driving licence"]
