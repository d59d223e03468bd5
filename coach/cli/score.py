"""``coach score``: levels with evidence for one answer or many."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, TextIO

import typer

from coach.analysis import Scored
from coach.analysis.services import ModelServices
from coach.cli.options import CompanyFile, JsonFlag, ModelName, company_of, start, understand
from coach.cli.shell import Shell
from coach.cli.show import section
from coach.errors import InputError, KnownError
from coach.intake import MAX_ANSWER_CHARS, ScoreRow, read_row, row_id
from coach.model.company import Company
from coach.model.message import message
from coach.model.question import Question
from coach.model.score import ScoringRequest
from coach.model.session import Answer, AnswerStatus
from coach.model.transcript import Transcript
from coach.questions.bank import Banks
from coach.reports.answers import build_section
from coach.scoring.requests import spoken_request, typed_request
from coach.wire import error_json, score_json

TEXT_ENDINGS = frozenset({"", ".txt", ".md", ".text"})


def score(
    source: Annotated[
        str | None, typer.Argument(metavar="FILE|-", help="An answer as text or as sound; - reads text.")
    ] = None,
    question: Annotated[str | None, typer.Option(metavar="TEXT", help="What was asked.")] = None,
    question_id: Annotated[str | None, typer.Option(metavar="ID", help="A question of a bank.")] = None,
    company: CompanyFile = None,
    batch: Annotated[
        Path | None, typer.Option(metavar="ROWS.jsonl", help="Score many: one line in, one line out.")
    ] = None,
    model: ModelName = None,
    as_json: JsonFlag = False,  # noqa: FBT002 - typer's way to declare a flag
) -> None:
    """Score one answer, given as text or as sound, or many from a file.

    A row: {"id": "1", "question": "Tell me about a mistake.", "answer": "Last winter I …"}; it may have
    question_id instead, and company, words, pauses and duration_s.

    Example: coach score --question "Tell me about a mistake." answer.txt
    """
    shell = start(as_json=as_json)
    if batch is not None:
        if source is not None or question is not None or question_id is not None:
            raise typer.BadParameter("--batch takes question and answer from its rows")
        _score_batch(shell, batch, company_of(company))
        return
    if source is None:
        raise typer.BadParameter("name a FILE with the answer, or - to read it")
    if (question is None) == (question_id is None):
        raise typer.BadParameter("give either --question or --question-id")
    is_text = source == "-" or Path(source).suffix.lower() in TEXT_ENDINGS
    services = shell.services(model, speech=not is_text)
    banks, noted = shell.banks(), company_of(company)
    asked = banks.question(question_id) if question_id else understand(question or "", banks, services)
    if is_text:
        request, transcript = typed_request(asked, _read_text(source), company=noted), None
    else:
        transcript = services.transcribe(Path(source), lambda _share: None, lambda: False)
        request = spoken_request(asked, transcript, company=noted)
    scored = services.score(request)
    words = shell.output.words
    if as_json:
        shell.output.document(score_json(scored.score, scored.feedback, words))
        return
    answer = _shown(asked, request, transcript, scored)
    legend = words.text(message("cli.legend"))
    shell.output.out.print(section(build_section(answer, 1, words), legend))


def _shown(asked: Question, request: ScoringRequest, transcript: Transcript | None, scored: Scored) -> Answer:
    """The answer as a report shows it; it is kept nowhere."""
    return Answer(
        id="",
        position=0,
        attempt=1,
        question=asked,
        status=AnswerStatus.DONE,
        recorded_at=datetime.now().astimezone(),
        duration_s=request.duration_s,
        transcript=transcript,
        typed=None if transcript else request.text,
        score=scored.score,
        feedback=scored.feedback,
    )


def _read_text(source: str) -> str:
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("error.input.not_found", file=source) from error
    except UnicodeDecodeError as error:
        raise InputError("error.input.not_text", file=source) from error
    except OSError as error:
        raise InputError("error.input.unreadable", file=source) from error
    if len(text) > MAX_ANSWER_CHARS:
        raise InputError("error.input.too_long", limit=MAX_ANSWER_CHARS)
    return text.strip()


# Many.


def _score_batch(shell: Shell, path: Path, company: Company | None) -> None:
    banks, services = shell.banks(), shell.services(speech=False)
    words = shell.output.words
    failed = False
    with open_rows(path) as rows:
        for line in rows:
            if not line.strip():
                continue
            try:
                row = read_row(line)
                request = _row_request(row, banks, services, company)
                scored = services.score(request)
            except KnownError as error:
                failed = True
                shell.output.document(error_json(row_id(line), words.text(error.message)))
                continue
            shell.output.document(score_json(scored.score, scored.feedback, words, row_id=row.id))
    if failed:
        raise InputError("error.input.rows_failed", file=str(path))


@contextmanager
def open_rows(path: Path) -> Iterator[TextIO]:
    """Open a file of rows.

    Args:
        path: The file; ``-`` for standard input.

    Yields:
        Its lines.

    Raises:
        InputError: It can't be read.
    """
    if str(path) == "-":
        rows = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace")
        try:
            yield rows
        finally:
            rows.detach()  # else it would close standard input behind it
        return
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            yield file
    except FileNotFoundError as error:
        raise InputError("error.input.not_found", file=str(path)) from error
    except OSError as error:
        raise InputError("error.input.unreadable", file=str(path)) from error


def _row_request(
    row: ScoreRow, banks: Banks, services: ModelServices, company: Company | None
) -> ScoringRequest:
    if row.question_id is not None:
        asked = banks.question(row.question_id)
    else:
        asked = understand(row.question or "", banks, services)
    return ScoringRequest(
        id=str(row.id),
        text=row.answer,
        question=asked,
        company=row.company_value() or company,
        words=row.words_value(),
        pauses=row.pauses_value(),
        duration_s=row.duration_s,
    )
