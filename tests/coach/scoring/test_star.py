"""STAR levels: what must score low, what must score high, and what is said about it."""

from collections.abc import Callable

import pytest

from coach.language.ports import Language
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import Confidence, DimensionScore, ScoringRequest
from coach.model.transcript import Word
from coach.scoring.reading import read_answer
from coach.scoring.star import score_star

pytestmark = pytest.mark.models

Score = Callable[..., DimensionScore]

ASKED = Question(
    text="Tell me about a time you dealt with a problem.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time you dealt with a problem"),),
)

SCENE = "Last March, on a Friday at the bakery, both ovens went out at four in the morning."
TASK = "I was the baker in charge, so I had to get two hundred loaves out by seven."
ACTS = (
    "I rang the café next door and borrowed their oven. I changed the order of the bake, because the "
    "small loaves "
    "need less time, and I called our three biggest customers to tell them."
)
RESULT = "In the end a hundred and ninety loaves went out on time, and not one customer cancelled."
STORY = f"{SCENE} {TASK} {ACTS} {RESULT}"


@pytest.fixture
def score(language: Language) -> Score:
    def of(text: str, question: Question = ASKED, words: tuple[Word, ...] | None = None) -> DimensionScore:
        return score_star(read_answer(ScoringRequest(text=text, question=question, words=words), language))

    return of


def test_a_good_story_that_never_names_a_label_reaches_the_top(score: Score) -> None:
    found = score(STORY)
    assert (found.level, found.missing, found.next_level) == (5, (), None)
    assert found.confidence is Confidence.HIGH


@pytest.mark.parametrize(
    "said",
    [
        "The situation was very difficult. The task was important. The action I took was effective. "
        "The result was very good.",
        "The situation was extremely challenging and highly complex. The task was to complete the task "
        "quickly and "
        "professionally. The action was that I took decisive action very effectively. As a result, the "
        "outcome was "
        "incredibly successful.",
        "Well, I would first listen to the customer. Then I would apologise and I'd offer a refund, and "
        "after that "
        "I would call them the next day and I would ask whether everything was fine.",
        "I can't think of one.",
        "Nothing comes to mind, sorry. I don't have a situation like that, and I took no action and "
        "there was no "
        "result.",
        "I always help my team. I'm a leader and I'm very organised. I usually listen to everyone, and I "
        "think "
        "communication is the key to every success in a team. For example, I'm a people person.",
    ],
)
def test_what_is_no_story_scores_one_without_evidence(score: Score, said: str) -> None:
    found = score(said)
    assert found.level == 1
    assert found.evidence == ()
    assert found.next_level is not None


def test_headings_over_real_content_are_not_punished(score: Score) -> None:
    headed = f"So the situation: {SCENE} My task: {TASK} The action: {ACTS} And the result: {RESULT}"
    assert score(headed).level >= 4


def test_a_result_told_first_is_found(score: Score) -> None:
    found = score(f"We saved a hundred and ninety loaves and lost no customer. {SCENE} {TASK} {ACTS}")
    assert "result" not in found.missing
    assert found.level >= 4


@pytest.mark.parametrize(
    ("told", "missing", "highest"),
    [
        (f"{SCENE} {TASK} {ACTS}", ("result",), 3),
        (f"{SCENE} {ACTS} {RESULT}", ("task",), 3),
        (f"{SCENE} {TASK} {RESULT}", ("action",), 2),
    ],
)
def test_a_part_left_out_is_missed(score: Score, told: str, missing: tuple[str, ...], highest: int) -> None:
    found = score(told)
    assert found.missing == missing
    assert found.level <= highest


def test_a_team_story_with_one_own_part_can_reach_four(score: Score) -> None:
    we = (
        "Last winter our clinic lost its booking system on a Monday. My part was to keep the patients "
        "informed. "
        "We split the list into four. I wrote a short text for the patients and I rang the thirty oldest "
        "ones "
        "myself. We worked through lunch. By three o'clock every patient had a new time, and the manager "
        "adopted "
        "the text for the next outage."
    )
    assert score(we).level >= 4


def test_only_we_stays_at_three(score: Score) -> None:
    assert score(STORY.replace("I ", "we ").replace("I'", "we'")).level <= 3


def test_a_failure_with_learning_can_score_high(score: Score) -> None:
    failed = (
        "In my second year as a site engineer, in May, I set out a wall forty millimetres off. It was my "
        "job to "
        "check the lines. I stopped the pour as soon as I saw it, I told the foreman myself, and I "
        "stayed until ten "
        "to mark it again, because the crane was booked for the morning. We lost a day and it cost us "
        "two thousand "
        "pounds. Since then I have every line checked by a second person."
    )
    assert score(failed).level >= 4


def test_a_short_complete_answer_can_reach_four(score: Score) -> None:
    short = (
        "One night in our hotel the lift stopped with two guests inside. I was alone on reception, so I "
        "had to get "
        "them out. I talked to them through the door and I rang the engineer. He was there in twenty "
        "minutes, and "
        "the guests thanked me and came back in June."
    )
    assert score(short).level >= 4


def test_numbers_outside_the_result_do_not_make_it_checkable(score: Score) -> None:
    vague = STORY.replace(RESULT, "In the end it all went well and people were happy.")
    assert score(vague).level <= 3


def test_second_language_speech_is_judged_by_its_content(score: Score) -> None:
    told = (
        "In my last job in Porto one day the manager he leave suddenly, and I am the oldest there, so I "
        "must keep "
        "the shop open. I call the two girls and I make a new plan for the week. I learn the till in the "
        "night and "
        "I open every morning at seven. The shop never close one day, and the owner give me the job of "
        "manager."
    )
    assert score(told).level >= 3


def test_historic_present_is_judged_by_its_content(score: Score) -> None:
    told = (
        "So this one night I'm on the ward and a patient pulls out his line. I'm the only nurse there, "
        "so I have to "
        "act. I press on the arm, I shout for help and I talk to him the whole time. He calms down, the "
        "doctor comes "
        "in five minutes, and he's home by Friday."
    )
    assert score(told).level >= 3


def test_evidence_covers_every_clause_with_a_part_in_order(score: Score) -> None:
    found = score(STORY)
    assert {entry.label for entry in found.evidence} == {"situation", "task", "action", "result"}
    starts = [entry.start for entry in found.evidence]
    assert starts == sorted(starts)
    quoted = " ".join(STORY[entry.start : entry.end] for entry in found.evidence)
    for words in ("both ovens went out", "rang the café", "changed the order", "not one customer cancelled"):
        assert words in quoted


def test_nothing_unclear_is_quoted(score: Score) -> None:
    words, at = [], 0
    for index, text in enumerate(STORY.split()):
        start = STORY.index(text, at)
        at = start + len(text)
        unsure = text.startswith("cancelled")
        words.append(
            Word(
                text=text,
                start_s=index * 0.4,
                end_s=index * 0.4 + 0.3,
                probability=0.9,
                start=start,
                end=at,
                unsure=unsure,
            )
        )
    found = score(STORY, words=tuple(words))
    assert all("cancelled" not in STORY[entry.start : entry.end] for entry in found.evidence)
    assert all(entry.start_s is not None and entry.end_s is not None for entry in found.evidence)


@pytest.mark.parametrize(
    "kind", [QuestionKind.SITUATIONAL, QuestionKind.MOTIVATION, QuestionKind.SELF, QuestionKind.CLOSING]
)
def test_other_questions_get_the_dash(score: Score, kind: QuestionKind) -> None:
    question = Question(text="Why us?", kind=kind, parts=(QuestionPart(PartKind.REASON, "why us"),))
    found = score(STORY, question)
    assert (found.applies, found.level) == (False, None)


def test_an_instance_asked_for_in_another_question_is_scored(score: Score) -> None:
    question = Question(
        text="What is your weakness? Give an example.",
        kind=QuestionKind.WEAKNESS,
        parts=(QuestionPart(PartKind.FACT, "your weakness"), QuestionPart(PartKind.INSTANCE, "an example")),
    )
    assert score(STORY, question).applies


def test_too_little_to_go_by_is_not_scored(score: Score) -> None:
    found = score("It was at my old job, in the shop.")
    assert (found.applies, found.level, found.reason.id) == (True, None, "scoring.too_short")
