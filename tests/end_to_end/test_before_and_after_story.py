"""Before and after one interview in the real window, with real keys, voice, microphone, Whisper and files.

The person pastes an advert, drops a page about the employer, practises one question aloud, says after the
real interview how it went, writes a thank-you note and takes the dates along. Nothing is faked but the room:
a screen, a microphone and a loudspeaker made of software; the file that is dropped is handed over by Qt.
"""

import difflib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from sound_lab import SoundLab
from window_lab import Shown, WindowLab, window_lab

from coach.audio.files import read_sound, write_wav
from coach.model.sound import Sound
from coach.questions.samples import samples
from coach.voice.hibari_voice import HibariVoice

ADVERT = """Care assistant
About us
Meadow Bank is a home for forty residents.
What you will need
* Patience with people who are afraid
* A full driving licence
Nice to have
* NVQ Level 2 in care
What we offer
* Experience of a lifetime
"""
FACT = "They open a second home in Otley next spring"
TOLD = (
    "They asked me how I calm somebody who is afraid at night. "
    "I was nervous at first, but the talk about the garden went well."
)
MOST_STOPS = 120
SLOW_S = 150.0
"""For what takes seconds, and minutes beside somebody who trains a model."""
PROMISED = datetime.now().astimezone().date() + timedelta(days=7)
SAMPLE, SAMPLE_S = "why-us-care", 10.0


@pytest.fixture
def window(lab: SoundLab) -> Iterator[WindowLab]:
    """A screen; what is started on it plays and records on the virtual sound card."""
    assert lab.environment
    with window_lab() as running:
        yield running


def plain_words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def likeness(heard: str, said: str) -> float:
    """Share of words in the same order, 0.0 to 1.0."""
    return difflib.SequenceMatcher(None, plain_words(heard), plain_words(said), autojunk=False).ratio()


def named(entry: dict[str, object], name: str) -> bool:
    return name in (entry["text"], entry["accessible"])


def reach(window: WindowLab, name: str, key: str = "Tab") -> None:
    """Go to a control as a person without a mouse does: by Tab until it has the focus."""
    window.wait_for(
        lambda shown: any(named(one, name) and one["enabled"] for one in shown), f"there is no {name!r}"
    )
    for _ in range(MOST_STOPS):
        if any(one["focus"] and named(one, name) for one in window.shown()):
            return
        window.press(key)
    pytest.fail(f"{name!r} is not reached by {key}; the focus is on {focused(window.shown())}")


def focused(shown: Shown) -> list[tuple[str, str]]:
    return [(one["accessible"], one["text"]) for one in shown if one["focus"]]


def push(window: WindowLab, name: str, key: str = "Tab") -> None:
    """Reach a button and push it."""
    reach(window, name, key)
    window.press("space")


def fill(window: WindowLab, name: str, text: str, key: str = "Tab") -> None:
    """Reach a field and write over what is in it."""
    reach(window, name, key)
    window.press("ctrl+a")
    for number, line in enumerate(text.strip().split("\n")):
        if number:
            window.press("Return")
        window.type(line)
    window.wait_for(
        lambda shown: any(one["focus"] and one["text"].strip() == text.strip() for one in shown),
        f"{text!r} does not stand in {name!r}",
    )


def paste(window: WindowLab, name: str, text: str) -> None:
    """Copy a text in another program and paste it into a field."""
    window.copy(text)
    reach(window, name)
    window.press("ctrl+a")
    window.press("ctrl+v")
    window.wait_for(
        lambda shown: any(one["focus"] and one["text"].strip() == text.strip() for one in shown),
        f"{text!r} was not pasted into {name!r}",
    )


def texts_of(shown: Shown, name: str) -> list[str]:
    return [one["text"] for one in shown if one["accessible"].startswith(name)]


def save_as(window: WindowLab, path: Path) -> None:
    """Answer the question where a file goes."""
    window.wait_for(
        lambda shown: any(entry["class"] == "QFileDialog" for entry in shown), "no file dialog opens"
    )
    window.press("ctrl+a")
    window.type(str(path))
    window.press("Return")


def spoken(folder: Path) -> tuple[Path, Path]:
    """The beginning of a recorded answer, and what is said after the interview."""
    sample = next(one for one in samples() if one.id == SAMPLE)
    whole = read_sound(sample.file)
    answer, debrief = folder / "answer.wav", folder / "debrief.wav"
    write_wav(answer, Sound(whole.samples[: round(SAMPLE_S * whole.rate_hz)], whole.rate_hz))
    write_wav(debrief, HibariVoice().speak(TOLD))
    return answer, debrief


@pytest.mark.story
@pytest.mark.sound
@pytest.mark.models
@pytest.mark.timeout(420)
def test_from_a_pasted_advert_to_the_dates_in_a_calendar(
    lab: SoundLab, window: WindowLab, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text(
        '[practice]\nmode = "coach"\nfollow_ups = false\n', encoding="utf-8"
    )
    answer, debrief = spoken(tmp_path)
    window.start(home)
    window.wait_for_text("Before the first interview")

    prepare(window, tmp_path)
    practise(window, lab, answer)
    debrief_aloud(window, lab, debrief)
    thank(window)
    take_the_dates(window, tmp_path / "dates.ics")

    window.press("ctrl+q")
    assert window.end(30.0) == 0
    assert "Traceback" not in window.log()


def prepare(window: WindowLab, folder: Path) -> None:
    """From a pasted advert to what they ask for, and one fact from a page that is dropped."""
    window.press("ctrl+4")
    push(window, "Prepare an interview")
    paste(window, "Text of the job advert", ADVERT)
    push(window, "Find what they ask for")
    window.wait_for_text("3 requirements were found")
    asked = window.wait_for(lambda shown: texts_of(shown, "Requirement, line"), "no requirement")
    assert asked == [
        "Patience with people who are afraid",
        "A full driving licence",
        "NVQ Level 2 in care",
    ]
    fill(window, "Company", "Meadow Bank")
    reach(window, "The job", "shift+Tab")
    window.press("Right")  # the company
    page = folder / "about.html"
    page.write_text(f"<html><body><nav>Home</nav><h1>Our news</h1><p>{FACT}</p></body></html>", "utf-8")
    window.drop(page)
    window.wait_for_text("One line was taken from about.html")
    assert texts_of(window.shown(), "Fact, line 1") == [FACT]
    assert texts_of(window.shown(), "Source, line 1") == ["about.html"]


def practise(window: WindowLab, lab: SoundLab, answer: Path) -> None:
    """One question of the prepared interview, spoken and answered."""
    push(window, "Practise for this interview", "shift+Tab")
    window.wait_for_text("Prepared interview", "Before it begins")
    window.press("Return")
    window.wait_for(
        lambda shown: any(one["text"] == "I'm done" and one["enabled"] for one in shown),
        "the answer is not recorded",
        SLOW_S,
    )
    lab.say(answer)
    window.press("space")
    window.wait_for_text("Next question", "Levels, 1 to 5", limit_s=SLOW_S)
    said = next(sample.text for sample in samples() if sample.id == SAMPLE)
    heard = texts_of(window.shown(), "What was said")[0]
    assert likeness(heard, " ".join(said.split()[: len(plain_words(heard))])) > 0.7
    window.press("Return")
    window.wait_for_text("Question 2 of")
    window.press("Escape")
    window.wait_for_text("End the interview here?")
    window.press("Return")
    window.wait_for_text("Your interview is saved")


def debrief_aloud(window: WindowLab, lab: SoundLab, debrief: Path) -> None:
    """After the real interview: said, written down, and put where it belongs."""
    window.press("ctrl+5")
    push(window, "Note an application")
    reach(window, "You prepared for", "shift+Tab")
    window.press("Down")
    window.wait_for_text("Meadow Bank")
    push(window, "Note it")
    push(window, "Write down how it went")
    push(window, "Record")
    window.wait_for_text("That was all")
    lab.say(debrief)
    window.press("space")
    window.wait_for(
        lambda shown: likeness(" ".join(texts_of(shown, "What you said, to be sorted")), TOLD) > 0.8,
        "what was said is not written down",
        SLOW_S,
    )
    push(window, "How it felt")
    window.wait_for(lambda shown: texts_of(shown, "What you said, to be sorted") == [], "it is not sorted")
    fill(window, "Who interviewed, with commas between", "Dana Ruiz")
    felt = window.wait_for(lambda shown: texts_of(shown, "How it felt"), "the field is gone")
    assert likeness(felt[-1], TOLD) > 0.8
    fill(window, "Something said that is worth coming back to", "the sensory garden behind the house")
    fill(window, "They decide by", PROMISED.isoformat(), "shift+Tab")


def thank(window: WindowLab) -> None:
    """A note begun from the debrief, with nothing wrong but what is still to be written."""
    reach(window, "Debrief", "shift+Tab")
    window.press("Left")  # next steps
    window.wait_for_text("Thank-you note to Dana Ruiz", "Thank Dana Ruiz")
    push(window, "Start from my notes")
    note = window.wait_for(lambda shown: "".join(texts_of(shown, "Thank-you note to Dana Ruiz")), "no note")
    assert "Dana" in note
    assert "sensory garden" in note
    window.wait_for(
        lambda shown: [one for one in shown if one["accessible"] == "Says thank you: yes"],
        "the note is not checked",
    )


def take_the_dates(window: WindowLab, path: Path) -> None:
    """The calendar file, read back."""
    push(window, "Add to calendar", "shift+Tab")
    save_as(window, path)
    window.wait_for_text("The dates are in")
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    titles = {str(event["SUMMARY"]): event.decoded("DTSTART") for event in calendar.walk("VEVENT")}
    assert any("Thank Dana Ruiz" in title and "Meadow Bank" in title for title in titles)
    reminder = next(at for title, at in titles.items() if "reminder" in title)
    assert reminder == PROMISED + timedelta(days=7)
