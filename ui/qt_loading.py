"""Loads Qt, and gives Python its own ``import`` back.

PySide6 puts functions of its own in the place of ``import``; after every module that is loaded from then on,
of whichever package, one reads that module's source to look for its ``__feature__`` switches.
Nothing here uses them, and it is a tenth of the time until the first page is there.
Where Qt was loaded before, as at the start of a package by PyInstaller, all stays as PySide6 has it.
"""

import builtins

_own_import = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401 - it is what is loaded here

builtins.__import__ = _own_import
