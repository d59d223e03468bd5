"""``coach demo``: a whole mock interview without a microphone, with everything else real."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from coach.analysis import WarmJob
from coach.audio.answer_files import AnswerFiles, SoundFiles
from coach.cli.options import JsonFlag, start
from coach.cli.practice import Sitting, hold, interview_json, session_title
from coach.cli.shell import Shell
from coach.cli.show import files_table, overview
from coach.errors import InputError
from coach.intake import load_company
from coach.model.message import message
from coach.model.session import Mode, Session
from coach.practice.values import Interview
from coach.questions.samples import demo_company, demo_samples
from coach.reports import build_document
from coach.reports.session_files import write_session


def demo(
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for its data; a new one in your data folder else."),
    ] = None,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Hold a mock interview with sample answers: real voice, real Whisper, real scores, a report.

    Example: coach demo --out demo
    """
    shell = start(as_json=as_json)
    folder = (out or shell.folders.data / "demo" / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise InputError("error.input.no_folder", folder=str(folder)) from error
    shell.output.say(message("cli.demo.begin"))
    samples, company = demo_samples(), load_company(demo_company())
    banks = shell.banks()
    questions = tuple(banks.question(sample.question_id) for sample in samples)
    spoken = SoundFiles(folder / "questions", "question")
    with shell.library(folder) as library, shell.analysis() as analysis:
        analysis.submit(WarmJob())
        title = session_title(shell, message("questions.plan.demo"), company)
        session_id = library.new_session(title=title, plan="demo", mode=Mode.COACH, company=company).id
        answers = AnswerFiles([sample.file for sample in samples])
        interview = Interview(questions=questions, mode=Mode.COACH)
        sitting = Sitting(
            interview=interview,
            session_id=session_id,
            company=company,
            microphone=answers,
            speaker=spoken,
        )
        hold(shell, library, analysis, sitting)
        session = library.session(session_id)
        sounds = [library.sound_path(answer) for answer in session.answers if answer.sound_file is not None]
    report = folder / "report.pdf"
    write_session(session, shell.output.words, "pdf", report)
    files = [*spoken.written, *sounds, report]
    if as_json:
        shell.output.document(interview_json(session, shell, folder, files))
        return
    _show(shell, session, folder, spoken.written, sounds, report)


def _show(
    shell: Shell, session: Session, folder: Path, spoken: tuple[Path, ...], sounds: list[Path], report: Path
) -> None:
    words, console = shell.output.words, shell.output.out
    console.rule(style="dim")
    console.print(overview(build_document(session, words)))
    rows = [
        (words.text(message("cli.demo.report")), report),
        (words.text(message("cli.demo.questions", n=len(spoken))), folder / "questions"),
        (words.text(message("cli.demo.answers", n=len(sounds))), sounds[0].parent if sounds else folder),
        (words.text(message("cli.demo.folder")), folder),
    ]
    console.print(files_table(words.text(message("cli.demo.files")), rows))
