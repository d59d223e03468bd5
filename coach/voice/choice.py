"""Which voice asks the questions."""

from pathlib import Path

from coach.voice.cache import CachedVoice
from coach.voice.hibari_voice import HibariVoice, is_installed


def best_voice(cache_folder: Path, speed: float = 1.0) -> CachedVoice | None:
    """The best voice on this machine.

    Args:
        cache_folder: The person's cache folder; speech is kept in ``speech`` below it.
        speed: 1.0 is the voice's own pace; 0.5 to 2.0.

    Returns:
        A voice that remembers what it said; None when there is none, and questions are shown as text.
    """
    if not is_installed():
        return None
    return CachedVoice(HibariVoice(speed), cache_folder / "speech")
