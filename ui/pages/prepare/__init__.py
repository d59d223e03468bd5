"""The Prepare page: one interview being prepared."""

from ui.pages.prepare.page import PreparePage

__all__ = ["PreparePage"]
