"""``coach practice``: an interview in the terminal."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from coach.analysis import AnalysisProcess, WarmJob
from coach.audio.answer_files import AnswerFiles
from coach.audio.ports import AudioInput, AudioOutput
from coach.cli.interview import TerminalInterview
from coach.cli.keys import TypedLines
from coach.cli.options import CompanyFile, JsonFlag, company_of, start
from coach.cli.shell import Shell
from coach.cli.show import overview, print_document
from coach.errors import InputError, KnownError
from coach.library import Library
from coach.model.company import Company
from coach.model.message import Message, message
from coach.model.question import Question
from coach.model.session import Mode, Session
from coach.practice.backlog import finish_waiting
from coach.practice.runner import Runner
from coach.practice.values import Interview
from coach.questions.plan import choose_questions, find_plan
from coach.reports import build_document
from coach.scoring.delivery import target_length_s
from coach.settings import declared
from coach.wire import SCHEMA, score_json

RECENT_SESSIONS = 3
"""Questions of this many sessions are not asked again while there are others."""


def practice(
    bank: Annotated[str, typer.Option(metavar="ID", help="Which question bank.")] = "first-interview",
    plan: Annotated[str, typer.Option(metavar="ID", help="first-interview or quick.")] = "first-interview",
    questions: Annotated[int | None, typer.Option(metavar="N", min=1, max=20, help="How many.")] = None,
    question: Annotated[
        list[str] | None, typer.Option(metavar="ID ...", help="These questions, in this order.")
    ] = None,
    answers: Annotated[
        list[Path] | None, typer.Option(metavar="WAV ...", help="Recordings instead of the microphone.")
    ] = None,
    mode: Annotated[
        Mode | None, typer.Option(help="Feedback after the interview, or after each answer.")
    ] = None,
    company: CompanyFile = None,
    typed: Annotated[bool, typer.Option("--typed", help="Type the answers.")] = False,  # noqa: FBT002
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Practise an interview: hear each question, answer aloud, press Enter, read the feedback.

    Example: coach practice --questions 3 --mode coach
    """
    if answers and typed:
        raise typer.BadParameter("give either --answers or --typed")
    shell = start(as_json=as_json)
    noted = company_of(company)
    for path in answers or ():
        if not path.is_file():
            raise InputError("error.input.not_found", file=str(path))
    with shell.library() as library, shell.analysis() as analysis:
        asked = _questions(
            shell, library, bank, plan, questions or (len(answers) if answers else None), question
        )
        if answers and len(answers) < len(asked):
            raise typer.BadParameter(f"{len(asked)} questions need as many --answers, not {len(answers)}")
        analysis.submit(WarmJob())
        chosen = mode or (Mode.COACH if answers else Mode(shell.settings.value(declared.PRACTICE_MODE)))
        interview = Interview(
            questions=asked,
            mode=chosen,
            think_s=0.0 if answers else float(shell.settings.value(declared.PRACTICE_THINK_S)),
            typed=typed,
        )
        microphone, speaker = _sound(shell, answers, typed=typed)
        title = session_title(shell, find_plan(plan).title, noted)
        session_id = library.new_session(title=title, plan=plan, mode=chosen, company=noted).id
        sitting = Sitting(
            interview=interview,
            session_id=session_id,
            company=noted,
            microphone=microphone,
            speaker=speaker,
            lines=None if answers else TypedLines(),
        )
        hold(shell, library, analysis, sitting)
        _conclude(shell, library.session(session_id))
        _finish_backlog(shell, library, analysis)


def session_title(shell: Shell, plan: Message, company: Company | None) -> str:
    """What a session is called.

    Args:
        shell: Gives the words.
        plan: The plan's title.
        company: What the person noted about the employer.

    Returns:
        Such as "Globex Robotics, first interview".
    """
    words = shell.output.words
    if company is None or not company.name:
        return words.text(plan)
    return words.text(message("cli.practice.title", company=company.name, plan=words.text(plan).lower()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One interview to be held.

    Args:
        interview: At its start.
        session_id: The session that it is saved in.
        company: What the person noted about the employer.
        microphone: None to type every answer.
        speaker: None to show the questions only.
        lines: What is typed; None when recordings are the answers.
    """

    interview: Interview
    session_id: str
    company: Company | None = None
    microphone: AudioInput | None = None
    speaker: AudioOutput | None = None
    lines: TypedLines | None = None


def hold(shell: Shell, library: Library, analysis: AnalysisProcess, sitting: Sitting) -> None:
    """Hold an interview to its end; what was said is kept also when it is broken off.

    Args:
        shell: What the command works with.
        library: Where it is kept.
        analysis: What transcribes and scores.
        sitting: The interview and what is particular to it.

    Raises:
        KnownError: The interview can't go on.
        KeyboardInterrupt: The person broke it off.
    """
    with shell.equipment(
        library, analysis, microphone=sitting.microphone, speaker=sitting.speaker
    ) as equipment:
        runner = Runner(sitting.interview, sitting.session_id, equipment, sitting.company)
        try:
            TerminalInterview(runner, shell.output, sitting.lines, target_length_s).run()
        except (KeyboardInterrupt, KnownError):
            runner.close()
            if library.session(sitting.session_id).answers:
                library.end_session(sitting.session_id)
                shell.output.say(message("cli.practice.broken_off"))
            else:
                library.delete_session(sitting.session_id)  # nothing was said, so there is nothing to keep
            raise


def interview_json(session: Session, shell: Shell, out: Path, files: list[Path]) -> dict[str, Any]:
    """A held interview as the interface names it.

    Args:
        session: As it was saved.
        shell: Gives the words.
        out: The folder that holds its data.
        files: What was made.

    Returns:
        The document.
    """
    words = shell.output.words
    scored = [
        score_json(answer.score, answer.feedback, words, row_id=answer.id)
        for answer in session.answers
        if answer.score is not None and answer.feedback is not None
    ]
    return {
        "schema": SCHEMA,
        "session_id": session.id,
        "out": str(out),
        "files": [str(path) for path in files],
        "answers": scored,
    }


def _sound(
    shell: Shell, answers: list[Path] | None, *, typed: bool
) -> tuple[AudioInput | None, AudioOutput | None]:
    if answers:
        return AnswerFiles(answers), None
    microphone, speaker = shell.sound_ports()
    return None if typed else microphone, speaker


def _questions(
    shell: Shell, library: Library, bank: str, plan: str, count: int | None, ids: list[str] | None
) -> tuple[Question, ...]:
    banks = shell.banks()
    if ids:
        return tuple(banks.question(each) for each in ids)
    wanted = count or find_plan(plan).questions
    recent = [library.session(summary.id) for summary in library.sessions()[:RECENT_SESSIONS]]
    asked = [answer.question.id for session in reversed(recent) for answer in session.answers]
    lately = tuple(question_id for question_id in asked if question_id is not None)
    # Which questions come is no secret to be guarded, so the ordinary generator will do.
    rng = random.Random()  # noqa: S311
    return choose_questions(banks.bank(bank), wanted, rng=rng, asked_lately=lately)


def _finish_backlog(shell: Shell, library: Library, analysis: AnalysisProcess) -> None:
    if not shell.left_over:
        return
    shell.output.say(message("cli.practice.backlog", n=len(shell.left_over)))
    finish_waiting(library, analysis, only=shell.left_over)


def _conclude(shell: Shell, session: Session) -> None:
    words = shell.output.words
    sounds = [
        shell.folders.data / answer.sound_file for answer in session.answers if answer.sound_file is not None
    ]
    if shell.output.as_json:
        shell.output.document(interview_json(session, shell, shell.folders.data, sounds))
        return
    document = build_document(session, words)
    if session.mode is Mode.INTERVIEW:
        print_document(shell.output.out, document, words.text(message("cli.legend")))
    else:
        shell.output.out.print(overview(document))
    shell.output.say(message("cli.practice.saved", id=session.id))
