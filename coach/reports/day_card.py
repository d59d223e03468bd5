"""The interview day on one printed page."""

from datetime import datetime

from coach.model.message import message
from coach.model.preparation import Preparation
from coach.prepare.day import day_lines, title_of
from coach.reports.document import Document, Inline, Row
from coach.words import Words

_LONGEST = 220
_MOST_QUESTIONS, _MOST_STORIES, _MOST_FACTS = 5, 6, 5
_SHORT, _PITCH = 90, 480


def day_card(preparation: Preparation, stories: tuple[str, ...], words: Words, made_at: datetime) -> Document:
    """Put the interview day on one page.

    Args:
        preparation: The interview being prepared.
        stories: Titles of the stories to tell, the most useful first.
        words: The language.
        made_at: When it is made, with its offset from UTC.

    Returns:
        A document of one page; what is too long for it is cut with an ellipsis.
    """
    day, company = preparation.day, preparation.company
    when = (
        words.text(
            message("prepare.day.when", date=words.date(day.starts_at), time=words.time_of_day(day.starts_at))
        )
        if day.starts_at is not None
        else words.text(message("prepare.day.no_date"))
    )
    rows = [Row(heading=label, text=_cut(text, _LONGEST)) for label, text in day_lines(preparation, words)]
    lists = {
        "stories": [_cut(title, _SHORT) for title in stories[:_MOST_STORIES]],
        "facts": [_cut(fact.text, _SHORT) for fact in company.facts[:_MOST_FACTS] if fact.text.strip()],
        "ask": [_cut(text, _SHORT) for text in preparation.to_ask[:_MOST_QUESTIONS] if text.strip()],
    }
    for name, lines in lists.items():
        if lines:
            heading = words.text(message(f"prepare.card.{name}"))
            rows.append(Row(heading=heading, text=" \u00b7 ".join(lines)))
    if preparation.case.pitch_30.strip():
        heading = words.text(message("prepare.card.pitch"))
        rows.append(Row(heading=heading, text=_cut(preparation.case.pitch_30, _PITCH)))
    return Document(
        title=_cut(title_of(preparation, words), _SHORT),
        language=words.language,
        author="Second Round",
        created=made_at,
        subtitle=words.text(message("prepare.card.subtitle")),
        summary=(Inline(when, strong=True),),
        levels=None,
        scale="",
        answers=(),
        footer=words.text(message("prepare.card.footer")),
        page_line=words.text(message("report.page", page="{page}", pages="{pages}")),
        rows=tuple(rows),
    )


def _cut(text: str, most: int) -> str:
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    return plain[:most].rsplit(" ", 1)[0].rstrip(" ,.;:") + "\u2026"
