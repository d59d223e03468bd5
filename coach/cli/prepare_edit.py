"""``coach prepare``, the commands that fill one: the day, questions to ask, stories, the evidence."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from coach.cli.options import JsonFlag, start
from coach.cli.prepare import Id, Out, app, tell
from coach.library.records import dump
from coach.model.message import message
from coach.model.preparation import Preparation, Stage, Story
from coach.prepare.asking import AskVerdict, ask_check, judged_all
from coach.prepare.company_file import company_toml
from coach.prepare.evidence import beside_the_point, compared, evidence
from coach.progress.overview import middle_level
from coach.reports.write import write_bytes
from coach.wire import SCHEMA

__all__ = ["app"]

_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]

Text = Annotated[str, typer.Option(metavar="TEXT")]


@app.command("day")
def day(
    paper_id: Id,
    at: Annotated[datetime | None, typer.Option(formats=_FORMATS, help="When, in local time.")] = None,
    minutes: Annotated[int | None, typer.Option(min=5, max=600, help="How long it is meant to last.")] = None,
    stage: Annotated[Stage | None, typer.Option(help="Which interview it is.")] = None,
    place: Text = "",
    link: Text = "",
    entrance: Text = "",
    contact: Text = "",
    instructions: Text = "",
    bring: Annotated[
        list[str] | None, typer.Option(metavar="THING", help="Several times, a thing each.")
    ] = None,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Note when and where the interview is; what is not given stays as it was.

    Example: coach prepare day 20261122-101500-1a2b --at 2026-12-01T10:00 --place "3 Harbour Road"
    """
    shell = start(as_json=as_json)
    texts = {
        "place": place,
        "link": link,
        "entrance": entrance,
        "contact": contact,
        "instructions": instructions,
    }
    with shell.library() as library:
        made = library.papers.get(Preparation, paper_id)
        before = made.day
        noted = replace(
            before,
            stage=stage or before.stage,
            starts_at=at.astimezone() if at is not None else before.starts_at,
            duration_min=minutes or before.duration_min,
            bring=(*before.bring, *(thing for thing in bring or () if thing not in before.bring)),
            **{name: text for name, text in texts.items() if text},
        )
        made = replace(made, day=noted)
        library.papers.save(made)
    tell(shell, made, message("cli.prepare.noted", id=made.id))


@app.command("ask")
def ask(
    paper_id: Id,
    texts: Annotated[list[str] | None, typer.Argument(metavar="TEXT ...", help="Questions to add.")] = None,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Add questions that you want to ask, and judge all of them.

    Example: coach prepare ask 20261122-101500-1a2b "What is hardest about the move into hospitals?"
    """
    shell = start(as_json=as_json)
    words = shell.output.words
    with shell.library() as library:
        made = library.papers.get(Preparation, paper_id)
        new = tuple(text for text in dict.fromkeys(texts or ()) if text.strip() and text not in made.to_ask)
        made = replace(made, to_ask=(*made.to_ask, *new))
        library.papers.save(made)
    services = shell.services(speech=False)
    known = {text: services.judge(text) for text in made.to_ask}
    asks = judged_all(made.to_ask, known, made.day.stage)
    check = ask_check(asks)
    if as_json:
        rows = [
            {
                "text": each.text,
                "verdict": each.verdict.value,
                "about": each.about.value if each.about is not None else None,
                "says": words.text(each.remark) if each.remark is not None else None,
            }
            for each in asks
        ]
        summary = {"verdict": check.verdict.value, "says": words.text(check.found)}
        shell.output.document({"schema": SCHEMA, "id": made.id, "questions": rows, "check": summary})
        return
    for each in asks:
        said = words.text(each.remark) if each.remark is not None else words.text(message("cli.ask.fine"))
        marked = each.verdict in {AskVerdict.GOOD, AskVerdict.PRESSING}
        shell.output.out.print(f"{each.text}\n  {said}", style="" if marked else "yellow", markup=False)
    shell.output.out.print(words.text(check.found), markup=False)


@app.command("story")
def story(
    title: Annotated[str, typer.Option(metavar="TEXT", help="A few words to know it by.")],
    situation: Text = "",
    task: Text = "",
    action: Text = "",
    result: Text = "",
    skill: Annotated[list[str] | None, typer.Option(metavar="SKILL", help="Several times.")] = None,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Keep a story of your own; it serves every interview.

    Example: coach prepare story --title "The flood" --action "I moved nine beds" --result "All slept dry"
    """
    shell = start(as_json=as_json)
    if not title.strip():
        raise typer.BadParameter("the title is empty")
    with shell.library() as library:
        made = Story(
            id=library.papers.new_id(),
            title=title,
            situation=situation,
            task=task,
            action=action,
            result=result,
            skills=tuple(skill or ()),
        )
        library.papers.save(made)
    if as_json:
        shell.output.document({"schema": SCHEMA, "story": _plain(made)})
    else:
        shell.output.say(message("cli.prepare.story", title=title))


@app.command("evidence")
def show_evidence(paper_id: Id, as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way
    """Hold your stories against what the job asks for: covered, thin, none.

    Example: coach prepare evidence 20261122-101500-1a2b
    """
    shell = start(as_json=as_json)
    words = shell.output.words
    with shell.library() as library:
        made = library.papers.get(Preparation, paper_id)
        stories, measured = library.papers.all(Story), library.review.measured()
    practised = {one.answer_id: level for one in measured if (level := middle_level(one)) is not None}
    left, right = compared(made.requirements, stories)
    table = shell.services(speech=False).likeness(left, right) if left and right else ()
    likeness = {
        (one, other): cosine
        for one, row in zip(left, table, strict=False)
        for other, cosine in zip(right, row, strict=True)
    }
    found = evidence(made.requirements, stories, likeness, practised)
    if as_json:
        rows = [
            {
                "requirement": each.requirement.text,
                "need": each.requirement.need.value,
                "cover": each.cover.value,
                "story": each.story.title if each.story is not None else None,
                "level": each.level,
                "lacks": list(each.lacks),
                "beside_the_point": each.story is not None and beside_the_point(made, each.story),
            }
            for each in found
        ]
        shell.output.document({"schema": SCHEMA, "id": made.id, "evidence": rows})
        return
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("requirement", "covered", "your_story"):
        shown.add_column(words.text(message(f"cli.prepare.{heading}")), overflow="fold")
    for each in found:
        told = each.story.title if each.story is not None else ""
        if each.story is not None and beside_the_point(made, each.story):
            told = words.text(message("ui.prepare.job.beside", title=each.story.title))
        shown.add_row(each.requirement.text, words.text(message(f"cli.prepare.cover.{each.cover}")), told)
    shell.output.out.print(shown)


@app.command("company")
def company(paper_id: Id, out: Out) -> None:
    """Write what is known as a company file, to practise with: coach practice --plan prepared --company FILE.

    Example: coach prepare company 20261122-101500-1a2b --out globex.toml
    """
    shell = start()
    with shell.library() as library:
        made = library.papers.get(Preparation, paper_id)
    write_bytes(company_toml(made).encode("utf-8"), out)
    shell.output.say(message("cli.prepare.written", file=str(out)))


def _plain(made: Story) -> object:
    return json.loads(dump(made))
