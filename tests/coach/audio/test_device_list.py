from collections.abc import Mapping

import pytest

from coach.audio.device_list import Listed, candidate_rates, find, first_accepted, list_devices
from coach.audio.ports import Device
from coach.audio.sounddevice_io import playback_timing
from coach.units import Hertz

ALSA = [{"name": "ALSA", "default_input_device": 0, "default_output_device": 0}]


def entry(name: str, api: int = 0, inputs: int = 1, outputs: int = 0) -> Mapping[str, object]:
    return {
        "name": name,
        "hostapi": api,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_samplerate": 44_100.0,
    }


def shown(listed: tuple[Listed, ...]) -> list[tuple[str, bool]]:
    return [(one.device.name, one.device.is_default) for one in listed]


def test_no_device_gives_an_empty_list() -> None:
    assert list_devices([], ALSA, -1, "input", "linux") == ()


def test_a_loudspeaker_is_no_microphone() -> None:
    devices = [entry("HDMI", inputs=0, outputs=2), entry("USB mic")]

    assert shown(list_devices(devices, ALSA, 1, "input", "darwin")) == [("USB mic", True)]
    assert shown(list_devices(devices, ALSA, 0, "output", "darwin")) == [("HDMI", True)]


def test_microphones_are_listed_without_a_default_too() -> None:
    listed = list_devices([entry("A"), entry("B")], ALSA, -1, "input", "darwin")

    assert shown(listed) == [("A", False), ("B", False)]
    assert find(listed, None) == listed[0]


def test_the_default_comes_first() -> None:
    listed = list_devices([entry("A"), entry("B"), entry("C")], ALSA, 1, "input", "darwin")

    assert shown(listed) == [("B", True), ("A", False), ("C", False)]
    assert listed[0].index == 1


@pytest.mark.parametrize(
    ("names", "default"),
    [
        (["HDA Intel: (hw:0,0)", "default", "pulse", "pipewire"], "pipewire"),
        (["HDA Intel: (hw:0,0)", "default", "pulse"], "pulse"),
        (["HDA Intel: (hw:0,0)", "default"], "default"),
        (["HDA Intel: (hw:0,0)", "USB: (hw:1,0)"], "HDA Intel: (hw:0,0)"),
    ],
)
def test_linux_prefers_what_follows_the_desktop(names: list[str], default: str) -> None:
    listed = list_devices([entry(name) for name in names], ALSA, 0, "input", "linux")

    assert listed[0].device == Device(default, "ALSA", is_default=True)
    assert sorted(one.device.name for one in listed) == sorted(names)


def test_linux_leaves_out_converters_that_alsa_lists() -> None:
    names = ["sysdefault", "lavrate", "samplerate", "upmix", "pulse"]

    assert shown(list_devices([entry(name) for name in names], ALSA, 0, "input", "linux")) == [
        ("pulse", True)
    ]


def test_windows_shows_each_device_once_with_its_full_name() -> None:
    apis = [
        {"name": "MME", "default_input_device": 0},
        {"name": "Windows WASAPI", "default_input_device": 3},
        {"name": "Windows WDM-KS", "default_input_device": 4},
    ]
    devices = [
        entry("Microphone (USB Audio Device wi", 0),
        entry("Array (Realtek)", 0),
        entry("Array (Realtek)", 1),
        entry("Microphone (USB Audio Device with a name)", 1),
        entry("Array (Realtek)", 2),
    ]

    listed = list_devices(devices, apis, 0, "input", "win32")

    assert shown(listed) == [("Microphone (USB Audio Device with a name)", True), ("Array (Realtek)", False)]
    assert [one.index for one in listed] == [3, 2]


def test_windows_falls_back_to_mme() -> None:
    apis = [{"name": "MME", "default_input_device": 0}, {"name": "ASIO", "default_input_device": 1}]

    listed = list_devices([entry("Mic", 0), entry("Mic", 1)], apis, 1, "input", "win32")

    assert [(one.device.host_api, one.device.is_default) for one in listed] == [("MME", True)]


def test_the_same_name_under_two_host_apis_is_shown_once_as_the_default_has_it() -> None:
    apis = [{"name": "ALSA"}, {"name": "JACK"}]

    listed = list_devices([entry("Mic", 0), entry("Mic", 1)], apis, 1, "input", "linux")

    assert [(one.device.host_api, one.index) for one in listed] == [("JACK", 1)]


def test_devices_are_found_by_name_wherever_they_moved() -> None:
    before = list_devices([entry("A"), entry("B")], ALSA, 0, "input", "darwin")
    after = list_devices([entry("New"), entry("A"), entry("B")], ALSA, 0, "input", "darwin")

    assert (find(before, "B"), find(after, "B")) == (before[1], after[2])
    assert find(after, "Gone") is None
    assert find((), None) is None


def test_rates_are_tried_from_the_device_s_own() -> None:
    assert candidate_rates(Hertz(44_100)) == (44_100, 48_000, 16_000)
    listed = Listed(Device("A", "ALSA"), 0, 2, Hertz(96_000))

    assert first_accepted(listed, (1, 2), lambda rate_hz, _: rate_hz == 44_100) == (44_100, 1)
    assert first_accepted(
        listed, (1, 2, 4), lambda rate_hz, channels: (rate_hz, channels) == (48_000, 2)
    ) == (
        48_000,
        2,
    )
    assert first_accepted(listed, (1, 2), lambda _rate_hz, channels: channels > 2) is None


@pytest.mark.parametrize(
    ("told", "latency_s"), [("", 0.1), ("30", 0.03), ("200", 0.1), ("0", 0.1), ("x", 0.1)]
)
def test_playing_never_waits_for_more_room_than_pulse_gives(told: str, latency_s: float) -> None:
    assert playback_timing({"PULSE_LATENCY_MSEC": told})[1] == pytest.approx(latency_s)
