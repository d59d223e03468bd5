"""``coach plans``: the sessions that can be practised."""

from rich import box
from rich.table import Table

from coach.cli.options import JsonFlag, start
from coach.model.message import message
from coach.questions.choice import competencies
from coach.questions.plan import PLANS
from coach.wire import SCHEMA


def plans(as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """List the sessions that can be practised, and the competencies that can be practised on their own.

    Example: coach plans
    """
    shell = start(as_json=as_json)
    words = shell.output.words
    known = competencies(shell.banks())
    if as_json:
        rows = [
            {
                "id": plan.id,
                "title": words.text(plan.title),
                "about": words.text(plan.about),
                "style": plan.style,
                "questions": plan.questions,
                "minutes": plan.minutes,
                "needs": sorted(plan.needs),
            }
            for plan in PLANS
        ]
        names = [{"name": name, "questions": times} for name, times in known]
        shell.output.document({"schema": SCHEMA, "plans": rows, "competencies": names})
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("id", "title", "about"):
        table.add_column(words.text(message(f"cli.plans.{heading}")), overflow="fold")
    for plan in PLANS:
        table.add_row(plan.id, words.text(plan.title), words.text(plan.about))
    shell.output.out.print(table)
    names_only = tuple(name for name, _ in known)
    shell.output.out.print(words.text(message("cli.plans.competencies", names=names_only)))
