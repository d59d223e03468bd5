"""``coach followup``: what to do after real interviews, for scripts."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from coach.cli.options import JsonFlag, start
from coach.cli.output import Output
from coach.cli.shell import Shell
from coach.errors import InputError, NotFoundError
from coach.followup.changes import contacts_for, last_debrief, noted_for
from coach.followup.dates import follow_up_events, when
from coach.followup.fits import NOTHING_ASKED, asked_at, what_fits
from coach.followup.note import NoteCheck, Verdict, check_note
from coach.followup.spelling import EnglishSpelling
from coach.followup.steps import Step, steps
from coach.followup.stops import where_it_stops
from coach.model.application import Application
from coach.model.message import message
from coach.model.preparation import Preparation, Story
from coach.progress import progress
from coach.reports.calendar import write_calendar
from coach.reports.write import write_bytes
from coach.untrusted import read_text
from coach.wire import SCHEMA

app = typer.Typer(
    help="After real interviews.\n\nExample: coach followup list",
    no_args_is_help=True,
)

Id = Annotated[str, typer.Argument(metavar="ID", help="As `coach followup list` shows it, or its beginning.")]
MAX_NOTE_BYTES = 100_000


@app.command("list")
def list_all(as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """List your applications.

    Example: coach followup list
    """
    shell = start(as_json=as_json)
    words = shell.output.words
    with shell.library() as library:
        found = library.papers.all(Application)
    if as_json:
        shell.output.document({"schema": SCHEMA, "applications": [_short(one) for one in found]})
        return
    if not found:
        shell.output.say(message("cli.followup.none"))
        return
    table = _table(shell.output, "id", "company", "job", "stage", "outcome")
    for one in found:
        stage = words.text(message(f"prepare.stage.{one.stage}"))
        outcome = words.text(message(f"followup.outcome.{one.outcome}"))
        table.add_row(one.id, one.company_name, one.job_title, stage, outcome)
    shell.output.out.print(table)


@app.command("show")
def show(application_id: Id, as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """Show what was noted of an application's interviews.

    Example: coach followup show p20261126-k7f3wq
    """
    shell = start(as_json=as_json)
    words, out = shell.output.words, shell.output.out
    application, _ = find(shell, application_id)
    if as_json:
        interviews = [
            {
                "stage": each.stage.value,
                "held_at": each.held_at.isoformat(),
                "people": [person.name for person in each.people],
                "questions": [{"text": one.text, "answered": one.answered} for one in each.questions],
                "felt": each.felt,
                "cared": each.cared,
                "said": each.said,
                "next_step": each.next_step,
                "spoken": each.spoken,
                "promised_on": each.promised_on.isoformat() if each.promised_on else None,
            }
            for each in application.debriefs
        ]
        shell.output.document({"schema": SCHEMA, **_short(application), "interviews": interviews})
        return
    out.print(" ".join(part for part in (application.company_name, application.job_title) if part))
    for debrief in application.debriefs:
        held = f"{words.short_date(debrief.held_at)}, {words.time_of_day(debrief.held_at)}"
        out.print(f"\n{words.text(message(f'prepare.stage.{debrief.stage}'))}, {held}")
        lines = {
            "field.who": ", ".join(person.name for person in debrief.people),
            "field.questions": "\n  ".join(question.text for question in debrief.questions),
            "field.felt": debrief.felt,
            "field.cared": debrief.cared,
            "field.said": debrief.said,
            "field.next_step": debrief.next_step,
            "spoken.text": debrief.spoken,
        }
        for name, text in lines.items():
            if text:
                out.print(f"{words.text(message(f'ui.follow_up.{name}'))}: {text}")


@app.command("note")
def note(
    application_id: Id,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The note, as UTF-8 text.")],
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="Whom it is written to.")],
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Check a thank-you note; 1 when something is still to be mended.

    Example: coach followup note p20261126-k7f3wq note.txt --to "Dana Ruiz"
    """
    shell = start(as_json=as_json)
    text = read_text(file, max_bytes=MAX_NOTE_BYTES)
    with shell.library() as library:
        preparations, stories = library.papers.all(Preparation), library.papers.all(Story)
    application, _ = find(shell, application_id)
    debrief = last_debrief(application)
    if debrief is None:
        raise InputError("error.followup.no_interview", company=application.company_name)
    noted = noted_for(application, debrief, to, preparations, stories)
    checks = check_note(text, noted, EnglishSpelling())
    if as_json:
        rows = [_check(shell.output, check, text) for check in checks]
        shell.output.document({"schema": SCHEMA, "id": application.id, "to": to, "checks": rows})
    else:
        _print_checks(shell.output, checks)
    if any(check.verdict is Verdict.NO for check in checks):
        raise typer.Exit(1)


@app.command("dates")
def dates(application_id: Id, as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """Say what is to be done about an application, and when.

    Example: coach followup dates p20261126-k7f3wq
    """
    shell = start(as_json=as_json)
    words, now = shell.output.words, _now()
    application, preparations = find(shell, application_id)
    found = steps(application, contacts_for(application, preparations), now)
    if as_json:
        shell.output.document(
            {
                "schema": SCHEMA,
                "id": application.id,
                "steps": [_step(shell.output, one, now) for one in found],
            }
        )
        return
    if not found:
        shell.output.say(message("ui.follow_up.head.none"))
        return
    table = _table(shell.output, "what", "when")
    for one in found:
        table.add_row(words.text(one.what), words.text(when(one, now, words)))
    shell.output.out.print(table)


@app.command("calendar")
def calendar(
    application_id: Id,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.ics", help="Where it is written.")],
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Write what is still to be done as a calendar file.

    Example: coach followup calendar p20261126-k7f3wq --out dates.ics
    """
    shell = start(as_json=as_json)
    now = _now()
    application, preparations = find(shell, application_id)
    events = follow_up_events(application, contacts_for(application, preparations), now, shell.output.words)
    if not events:
        raise InputError("error.followup.no_interview", company=application.company_name)
    write_bytes(write_calendar(events, made_at=now), out)
    if as_json:
        shell.output.document({"schema": SCHEMA, "file": str(out), "entries": len(events)})
    else:
        shell.output.say(message("cli.followup.written", file=str(out), n=len(events)))


@app.command("stops")
def stops(as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """Say at which stage your applications stop, and what in your practice fits.

    Example: coach followup stops
    """
    shell = start(as_json=as_json)
    words = shell.output.words
    with shell.library() as library:
        applications, measured = library.papers.all(Application), library.review.measured()
        found = where_it_stops(applications)
        there = asked_at(found.stage, applications, measured) if found.stage else NOTHING_ASKED
        fits = what_fits(found, progress(measured, library.review.told(), {}), there)
    says = [words.text(one) for one in (*found.says, *fits)]
    if as_json:
        stages = [
            {
                "stage": one.stage.value,
                "reached": one.reached,
                "ended": one.ended,
                "out_of_hands": one.out_of_hands,
            }
            for one in found.stages
        ]
        stage = found.stage.value if found.stage else None
        shell.output.document(
            {
                "schema": SCHEMA,
                "interviews": found.interviews,
                "stage": stage,
                "stages": stages,
                "says": says,
            }
        )
        return
    table = _table(shell.output, "stage", "reached", "ended", "out_of_hands")
    for one in found.stages:
        name = words.text(message(f"prepare.stage.{one.stage}"))
        table.add_row(name, str(one.reached), str(one.ended), str(one.out_of_hands))
    if found.stages:
        shell.output.out.print(table)
    for sentence in says:
        shell.output.out.print(sentence)


def _now() -> datetime:
    return datetime.now().astimezone()


def find(shell: Shell, start_of_id: str) -> tuple[Application, tuple[Preparation, ...]]:
    """The application whose id begins so, and what is being prepared.

    Args:
        shell: What the command works with.
        start_of_id: The id or its beginning.

    Returns:
        The application and all preparations.

    Raises:
        NotFoundError: There is none.
        InputError: There are several.
    """
    with shell.library() as library:
        every, preparations = library.papers.all(Application), library.papers.all(Preparation)
    exact = [one for one in every if one.id == start_of_id]
    found = exact or [one for one in every if start_of_id and one.id.startswith(start_of_id)]
    if len(found) > 1:
        raise InputError("error.followup.ambiguous", id=start_of_id, n=len(found))
    if not found:
        raise NotFoundError("error.library.no_paper", id=start_of_id)
    return found[0], preparations


def _short(one: Application) -> dict[str, object]:
    return {
        "id": one.id,
        "company": one.company_name,
        "job": one.job_title,
        "stage": one.stage.value,
        "outcome": one.outcome.value,
        "reason": one.reason.value,
        "interviews_held": len(one.debriefs),
    }


def _step(output: Output, step: Step, now: datetime) -> dict[str, object]:
    words = output.words
    return {
        "id": step.id,
        "what": words.text(step.what),
        "when": words.text(when(step, now, words)),
        "due": step.at.isoformat() if step.at else step.due.isoformat(),
        "state": step.state.value,
    }


def _check(output: Output, check: NoteCheck, text: str) -> dict[str, object]:
    return {
        "check": check.id,
        "verdict": check.verdict.value,
        "says": output.words.text(check.found),
        "start": check.start,
        "end": check.end,
        "quote": text[check.start : check.end] if check.start is not None else None,
    }


def _print_checks(output: Output, checks: Sequence[NoteCheck]) -> None:
    table = _table(output, "check", "verdict", "says")
    for check in checks:
        table.add_row(
            output.words.text(message(f"ui.follow_up.check.{check.id}")),
            output.words.text(message(f"cli.followup.{check.verdict}")),
            output.words.text(check.found),
        )
    output.out.print(table)


def _table(output: Output, *headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(output.words.text(message(f"cli.followup.heading.{heading}")), overflow="fold")
    return table
