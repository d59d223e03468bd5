"""Puts the tokens on the application, and follows the system."""

from string import Template
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from coach.errors import BugError
from coach.resources import asset, asset_text
from ui.theme.tokens import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, Radius, Space, TextSize, Tokens

FAMILY = "Inter"
_FALLBACKS = ("Second Round Arabic", "Noto Sans Devanagari", "Noto Sans Hebrew", "Noto Emoji")
_POINTS_PER_INCH = 72.0
BEHIND_MS = 20
"""Between two hidden parts that get another look, so that a key or a press never waits for more than one."""


class Theme(QObject):
    """The look of the application: one of the token sets, and a scale of the text.

    The style sheet stands on parts of the window (``dress``) and not on the application.
    There Qt would work it out for every widget that gets a parent, and for all that is below it, so that a
    page took three to ten times as long to make, and another look over a second.

    Signals:
        changed(Tokens): The look or the scale is another one; what is seen wears it already.

    Args:
        app: The application that is dressed.
        choice: ``system``, ``light`` or ``dark``, as the setting ``appearance.theme`` has it.
        scale_percent: Size of the text, where 100 is the usual one.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, *, choice: str = "system", scale_percent: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._scale = scale_percent / 100
        self._sheet = ""
        self._worn: WeakKeyDictionary[QWidget, str] = WeakKeyDictionary()
        self._behind = QTimer(self)
        self._behind.setSingleShot(True)
        self._behind.setInterval(BEHIND_MS)
        self._behind.timeout.connect(self._dress_next)
        load_fonts(latin=True)
        self._template = Template(asset_text("styles/window.qss"))
        hints = app.styleHints()
        self._hints = hints
        self._system_dark = hints.colorScheme() is Qt.ColorScheme.Dark
        self._more_contrast = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        hints.colorSchemeChanged.connect(self._on_scheme)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_contrast)
        app.setStyle("Fusion")
        self._ask_platform()
        self._apply()

    @property
    def tokens(self) -> Tokens:
        """The colours now."""
        dark = self._system_dark if self._choice == "system" else self._choice == "dark"
        if self._more_contrast:
            return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST
        return DARK if dark else LIGHT

    def dress(self, part: QWidget) -> None:
        """Put the look on a part of the window and all that is in it; it follows the look from now on.

        Best called when the part is made and not on the screen yet; asked again, it does nothing unless
        the part wears an old look.

        Args:
            part: A page, a dialog, the rail; nothing inside another part.
        """
        if self._worn.get(part) != self._sheet:
            self._worn[part] = self._sheet
            part.setStyleSheet(self._sheet)

    def load_other_scripts(self) -> None:
        """Bring the fonts of the other scripts, once the window is there."""
        load_fonts(latin=False)

    def colour(self, name: str) -> QColor:
        """A token as a colour to paint with.

        Args:
            name: A field of ``Tokens``, such as ``accent_soft``.

        Returns:
            The colour.
        """
        return QColor(getattr(self.tokens, name))

    def font(self, size: TextSize = TextSize.BODY, *, strong: bool = False) -> QFont:
        """A font to paint with.

        Args:
            size: Its size, which the scale of the text is put on.
            strong: Semibold.

        Returns:
            The font.
        """
        font = QFont([FAMILY, *_FALLBACKS])
        font.setPointSizeF(self._points(size))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def scaled(self, pixels: float) -> int:
        """A length that grows with the text.

        Args:
            pixels: At 100 %.

        Returns:
            Whole pixels.
        """
        return round(pixels * self._scale)

    def set_choice(self, choice: str) -> None:
        """Choose light, dark or what the system has.

        Args:
            choice: ``system``, ``light`` or ``dark``.
        """
        if choice != self._choice:
            self._choice = choice
            self._ask_platform()
            self._apply()

    def set_text_scale(self, percent: int) -> None:
        """Choose the size of all text.

        Args:
            percent: 100 is the usual size.
        """
        if percent / 100 != self._scale:
            self._scale = percent / 100
            self._apply()

    @Slot(Qt.ColorScheme)
    def _on_scheme(self, scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            dark = scheme is Qt.ColorScheme.Dark
            if dark != self._system_dark:
                self._system_dark = dark
                self._apply()

    @Slot(Qt.ContrastPreference)
    def _on_contrast(self, preference: Qt.ContrastPreference) -> None:
        self._more_contrast = preference is Qt.ContrastPreference.HighContrast
        self._apply()

    def _ask_platform(self) -> None:
        """Let title bars and the system's own dialogs have the same look, where the platform can."""
        if self._choice == "system":
            self._hints.unsetColorScheme()
            self._system_dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = self._choice == "dark"
            self._hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _apply(self) -> None:
        tokens = self.tokens
        self._app.setPalette(palette(tokens))
        self._app.setFont(self.font())
        self._sheet = self._template.substitute(self._values(tokens))
        for part in tuple(self._worn):
            if shiboken6.isValid(part) and part.isVisible():
                self.dress(part)
        self.changed.emit(tokens)
        self._behind.start()

    @Slot()
    def _dress_next(self) -> None:
        """Dress one hidden part anew."""
        for part, worn in tuple(self._worn.items()):
            if not shiboken6.isValid(part):
                del self._worn[part]
            elif worn != self._sheet:
                self.dress(part)
                self._behind.start()
                return

    def _values(self, tokens: Tokens) -> dict[str, str]:
        values = {name: str(getattr(tokens, name)) for name in tokens.__slots__}
        # Qt's style sheets take whole pixels only, and fractions of a point.
        values |= {f"size_{size.name.lower()}": f"{self._points(size):.3f}pt" for size in TextSize}
        values |= {f"space_{space.name.lower()}": f"{int(space)}px" for space in Space}
        values |= {f"radius_{radius.name.lower()}": f"{int(radius)}px" for radius in Radius}
        values["arrow_up"] = _icon("chevron-up", dark=tokens.dark)
        values["arrow_down"] = _icon("chevron-down", dark=tokens.dark)
        values["check"] = _icon("check", dark=tokens.dark)
        return values

    def _points(self, size: TextSize) -> float:
        screen = QGuiApplication.primaryScreen()
        if screen is None:
            raise BugError("the theme was made before there was a screen")
        return size.value * self._scale * _POINTS_PER_INCH / screen.logicalDotsPerInchY()


def _icon(name: str, *, dark: bool) -> str:
    return asset(f"icons/{name}-{'dark' if dark else 'light'}.svg").as_posix()


def palette(tokens: Tokens) -> QPalette:
    """The system's own colour roles from tokens, for what no style rule reaches.

    Args:
        tokens: The colours.

    Returns:
        The palette.
    """
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.background,
        role.WindowText: tokens.text,
        role.Base: tokens.panel,
        role.AlternateBase: tokens.background,
        role.ToolTipBase: tokens.panel,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Text: tokens.text,
        role.Button: tokens.panel,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.warning,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Mid: tokens.line,
        role.Midlight: tokens.line,
        role.Dark: tokens.line,
        role.Light: tokens.panel,
        role.Shadow: tokens.line,
    }
    made = QPalette()
    for each, colour in colours.items():
        made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.muted))
    return made


def load_fonts(*, latin: bool) -> None:
    """Hand shipped fonts to Qt; one that is there already is not read again.

    Args:
        latin: Inter, without which no window is drawn; else the other scripts, which may come later.

    Raises:
        BugError: A shipped font can't be read.
    """
    there = set(QFontDatabase.families())
    if (FAMILY if latin else _FALLBACKS[0]) in there:
        return
    for path in sorted(asset("fonts").glob("*.ttf")):
        if path.name.startswith(FAMILY) is latin and QFontDatabase.addApplicationFont(str(path)) < 0:
            raise BugError(f"the font {path.name} can't be read")


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that a style rule looks at, and show the difference.

    Args:
        widget: Which.
        name: The property, such as ``state``.
        value: Its value.
    """
    if widget.property(name) != value:
        widget.setProperty(name, value)
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()
