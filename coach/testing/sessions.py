"""A whole practice session as the program would keep it: for tests, pictures and the report's template.

The scores are written by hand, not computed: nothing here needs weights, and it stays when rules change.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from coach.feedback import make_feedback
from coach.model.question import PartKind, Probe, Question, QuestionKind, QuestionPart
from coach.model.score import (
    Answered,
    AnswerScore,
    AskClass,
    AskedQuestion,
    Heard,
    HeardNote,
    PartAnswer,
)
from coach.model.session import Answer, AnswerStatus, Mode, Session
from coach.model.transcript import Transcript
from coach.testing.scored import assemble, evidence, said, scored, span, spoken


def disagreement_question() -> Question:
    """The question that the sample's third answer is to.

    Returns:
        A behavioural question with probes.
    """
    return Question(
        id="sample_disagreement",
        text="Tell me about a time you disagreed with a colleague. What did you do, and how did it turn out?",
        kind=QuestionKind.BEHAVIOURAL,
        parts=(
            QuestionPart(PartKind.INSTANCE, "a time you disagreed with a colleague"),
            QuestionPart(PartKind.METHOD, "what you did"),
            QuestionPart(PartKind.OUTCOME, "how it turned out"),
        ),
        competencies=("teamwork",),
        target_s=(60, 120),
        probes=(
            Probe("situation", "What was the disagreement about?"),
            Probe("task", "What did you need to get done?"),
            Probe("result", "What happened in the end?"),
        ),
    )


def disagreement_score(transcript: Transcript | None = None) -> AnswerScore:
    """A good story: all four parts, a number at the end, an unclear task.

    Args:
        transcript: What was said; None for the sample's own.

    Returns:
        Its score.
    """
    heard = transcript or spoken(DISAGREEMENT)
    parts = (
        ("situation", "in my last role I was on the billing team when our payment provider went down two days"
         " before Black Friday."),
        ("task", "I had to get a replacement in place before the weekend."),
        ("action", "My colleague wanted to patch the old client."),
        ("action", "First I mapped every call we made, then I showed him that eleven of them would"
         " still fail."),
        ("action", "I wrote an adapter, and I asked him to test it against last year's orders."),
        ("action", "he found a rounding problem, so I fixed that."),
        ("result", "We processed forty thousand orders with zero failed payments, and he later asked"
         " me to pair on the rewrite."),
    )  # fmt: skip
    found = tuple(evidence(heard, label, words) for label, words in parts)
    return assemble(
        disagreement_question(),
        heard,
        star=scored(
            4,
            "All four parts are there, and the outcome can be checked; the task takes one short sentence.",
            next_level="Name the goal and who set it before what you did.",
            evidence=found,
        ),
        story=scored(5, "One occasion, with its place, its time and its people.", evidence=found[:1]),
        listening=scored(
            4,
            "All parts are answered; how it turned out for the colleague comes last and short.",
            next_level="End on how it turned out between the two of you.",
            evidence=(evidence(heard, "part", "he later asked me to pair on the rewrite"),),
            parts=(
                PartAnswer(part=0, answered=Answered.YES, span=span(heard, "My colleague wanted to patch")),
                PartAnswer(
                    part=1, answered=Answered.YES, span=span(heard, "First I mapped every call we made")
                ),
                PartAnswer(part=2, answered=Answered.PARTLY, span=span(heard, "he later asked me to pair")),
            ),
        ),
    )


DISAGREEMENT = (
    "So, um, in my last role I was on the billing team when our payment provider went down two days"
    " before Black Friday. I had to get a replacement in place before the weekend. My colleague wanted to"
    " patch the old client. First I mapped every call we made, then I showed him that eleven of them would"
    " still fail. I wrote an adapter, and I asked him to test it against last year's orders. Uh, he found"
    " a rounding problem, so I fixed that. We processed forty thousand orders with zero failed payments,"
    " and he later asked me to pair on the rewrite."
)

_YOURSELF = (
    "I studied mechanical engineering in Leeds and then spent three years at a small firm that builds"
    " packing lines. Um, I started on drawings and moved to commissioning, so I was the person who stood"
    " beside the machine on the first day. What I liked most was finding out why something stops. That is"
    " why I am looking for a role where I test what I design."
)

_MISTAKE = (
    "Last spring I ordered the wrong bearings for a line in Hull. I had read the drawing from the year"
    " before. When the fitter rang me I drove to the supplier that afternoon, and I changed them for the"
    " right ones. Then I wrote a check into our order form, so that the drawing number has to be typed"
    " twice."
)

_WHY = (
    "I read that you build arms that work beside people without a cage. In my last job I spent most of my"
    " time on guards and light curtains, so I know what it costs when a robot can't share a room. I would"
    " like to work on the other answer to that. Your vision team also publishes its tests, which I find"
    " unusual."
)

_STRENGTH = (
    "I think I am good at explaining things. I usually draw what I mean. People tend to ask me to run the"
    " handover, and I always try to, um, keep it short."
)

_CLOSING = (
    "What would the first project be for somebody in this role? And how many days can I work from home? I"
    " would also like to know how much holiday there is."
)


def sample_session() -> Session:
    """A session of eight answers in every state that a kept answer can have.

    Returns:
        Scored answers good and weak, one typed, one skipped, one whose transcription failed.
    """
    zone = timezone(timedelta(hours=1))
    began = datetime(2026, 11, 21, 10, 15, tzinfo=zone)
    answers = (
        _answer(0, *_yourself()),
        _answer(1, *_mistake()),
        _answer(2, disagreement_question(), spoken(DISAGREEMENT), disagreement_score()),
        _answer(3, *_why()),
        _answer(4, *_strength()),
        _failed(5),
        _skipped(6),
        _answer(7, *_closing()),
    )
    moved = tuple(
        replace(answer, recorded_at=began.astimezone(UTC) + timedelta(minutes=2 * answer.position))
        for answer in answers
    )
    return Session(
        id="20261121-101500-sample",
        title="Globex Robotics, first interview",
        plan="first_interview",
        mode=Mode.INTERVIEW,
        started_at=began,
        ended_at=began + timedelta(minutes=21),
        answers=moved,
    )


def _answer(position: int, question: Question, transcript: Transcript, score: AnswerScore) -> Answer:
    return Answer(
        id=f"sample-{position}",
        position=position,
        attempt=1,
        question=question,
        status=AnswerStatus.DONE,
        recorded_at=datetime(2026, 11, 21, tzinfo=UTC),
        duration_s=transcript.duration_s,
        transcript=transcript,
        score=score,
        feedback=make_feedback(score),
    )


def _question(kind: QuestionKind, text: str, *parts: tuple[PartKind, str]) -> Question:
    return Question(text=text, kind=kind, parts=tuple(QuestionPart(of, part) for of, part in parts))


_Scored = tuple[Question, Transcript, AnswerScore]


def _yourself() -> _Scored:
    question = _question(
        QuestionKind.SELF, "Tell me about yourself.", (PartKind.FACT, "who you are and why you are here")
    )
    heard = spoken(_YOURSELF)
    listening = scored(
        4,
        "It says where you come from and what you look for, and stays short.",
        next_level="Tie the last sentence to this job by its name.",
        evidence=(evidence(heard, "part", "I am looking for a role where I test what I design"),),
        parts=(
            PartAnswer(
                part=0, answered=Answered.YES, span=span(heard, "What I liked most was finding out why")
            ),
        ),
    )
    return question, heard, assemble(question, heard, listening=listening)


def _mistake() -> _Scored:
    question = _question(
        QuestionKind.BEHAVIOURAL,
        "Tell me about a mistake you made. What did you learn from it?",
        (PartKind.INSTANCE, "a mistake you made"),
        (PartKind.OUTCOME, "what you learned"),
    )
    heard = spoken(_MISTAKE)
    found = (
        evidence(heard, "situation", "Last spring I ordered the wrong bearings for a line in Hull."),
        evidence(heard, "situation", "I had read the drawing from the year before."),
        evidence(heard, "action", "I drove to the supplier that afternoon"),
        evidence(heard, "action", "I changed them for the right ones"),
        evidence(heard, "action", "I wrote a check into our order form"),
    )
    score = assemble(
        question,
        heard,
        star=scored(
            3,
            "A scene and three acts of your own; I didn't hear what was to be achieved, or what came of it.",
            next_level="Say in one sentence what was different afterwards.",
            missing=("task", "result"),
            evidence=found,
        ),
        story=scored(
            4, "One occasion, last spring in Hull.", next_level="Say who was waiting.", evidence=found[:1]
        ),
        listening=scored(
            3,
            "The mistake is told; what you learned can only be guessed from the last sentence.",
            next_level="Say what you learned in a sentence of its own.",
            evidence=found[:1],
            parts=(
                PartAnswer(part=0, answered=Answered.YES, span=found[0].span),
                PartAnswer(part=1, answered=Answered.NO),
            ),
        ),
    )
    return question, heard, score


def _why() -> _Scored:
    question = _question(
        QuestionKind.MOTIVATION,
        "Why do you want to work here?",
        (PartKind.REASON, "why you want to work here"),
    )
    heard = spoken(_WHY)
    fact = span(heard, "I read that you build arms that work beside people without a cage.")
    tie = evidence(heard, "tie", "I know what it costs when a robot can't share a room")
    score = assemble(
        question,
        heard,
        research=scored(
            4,
            "Two particulars, one of them tied to your own work.",
            next_level="Tie the second one to what you would do here.",
            evidence=(evidence(heard, "fact", "Your vision team also publishes its tests"), tie),
            facts=(HeardNote(index=0, heard=Heard.YES, span=fact),),
        ),
        listening=scored(
            5,
            "The reason is given first and kept to.",
            evidence=(evidence(heard, "part", "I would like to work on the other answer to that"),),
        ),
    )
    return question, heard, score


def _strength() -> _Scored:
    question = _question(
        QuestionKind.STRENGTH,
        "What is your greatest strength? Give an example.",
        (PartKind.FACT, "your greatest strength"),
        (PartKind.INSTANCE, "an example"),
    )
    heard = spoken(_STRENGTH)
    listening = scored(
        2,
        "The strength is named; I didn't hear an example.",
        next_level="Tell one time when it made a difference.",
        evidence=(evidence(heard, "part", "I am good at explaining things"),),
        parts=(
            PartAnswer(part=0, answered=Answered.YES, span=span(heard, "I am good at explaining things")),
            PartAnswer(part=1, answered=Answered.NO),
        ),
    )
    return question, heard, assemble(question, heard, listening=listening)


def _closing() -> _Scored:
    question = _question(
        QuestionKind.CLOSING, "What questions do you have for us?", (PartKind.LIST, "your questions")
    )
    heard = spoken(_CLOSING)
    first = span(heard, "What would the first project be for somebody in this role?")
    focus = scored(
        2,
        "One question about the work, two about what the job gives.",
        next_level="Ask first about the work, and keep days and holiday for after an offer.",
        evidence=(evidence(heard, "work", "What would the first project be for somebody in this role?"),),
        questions=(
            AskedQuestion(span=first, ask_class=AskClass.WORK, self_focused=False, early=False),
            AskedQuestion(
                span=span(heard, "how many days can I work from home?"),
                ask_class=AskClass.PRACTICAL,
                self_focused=True,
                early=True,
                instead=said("“How does the team work together on a normal day?”"),
            ),
        ),
    )
    return question, heard, assemble(question, heard, focus=focus)


def _failed(position: int) -> Answer:
    question = _question(
        QuestionKind.BEHAVIOURAL,
        "Tell me about a time you had to learn something quickly.",
        (PartKind.INSTANCE, "a time you learned something quickly"),
    )
    return Answer(
        id=f"sample-{position}",
        position=position,
        attempt=1,
        question=question,
        status=AnswerStatus.FAILED,
        recorded_at=datetime(2026, 11, 21, tzinfo=UTC),
        sound_file="sounds/sample-5.wav",
        duration_s=41.0,
    )


def _skipped(position: int) -> Answer:
    question = _question(
        QuestionKind.GOALS, "Where do you see yourself in five years?", (PartKind.PLAN, "in five years")
    )
    return Answer(
        id=f"sample-{position}",
        position=position,
        attempt=1,
        question=question,
        status=AnswerStatus.SKIPPED,
        recorded_at=datetime(2026, 11, 21, tzinfo=UTC),
    )
