"""What each clause does: one readable line a case, traps included."""

import pytest

from coach.language.clauses import read_clauses
from coach.language.spacy_parser import SpacyParser
from coach.language.values import Clause, ClauseType, Door, Subject

pytestmark = pytest.mark.models


def typed(parser: SpacyParser, said: str) -> list[str]:
    return [clause.type.value for clause in read_clauses(parser.parse(said))]


def only(parser: SpacyParser, said: str) -> Clause:
    clauses = read_clauses(parser.parse(said))
    assert len(clauses) == 1, [said[clause.start : clause.end] for clause in clauses]
    return clauses[0]


@pytest.mark.parametrize(
    ("said", "type_"),
    [
        # Labels without content.
        ("The situation was very difficult.", "shell"),
        ("The task was important.", "shell"),
        ("The action I took was effective.", "shell"),
        ("The result was very good.", "shell"),
        ("The result was extremely successful and highly positive.", "shell"),
        ("Let me tell you about a time.", "shell"),
        ("We faced a challenge.", "shell"),
        # An ending that only says that there was one, and one with an outcome.
        ("So yeah, that is how I dealt with it.", "shell"),
        ("And that's what happened.", "shell"),
        ("That's how it went.", "shell"),
        ("So that's basically how we solved the problem.", "shell"),
        ("And that was it, really.", "shell"),
        # Labels over content are content.
        ("The situation was that we lost our biggest client.", "event"),
        ("The result was a twenty percent drop in returns.", "state"),
        ("I explained the situation to the tenant.", "event"),
        # Nothing to tell.
        ("I can't think of one.", "absent"),
        ("Honestly I can't really think of an example right now.", "absent"),
        ("Nothing comes to mind.", "absent"),
        ("Nothing really springs to mind.", "absent"),
        ("I've never had a conflict at work.", "absent"),
        ("I don't have a situation like that.", "absent"),
        ("I haven't been in that situation.", "absent"),
        ("I'm drawing a blank.", "absent"),
        ("I have to say I have no idea.", "absent"),
        ("I just said no idea.", "absent"),
        ("So I just said nothing comes to mind, sorry.", "absent"),
        ("I've always said I don't have an example of that.", "absent"),
        ("i dont have any example", "absent"),
        # What one would do.
        ("I would call the customer.", "hypothetical"),
        ("I'd explain the delay.", "hypothetical"),
        ("I'd probably go to my manager.", "hypothetical"),
        ("I will join the team.", "hypothetical"),
        ("Imagine a customer shouts at you.", "hypothetical"),
        # What one always does.
        ("I always help my team.", "habitual"),
        ("I usually listen to people.", "habitual"),
        ("You just take it one step at a time.", "habitual"),
        ("Whenever there was a queue I opened a second till.", "habitual"),
        ("I used to close the shop.", "habitual"),
        ("I manage a team and I do the payroll.", "habitual"),
        ("We would usually meet on Mondays.", "habitual"),
        # What happened.
        ("I rang the driver.", "event"),
        ("The courier never came.", "event"),
        ("Last March the freezer broke down.", "event"),
        ("I managed to calm him down.", "event"),
        ("I remember we lost the order.", "event"),
        ("The order was cancelled.", "event"),
        ("Called the driver straight away.", "event"),
        ("She thanked me.", "event"),
        ("I got used to it.", "event"),
        # What was to be done.
        ("I had to find a replacement.", "obligation"),
        ("My job was to get the tills open by nine.", "obligation"),
        ("I was asked to lead it.", "obligation"),
        ("My manager asked me to cover the desk.", "obligation"),
        ("It was up to me to find someone.", "obligation"),
        ("We had until Friday to finish.", "obligation"),
        ("We needed a new supplier.", "obligation"),
        ("I was responsible for the whole kitchen.", "obligation"),
        ("The aim was to halve the waiting list.", "obligation"),
        # Background.
        ("We were four nurses on the ward.", "state"),
        ("There was a queue out of the door.", "state"),
        ("We couldn't find the driver.", "state"),
        # Beliefs and traits.
        ("I think communication is key.", "opinion"),
        ("It's important to listen.", "opinion"),
        ("For example, I'm a leader.", "self_description"),
        ("I'm a very organised person.", "self_description"),
        ("My greatest strength is patience.", "self_description"),
        ("I'm good with people.", "self_description"),
        ("I can handle pressure.", "self_description"),
    ],
)
def test_type(parser: SpacyParser, said: str, type_: str) -> None:
    assert set(typed(parser, said)) == {type_}


def test_who_else_has_no_idea_leaves_a_tale_to_tell(parser: SpacyParser) -> None:
    told = "Last May I saw a strange payment. I asked the owner and he goes, no idea. So I pulled the cards."
    assert "absent" not in typed(parser, told)


def test_an_ending_that_tells_what_was_kept_is_no_shell(parser: SpacyParser) -> None:
    told = "Last May we lost a driver. I rang the agency. That's how we kept the contract."
    assert typed(parser, told)[-1] == "state"


@pytest.mark.parametrize(
    ("said", "verb", "subject"),
    [
        ("The first thing I did was ask Anna what she was afraid of.", "ask", Subject.I),
        ("The next thing I did was to call the nurse.", "call", Subject.I),
        ("The other thing we did was move the queue outside.", "move", Subject.WE),
        ("What I did was rebook the coach.", "rebook", Subject.I),
        ("What we ended up doing was swapping the rota.", "swap", Subject.WE),
    ],
)
def test_what_i_did_was_is_the_speakers_own_act(
    parser: SpacyParser, said: str, verb: str, subject: Subject
) -> None:
    clause = only(parser, said)
    assert (clause.type, clause.verb, clause.subject) == (ClauseType.EVENT, verb, subject)


@pytest.mark.parametrize(
    "said",
    [
        "Rang the driver.",
        "Sat down with him.",
        "Then checked the cameras.",
        "Put it all in the log.",
        "Told her.",
    ],
)
def test_a_dropped_subject_is_the_speaker_whoever_acted_before(parser: SpacyParser, said: str) -> None:
    clauses = read_clauses(parser.parse(f"One night a pallet went missing. {said}"))
    assert (clauses[-1].type, clauses[-1].subject) == (ClauseType.EVENT, Subject.I)


@pytest.mark.parametrize(
    "told",
    [
        # Historic present.
        "So I'm on the ward and this one patient starts shouting, I go over, I sit down with her.",
        # A second language.
        "In my last job the manager he leave suddenly. I take the responsibility. I call all the drivers.",
        "Last summer one customer come very angry. I listen to him and I change the order.",
        "One day in the hotel the chef he leave suddenly, and we have eighty guest. I take the pass, I say "
        "to all one thing only, and I call the old chef. We serve all.",
        # African American English.
        "This one night the fryer catch fire. I grab the extinguisher and I done put it out.",
    ],
)
def test_second_door_opens_after_an_anchor(parser: SpacyParser, told: str) -> None:
    events = [clause for clause in read_clauses(parser.parse(told)) if clause.type is ClauseType.EVENT]
    assert len(events) >= 3
    assert Door.ANCHOR in {clause.door for clause in events}


@pytest.mark.parametrize(
    "told",
    [
        "I manage the team. I do the payroll and I handle complaints.",
        "In my current role I answer phones, I take bookings and I help guests.",
        "I always help my team. I listen to people. I solve problems.",
        "I am a leader. I motivate people and I communicate well.",
        "If a customer shouts I stay calm and I get my manager.",
        "Customers complain. People shout at you. You stay calm.",
    ],
)
def test_second_door_stays_shut_for_duties_and_habits(parser: SpacyParser, told: str) -> None:
    assert "event" not in typed(parser, told)


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("I rang the driver.", Subject.I),
        ("We rang the driver.", Subject.WE),
        ("Sarah and I rang the driver.", Subject.WE),
        ("The driver rang back.", Subject.SPECIFIC),
        ("He rang back.", Subject.SPECIFIC),
        ("Then called the driver.", Subject.I),
        ("You stay calm.", Subject.YOU),
        ("People complain.", Subject.GENERIC),
    ],
)
def test_subject(parser: SpacyParser, said: str, subject: Subject) -> None:
    assert only(parser, said).subject is subject


def test_joined_verbs_are_clauses_of_their_own_with_the_first_ones_subject(parser: SpacyParser) -> None:
    said = "I rang the driver and swapped the parcels that night."
    clauses = read_clauses(parser.parse(said))
    assert [said[clause.start : clause.end] for clause in clauses] == [
        "I rang the driver",
        "and swapped the parcels that night",
    ]
    assert {clause.subject for clause in clauses} == {Subject.I}


def test_a_reason_stays_with_what_it_explains(parser: SpacyParser) -> None:
    said = "I called the landlord because she had the key."
    assert said[only(parser, said).start : only(parser, said).end] == said[:-1]


def test_a_time_clause_is_subordinate(parser: SpacyParser) -> None:
    first, second = read_clauses(parser.parse("When I got there, the boiler was leaking."))
    assert (first.subordinate, second.subordinate) == (True, False)


def test_negation_is_told(parser: SpacyParser) -> None:
    assert only(parser, "I didn't call anyone.").negated
    assert only(parser, "The courier never came.").negated
    assert not only(parser, "The courier came.").negated


def test_speech_without_punctuation_or_case_gives_the_same_types(parser: SpacyParser) -> None:
    written = (
        "Last spring I loaded the wrong van. I rang the driver and we swapped the parcels. He thanked me."
    )
    spoken = (
        "um last spring i loaded the wrong van uh i rang the driver and we swapped the parcels he thanked me"
    )
    assert typed(parser, written) == typed(parser, spoken)


def test_clauses_are_in_order_and_do_not_overlap(parser: SpacyParser) -> None:
    said = (
        "So, um, when I got there, the boiler, it was old, was leaking; so I I turned off the water - twice!"
    )
    clauses = read_clauses(parser.parse(said))
    ends = [0, *(clause.end for clause in clauses)]
    assert all(end <= clause.start < clause.end for end, clause in zip(ends, clauses, strict=False))
    assert clauses[-1].end <= len(said)
