"""Which of the devices that PortAudio lists a person should see, and how to open them: pure functions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from coach.audio.ports import Device
from coach.audio.pulse import Node
from coach.units import Hertz

Kind = Literal["input", "output"]

LINUX_PREFERENCE = ("pipewire", "pulse", "default")
"""PortAudio's own default is the first sound card, often HDMI; these follow the desktop's choice."""

ALSA_PLUGINS = frozenset(
    {
        "a52",
        "arcam-av",
        "dmix",
        "dsnoop",
        "dsp",
        "hw",
        "jack",
        "lavrate",
        "null",
        "oss",
        "plughw",
        "samplerate",
    }
    | {"speex", "speexrate", "sysdefault", "upmix", "usbstream", "vdownmix"}
)
"""Names that ALSA lists beside real devices; they convert sound and are nothing to choose."""

WINDOWS_PREFERENCE = ("Windows WASAPI", "MME")
"""Windows lists each device under up to four host APIs; MME cuts names at 31 characters."""

FALLBACK_RATES_HZ = (48_000, 44_100, 16_000)


@dataclass(frozen=True, slots=True)
class Listed:
    """A device with what is needed to open it, valid until the list is made again.

    Args:
        device: What a person sees.
        index: PortAudio's number.
        channels: How many it has of the wanted kind.
        rate_hz: Its own rate.
        route: The sound server's name for it, where one device of PortAudio stands for all of the server's.
    """

    device: Device
    index: int
    channels: int
    rate_hz: Hertz
    route: str = ""


def list_devices(
    devices: Sequence[Mapping[str, object]],
    host_apis: Sequence[Mapping[str, object]],
    default_index: int,
    kind: Kind,
    platform: str,
) -> tuple[Listed, ...]:
    """Choose and order the devices.

    Args:
        devices: As ``sounddevice.query_devices()`` returns.
        host_apis: As ``sounddevice.query_hostapis()`` returns.
        default_index: PortAudio's default of this kind; negative for none.
        kind: "input" or "output".
        platform: As ``sys.platform``.

    Returns:
        The default first, if there is one, then in PortAudio's order; each name once.
    """
    found = [_listed(index, entry, host_apis, kind) for index, entry in enumerate(devices)]
    usable = [listed for listed in found if listed.channels > 0]
    if platform == "win32":
        usable = _one_host_api(usable)
        default_index = _default_of(usable, host_apis, default_index, kind)
    elif platform.startswith("linux"):
        usable = [listed for listed in usable if listed.device.name not in ALSA_PLUGINS]
        usable.sort(key=lambda listed: _linux_rank(listed.device.name))
        default_index = _linux_default(usable, default_index)
    usable.sort(key=lambda listed: listed.index != default_index)
    once: dict[str, Listed] = {}
    for listed in usable:
        once.setdefault(listed.device.name, listed)
    return tuple(_marked(listed, listed.index == default_index) for listed in once.values())


def through_server(listed: Sequence[Listed], server: Sequence[Node] | None) -> tuple[Listed, ...]:
    """Show a sound server's devices by their names, in the place of PortAudio's one for all of them.

    Args:
        listed: As ``list_devices`` returns.
        server: What the server has, the default first; None where there is none.

    Returns:
        The server's devices; where it has none, what does not go through it; where there is none, ``listed``.
    """
    gate = next((entry for entry in listed if entry.device.name == "pulse"), None)
    if server is None or gate is None:
        return tuple(listed)
    if not server:
        return tuple(entry for entry in listed if entry.device.name not in LINUX_PREFERENCE)
    return tuple(
        replace(
            gate, device=Device(node.description, "PulseAudio", is_default=node.is_default), route=node.name
        )
        for node in server
    )


def find(listed: Sequence[Listed], name: str | None) -> Listed | None:
    """The device of a name.

    Args:
        listed: As ``list_devices`` returns.
        name: The remembered name; None for the system's default, or the first where there is none.

    Returns:
        The device; None when it is not there.
    """
    if name is None:
        return listed[0] if listed else None
    return next((entry for entry in listed if entry.device.name == name), None)


def candidate_rates(rate_hz: Hertz) -> tuple[Hertz, ...]:
    """Rates to try with a device.

    Args:
        rate_hz: Its own rate.

    Returns:
        Its own, then those that most devices know; each once.
    """
    return tuple(dict.fromkeys((rate_hz, *map(Hertz, FALLBACK_RATES_HZ))))


def first_accepted(
    listed: Listed, channel_counts: tuple[int, ...], accepts: Callable[[Hertz, int], bool]
) -> tuple[Hertz, int] | None:
    """How to open a device.

    Args:
        listed: The device.
        channel_counts: Wanted numbers of channels, the best first; more than it has are left out.
        accepts: Asks the device for a rate and a number of channels.

    Returns:
        The first accepted rate and number of channels, its own rate before others; None if there is none.
    """
    for channels in (count for count in channel_counts if count <= listed.channels):
        for rate_hz in candidate_rates(listed.rate_hz):
            if accepts(rate_hz, channels):
                return rate_hz, channels
    return None


def _listed(
    index: int, entry: Mapping[str, object], host_apis: Sequence[Mapping[str, object]], kind: Kind
) -> Listed:
    host_api = host_apis[cast("int", entry["hostapi"])]
    return Listed(
        device=Device(name=str(entry["name"]), host_api=str(host_api["name"])),
        index=index,
        channels=cast("int", entry[f"max_{kind}_channels"]),
        rate_hz=Hertz(round(cast("float", entry["default_samplerate"]))),
    )


def _marked(listed: Listed, default: bool) -> Listed:  # noqa: FBT001 - the field's value
    device = Device(listed.device.name, listed.device.host_api, is_default=default)
    return Listed(device, listed.index, listed.channels, listed.rate_hz)


def _one_host_api(listed: list[Listed]) -> list[Listed]:
    for wanted in WINDOWS_PREFERENCE:
        of_it = [entry for entry in listed if entry.device.host_api == wanted]
        if of_it:
            return of_it
    return listed


def _default_of(
    listed: Sequence[Listed], host_apis: Sequence[Mapping[str, object]], default_index: int, kind: Kind
) -> int:
    """PortAudio's default is the first host API's; the one that is kept has its own."""
    kept = {entry.device.host_api for entry in listed}
    if len(kept) != 1:
        return default_index
    return next(cast("int", api[f"default_{kind}_device"]) for api in host_apis if api["name"] in kept)


def _linux_rank(name: str) -> int:
    return LINUX_PREFERENCE.index(name) if name in LINUX_PREFERENCE else len(LINUX_PREFERENCE)


def _linux_default(listed: Sequence[Listed], default_index: int) -> int:
    if listed and listed[0].device.name in LINUX_PREFERENCE:
        return listed[0].index
    return default_index
