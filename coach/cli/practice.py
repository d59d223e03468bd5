"""``coach practice``: an interview in the terminal."""

import random
from dataclasses import dataclass, replace
from datetime import datetime
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
from coach.model.session import Mode, Session, SessionStyle
from coach.practice.backlog import finish_waiting
from coach.practice.directions import with_directions
from coach.practice.from_plan import Manner, askers_of, interview_from
from coach.practice.keeping import compress_recordings
from coach.practice.runner import Runner
from coach.practice.script import Script, write_script
from coach.practice.values import Interview
from coach.questions.choice import Past, Wanted
from coach.questions.plan import find_plan, length_in_questions, questions_in
from coach.questions.prepared import prepared_questions
from coach.questions.request import Request, questions_for, title_of
from coach.reports import build_document
from coach.scoring.delivery import target_length_s
from coach.settings import declared
from coach.wire import SCHEMA, score_json


def practice(
    bank: Annotated[
        str | None, typer.Option(metavar="ID", help="One question bank instead of the plan's own choice.")
    ] = None,
    plan: Annotated[
        str, typer.Option(metavar="ID", help="Which session; `coach plans` lists them.")
    ] = "first-interview",
    questions: Annotated[int | None, typer.Option(metavar="N", min=1, max=20, help="How many.")] = None,
    minutes: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=60, help="As many questions as fit into this time.")
    ] = None,
    competency: Annotated[
        str | None, typer.Option(metavar="NAME", help="For --plan competency; `coach plans` lists them.")
    ] = None,
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
    follow_ups: Annotated[
        bool | None, typer.Option("--follow-ups/--no-follow-ups", help="Ask for what is missing.")
    ] = None,
    hidden: Annotated[bool | None, typer.Option("--hide/--show", help="Only speak the questions.")] = None,
    panel: Annotated[
        bool | None, typer.Option("--panel/--no-panel", help="Those named in --company ask in turn.")
    ] = None,
    typed: Annotated[bool, typer.Option("--typed", help="Type the answers.")] = False,  # noqa: FBT002
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Practise an interview: hear each question, answer aloud, press Enter, read the feedback.

    Example: coach practice --questions 3 --mode coach
    """
    if answers and typed:
        raise typer.BadParameter("give either --answers or --typed")
    if questions and minutes:
        raise typer.BadParameter("give either --questions or --minutes")
    shell = start(as_json=as_json)
    noted = company_of(company)
    for path in answers or ():
        if not path.is_file():
            raise InputError("error.input.not_found", file=str(path))
    with shell.library() as library, shell.analysis() as analysis:
        count = questions or (questions_in(minutes) if minutes else None) or (len(answers or ()) or None)
        request = Request(
            plan=plan,
            bank=bank,
            question_ids=tuple(question or ()),
            wanted=Wanted(count=count, competency=competency, prepared=prepared_questions(noted)),
            usual=shell.settings.value(declared.PRACTICE_QUESTIONS),
            length=length_in_questions(shell.settings.value(declared.PRACTICE_LENGTH)),
        )
        asked = _questions(shell, library, request)
        asking = find_plan(plan).style is SessionStyle.YOUR_TURN
        if answers and len(answers) != len(asked) and not asking:
            raise typer.BadParameter(f"questions: {len(asked)}, --answers: {len(answers)}; give one for each")
        analysis.submit(WarmJob())
        manner = _manner(shell, mode, recorded=bool(answers))
        if follow_ups is not None:
            manner = replace(manner, follow_ups=follow_ups and not answers)
        if hidden is not None:
            manner = replace(manner, hidden=hidden)
        if panel is None:
            panel = shell.settings.value(declared.PRACTICE_PANEL)
        manner = replace(manner, askers=askers_of(noted, panel=panel))
        style = SessionStyle.DRILL if question else None
        if not question:
            wording, held = shell.output.words.text, find_plan(plan).style
            asked = with_directions(asked, held, wording=wording, rng=_chance())
        interview = interview_from(find_plan(plan), asked, replace(manner, typed=typed), style=style)
        if answers and asking:  # each recording is the next thing that is asked
            interview = replace(interview, follow_ups=len(answers) - 1)
        microphone, speaker = _sound(shell, answers, typed=typed)
        title = session_title(shell, title_of(request, shell.banks()), noted)
        session_id = library.new_session(
            title=title, plan=request.followed, mode=interview.mode, company=noted
        ).id
        sitting = Sitting(
            interview=interview,
            session_id=session_id,
            company=noted,
            microphone=microphone,
            speaker=speaker,
            lines=None if answers else TypedLines(),
            script=write_script(interview, noted, rng=_chance()),
        )
        hold(shell, library, analysis, sitting)
        if isinstance(microphone, AnswerFiles) and microphone.left:
            shell.output.say(message("cli.practice.answers_left", n=microphone.left))
        compress_recordings(library)  # before their files are named
        _conclude(shell, library.session(session_id))
        _finish_backlog(shell, library, analysis)
        compress_recordings(library)


def session_title(shell: Shell, plan: Message | str, company: Company | None) -> str:
    """What a session is called.

    Args:
        shell: Gives the words.
        plan: The title of the plan or bank.
        company: What the person noted about the employer.

    Returns:
        Such as "Globex Robotics, first interview".
    """
    words = shell.output.words
    title = plan if isinstance(plan, str) else words.text(plan)
    if company is None or not company.name:
        return title
    return words.text(message("cli.practice.title", company=company.name, plan=title.lower()))


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
        script: What is said besides the questions; None for nothing.
    """

    interview: Interview
    session_id: str
    company: Company | None = None
    microphone: AudioInput | None = None
    speaker: AudioOutput | None = None
    lines: TypedLines | None = None
    script: Script | None = None


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
        runner = Runner(sitting.interview, sitting.session_id, equipment, sitting.company, sitting.script)
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


def _manner(shell: Shell, mode: Mode | None, *, recorded: bool) -> Manner:
    settings = shell.settings
    if recorded:  # each recording answers one question, and nobody needs time to think
        return Manner(mode=mode or Mode.COACH, follow_ups=False)
    return Manner(
        mode=mode or Mode(settings.value(declared.PRACTICE_MODE)),
        thinking_s=settings.value(declared.PRACTICE_THINK_S),
        follow_ups=settings.value(declared.PRACTICE_FOLLOW_UPS),
        hidden=settings.value(declared.PRACTICE_HIDDEN),
    )


def _questions(shell: Shell, library: Library, request: Request) -> tuple[Question, ...]:
    past = Past(now=datetime.now().astimezone(), asked=library.asked_before())
    return questions_for(request, shell.banks(), past=past, rng=_chance())


def _chance() -> random.Random:
    # Which questions come is no secret to be guarded, so the ordinary generator will do.
    return random.Random()  # noqa: S311


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
