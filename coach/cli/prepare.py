"""``coach prepare``: interviews being prepared, for scripts."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from coach.cli.options import JsonFlag, start
from coach.cli.output import Output
from coach.cli.shell import Shell
from coach.intake import load_company
from coach.library.papers import Papers
from coach.library.records import dump
from coach.model.company import Company
from coach.model.message import Message, message
from coach.model.preparation import Preparation, Story
from coach.prepare.advert import read_advert
from coach.prepare.arriving import with_advert
from coach.prepare.day import day_lines, title_of
from coach.prepare.documents import read_document
from coach.prepare.kit import empty_kinds, kit_checks
from coach.reports.day_files import save_calendar, save_card
from coach.wire import SCHEMA

app = typer.Typer(
    help="Interviews being prepared.\n\nExample: coach prepare new --advert job.pdf", no_args_is_help=True
)

Id = Annotated[str, typer.Argument(metavar="ID", help="As `coach prepare list` shows it.")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="Where it is written.")]
AdvertFile = Annotated[Path, typer.Argument(metavar="FILE", help="PDF, Word, HTML, Markdown or text.")]


@app.command("list")
def list_all(as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """List the interviews being prepared.

    Example: coach prepare list
    """
    shell = start(as_json=as_json)
    with shell.library() as library:
        found = library.papers.all(Preparation)
    words = shell.output.words
    if as_json:
        rows = [{"id": one.id, "title": title_of(one, words), **_day(one)} for one in found]
        shell.output.document({"schema": SCHEMA, "preparations": rows})
        return
    if not found:
        shell.output.say(message("cli.prepare.none"))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("id", "title", "day", "requirements"):
        table.add_column(words.text(message(f"cli.prepare.{heading}")), overflow="fold")
    for one in found:
        starts = one.day.starts_at
        shown = f"{words.short_date(starts)}, {words.time_of_day(starts)}" if starts is not None else ""
        table.add_row(one.id, title_of(one, words), shown, str(len(one.requirements)))
    shell.output.out.print(table)


@app.command("new")
def new(
    company: Annotated[str, typer.Option("--company", metavar="NAME", help="The employer's name.")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The job's title.")] = "",
    advert: Annotated[Path | None, typer.Option("--advert", metavar="FILE", help="Its advert.")] = None,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Begin to prepare an interview.

    Example: coach prepare new --company "Globex Robotics" --title "Product engineer" --advert job.pdf
    """
    shell = start(as_json=as_json)
    text = read_document(advert) if advert is not None else ""
    with shell.library() as library:
        made = Preparation(id=library.papers.new_id(), company=Company(name=company), job_title=title)
        if text:
            made, _ = with_advert(made, text, read_advert(text))
        library.papers.save(made)
    tell(shell, made, message("cli.prepare.kept", id=made.id, n=len(made.requirements)))


@app.command("show")
def show(paper_id: Id, as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """Show an interview being prepared, and what is still missing.

    Example: coach prepare show 20261122-101500-1a2b
    """
    shell = start(as_json=as_json)
    with shell.library() as library:
        made = library.papers.get(Preparation, paper_id)
    words = shell.output.words
    checks = kit_checks(made)
    if as_json:
        rows = [{"id": one.id, "verdict": one.verdict, "text": words.text(one.found)} for one in checks]
        content = {**_as_json(made), "checks": rows, "look_up": list(empty_kinds(made.company))}
        shell.output.document({"schema": SCHEMA, **content})
        return
    _print(shell.output, made)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_header=False)
    for one in checks:
        table.add_row(one.id, words.text(one.found))
    shell.output.out.print(table)


@app.command("advert")
def take_advert(
    paper_id: Id,
    file: AdvertFile,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Find what a job asks for in its advert, and add what is new.

    Example: coach prepare advert 20261122-101500-1a2b job.pdf
    """
    shell = start(as_json=as_json)
    text = read_document(file)
    with shell.library() as library:
        made, count = with_advert(library.papers.get(Preparation, paper_id), text, read_advert(text))
        library.papers.save(made)
    tell(shell, made, message("cli.prepare.kept", id=made.id, n=count))


@app.command("facts")
def take_facts(
    paper_id: Id,
    file: Annotated[Path, typer.Option("--company", metavar="FILE.toml", help="What you noted about them.")],
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Add what a company file says: facts and names that are not there yet.

    Example: coach prepare facts 20261122-101500-1a2b --company globex.toml
    """
    shell = start(as_json=as_json)
    given = load_company(file)
    with shell.library() as library:
        made = _with_company(library.papers, paper_id, given)
    tell(shell, made, message("cli.prepare.facts", id=made.id, n=len(made.company.facts)))


@app.command("calendar")
def calendar(paper_id: Id, out: Out) -> None:
    """Write the interview's date into a calendar file.

    Example: coach prepare calendar 20261122-101500-1a2b --out interview.ics
    """
    shell = start()
    with shell.library() as library:
        made = library.papers.get(Preparation, paper_id)
    save_calendar(made, shell.output.words, out)
    shell.output.say(message("cli.prepare.written", file=str(out)))


@app.command("card")
def card(paper_id: Id, out: Out) -> None:
    """Write the interview day on one page to print.

    Example: coach prepare card 20261122-101500-1a2b --out interview.pdf
    """
    shell = start()
    with shell.library() as library:
        made = library.papers.get(Preparation, paper_id)
        stories = library.papers.all(Story)
    save_card(made, [story.title for story in stories], shell.output.words, out)
    shell.output.say(message("cli.prepare.written", file=str(out)))


def _with_company(papers: Papers, paper_id: str, given: Company) -> Preparation:
    made = papers.get(Preparation, paper_id)
    known = {fact.text for fact in made.company.facts}
    names = {person.name for person in made.company.people}
    company = replace(
        made.company,
        name=made.company.name or given.name,
        facts=(*made.company.facts, *(fact for fact in given.facts if fact.text not in known)),
        people=(*made.company.people, *(one for one in given.people if one.name not in names)),
    )
    made = replace(made, company=company)
    papers.save(made)
    return made


def tell(shell: Shell, made: Preparation, said: Message) -> None:
    """Say what was done, or print the whole preparation for a script.

    Args:
        shell: What the command works with.
        made: The preparation as it is now.
        said: What was done.
    """
    if shell.output.as_json:
        shell.output.document({"schema": SCHEMA, **_as_json(made)})
    else:
        shell.output.say(said)


def _as_json(made: Preparation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(dump(made))
    return found


def _day(made: Preparation) -> dict[str, Any]:
    starts = made.day.starts_at
    return {
        "starts_at": starts.isoformat() if starts is not None else None,
        "stage": made.day.stage,
        "requirements": len(made.requirements),
    }


def _print(output: Output, made: Preparation) -> None:
    words = output.words
    output.out.print(title_of(made, words), style="bold")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_header=False)
    for label, text in day_lines(made, words):
        table.add_row(label, text)
    for each in made.requirements:
        table.add_row(words.text(message(f"ui.prepare.need.{each.need}")), each.text)
    for fact in made.company.facts:
        table.add_row(fact.kind, fact.text)
    output.out.print(table)
