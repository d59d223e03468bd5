"""What an interview is made of, as it was chosen; and its first and its last line in the library."""

import random
from dataclasses import dataclass

from coach.library import Library
from coach.model.message import Message
from coach.model.question import Question
from coach.model.session import Mode, Session
from coach.questions.bank import Banks
from coach.questions.plan import choose_questions
from coach.words import Words

FIRST_BANK = "first-interview"
"""The bank that the offered interviews take their questions from."""

RECENT_SESSIONS = 3
"""Questions of this many sessions are not asked again while there are others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """An interview as it was chosen.

    Args:
        title: What its session is called.
        plan: Id of the plan or bank that it follows.
        bank: Id of the bank that its questions come from.
        questions: How many are asked.
        question_ids: These questions, in this order, instead of chosen ones; empty to have them chosen.
        mode: When feedback is given.
        think_s: Seconds to think before the recording begins.
        typed: Whether answers are typed.
    """

    title: Message | str
    plan: str
    bank: str = FIRST_BANK
    questions: int = 3
    question_ids: tuple[str, ...] = ()
    mode: Mode = Mode.COACH
    think_s: float = 0.0
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that was begun in the library.

    Args:
        session_id: Its id.
        title: As it is shown.
        questions: What is asked, in order.
        setup: What it was made from.
    """

    session_id: str
    title: str
    questions: tuple[Question, ...]
    setup: Setup


def begin(setup: Setup, *, library: Library, banks: Banks, words: Words, rng: random.Random) -> Begun:
    """Choose the questions and begin the session.

    Args:
        setup: What was chosen.
        library: Where it is kept.
        banks: Where the questions come from.
        words: Gives the title.
        rng: Decides among questions that are equally fresh.

    Returns:
        The session, without answers.

    Raises:
        BankError: A bank or a question is not there, or the bank holds fewer questions than wanted.
        LibraryError: The library can't be written.
    """
    if setup.question_ids:
        questions = tuple(banks.question(each) for each in setup.question_ids)
    else:
        recent = [library.session(summary.id) for summary in library.sessions()[:RECENT_SESSIONS]]
        asked = [answer.question.id for session in reversed(recent) for answer in session.answers]
        lately = tuple(question_id for question_id in asked if question_id is not None)
        questions = choose_questions(banks.bank(setup.bank), setup.questions, rng=rng, asked_lately=lately)
    title = words.text(setup.title) if isinstance(setup.title, Message) else setup.title
    session = library.new_session(title=title, plan=setup.plan, mode=setup.mode)
    return Begun(session.id, title, questions, setup)


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
