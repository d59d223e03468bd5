"""The Follow up page: what to do after a real interview, the note of thanks, and where applications stop."""

from ui.pages.follow_up.page import FollowUpPage

__all__ = ["FollowUpPage"]
