"""What a plan says goes before what the person chose, and the rest is the person's."""

from coach.model.company import Company, Person
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import Mode, SessionStyle
from coach.practice.from_plan import Manner, askers_of, interview_from
from coach.questions.plan import find_plan

QUESTIONS = tuple(
    Question(text=text, kind=QuestionKind.OTHER, parts=(QuestionPart(PartKind.FACT, "it"),))
    for text in ("One?", "Two?", "Three?", "Four?")
)
MINE = Manner(mode=Mode.INTERVIEW, thinking_s=20, follow_ups=True)


def test_a_first_interview_is_held_as_the_person_has_it_set() -> None:
    interview = interview_from(find_plan("first-interview"), QUESTIONS, MINE)
    assert (interview.mode, interview.think_s, interview.follow_ups) == (Mode.INTERVIEW, 20.0, 2)
    assert (interview.style, interview.hidden, interview.limit_s) == (SessionStyle.INTERVIEW, False, None)


def test_without_follow_ups_none_is_asked() -> None:
    quiet = Manner(follow_ups=False, hidden=True, typed=True)
    interview = interview_from(find_plan("first-interview"), QUESTIONS, quiet)
    assert (interview.follow_ups, interview.hidden, interview.typed) == (0, True, True)


def test_a_pitch_has_a_limit_and_its_feedback_at_once() -> None:
    interview = interview_from(find_plan("pitch-30"), QUESTIONS[:1], MINE)
    assert (interview.limit_s, interview.mode, interview.follow_ups) == (30, Mode.COACH, 0)


def test_the_listening_drill_hides_the_text_whatever_is_set() -> None:
    assert interview_from(find_plan("listening"), QUESTIONS, MINE).hidden


def test_a_panel_of_three_at_most_asks_in_turn() -> None:
    panel = Manner(askers=("Ada", "Bo", "Cy", "Di"))
    assert interview_from(find_plan("quick"), QUESTIONS, panel).askers == ("Ada", "Bo", "Cy", "Di")
    noted = Company(people=tuple(Person(name, cares="safety") for name in ("Ada", "Bo", "Cy", "Di")))
    assert askers_of(noted, panel=True) == ("Ada", "Bo", "Cy")
    assert askers_of(noted, panel=False) == ("Ada",)
    assert askers_of(None, panel=True) == ()
    assert interview_from(find_plan("quick"), QUESTIONS, MINE).askers == ()


def test_named_questions_come_without_an_interviews_words_between_them() -> None:
    plan = find_plan("first-interview")
    assert interview_from(plan, QUESTIONS, MINE, style=SessionStyle.DRILL).style is SessionStyle.DRILL


def test_where_the_person_asks_one_invitation_goes_on_until_nothing_more_is_asked() -> None:
    interview = interview_from(find_plan("your-turn"), QUESTIONS, MINE)
    assert (len(interview.questions), interview.style) == (1, SessionStyle.YOUR_TURN)
    assert interview.follow_ups >= 5
