"""Feedback on answers of every kind: what is quoted, what is chosen, and what is asked next."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.feedback import make_feedback
from coach.feedback.quotes import clip, own_words
from coach.feedback.try_saying import _try_told
from coach.model.feedback import Feedback
from coach.model.message import Message
from coach.model.question import (
    Constraint,
    ConstraintKind,
    PartKind,
    Probe,
    Question,
    QuestionKind,
    QuestionPart,
)
from coach.model.score import (
    Answered,
    AnswerScore,
    AskClass,
    AskedQuestion,
    Confidence,
    Dimension,
    DimensionScore,
    KeptConstraint,
    ListeningScore,
    Measure,
    PartAnswer,
    Span,
)
from coach.testing.scored import assemble, evidence, said, scored, span, spoken
from coach.testing.sessions import DISAGREEMENT, disagreement_score, sample_session
from coach.words import Words

WORDS = Words.load("en")

STORY = (
    "Last winter the boiler in our block went cold. I rang the landlord and then I wrote to every tenant."
    " I asked them for their readings because the firm wanted proof."
)


def say(message: Message | None) -> str:
    return "" if message is None else WORDS.text(message)


def quoted(score: AnswerScore, feedback: Feedback) -> str:
    assert feedback.worked is not None
    return score.text[feedback.worked.span.start : feedback.worked.span.end]


def question(kind: QuestionKind = QuestionKind.BEHAVIOURAL, **more: object) -> Question:
    parts = (
        QuestionPart(PartKind.INSTANCE, "a time you took the lead"),
        QuestionPart(PartKind.OUTCOME, "how it turned out"),
    )
    return replace(
        Question(text="Tell me about a time you took the lead. How did it turn out?", kind=kind, parts=parts),
        **more,  # type: ignore[arg-type]
    )


def star(text: str, *parts: tuple[str, str], missing: tuple[str, ...] = (), level: int = 3) -> AnswerScore:
    heard = spoken(text)
    found = tuple(evidence(heard, label, words) for label, words in parts)
    return assemble(
        question(),
        heard,
        star=scored(level, "Because.", next_level="Say more.", missing=missing, evidence=found),
    )


SCENE = ("situation", "Last winter the boiler in our block went cold.")
RANG = ("action", "I rang the landlord")
WROTE = ("action", "and then I wrote to every tenant.")
AFTER_PROOF = "After “I asked them for their readings because the firm wanted proof”, try: “In the end, …”"
PROOF = ("action", "I asked them for their readings because the firm wanted proof.")


class TestWorked:
    def test_a_story_is_quoted_by_what_came_of_it(self) -> None:
        score = disagreement_score()
        feedback = make_feedback(score)
        assert quoted(score, feedback).startswith("We processed forty thousand orders")
        assert say(feedback.worked.text if feedback.worked else None) == "A result that can be checked."

    def test_the_highest_level_is_quoted(self) -> None:
        score = disagreement_score()
        listening = replace(score.listening, level=5)
        lower = replace(score, story=replace(score.story, level=4), listening=listening)
        assert quoted(lower, make_feedback(lower)).startswith("My colleague wanted to patch")

    def test_without_a_usable_structure_a_story_is_quoted_by_its_scene(self) -> None:
        score = disagreement_score()
        scene = replace(score, star=replace(score.star, level=2))
        assert quoted(scene, make_feedback(scene)).startswith("in my last role I was on the billing team")

    def test_an_act_with_its_reason_comes_before_an_act(self) -> None:
        score = star(STORY, SCENE, RANG, WROTE, PROOF, missing=("result",))
        feedback = make_feedback(score)
        assert quoted(score, feedback) == PROOF[1]
        assert say(feedback.worked.text if feedback.worked else None) == "A particular act, with its reason."

    def test_a_long_stretch_is_quoted_by_whole_clauses(self) -> None:
        text = (
            "And then, um, I rang the landlord on the Monday and I wrote to every tenant in the block. "
            "I asked them for their readings because the firm wanted proof, and I kept a copy of each one."
        )
        parts = (QuestionPart(PartKind.METHOD, "what you did"),)
        heard = spoken(text)
        answered = (PartAnswer(part=0, answered=Answered.YES, span=Span(start=0, end=len(text))),)
        score = assemble(
            question(QuestionKind.SELF, parts=parts), heard, listening=scored(4, "Nearly.", parts=answered)
        )
        assert quoted(score, make_feedback(score)) == (
            "I rang the landlord on the Monday and I wrote to every tenant in the block."
        )

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("I rang the landlord that day. And", "I rang the landlord that day."),
            ("I rang him? So, ", "I rang him?"),
            ("Urm, I rang the landlord.", "I rang the landlord."),
            ("I rang him and", "I rang him and"),
        ],
    )
    def test_a_quote_has_no_joint_left_over_at_its_ends(self, text: str, shown: str) -> None:
        whole = disagreement_score()
        found = clip(replace(whole, text=text, unsure=()), Span(start=0, end=len(text)))
        assert text[found.start : found.end] == shown

    @pytest.mark.parametrize("words", [3, 25, 26, 80, 400])
    def test_no_quote_is_longer_than_a_glance_takes_in(self, words: int) -> None:
        text = " ".join(f"word{n}" for n in range(words))
        score = star(text, ("action", text), level=4)
        shown = quoted(score, make_feedback(score))
        assert text.startswith(shown)
        assert len(shown.split()) == min(words, 25)

    def test_words_that_were_hard_to_hear_are_never_quoted(self) -> None:
        heard = spoken(STORY, unsure="their readings")
        clear = star(STORY, RANG, PROOF, missing=("result",))
        score = replace(
            clear,
            unsure=tuple(Span(start=word.start, end=word.end) for word in heard.words if word.unsure),
        )
        assert quoted(score, make_feedback(score)) == "I rang the landlord"

    def test_nothing_is_praised_at_level_1_or_without_words(self) -> None:
        for score in (star(STORY, RANG, level=1), star(STORY, level=4)):
            assert make_feedback(score).worked is None

    def test_delivery_is_never_the_quote(self) -> None:
        assert make_feedback(assemble(question(), spoken(STORY))).worked is None

    def test_a_question_about_their_work_is_quoted_and_one_about_leave_is_not(self) -> None:
        heard = spoken("How do you test a new arm? How much holiday is there?")
        asked = (
            AskedQuestion(
                span=span(heard, "How much holiday is there?"),
                ask_class=AskClass.PRACTICAL,
                self_focused=True,
                early=True,
            ),
            AskedQuestion(
                span=span(heard, "How do you test a new arm?"),
                ask_class=AskClass.WORK,
                self_focused=False,
                early=False,
            ),
        )
        score = assemble(question(QuestionKind.CLOSING), heard, focus=scored(3, "Mixed.", questions=asked))
        assert quoted(score, make_feedback(score)) == "How do you test a new arm?"

    @pytest.mark.parametrize(
        ("level", "answered", "says"),
        [
            (2, Answered.NO, None),
            (3, Answered.PARTLY, "It begins to answer “where you see yourself”."),
            (3, Answered.YES, None),  # what was said speaks against the answer
            (5, Answered.YES, "It answers “where you see yourself” in a place that is easy to find."),
        ],
    )
    def test_no_part_is_praised_that_the_levels_call_missing(
        self, level: int, answered: Answered, says: str | None
    ) -> None:
        asked = question(QuestionKind.GOALS, parts=(QuestionPart(PartKind.PLAN, "where you see yourself"),))
        heard = spoken("I do not plan that far ahead.")
        whole = span(heard, "I do not plan that far ahead.")
        part = PartAnswer(part=0, answered=answered, span=None if answered is Answered.NO else whole)
        listening = scored(
            level, "x", parts=(part,), evidence=(evidence(heard, "said", "I do not plan that far ahead."),)
        )
        worked = make_feedback(assemble(asked, heard, listening=listening)).worked
        assert (worked and say(worked.text)) == says

    def test_of_two_parts_the_answered_one_is_praised(self) -> None:
        heard = spoken(STORY)
        parts = (
            PartAnswer(part=0, answered=Answered.YES, span=span(heard, "I rang the landlord")),
            PartAnswer(part=1, answered=Answered.NO),
        )
        score = assemble(question(), heard, listening=scored(3, "Half.", parts=parts))
        assert quoted(score, make_feedback(score)) == "I rang the landlord"

    @pytest.mark.parametrize(
        ("level", "says"), [(2, None), (3, "It comes from something that really happened."),
                            (4, "One particular occasion, told as it happened.")]
    )  # fmt: skip
    def test_an_experience_is_called_an_occasion_only_where_one_was_told(
        self, level: int, says: str | None
    ) -> None:
        heard = spoken("He never listened to anybody. I told him that the racking was loose.")
        events = ("He never listened to anybody.", "I told him that the racking was loose.")
        found = tuple(evidence(heard, "event", words) for words in events)
        score = assemble(question(), heard, story=scored(level, "x", evidence=found))
        feedback = make_feedback(score)
        assert (feedback.worked and say(feedback.worked.text)) == says
        if feedback.worked:
            assert quoted(score, feedback) == events[1], "what somebody never does is no occasion"

    @pytest.mark.parametrize(
        ("label", "says"),
        [
            ("praise", None),
            ("claim", None),
            ("company_name", None),
            ("requirement", "It speaks to something that the job asks for."),
            ("tie", "It shows what you found out about them."),
        ],
    )
    def test_praise_that_fits_any_employer_is_not_called_research(self, label: str, says: str | None) -> None:
        heard = spoken("You are a great company with a very good name.")
        found = (evidence(heard, label, "You are a great company with a very good name."),)
        score = assemble(question(QuestionKind.COMPANY), heard, research=scored(2, "Praise.", evidence=found))
        worked = make_feedback(score).worked
        assert (worked and say(worked.text)) == says


class TestNextStep:
    @pytest.mark.parametrize(
        ("condition", "start"),
        [
            ("focus.next.build_on", "Try: “You said earlier"),
            ("focus.next.second_question", "Try: “You said earlier"),
            ("focus.next.particular", "Try: “I read that"),
            ("focus.next.read_up", "Try: “I read that"),
            ("focus.next.ask_work", "Try asking: “What would a good first three months"),
        ],
    )
    def test_the_question_to_try_does_what_the_step_asks_for(self, condition: str, start: str) -> None:
        focus = {**scored(4, "Nearly."), "next_level": Message(condition)}
        heard = spoken("What would a normal day be for me?")
        step = make_feedback(assemble(question(QuestionKind.CLOSING), heard, focus=focus)).next_step
        assert step is not None
        assert say(step.try_saying).startswith(start)

    def test_a_task_is_not_put_between_the_acts(self) -> None:
        long = (
            "action",
            "I rang the landlord and " + "then I wrote to every tenant and " * 3 + "rang again.",
        )
        late = ("action", "Since then I keep each note in a folder.")
        score = star(f"{long[1]} {late[1]}", long, late, missing=("task",))
        step = make_feedback(score).next_step
        assert step is not None
        assert "Since then" not in say(step.try_saying)

    @pytest.mark.parametrize(
        ("missing", "dimension_says"),
        [
            (("result",), AFTER_PROOF),
            (("task",), "Before “I rang the landlord”, try: “I was asked to …” or “My job was to …”"),
            (("task", "result"), AFTER_PROOF),
            (("situation",), "Try: “Last …, at …, we had …”, so that it is clear when and where it was."),
        ],
    )  # fmt: skip
    def test_a_missing_part_gets_a_pattern_beside_own_words(
        self, missing: tuple[str, ...], dimension_says: str
    ) -> None:
        step = make_feedback(star(STORY, SCENE, RANG, WROTE, PROOF, missing=missing)).next_step
        assert step is not None
        assert step.dimension is Dimension.STAR
        assert say(step.text) == "Say more."
        assert say(step.try_saying) == dimension_says

    def test_without_an_action_the_scene_is_the_place_to_go_on(self) -> None:
        step = make_feedback(star(STORY, SCENE, missing=("action", "result"), level=2)).next_step
        assert step is not None
        assert (
            say(step.try_saying)
            == "After “Last winter the boiler in our block went cold”, try: “So I … Then I …”"
        )

    @pytest.mark.parametrize(
        ("parts", "expected"),
        [
            ((RANG, WROTE), "Try: “I rang the landlord, because …”"),
            (
                (PROOF, ("result", "I wrote to every tenant")),
                "After “I wrote to every tenant”, say how many, how much sooner, or who said so.",
            ),
        ],
    )
    def test_a_whole_story_gets_a_reason_then_an_amount(
        self, parts: tuple[tuple[str, str], ...], expected: str
    ) -> None:
        step = make_feedback(star(STORY, *parts, level=4)).next_step
        assert step is not None
        assert say(step.try_saying) == expected

    @pytest.mark.parametrize(
        ("condition", "expected"),
        [
            ("star.next.result", "After “I wrote to every tenant”, try: “In the end, …”"),
            ("star.next.task", "Before “I rang the landlord”, try: “I was asked to …” or “My job was to …”"),
            ("star.next.reason", "Try: “I rang the landlord, because …”"),
            ("star.next.more_acts", "After “I wrote to every tenant”, try: “Then I …”"),
            ("star.next.balance", "Try one sentence of background, and then: “I rang the landlord”"),
            ("star.next.own", "Where it says “we”, try: “My part was to …, so I …”"),
            (
                "star.next.checkable",
                "Try an ending that can be checked: how many, how much sooner, or who said so.",
            ),
            ("star.next.realised", "Try a beginning such as: “Last …, when I was at …, …”"),
        ],
    )
    def test_the_sentence_to_try_answers_the_condition(self, condition: str, expected: str) -> None:
        score = star(STORY, SCENE, RANG, WROTE)
        with_condition = replace(score, star=replace(score.star, next_level=Message(condition)))
        step = make_feedback(with_condition).next_step
        assert step is not None
        assert say(step.try_saying) == expected

    def test_every_condition_of_the_rules_has_a_pattern(self) -> None:
        """The rules of STAR and story name conditions in their ids; a new one needs a pattern here."""
        ids = [one for one in WORDS.catalogue.sentences if one.startswith(("star.next.", "story.next."))]
        score = star(STORY, SCENE, RANG, WROTE, missing=("result",))
        assert len(ids) > 10
        silent = [one for one in ids if _try_told(score, one.rpartition(".")[2]) is None]
        assert not silent

    def test_the_lowest_content_level_is_worth_most_and_delivery_comes_last(self) -> None:
        score = disagreement_score()
        low = replace(score.delivery, level=1)
        step = make_feedback(replace(score, delivery=low)).next_step
        assert step is not None
        assert step.dimension is Dimension.LISTENING
        only = make_feedback(replace(assemble(question(), spoken(STORY)), delivery=low)).next_step
        assert only is not None
        assert only.dimension is Dimension.DELIVERY

    def test_at_equal_levels_a_story_comes_before_its_parts(self) -> None:
        score = replace(
            star(STORY, SCENE, level=2, missing=("action", "result")),
            story=DimensionScore(**scored(2, "A habit.", next_level="Tell one time.")),  # type: ignore[arg-type]
        )
        step = make_feedback(score).next_step
        assert step is not None
        assert step.dimension is Dimension.STORY
        assert say(step.try_saying) == "Try a beginning such as: “Last …, when I was at …, …”"

    @pytest.mark.parametrize(
        ("kind", "starter"),
        [
            (PartKind.OUTCOME, "In the end, …"),
            (PartKind.REASON, "The reason was …"),
            (PartKind.METHOD, "First I …, then I …"),
            (PartKind.PLAN, "Next I want to …, by …"),
        ],
    )
    def test_a_part_that_was_not_answered_gets_first_words(self, kind: PartKind, starter: str) -> None:
        asked = question(QuestionKind.GOALS, parts=(QuestionPart(kind, "the second part"),))
        listening = scored(
            3, "Half.", next_level="Answer it.", parts=(PartAnswer(part=0, answered=Answered.NO),)
        )
        step = make_feedback(assemble(asked, spoken(STORY), listening=listening)).next_step
        assert step is not None
        assert say(step.try_saying) == f"Try: “{starter}”"

    def test_a_direction_that_was_bent_is_quoted_from_the_question(self) -> None:
        asked = question(constraints=(Constraint(ConstraintKind.COUNT, "two examples", 2),))
        kept = KeptConstraint(kind=ConstraintKind.COUNT, text="two examples", kept=False)
        listening = scored(4, "Nearly.", next_level="Two.", constraints=(kept,))
        step = make_feedback(assemble(asked, spoken(STORY), listening=listening)).next_step
        assert step is not None
        assert "“two examples”" in say(step.try_saying)

    def test_presumption_is_offered_an_if(self) -> None:
        heard = spoken("When I start in May I will change the line. What is the first project?")
        focus = scored(3, "Nearly.", next_level="If.", presumption=(span(heard, "When I start in May"),))
        step = make_feedback(assemble(question(QuestionKind.CLOSING), heard, focus=focus)).next_step
        assert step is not None
        assert say(step.try_saying) == "Instead of “When I start in May”, try: “If I were to join, …”"

    @pytest.mark.parametrize(
        ("name", "value", "start"),
        [
            ("pace_wpm", 92.0, "Say it once more with one breath a sentence"),
            ("pace_wpm", 215.0, "Say it once more, and stop for a breath"),
            ("fillers", 14.0, "Say it once more, and breathe"),
            ("length_s", 20.0, "Say it once more with one more detail"),
            ("length_s", 300.0, "Say it once more, and leave out"),
        ],
    )
    def test_delivery_names_its_lowest_measure(self, name: str, value: float, start: str) -> None:
        score = assemble(question(target_s=(60, 120)), spoken(STORY))
        measures = (
            Measure(name="words", value=40, unit="words"),
            Measure(name=name, value=value, unit="x", level=2),
        )
        step = make_feedback(
            replace(score, delivery=replace(score.delivery, level=2, measures=measures))
        ).next_step
        assert step is not None
        assert say(step.try_saying).startswith(start)

    def test_nothing_is_asked_for_when_nothing_was_scored_or_all_is_at_5(self) -> None:
        blank = assemble(question(), spoken(STORY), star={"applies": True, "level": None, "confidence": None,
                                                          "reason": said("Too short.")})  # fmt: skip
        nothing = replace(blank, delivery=replace(blank.delivery, level=None))
        assert make_feedback(nothing) == Feedback(worked=None, next_step=None, follow_up=None)
        full = star(STORY, SCENE, RANG, PROOF, level=5)
        assert make_feedback(replace(full, delivery=replace(full.delivery, level=5))).next_step is None

    def test_a_dimension_without_its_own_condition_gets_a_general_one(self) -> None:
        score = assemble(question(), spoken(STORY), research=scored(2, "Little."))
        step = make_feedback(score).next_step
        assert step is not None
        assert say(step.text).startswith("Name something particular about the company")


class TestFollowUp:
    def test_the_authors_probe_comes_first(self) -> None:
        score = star(STORY, SCENE, RANG, missing=("result",))
        with_probe = replace(
            score, question=question(probes=(Probe("result", "Did the heating come back?"),))
        )
        assert say(make_feedback(with_probe).follow_up) == "Did the heating come back?"
        assert say(make_feedback(score).follow_up) == "What came of it?"

    def test_no_story_at_all_is_asked_for_as_a_story(self) -> None:
        score = assemble(
            question(), spoken(STORY), story=scored(2, "A habit."), star=scored(2, "x", missing=("result",))
        )
        assert say(make_feedback(score).follow_up) == "Can you tell me about one particular time?"

    def test_a_part_that_was_not_answered_is_asked_again(self) -> None:
        parts = (PartAnswer(part=0, answered=Answered.YES), PartAnswer(part=1, answered=Answered.NO))
        score = assemble(
            question(QuestionKind.SELF), spoken(STORY), listening=scored(3, "Half.", parts=parts)
        )
        assert say(make_feedback(score).follow_up) == "Could you tell me how it turned out?"
        own = replace(score, question=question(QuestionKind.SELF, probes=(Probe("part_2", "And then?"),)))
        assert say(make_feedback(own).follow_up) == "And then?"

    def test_an_answer_to_another_question_is_asked_once_more(self) -> None:
        score = assemble(question(), spoken(STORY), listening=scored(2, "Other.", off_topic=True))
        assert say(make_feedback(score).follow_up).startswith(
            "Let me ask that once more: Tell me about a time"
        )

    def test_company_questions_ask_what_was_found_out(self) -> None:
        score = assemble(question(QuestionKind.COMPANY), spoken(STORY), research=scored(2, "Little."))
        assert say(make_feedback(score).follow_up) == "What do you know about us?"

    def test_nothing_is_asked_when_nothing_is_missing(self) -> None:
        assert make_feedback(disagreement_score()).follow_up is None


class TestOwnWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("So, um, I rang the landlord.", "I rang the landlord"),
            ("and then I wrote to every tenant,", "I wrote to every tenant"),
            ("I did", None),
            ("I said “no” to the firm", None),
            ("I " + "really " * 20 + "tried", None),
        ],
    )
    def test_a_quote_in_a_sentence_to_try_is_short_and_clean(self, text: str, words: str | None) -> None:
        score = replace(disagreement_score(), text=text, unsure=())
        assert own_words(score, Span(start=0, end=len(text))) == words


def test_every_sentence_of_the_sample_can_be_said() -> None:
    for answer in sample_session().answers:
        if answer.feedback is None or answer.score is None:
            continue
        step, worked = answer.feedback.next_step, answer.feedback.worked
        for message in (
            worked.text if worked else None,
            step.text if step else None,
            step.try_saying if step else None,
            answer.feedback.follow_up,
        ):
            assert message is None or WORDS.text(message)


LEVELS = st.one_of(st.none(), st.integers(1, 5))


@settings(max_examples=60, deadline=None)
@given(
    levels=st.tuples(LEVELS, LEVELS, LEVELS, LEVELS),
    missing=st.lists(st.sampled_from(("situation", "task", "action", "result")), unique=True),
    unsure=st.lists(st.tuples(st.integers(0, 500), st.integers(1, 60)), max_size=4),
)
def test_laws(
    levels: tuple[int | None, int | None, int | None, int | None],
    missing: list[str],
    unsure: list[tuple[int, int]],
) -> None:
    """A quote is verbatim and sure; the step raises a level that can rise; everything can be said."""
    star_level, story_level, listening_level, delivery_level = levels
    whole = disagreement_score()

    def leveled(level: int | None) -> dict[str, object]:
        return {"level": level, "confidence": Confidence.HIGH if level else None}

    score = replace(
        whole,
        star=replace(whole.star, missing=tuple(missing), **leveled(star_level)),
        story=replace(whole.story, **leveled(story_level)),
        listening=replace(whole.listening, **leveled(listening_level)),
        delivery=replace(whole.delivery, **leveled(delivery_level)),
        unsure=tuple(Span(start=start, end=start + size) for start, size in unsure),
    )
    feedback = make_feedback(score)
    assert make_feedback(score) == feedback
    if feedback.worked is not None:
        found = feedback.worked.span
        assert DISAGREEMENT[found.start : found.end].strip()
        assert not any(one.start < found.end and found.start < one.end for one in score.unsure)
        assert WORDS.text(feedback.worked.text)
    content = [one for one in (star_level, story_level, listening_level) if one is not None and one < 5]
    if feedback.next_step is not None:
        level = score.dimension(feedback.next_step.dimension).level
        assert level == (min(content) if content else delivery_level)
        assert WORDS.text(feedback.next_step.text)
        assert feedback.next_step.try_saying is None or WORDS.text(feedback.next_step.try_saying)
    else:
        assert not content
        assert delivery_level in (None, 5) or None in levels
    assert feedback.follow_up is None or WORDS.text(feedback.follow_up)
    assert isinstance(score.listening, ListeningScore)
