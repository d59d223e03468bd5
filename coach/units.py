"""Units as types, so that a seconds value cannot be passed where a rate is meant."""

from typing import NewType

Seconds = NewType("Seconds", float)
Hertz = NewType("Hertz", int)
WordsPerMinute = NewType("WordsPerMinute", float)
Semitones = NewType("Semitones", float)
