"""A library of years: 10,000 sessions with 80,000 answers, beside one of 1,000 sessions.

Opening the list, one session, and the first 50 hits of a search; the answers have 80 words each,
drawn from 5,000 by Zipf's law, with times, as a transcript has them.
"""

import itertools
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figure import Figure, median_s
from coach.library import Library, changes, ids
from coach.library.database import Database
from coach.library.records import dump
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import Dimension
from coach.model.search import Wanted
from coach.model.session import Answer, AnswerStatus, Mode, Session
from coach.model.transcript import Transcript, Word
from coach.testing.sessions import sample_session

LARGE, SMALL, ANSWERS = 10_000, 1_000, 8
WORDS = 80
RUNS = 15
AT_ONCE = 200
"""Sessions that the window reads at a time."""

_VARIANTS = 400
_SCORED = next(one for one in sample_session().answers if one.score is not None)
_RARE, _COMMON = "zyzzyva", "really"
_PHRASE = ("warehouse", "deadline")


def _vocabulary() -> list[str]:
    letters = "bcdfglmnprst"
    vowels = "aeiou"
    syllables = [a + b for a in letters for b in vowels]
    return ["".join(parts) for parts in itertools.islice(itertools.product(syllables, repeat=3), 5000)]


def _transcripts() -> list[Transcript]:
    chance = random.Random(7)  # noqa: S311 - the same library every time
    vocabulary = _vocabulary()
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
    made = []
    for _ in range(_VARIANTS):
        said = chance.choices(vocabulary, weights, k=WORDS)
        said[3] = _COMMON
        words, at = [], 0
        for number, word in enumerate(said):
            words.append(
                Word(text=word, start_s=0.4 * number, end_s=0.4 * number + 0.35, probability=0.9,
                     start=at, end=at + len(word))
            )  # fmt: skip
            at += len(word) + 1
        made.append(
            Transcript(text=" ".join(said), words=tuple(words), duration_s=0.4 * WORDS, speech_s=0.35 * WORDS,
                       language="en", model="base")
        )  # fmt: skip
    return made


def fill(folder: Path, sessions: int) -> None:
    """Make a library.

    Args:
        folder: Where.
        sessions: How many; each has eight answers, transcribed and scored.
    """
    questions = [
        Question(text=f"Question number {n}?", kind=QuestionKind.BEHAVIOURAL, id=f"question-{n}",
                 parts=(QuestionPart(PartKind.INSTANCE, "x"),))
        for n in range(100)
    ]  # fmt: skip
    transcripts = _transcripts()
    contents = [dump(one) for one in transcripts]
    score = dump(_SCORED.score)
    feedback = dump(_SCORED.feedback)
    # A phrase and a rare word, each in the same number of answers whatever the size.
    chance = random.Random(8)  # noqa: S311 - the same library every time
    special = chance.sample(range(sessions * ANSWERS), 120)
    with_phrase, with_rare = set(special[:60]), set(special[60:])
    start = datetime(2020, 1, 1, 9, tzinfo=UTC)
    number = 0
    with Database(folder / "library.sqlite3") as database:
        for first in range(0, sessions, 500):
            with database.write() as connection:
                for which in range(first, min(first + 500, sessions)):
                    at = start + timedelta(hours=5 * which)
                    session = Session(
                        id=f"{ids.new_session_id(at)[:-4]}{which:05d}", title=f"Practice {which}",
                        plan="quick", mode=Mode.INTERVIEW, started_at=at,
                    )  # fmt: skip
                    changes.insert_session(connection, session)
                    changes.end_session(connection, session.id, at + timedelta(minutes=30))
                    for position in range(ANSWERS):
                        answer = Answer(
                            id=ids.answer_id(session.id, position + 1), position=position, attempt=1,
                            question=questions[number % 100], status=AnswerStatus.DONE,
                            recorded_at=at + timedelta(minutes=position), duration_s=32.0,
                        )  # fmt: skip
                        _insert(connection, session.id, answer, position + 1)
                        pick = number % _VARIANTS
                        heard = transcripts[pick].text, contents[pick]
                        if number in with_phrase:
                            heard = _with(transcripts[pick], _PHRASE)
                        elif number in with_rare:
                            heard = _with(transcripts[pick], (_RARE,))
                        _words(connection, answer, heard, score, feedback)
                        number += 1
                    changes.refresh_summary(connection, session.id)


def _insert(connection: sqlite3.Connection, session_id: str, answer: Answer, number: int) -> None:
    changes.insert_answer(connection, session_id, number, answer)


def _with(transcript: Transcript, said: tuple[str, ...]) -> tuple[str, str]:
    words, at = [], 0
    texts = [*said, *(word.text for word in transcript.words[len(said) :])]
    for word, text in zip(transcript.words, texts, strict=True):
        words.append(replace(word, text=text, start=at, end=at + len(text)))
        at += len(text) + 1
    changed = replace(transcript, text=" ".join(texts), words=tuple(words))
    return changed.text, dump(changed)


def _words(
    connection: sqlite3.Connection, answer: Answer, heard: tuple[str, str], score: str, feedback: str
) -> None:
    """Rows as ``changes`` writes them, without turning the same value into JSON 80,000 times."""
    at = answer.recorded_at.isoformat(timespec="microseconds")
    connection.execute(
        "INSERT INTO transcripts (answer_id, made_at, model, text, content) VALUES (?, ?, 'base', ?, ?)",
        (answer.id, at, *heard),
    )
    connection.execute(
        "INSERT INTO scores (answer_id, made_at, versions, content, feedback)"
        " VALUES (?, ?, 'rubric=1', ?, ?)",
        (answer.id, at, score, feedback),
    )
    connection.executemany(
        "INSERT INTO levels (answer_id, dimension, applies, level) VALUES (?, ?, 1, ?)",
        [(answer.id, name.value, 1 + answer.position % 5) for name in Dimension],
    )


@contextmanager
def filled(sessions: int) -> Iterator[Library]:
    """A library of so many sessions, removed afterwards.

    Args:
        sessions: How many.

    Yields:
        The library.
    """
    folder = Path(tempfile.mkdtemp(prefix="library-"))
    try:
        fill(folder, sessions)
        with Library.open(folder) as library:
            yield library
    finally:
        shutil.rmtree(folder)


def _times(library: Library) -> dict[str, float]:
    listed = library.sessions()
    middle = listed[len(listed) // 2].id
    phrase = f'"{" ".join(_PHRASE)}"'
    searches = {
        "a rare word": _RARE,
        "a common word": _COMMON,
        "a phrase of two words": phrase,
        "two common words": f"{_COMMON} {_vocabulary()[0]}",
    }
    times = {
        "open the list": median_s(lambda: library.sessions(limit=AT_ONCE + 1), RUNS),
        "read the whole list": median_s(library.sessions, RUNS),
        "open one session": median_s(lambda: library.session(middle), RUNS),
    }
    for name, text in searches.items():
        hits = library.search(Wanted(text=text)).hits
        if len(hits) != 50:
            raise SystemExit(f"{name} gave {len(hits)} hits instead of 50")
        times[f"50 hits of {name}"] = median_s(lambda text=text: library.search(Wanted(text=text)), RUNS)  # type: ignore[misc]
    times["trends of everything"] = median_s(library.review.measured, 3)
    return times


def measure() -> list[Figure]:
    """Time both libraries, one after the other."""
    with filled(SMALL) as library:
        small = _times(library)
    with filled(LARGE) as library:
        large = _times(library)
    aims = {"open the list": "100 ms; ratio 2 at most", "open one session": "100 ms; ratio 2 at most",
            "50 hits of a phrase of two words": "50 ms"}  # fmt: skip
    return [
        Figure(
            name=f"{LARGE:,} sessions: {name}",
            value=value * 1000,
            unit="ms",
            runs=3 if name.startswith("trends") else RUNS,
            reference=small[name] * 1000,
            reference_name=f"with {SMALL:,}",
            aim=aims.get(name, ""),
        )
        for name, value in large.items()
    ]
