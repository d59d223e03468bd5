"""Which questions were asked before, and how their answers did."""

from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection

from coach.library.queries import moment
from coach.model.history import AskedBefore
from coach.model.score import Dimension

NEWEST = 2_000
"""Answers that are looked at: years of practice, and still read at once."""


def asked_before(connection: Connection) -> tuple[AskedBefore, ...]:
    """The questions of banks that were asked, with the levels of their answers.

    Args:
        connection: Inside a transaction.

    Returns:
        The newest 2,000, newest first; follow-ups belong to their question and are left out.

    Raises:
        LibraryCorruptError: A date can't be read.
    """
    rows = connection.execute(
        "SELECT newest.id, bank_id, recorded_at, recorded_offset_s, dimension, level FROM ("
        "  SELECT answers.id, questions.bank_id, recorded_at, recorded_offset_s"
        "  FROM answers JOIN questions ON questions.id = answers.question_id"
        "  WHERE bank_id IS NOT NULL AND follow_up_of IS NULL"
        "  ORDER BY recorded_at DESC, answers.id DESC LIMIT ?"
        ") AS newest LEFT JOIN levels ON levels.answer_id = newest.id AND level IS NOT NULL AND applies"
        " ORDER BY recorded_at DESC, newest.id DESC, dimension",
        (NEWEST,),
    )
    known = set(Dimension)
    return tuple(
        AskedBefore(
            question_id=question_id,
            at=moment(recorded_at, offset_s, answer_id),
            levels=tuple((Dimension(row[4]), row[5]) for row in levels if row[4] in known),
        )
        for (answer_id, question_id, recorded_at, offset_s), levels in groupby(
            rows, key=itemgetter(0, 1, 2, 3)
        )
    )
