"""``coach followup``, the commands that write: applications, debriefs, outcomes, and texts to start from."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from coach.cli.followup import MAX_NOTE_BYTES, Id, app, find
from coach.cli.options import JsonFlag, start
from coach.cli.shell import Shell
from coach.errors import InputError
from coach.followup.changes import last_debrief, named, noted_for, with_debrief, with_feedback
from coach.followup.note import opening
from coach.followup.told import beside, feedback_request
from coach.library.records import dump
from coach.model.application import Application, Debrief, Outcome, RealQuestion, Reason
from coach.model.message import Message, message
from coach.model.preparation import Preparation, Stage, Story
from coach.untrusted import read_text
from coach.wire import SCHEMA

__all__ = ["app"]

_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
_ANSWERED = " :: "

Text = Annotated[str, typer.Option(metavar="TEXT")]


@app.command("new")
def new(
    company: Annotated[str, typer.Option("--company", metavar="NAME", help="The employer's name.")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The job's title.")] = "",
    prepared: Annotated[str, typer.Option(metavar="ID", help="As `coach prepare list` shows it.")] = "",
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Note a job that you applied for.

    Example: coach followup new --company "Globex Robotics" --title "Product engineer"
    """
    shell = start(as_json=as_json)
    if not company.strip():
        raise typer.BadParameter("the employer's name is empty")
    with shell.library() as library:
        if prepared:
            library.papers.get(Preparation, prepared)  # it must be there
        made = Application(
            id=library.papers.new_id(),
            company_name=company,
            job_title=title,
            preparation_ids=(prepared,) if prepared else (),
        )
        library.papers.save(made)
    _tell(shell, made, message("cli.followup.noted", id=made.id))


@app.command("debrief")
def debrief(
    application_id: Id,
    stage: Annotated[Stage, typer.Option(help="Which interview it was.")] = Stage.FIRST,
    at: Annotated[datetime | None, typer.Option(formats=_FORMATS, help="When it began; now.")] = None,
    people: Annotated[str, typer.Option(metavar="NAMES", help="Who interviewed, with commas between.")] = "",
    question: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help='Several times; "question :: how I answered" for both.'),
    ] = None,
    felt: Text = "",
    cared: Text = "",
    said: Text = "",
    next_step: Annotated[str, typer.Option("--next", metavar="TEXT")] = "",
    decide_by: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The date they named.")
    ] = None,
    spoken: Annotated[Path | None, typer.Option(metavar="AUDIO", help="What you said about it.")] = None,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Write down how a real interview went; what was spoken is written down on this computer.

    Example: coach followup debrief p20261126-k7f3wq --people "Dana Ruiz" --question "Why us?"
    """
    shell = start(as_json=as_json)
    application, _ = find(shell, application_id)
    told = ""
    if spoken is not None:
        told = shell.services().transcribe(spoken, _heard, _go_on).text
        application, _ = find(shell, application_id)  # it took minutes; what was noted meanwhile stays
    numbers = [int(each.id[1:]) for each in application.debriefs if each.id[1:].isdigit()]
    made = Debrief(
        id=f"d{max(numbers, default=0) + 1}",
        stage=stage,
        held_at=(at or datetime.now().replace(second=0, microsecond=0)).astimezone(),  # noqa: DTZ005 - made local
        people=named(people),
        questions=tuple(_asked(text) for text in question or () if text.strip()),
        felt=felt,
        cared=cared,
        said=said,
        next_step=next_step,
        promised_on=decide_by.date() if decide_by is not None else None,
        spoken=told,
    )
    _keep(shell, with_debrief(application, made), message("cli.followup.noted", id=application.id))


@app.command("outcome")
def outcome(
    application_id: Id,
    how: Annotated[Outcome, typer.Argument(metavar="OUTCOME", help="How it ended.")],
    reason: Annotated[Reason, typer.Option(help="Why, if they said.")] = Reason.UNKNOWN,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Note how an application ended.

    Example: coach followup outcome p20261126-k7f3wq turned_down --reason internal
    """
    shell = start(as_json=as_json)
    application, _ = find(shell, application_id)
    today = datetime.now().astimezone().date()
    ended = None if how is Outcome.OPEN else application.ended_on or today
    made = replace(application, outcome=how, reason=reason, ended_on=ended)
    _keep(shell, made, message("cli.followup.noted", id=application.id))


@app.command("feedback")
def feedback(
    application_id: Id,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What they said, as UTF-8 text.")],
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Keep what the company said, and lay it beside your own notes: agrees, contradicts, new.

    Example: coach followup feedback p20261126-k7f3wq feedback.txt
    """
    shell = start(as_json=as_json)
    words = shell.output.words
    text = read_text(file, max_bytes=MAX_NOTE_BYTES)
    if not text.strip():
        raise typer.BadParameter("there is no feedback in the file")  # it would take away what is kept
    application, _ = find(shell, application_id)
    last = _last(application)
    today = datetime.now().astimezone().date()
    with shell.library() as library:
        library.papers.save(with_feedback(application, last.stage, text, today))
    rows = beside(text, last)
    if as_json:
        found = [{"theirs": one.theirs, "own": one.own, "relation": one.relation.value} for one in rows]
        shell.output.document({"schema": SCHEMA, "id": application.id, "beside": found})
        return
    for one in rows:
        relation = words.text(message(f"ui.follow_up.relation.{one.relation}"))
        shell.output.out.print(f"{one.theirs}\n  {relation}  {one.own}".rstrip(), markup=False)


@app.command("start")
def start_text(
    application_id: Id,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="A thank-you note to this person.")] = "",
    ask: Annotated[bool, typer.Option("--ask-feedback", help="A request for feedback instead.")] = False,  # noqa: FBT002
) -> None:
    """Print a text to start from, in your own noted words; nothing is sent.

    Example: coach followup start p20261126-k7f3wq --to "Dana Ruiz" > note.txt
    """
    shell = start()
    if bool(to) == ask:
        raise typer.BadParameter("give either --to NAME or --ask-feedback")
    application, preparations = find(shell, application_id)
    last = _last(application)
    if ask:
        parts = feedback_request(application, last.people[0].name if last.people else "")
    else:
        with shell.library() as library:
            stories = library.papers.all(Story)
        parts = opening(noted_for(application, last, to, preparations, stories))
    typer.echo("\n\n".join(shell.output.words.text(part) for part in parts))


def _last(application: Application) -> Debrief:
    last = last_debrief(application)
    if last is None:
        raise InputError("error.followup.no_interview", company=application.company_name)
    return last


def _asked(text: str) -> RealQuestion:
    asked, _, answered = text.partition(_ANSWERED)
    return RealQuestion(text=asked.strip(), answered=answered.strip())


def _keep(shell: Shell, made: Application, said: Message) -> None:
    with shell.library() as library:
        library.papers.save(made)
    _tell(shell, made, said)


def _tell(shell: Shell, made: Application, said: Message) -> None:
    if shell.output.as_json:
        shell.output.document({"schema": SCHEMA, **json.loads(dump(made))})
    else:
        shell.output.say(said)


def _heard(_share: float) -> None:
    """How far it is, is told to nobody."""


def _go_on() -> bool:
    return False
