"""The lessons of the writer who is kept aside as rows of the corpus, to measure the scorer on."""

from collections.abc import Iterator
from typing import Any

from benchmarks.labelled import Row
from benchmarks.reader_cases import lessons

KEPT_ASIDE = "E"
ASTRAY = 3
"""Which of a question's answers was written to another one."""
_UNKNOWN: dict[str, Any] = {
    "star": None, "star_parts": [], "segments": [], "story": None, "research": None, "facts_heard": [],
    "listening": None, "question_parts": [], "parts_answered": [], "off_topic": None, "focus": None,
    "why": "",
}  # fmt: skip


def kept_aside() -> tuple[list[Row], list[Row]]:
    """Answers and candidates' questions by the writer of whom nothing was learned.

    Returns:
        Rows with the fields of the corpus; a label that nobody gave is None.
    """
    answers = [*_parts(), *_stories(), *_facts()]
    asked = [{**row, "writer": KEPT_ASIDE} for row in lessons("asked", KEPT_ASIDE, held_out=True)]
    return answers, asked


def _row(row: Row, name: str, text: str, **labels: Any) -> Row:  # noqa: ANN401 - as the corpus has them
    return {
        "id": name, "writer": KEPT_ASIDE, "trade": row["trade"], "speech": row.get("speech", "native"),
        "tags": [], "kind": row.get("kind", "behavioural"), "question": row.get("question", ""),
        "question_id": None, "answer": text, "company": None, "held_out": True,
        "labels": {**_UNKNOWN, **labels},
    }  # fmt: skip


def _parts() -> Iterator[Row]:
    for row in lessons("parts", KEPT_ASIDE, held_out=True):
        for index, answer in enumerate(row["answers"]):
            yield _row(
                row,
                f"{row['id']}-{index}",
                answer["text"],
                listening=answer["level"],
                question_parts=[part["text"] for part in row["parts"]],
                parts_answered=answer["parts"],
                off_topic=index == ASTRAY,
            )


def _stories() -> Iterator[Row]:
    for row in lessons("stories", KEPT_ASIDE, held_out=True):
        told = [(part, words) for part, words in row["pieces"] if part != "none"]
        yield _row(
            row,
            row["id"],
            " ".join(words for _, words in row["pieces"]),
            star=row["star"],
            story=row["story"],
            segments=told,
            star_parts=sorted({part for part, _ in told}),
        )


def _facts() -> Iterator[Row]:
    for row in lessons("facts", KEPT_ASIDE, held_out=True):
        for said in (True, False):
            for index, text in enumerate(row["said" if said else "not_said"]):
                made = _row(
                    {**row, "kind": "company", "question": "What do you know about us?"},
                    f"{row['id']}-{'said' if said else 'not'}-{index}",
                    text,
                    facts_heard=[0] if said else [],
                )
                yield {**made, "company": {"name": row["company"], "facts": [row["fact"]]}}
