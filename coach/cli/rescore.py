"""``coach rescore``: kept answers are scored anew."""

from functools import partial
from typing import Annotated

import typer
from rich.progress import Progress, TaskID

from coach.analysis import InlineAnalysis
from coach.cli.options import start
from coach.model.message import message
from coach.practice.rescoring import old_answers, score_again


def rescore(
    session: Annotated[
        str, typer.Argument(metavar="[SESSION]", help="A session's id, or the start of it.")
    ] = "",
    answer: Annotated[str, typer.Option(metavar="ID", help="One answer instead of a session.")] = "",
    *,
    old: Annotated[bool, typer.Option("--old", help="All answers that older rules scored.")] = False,
) -> None:
    """Score kept answers anew by the rules of this version; earlier scores are kept.

    Example: coach rescore --old
    """
    if sum(map(bool, (session, answer, old))) != 1:
        raise typer.BadParameter("give a SESSION, or --answer ID, or --old")
    shell = start()
    with shell.library() as library:
        if old:
            ids = old_answers(library)
        elif answer:
            ids = (library.answer(answer).id,)
        else:
            found = library.session(library.find_session(session))
            ids = tuple(one.id for one in found.answers if one.score is not None)
        if not ids:
            shell.output.say(message("cli.rescore.none"))
            return
        services = shell.services(speech=False)
        with Progress(console=shell.output.err, transient=True) as progress:
            task = progress.add_task(shell.output.words.text(message("ui.answer.scoring")), total=len(ids))
            advance = partial(_advance, progress, task)
            done = score_again(library, InlineAnalysis(services), ids, on_progress=advance)
    shell.output.say(message("cli.rescore.done", n=len(done.done), moved=done.moved))
    if done.failed:
        shell.output.say(message("cli.rescore.failed", n=len(done.failed)))
        raise typer.Exit(1)


def _advance(progress: Progress, task: TaskID, done: int, _total: int) -> None:
    progress.update(task, completed=done)
