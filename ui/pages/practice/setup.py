"""What an interview is made of, as it was chosen; and its first and its last line in the library."""

import random
from dataclasses import dataclass, field, replace
from datetime import datetime

from coach.library import Library
from coach.model.company import Company
from coach.model.message import Message, message
from coach.model.question import Question
from coach.model.session import Session, SessionStyle
from coach.practice.directions import with_directions
from coach.practice.from_plan import Manner, askers_of, interview_from
from coach.practice.script import Script, write_script
from coach.practice.values import Interview
from coach.questions.bank import Banks
from coach.questions.choice import Past, Wanted
from coach.questions.plan import find_plan
from coach.questions.request import Request, questions_for, title_of
from coach.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """An interview as it was chosen.

    Args:
        plan: Id of the plan that it follows.
        bank: Id of the bank that its questions come from; None for the plan's own choice.
        questions: How many are asked; None for as many as the plan has.
        question_ids: These questions, in this order, instead of chosen ones; empty to have them chosen.
        competency: For a plan that needs one.
        usual: Questions of a drill or a bank where nobody says how many.
        length: Questions of an interview, as the person has it set; None for as many as the plan has.
        manner: How the person would like to be interviewed.
        panel: Whether the people noted at the company ask in turn.
        captions: Whether an answer's words are shown while it is spoken.
        company: The employer of a prepared interview; None for none in particular.
        real: Questions from the person's own real interviews.
    """

    plan: str
    bank: str | None = None
    questions: int | None = None
    question_ids: tuple[str, ...] = ()
    competency: str | None = None
    usual: int = 5
    length: int | None = None
    manner: Manner = field(default_factory=Manner)
    panel: bool = False
    captions: bool = False
    company: Company | None = None
    real: tuple[Question, ...] = ()

    @property
    def request(self) -> Request:
        """What is asked for."""
        from coach.questions.prepared import prepared_questions  # noqa: PLC0415 - it brings pydantic

        prepared = prepared_questions(self.company, self.real)
        return Request(
            plan=self.plan,
            bank=self.bank,
            question_ids=self.question_ids,
            wanted=Wanted(count=self.questions, competency=self.competency, prepared=prepared),
            usual=self.usual,
            length=self.length,
        )


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that was begun in the library.

    Args:
        session_id: Its id.
        title: As it is shown.
        interview: At its start.
        script: What is said besides the questions.
        setup: What it was made from.
    """

    session_id: str
    title: str
    interview: Interview
    script: Script
    setup: Setup

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, in order."""
        return self.interview.questions


def begin(setup: Setup, *, library: Library, banks: Banks, words: Words, rng: random.Random) -> Begun:
    """Choose the questions and begin the session.

    Args:
        setup: What was chosen.
        library: Where it is kept.
        banks: Where the questions come from.
        words: Gives the title.
        rng: Decides among questions that are equally urgent.

    Returns:
        The session, without answers.

    Raises:
        BankError: A bank or a question is not there, or the plan needs something that is missing.
        LibraryError: The library can't be written.
    """
    request, company = setup.request, setup.company
    past = Past(now=datetime.now().astimezone(), asked=library.asked_before())
    questions = questions_for(request, banks, past=past, rng=rng)
    style = SessionStyle.DRILL if setup.question_ids else None
    if not setup.question_ids:
        questions = with_directions(questions, find_plan(setup.plan).style, wording=words.text, rng=rng)
    manner = replace(setup.manner, askers=askers_of(company, panel=setup.panel))
    interview = interview_from(find_plan(setup.plan), questions, manner, style=style)
    title = _title(title_of(request, banks), company, words)
    session = library.new_session(title=title, plan=request.followed, mode=interview.mode, company=company)
    return Begun(session.id, title, interview, write_script(interview, company, rng=rng), setup)


def _title(plan: Message | str, company: Company | None, words: Words) -> str:
    title = plan if isinstance(plan, str) else words.text(plan)
    if company is None or not company.name:
        return title
    return words.text(message("cli.practice.title", company=company.name, plan=title.lower()))


def finish(session_id: str, *, library: Library) -> Session | None:
    """Close a session in the library.

    Args:
        session_id: Its id.
        library: Where it is kept.

    Returns:
        The session as it was saved; None when nothing was answered, in which case none is kept.

    Raises:
        LibraryError: The library can't be read or written.
    """
    session = library.session(session_id)
    if not session.answers:
        library.delete_session(session_id)
        return None
    library.end_session(session_id)
    return library.session(session_id)
