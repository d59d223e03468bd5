"""The full-text index, kept in the same transaction as the rows that it is about."""

from sqlite3 import Connection


def has_index(connection: Connection) -> bool:
    """Whether the file has an index; one of an old version has none until it is migrated.

    Args:
        connection: Open.

    Returns:
        Whether.
    """
    row = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_queue'").fetchone()
    return row is not None


def catch_up(connection: Connection) -> None:
    """Put into the index what triggers queued.

    Args:
        connection: At the end of a transaction that changed rows.
    """
    queued = connection.execute(
        "SELECT number, removed, id, said, question, note FROM search_queue ORDER BY number"
    ).fetchall()
    if not queued:
        return
    for _, removed, *row in queued:
        if removed:
            connection.execute(
                "INSERT INTO found (found, rowid, said, question, note) VALUES ('delete', ?, ?, ?, ?)", row
            )
        else:
            connection.execute("INSERT INTO found (rowid, said, question, note) VALUES (?, ?, ?, ?)", row)
    connection.execute("DELETE FROM search_queue")


def forget_erased(connection: Connection) -> None:
    """Let no word of a deleted row stay in the index.

    They do until the index's parts are merged into one; FTS5's own secure-delete needs SQLite 3.42 and makes
    the file unreadable for older ones.

    Args:
        connection: Inside a transaction.
    """
    connection.execute("INSERT INTO found (found) VALUES ('optimize')")
