"""The error tree.

A ``KnownError`` is the world's fault: it carries the id of a sentence that says what is wrong and what to do.
A ``BugError`` is ours: it is shown as a bug and never worded away.
Adapters map what their libraries raise into this tree, so that nobody above them catches foreign errors.
"""

from typing import Any

from coach.model.message import Message, Value, message


class CoachError(Exception):
    """Root of every error that this program raises itself."""


class BugError(CoachError):
    """Something that cannot happen has happened."""


class KnownError(CoachError):
    """Something in the world is not as it must be.

    Args:
        message_id: Id of a sentence in the catalogue; it says what is wrong and what to do.
        **values: The sentence's placeholders.
    """

    def __init__(self, message_id: str, /, **values: Value) -> None:
        self.message: Message = message(message_id, **values)
        super().__init__(f"{message_id} {dict(self.message.values)}")

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by id and values, since the base class would hand its text to ``__init__``."""
        return _rebuild, (type(self), self.message)


def _rebuild(error: type[KnownError], content: Message) -> KnownError:
    return error(content.id, **dict(content.values))


class AudioError(KnownError):
    """The microphone or the loudspeaker can't be used."""


class PortAudioMissingError(AudioError):
    """The system library that reaches the sound card is not installed."""


class NoMicrophoneError(AudioError):
    """There is no microphone, or the named one is gone."""


class NoSpeakerError(AudioError):
    """There is no loudspeaker, or the named one is gone."""


class MicrophoneLostError(AudioError):
    """The microphone stopped giving sound while it was recorded."""


class SoundFileError(KnownError):
    """A sound file can't be read or written."""


class ModelError(KnownError):
    """Weights can't be used."""


class WeightsMissingError(ModelError):
    """Weights are not installed."""


class WeightsMismatchError(ModelError):
    """A weights file is not the one that it should be."""


class TranscriptionError(KnownError):
    """A transcription could not be finished."""


class WorkerError(KnownError):
    """The analysis process died or does not answer."""


class BankError(KnownError):
    """A question bank, plan or question can't be used."""


class CompanyFileError(KnownError):
    """A company file can't be used."""


class VoiceError(KnownError):
    """The interviewer's voice can't be used."""


class LibraryError(KnownError):
    """The sessions can't be read or written."""


class LibraryCorruptError(LibraryError):
    """The database is damaged."""


class LibraryTooNewError(LibraryError):
    """The database was written by a newer version of this program."""


class NotFoundError(LibraryError):
    """A session or an answer with this id does not exist."""


class DiskFullError(KnownError):
    """There is no room left for what was to be written."""


class SettingsError(KnownError):
    """The settings file or one of its values can't be used."""


class ReportError(KnownError):
    """A report could not be made."""


class InputError(KnownError):
    """What was handed in can't be understood."""


class Cancelled(CoachError):  # noqa: N818 - it is no error, only the way out that the caller asked for
    """The caller asked for the work to be stopped."""
