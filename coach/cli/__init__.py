"""The terminal program.

- ``app``: the commands and how errors end them.
- ``shell``: the composition root; only it makes the real adapters.
- ``output``: JSON on standard output, words on standard error, tables for people.
- ``show``: answers and sessions as a person likes to read them.
- ``keys``: lines typed while something else goes on.
- one file a command or group of commands.
"""

from coach.cli.app import main

__all__ = ["main"]
