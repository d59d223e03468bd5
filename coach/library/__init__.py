"""The person's sessions: one SQLite file and a folder of sound, kept for years.

- ``library``: ``Library``, what the rest of the program uses.
- ``database``: the connection, its transactions, and what SQLite's errors mean.
- ``schema``: the tables, as a list of migrations in order.
- ``review`` and ``reviewing``: corrections, earlier scores, notes, stars, and what trends need.
- ``search``, ``phrasing`` and ``search_index``: finding words, reading what is typed, keeping the index.
- ``retention``: how much of a session is kept.
- ``safekeeping``: ``backup``, ``restore`` (``unpack`` reads files from anybody) and ``wipe``, all at once.
- ``erased``: what was erased, as it is told.
- ``records``: model values to and from the columns that hold them as JSON.
- ``queries`` and ``changes``: reading and writing rows, inside a transaction of the caller.
- ``sounds``: the sound files, which never lie outside their folder.
- ``reconcile``: after a crash, rows and files are brought together again.
- ``claim``: who is at work, so that nobody tidies up under a running recording.
- ``health``: whether a library is sound, and starting again after damage.
- ``compressed``: which recordings are FLAC already.
- ``papers``: preparations, stories and applications, each kept whole.
- ``places``: names in the data folder.
- ``ids``: ids of sessions and answers.
"""

from coach.library.compressed import Uncompressed
from coach.library.health import check, start_fresh
from coach.library.library import Library
from coach.library.queries import Waiting
from coach.library.reconcile import Reconciled, Recovered

__all__ = ["Library", "Reconciled", "Recovered", "Uncompressed", "Waiting", "check", "start_fresh"]
