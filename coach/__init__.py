"""Second Round's core: from a spoken question to a scored answer, with no window and no network."""

__version__ = "0.1.0"
