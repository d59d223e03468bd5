"""The person's sessions: one SQLite file and a folder of sound, kept for years.

- ``library``: ``Library``, what the rest of the program uses.
- ``database``: the connection, its transactions, and what SQLite's errors mean.
- ``schema``: the tables, as a list of migrations in order.
- ``records``: model values to and from the columns that hold them as JSON.
- ``queries`` and ``changes``: reading and writing rows, inside a transaction of the caller.
- ``sounds``: the sound files, which never lie outside their folder.
- ``reconcile``: after a crash, rows and files are brought together again.
- ``claim``: who is at work, so that nobody tidies up under a running recording.
- ``fresh``: starting again after damage, when the person asks for it.
- ``ids``: ids of sessions and answers.
"""

from coach.library.fresh import start_fresh
from coach.library.library import Library
from coach.library.queries import Waiting
from coach.library.reconcile import Reconciled, Recovered

__all__ = ["Library", "Reconciled", "Recovered", "Waiting", "start_fresh"]
