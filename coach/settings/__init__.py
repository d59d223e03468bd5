"""Every option of the program, declared once.

- ``options``: the kinds of option and how their values are read and checked.
- ``declared``: the options themselves, in the order in which they are shown.
- ``store``: ``Settings``, and the TOML file that keeps them.
"""

from coach.settings.declared import OPTIONS, option
from coach.settings.options import Option, OptionKind
from coach.settings.store import FILE, Loaded, Settings, load, save

__all__ = ["FILE", "OPTIONS", "Loaded", "Option", "OptionKind", "Settings", "load", "option", "save"]
