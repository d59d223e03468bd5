"""The Sessions page."""

from ui.pages.sessions.page import SessionsPage

__all__ = ["SessionsPage"]
