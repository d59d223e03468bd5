"""The Progress page: how answers change over sessions, and what to practise next."""

from ui.pages.progress.page import ProgressPage

__all__ = ["ProgressPage"]
