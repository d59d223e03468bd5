"""``coach bring``: recordings that exist already become answers."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from coach.analysis import WarmJob
from coach.cli.options import JsonFlag, ModelName, start, understand
from coach.cli.shell import Shell
from coach.cli.show import print_document
from coach.library import Library
from coach.model.message import message
from coach.model.question import Question
from coach.practice.backlog import finish_waiting
from coach.practice.bringing import Brought, Wish, bring, unknown_question
from coach.practice.keeping import compress_recordings
from coach.reports import build_document
from coach.wire import SCHEMA, score_json


def bring_command(
    audio: Annotated[list[Path], typer.Argument(metavar="AUDIO ...", help="Sound files of any kind.")],
    question: Annotated[str | None, typer.Option(metavar="TEXT", help="What was asked.")] = None,
    question_id: Annotated[str | None, typer.Option(metavar="ID", help="A question of a bank.")] = None,
    session: Annotated[str | None, typer.Option(metavar="ID", help="Put them into this session.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="Of the new session.")] = None,
    model: ModelName = None,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Bring in recordings that exist already; they are kept, written down and scored like any answer.

    Example: coach bring --question "Tell me about a mistake." answer.m4a
    """
    if question is not None and question_id is not None:
        raise typer.BadParameter("give --question or --question-id, not both")
    if session is not None and title is not None:
        raise typer.BadParameter("--title is for a new session, and --session names one that is there")
    shell = start(as_json=as_json)
    words = shell.output.words
    asked = _question(shell, question, question_id)
    with shell.library() as library:
        into = library.find_session(session) if session is not None else None
        wish = Wish(
            files=tuple(audio),
            question=asked,
            title=title or words.text(message("bring.title", n=len(audio))),
            session_id=into,
        )
        with _progress(shell) as progress:
            task = progress.add_task(words.text(message("cli.bring.reading")), total=1.0)
            brought = bring(library, wish, on_progress=lambda share: progress.update(task, completed=share))
        for refused in brought.refused:
            shell.output.say(refused.why, style="red")
        _finish(shell, library, brought, model)
        compress_recordings(library)
        _show(shell, library, brought)
    if brought.refused:
        raise typer.Exit(1)


def _question(shell: Shell, text: str | None, question_id: str | None) -> Question:
    if question_id is not None:
        return shell.banks().question(question_id)
    if text is not None:
        return understand(text, shell.banks(), shell.services(speech=False))
    return unknown_question(shell.output.words.text(message("bring.no_question")))


def _finish(shell: Shell, library: Library, brought: Brought, model: str | None) -> None:
    """Write the answers down and score them now; broken off, they wait for the next start."""
    if not brought.answers:
        return
    words = shell.output.words
    with shell.analysis(model) as analysis, _progress(shell) as progress:
        analysis.submit(WarmJob())
        task = progress.add_task(words.text(message("cli.bring.scoring")), total=len(brought.answers))
        finish_waiting(
            library,
            analysis,
            lambda done, _of: progress.update(task, completed=done),
            only=frozenset(answer.id for _, answer in brought.answers),
        )


def _show(shell: Shell, library: Library, brought: Brought) -> None:
    words, output = shell.output.words, shell.output
    if output.as_json:
        output.document(_document(shell, library, brought))
    elif brought.session_id is not None:
        session = library.session(brought.session_id)
        print_document(output.out, build_document(session, words), words.text(message("cli.legend")))
        output.say(message("cli.bring.kept", n=len(brought.answers), id=session.id))


def _document(shell: Shell, library: Library, brought: Brought) -> dict[str, Any]:
    words = shell.output.words
    answers = []
    for file, made in brought.answers:
        answer = library.answer(made.id)
        score, feedback = answer.score, answer.feedback
        answers.append(
            {
                "file": str(file),
                "answer_id": answer.id,
                "status": answer.status.value,
                "duration_s": answer.duration_s,
                "score": score_json(score, feedback, words, row_id=answer.id) if score and feedback else None,
            }
        )
    return {
        "schema": SCHEMA,
        "session_id": brought.session_id,
        "answers": answers,
        "refused": [
            {"file": str(refused.file), "error": words.text(refused.why)} for refused in brought.refused
        ],
    }


def _progress(shell: Shell) -> Progress:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    return Progress(*columns, console=shell.output.err, transient=True)
