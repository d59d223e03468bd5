"""The options, in the order in which they are shown.

To add one: declare it here, list it in ``OPTIONS``, and give it a title and a help text in the catalogue
under ``settings.<key>`` (a test says when that is missing).
"""

from typing import TypeAlias

from coach.errors import SettingsError
from coach.settings.options import Option, OptionKind

AnyOption: TypeAlias = "Option[str] | Option[bool] | Option[int] | Option[float]"

MICROPHONE: Option[str] = Option(key="audio.microphone", kind=OptionKind.TEXT, default="")
SPEAKER: Option[str] = Option(key="audio.speaker", kind=OptionKind.TEXT, default="")
VOICE_ENABLED: Option[bool] = Option(key="voice.enabled", kind=OptionKind.FLAG, default=True)
VOICE_SPEED: Option[float] = Option(
    key="voice.speed", kind=OptionKind.NUMBER, default=1.0, unit="times", minimum=0.7, maximum=1.3
)
SPEECH_MODEL: Option[str] = Option(
    key="speech.model",
    kind=OptionKind.CHOICE_OR_FOLDER,
    default="auto",
    choices=("auto", "base", "tiny.en", "small", "medium"),
)
SPEECH_MODEL_FOLDER: Option[str] = Option(key="speech.model_folder", kind=OptionKind.FOLDER, default="")
PRACTICE_MODE: Option[str] = Option(
    key="practice.mode", kind=OptionKind.CHOICE, default="interview", choices=("interview", "coach")
)
PRACTICE_LENGTH: Option[str] = Option(
    key="practice.length",
    kind=OptionKind.CHOICE,
    default="planned",
    choices=("planned", "q3", "q5", "q8", "q12", "min10", "min20", "min30"),
)
PRACTICE_QUESTIONS: Option[int] = Option(
    key="practice.questions", kind=OptionKind.WHOLE, default=5, minimum=1, maximum=20
)
PRACTICE_THINK_S: Option[int] = Option(
    key="practice.think_s", kind=OptionKind.WHOLE, default=0, unit="s", minimum=0, maximum=60
)
PRACTICE_FOLLOW_UPS: Option[bool] = Option(key="practice.follow_ups", kind=OptionKind.FLAG, default=True)
PRACTICE_HIDDEN: Option[bool] = Option(key="practice.hidden", kind=OptionKind.FLAG, default=False)
PRACTICE_CAPTIONS: Option[bool] = Option(key="practice.captions", kind=OptionKind.FLAG, default=False)
PRACTICE_PANEL: Option[bool] = Option(key="practice.panel", kind=OptionKind.FLAG, default=False)
FOCUS_STRICTNESS: Option[str] = Option(
    key="focus.strictness", kind=OptionKind.CHOICE, default="gentle", choices=("gentle", "strict", "off")
)
LIBRARY_KEEP: Option[str] = Option(
    key="library.keep", kind=OptionKind.CHOICE, default="sound", choices=("sound", "text", "scores")
)
THEME: Option[str] = Option(
    key="appearance.theme", kind=OptionKind.CHOICE, default="system", choices=("system", "light", "dark")
)
TEXT_SCALE: Option[int] = Option(
    key="appearance.text_scale", kind=OptionKind.WHOLE, default=100, unit="%", minimum=80, maximum=200
)

OPTIONS: tuple[AnyOption, ...] = (
    MICROPHONE,
    SPEAKER,
    VOICE_ENABLED,
    VOICE_SPEED,
    SPEECH_MODEL,
    SPEECH_MODEL_FOLDER,
    PRACTICE_MODE,
    PRACTICE_LENGTH,
    PRACTICE_QUESTIONS,
    PRACTICE_THINK_S,
    PRACTICE_FOLLOW_UPS,
    PRACTICE_HIDDEN,
    PRACTICE_CAPTIONS,
    PRACTICE_PANEL,
    FOCUS_STRICTNESS,
    LIBRARY_KEEP,
    THEME,
    TEXT_SCALE,
)


def option(key: str) -> AnyOption:
    """The option with this key.

    Args:
        key: Such as ``voice.speed``.

    Returns:
        The option.

    Raises:
        SettingsError: There is none.
    """
    for each in OPTIONS:
        if each.key == key:
            return each
    raise SettingsError("error.settings.unknown_key", key=key, keys=tuple(each.key for each in OPTIONS))
