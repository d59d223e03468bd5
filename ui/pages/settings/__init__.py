"""Settings: every choice on one page, saved as it is made.

- ``page``: the cards.
- ``rows``: one control for each kind of option.
- ``presenter``: devices, the voice, the models, the data folder.
"""

from ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
