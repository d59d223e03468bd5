"""The tables, as migrations in order: the last one's number is the version of the file.

A migration is a function that gets the connection inside a transaction; it never commits.
What was released is never edited: a change is a new function at the end of ``MIGRATIONS``.
Each has a test named ``test_<its name>``, which a test enforces.

Times are UTC text of fixed width, so that they sort, beside the seconds that the local clock was ahead of it.
Values that are only ever read whole are JSON in ``content``; what is searched, sorted or counted has columns.
"""

from collections.abc import Callable
from sqlite3 import Connection

Migration = Callable[[Connection], None]

APPLICATION_ID = 0x53526E64
"""Marks the file as ours ("SRnd"), so that another program's database is not taken for a library."""

_VERSION_1 = (
    """CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        plan TEXT NOT NULL,
        mode TEXT NOT NULL,
        started_at TEXT NOT NULL,
        started_offset_s INTEGER NOT NULL,
        ended_at TEXT,
        ended_offset_s INTEGER,
        company_name TEXT NOT NULL DEFAULT '',
        company TEXT
    )""",
    "CREATE INDEX sessions_by_start ON sessions (started_at, id)",
    # Asked questions, each kept once, as it was asked: banks change, sessions do not.
    """CREATE TABLE questions (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        bank_id TEXT,
        text TEXT NOT NULL,
        kind TEXT NOT NULL,
        content TEXT NOT NULL
    )""",
    """CREATE TABLE answers (
        id TEXT PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        position INTEGER NOT NULL,
        attempt INTEGER NOT NULL,
        question_id INTEGER NOT NULL REFERENCES questions (id),
        status TEXT NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        failure TEXT NOT NULL DEFAULT '',
        recorded_at TEXT NOT NULL,
        recorded_offset_s INTEGER NOT NULL,
        sound_file TEXT,
        duration_s REAL,
        dropouts INTEGER NOT NULL DEFAULT 0,
        typed TEXT,
        UNIQUE (session_id, number)
    )""",
    "CREATE INDEX answers_by_question ON answers (question_id)",
    # The queue is these rows; the index holds nothing else, so finding them costs nothing in a large library.
    """CREATE INDEX answers_waiting ON answers (recorded_at)
        WHERE status IN ('recording', 'queued', 'running')""",
    """CREATE TABLE transcripts (
        id INTEGER PRIMARY KEY,
        answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
        made_at TEXT NOT NULL,
        model TEXT NOT NULL,
        text TEXT NOT NULL,
        content TEXT NOT NULL
    )""",
    "CREATE INDEX transcripts_by_answer ON transcripts (answer_id, id)",
    # An answer can be scored again; the newest row counts and the older ones stay.
    """CREATE TABLE scores (
        id INTEGER PRIMARY KEY,
        answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
        transcript_id INTEGER REFERENCES transcripts (id) ON DELETE SET NULL,
        made_at TEXT NOT NULL,
        versions TEXT NOT NULL,
        content TEXT NOT NULL,
        feedback TEXT
    )""",
    "CREATE INDEX scores_by_answer ON scores (answer_id, id)",
    "CREATE INDEX scores_by_transcript ON scores (transcript_id)",
    # The newest score's levels, so that lists and trends need not read the scores themselves.
    """CREATE TABLE levels (
        answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
        dimension TEXT NOT NULL,
        applies INTEGER NOT NULL,
        level INTEGER,
        PRIMARY KEY (answer_id, dimension)
    ) WITHOUT ROWID""",
    # What the list of sessions shows, brought up to date by every change to a session's answers.
    """CREATE TABLE summaries (
        session_id TEXT PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
        answers INTEGER NOT NULL,
        duration_s REAL NOT NULL,
        star INTEGER,
        story INTEGER,
        research INTEGER,
        listening INTEGER,
        focus INTEGER,
        delivery INTEGER
    ) WITHOUT ROWID""",
)


def create_tables(connection: Connection) -> None:
    """Lay out an empty library.

    Args:
        connection: Inside a transaction.
    """
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in _VERSION_1:
        connection.execute(statement)


def add_follow_ups(connection: Connection) -> None:
    """Answers that complete another one, who asked, and how often the question was heard again.

    Args:
        connection: Inside a transaction.
    """
    connection.execute(
        "ALTER TABLE answers ADD COLUMN follow_up_of TEXT REFERENCES answers (id) ON DELETE CASCADE"
    )
    connection.execute("ALTER TABLE answers ADD COLUMN asker TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE answers ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0")
    connection.execute(
        "CREATE INDEX answers_by_first ON answers (follow_up_of) WHERE follow_up_of IS NOT NULL"
    )


def add_review(connection: Connection) -> None:
    """Notes, stars, what counts in trends, how much is kept, corrections, and measures for trends.

    Args:
        connection: Inside a transaction.
    """
    for statement in _REVIEW:
        connection.execute(statement)


_REVIEW = (
    "ALTER TABLE sessions ADD COLUMN note TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sessions ADD COLUMN starred INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE sessions ADD COLUMN in_trends INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE sessions ADD COLUMN keep TEXT NOT NULL DEFAULT 'sound'",
    "ALTER TABLE sessions ADD COLUMN kept TEXT NOT NULL DEFAULT 'sound'",
    "CREATE INDEX sessions_to_shorten ON sessions (ended_at) WHERE keep <> kept",
    "ALTER TABLE answers ADD COLUMN note TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE answers ADD COLUMN starred INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX answers_by_time ON answers (recorded_at, id)",
    # What the person corrected stands beside what was heard, which is never changed.
    "ALTER TABLE transcripts ADD COLUMN corrects INTEGER REFERENCES transcripts (id) ON DELETE CASCADE",
    "CREATE INDEX transcripts_by_raw ON transcripts (corrects) WHERE corrects IS NOT NULL",
    "ALTER TABLE scores ADD COLUMN of_correction INTEGER NOT NULL DEFAULT 0",
    # The newest score's delivery, so that trends need not read the scores themselves.
    """CREATE TABLE measures (
        answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        value REAL NOT NULL,
        PRIMARY KEY (answer_id, name)
    ) WITHOUT ROWID""",
    """INSERT INTO measures (answer_id, name, value)
        SELECT answer_id, json_extract(one.value, '$.name'), json_extract(one.value, '$.value')
        FROM scores, json_each(scores.content, '$.delivery.measures') AS one
        WHERE scores.id IN (SELECT max(id) FROM scores GROUP BY answer_id)
            AND json_extract(one.value, '$.value') IS NOT NULL""",
)


_SAID = """coalesce(
    (SELECT text FROM transcripts WHERE answer_id = ANSWER.id ORDER BY id DESC LIMIT 1), ANSWER.typed, '')"""
"""The words of the answer whose row is called ANSWER: its newest transcript, or what was typed."""

_SEARCH = (
    # What can be found, a row an answer, and one without an answer for each session's title and note.
    """CREATE TABLE searched (
        id INTEGER PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        answer_id TEXT REFERENCES answers (id) ON DELETE CASCADE,
        said TEXT NOT NULL,
        question TEXT NOT NULL,
        note TEXT NOT NULL
    )""",
    "CREATE INDEX searched_by_session ON searched (session_id)",
    "CREATE UNIQUE INDEX searched_by_answer ON searched (answer_id) WHERE answer_id IS NOT NULL",
    # The words are kept once, in searched; the index keeps where they are.
    """CREATE VIRTUAL TABLE found USING fts5 (said, question, note,
        content = 'searched', content_rowid = 'id',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')""",
    # FTS5 is no table that a trigger may write while trusted_schema is off, so what changed is queued
    # and put into the index before the same transaction ends (``coach.library.search_index``).
    """CREATE TABLE search_queue (
        number INTEGER PRIMARY KEY,
        removed INTEGER NOT NULL,
        id INTEGER NOT NULL,
        said TEXT NOT NULL,
        question TEXT NOT NULL,
        note TEXT NOT NULL
    )""",
    """INSERT INTO searched (session_id, answer_id, said, question, note)
        SELECT id, NULL, '', title, note FROM sessions ORDER BY started_at, id""",
    """INSERT INTO searched (session_id, answer_id, said, question, note)
        SELECT session_id, answers.id, <words of answers>, questions.text, answers.note
        FROM answers JOIN questions ON questions.id = question_id ORDER BY recorded_at, answers.id""",
    "INSERT INTO found (found) VALUES ('rebuild')",
    """CREATE TRIGGER searched_added AFTER INSERT ON searched BEGIN
        INSERT INTO search_queue (removed, id, said, question, note)
            VALUES (0, new.id, new.said, new.question, new.note);
    END""",
    """CREATE TRIGGER searched_removed AFTER DELETE ON searched BEGIN
        INSERT INTO search_queue (removed, id, said, question, note)
            VALUES (1, old.id, old.said, old.question, old.note);
    END""",
    """CREATE TRIGGER searched_changed AFTER UPDATE ON searched BEGIN
        INSERT INTO search_queue (removed, id, said, question, note)
            VALUES (1, old.id, old.said, old.question, old.note),
                (0, new.id, new.said, new.question, new.note);
    END""",
    """CREATE TRIGGER session_searched AFTER INSERT ON sessions BEGIN
        INSERT INTO searched (session_id, answer_id, said, question, note)
            VALUES (new.id, NULL, '', new.title, new.note);
    END""",
    """CREATE TRIGGER session_searched_again AFTER UPDATE OF title, note ON sessions BEGIN
        UPDATE searched SET question = new.title, note = new.note
            WHERE session_id = new.id AND answer_id IS NULL;
    END""",
    """CREATE TRIGGER answer_searched AFTER INSERT ON answers BEGIN
        INSERT INTO searched (session_id, answer_id, said, question, note)
            SELECT new.session_id, new.id, <words of new>, text, new.note
            FROM questions WHERE questions.id = new.question_id;
    END""",
    """CREATE TRIGGER answer_searched_again AFTER UPDATE OF typed, note ON answers BEGIN
        UPDATE searched SET said = <words of new>, note = new.note WHERE answer_id = new.id;
    END""",
    """CREATE TRIGGER transcript_searched AFTER INSERT ON transcripts BEGIN
        UPDATE searched SET said = new.text WHERE answer_id = new.answer_id;
    END""",
    """CREATE TRIGGER transcript_removed AFTER DELETE ON transcripts BEGIN
        UPDATE searched SET said =
            (SELECT <words of answers> FROM answers WHERE answers.id = old.answer_id)
            WHERE answer_id = old.answer_id
                AND EXISTS (SELECT 1 FROM answers WHERE answers.id = old.answer_id);
    END""",
    # What is left to do after a change that a kill may come between.
    "CREATE TABLE chores (name TEXT PRIMARY KEY) WITHOUT ROWID",
)


def add_search(connection: Connection) -> None:
    """Full-text search over what was said, questions, notes and titles, kept by triggers.

    Args:
        connection: Inside a transaction.
    """
    for statement in _SEARCH:
        of_new = statement.replace("<words of new>", _SAID.replace("ANSWER", "new"))
        connection.execute(of_new.replace("<words of answers>", _SAID.replace("ANSWER", "answers")))


def add_papers(connection: Connection) -> None:
    """What is written before and after interviews, each paper whole.

    Args:
        connection: Inside a transaction.
    """
    connection.execute(
        "CREATE TABLE papers (id TEXT PRIMARY KEY, kind TEXT NOT NULL, changed_at TEXT NOT NULL,"
        " content TEXT NOT NULL) WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX papers_by_kind ON papers (kind, changed_at)")


MIGRATIONS: tuple[Migration, ...] = (create_tables, add_follow_ups, add_review, add_search, add_papers)
"""In order: the first takes a file from version 0 to 1."""
