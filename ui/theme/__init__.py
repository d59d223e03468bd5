"""How the window looks.

- ``tokens``: colours, sizes and spaces as values; nothing else in the window names a colour or a size.
- ``apply``: ``Theme``, which puts them on the application and follows the system's light and dark.
"""

from ui.theme.apply import Theme, set_state
from ui.theme.tokens import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, Radius, Space, TextSize, Tokens

__all__ = [
    "DARK",
    "HIGH_CONTRAST",
    "HIGH_CONTRAST_DARK",
    "LIGHT",
    "Radius",
    "Space",
    "TextSize",
    "Theme",
    "Tokens",
    "set_state",
]
