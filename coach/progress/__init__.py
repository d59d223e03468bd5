"""Trends over sessions: pure, from what the library measured to what the Progress page shows."""

from coach.progress.overview import progress

__all__ = ["progress"]
