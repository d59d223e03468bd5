"""A first interview in the real window: real keys, real voice, microphone, Whisper, scores, database, PDF.

The window runs on a screen of the test's own, with a window manager; recorded answers are played into a
virtual microphone as if somebody spoke.
"""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import numpy as np
import pypdf
import pytest
from sound_lab import SoundLab
from window_lab import Shown, WindowLab, window_lab

from coach.audio.files import read_sound, write_wav
from coach.model.sound import Sound
from coach.questions.bank import load_bank
from coach.questions.samples import Sample, samples

ANSWERS = (("about-yourself-warehouse", 16.0), ("why-us-care", 20.0), ("failure-none", 15.0))
"""What is said to the first three questions, and how many seconds of it."""
CLOSING_LIMIT_S = 3.0
CORRECTION = "Ravenscar"
"""Put in the place of a word that was heard."""
MOST_TABS = 40


@pytest.fixture
def window(lab: SoundLab) -> Iterator[WindowLab]:
    """A screen; what is started on it plays and records on the virtual sound card."""
    assert lab.environment
    with window_lab() as running:
        yield running


def plain_words(text: str) -> list[str]:
    fillers = {"um", "uh", "er", "erm", "hmm"}
    return [word for word in re.findall(r"[a-z']+", text.lower()) if word not in fillers]


def likeness(heard: str, script: str) -> float:
    """Share of words in the same order, of as much of the script as was said."""
    words = plain_words(heard)
    return difflib.SequenceMatcher(None, words, plain_words(script)[: len(words)], autojunk=False).ratio()


def said(sample: Sample, seconds: float, folder: Path) -> Path:
    """The beginning of a recorded answer."""
    sound = read_sound(sample.file)
    path = folder / f"{sample.id}.wav"
    write_wav(path, Sound(sound.samples[: round(seconds * sound.rate_hz)], sound.rate_hz))
    return path


def asked(shown: Shown, questions: list[str]) -> str:
    """The question that can be read in full; a direction such as "in about a minute" may follow it."""
    read = (entry["text"] for entry in shown)
    return next((one for text in read for one in questions if text.startswith(one)), "")


def transcript(shown: Shown) -> str:
    """What was understood of the answer; the parts' names stand between its words."""
    return next((entry["text"] for entry in shown if entry["accessible"] == "What was said"), "")


def is_recording(shown: Shown) -> bool:
    return any(entry["text"] == "I'm done" and entry["enabled"] for entry in shown)


def tab_to(window: WindowLab, control: str, key: str = "Tab") -> None:
    """Go to a control by its class or what it says, as somebody does who sees where the focus is."""
    for _ in range(MOST_TABS):
        focused = [entry for entry in window.shown() if entry["focus"]]
        if any(control in (entry["class"], entry["text"]) for entry in focused):
            return
        window.press(key)
    pytest.fail(f"Tab does not lead to {control!r}")


def review(window: WindowLab) -> None:
    """Move in the sound by its strip, choose another speed, and correct a word: all of it with keys."""
    tab_to(window, "Strip")
    window.press("Right")
    window.wait_for(
        lambda shown: any(re.fullmatch(r"0:(0[5-9]|1\d) / .*", entry["text"]) for entry in shown),
        "the arrow key does not play from five seconds on",
    )
    tab_to(window, "QComboBox")
    window.press("Down")
    window.wait_for_text("1.25×")
    tab_to(window, "AnswerText")
    before = transcript(window.shown())
    window.press("Right", "Right", "F2")
    word = window.wait_for(
        lambda shown: next((each["text"] for each in shown if each["class"] == "WordEditor"), ""),
        "no field opens over the word",
    )
    assert word in before
    window.type(CORRECTION)
    window.press("Return")
    window.wait_for(lambda shown: CORRECTION in transcript(shown), "the word is not corrected", 60.0)
    window.wait_for_text("As it was heard", limit_s=60.0)
    tab_to(window, "Next question", "shift+Tab")


def loudness(path: Path) -> float:
    return float(np.sqrt(np.mean(read_sound(path).samples ** 2)))


@pytest.mark.story
@pytest.mark.sound
@pytest.mark.models
@pytest.mark.timeout(300)
def test_a_first_interview_by_voice_and_keyboard(
    lab: SoundLab, window: WindowLab, tmp_path: Path, repo: Path
) -> None:
    home = tmp_path / "home"
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text(
        '[practice]\nmode = "coach"\nfollow_ups = false\n', encoding="utf-8"
    )
    banks = [load_bank(path) for path in sorted((repo / "question_banks").glob("*.toml"))]
    questions = [question.text for bank in banks for question in bank.questions]
    by_id = {sample.id: sample for sample in samples()}

    # The first start: the microphone check is left out, and Enter begins.
    window.start(home)
    window.wait_for_text("Before the first interview")
    window.press("Return")
    window.wait_for_text("What would you like to practise?", "First interview")
    window.press("Return")

    # Three questions, spoken and answered; each has its feedback.
    heard_questions: list[str] = []
    for number, (name, seconds) in enumerate(ANSWERS, start=1):
        window.wait_for_text(f"Question {number} of 8")
        window.wait_for(is_recording, "the answer is not recorded", 40.0)
        question = window.wait_for(lambda shown: asked(shown, questions), "the question can't be read")
        heard_questions.append(question)
        lab.say(said(by_id[name], seconds, tmp_path))
        window.press("space")
        shown = window.wait_for_text("Next question", "Levels, 1 to 5", limit_s=90.0)
        assert "Work on this next" in shown or "Next time" in shown or "What worked" in shown
        assert likeness(transcript(window.shown()), by_id[name].text) > 0.8
        if number == 1:
            review(window)
        window.press("Return")
    assert len(set(heard_questions)) == len(ANSWERS)

    # Ending early keeps what was answered.
    window.wait_for_text("Question 4 of 8")
    window.press("Escape")
    window.wait_for_text("End the interview here?")
    window.press("Return")
    window.wait_for_text("Your interview is saved")
    began = monotonic()
    window.press("ctrl+q")
    assert window.end(30.0) == 0
    assert monotonic() - began < CLOSING_LIMIT_S + 1.0  # xdotool's own time, and that of a busy machine

    # Another day: the session is under Sessions, with its sound.
    window.start(home)
    window.press("ctrl+2")
    window.wait_for_text("First interview · today")
    window.press("Return", "Home", "Return")
    answer = window.wait_for(
        lambda shown: asked(shown, questions) == heard_questions[0] and transcript(shown),
        "the first answer does not open",
    )
    assert likeness(answer, by_id[ANSWERS[0][0]].text) > 0.8
    with lab.listening(tmp_path / "speaker.wav"):
        window.press("space")
        window.wait_for(lambda shown: any(entry["text"] == "Pause" for entry in shown), "nothing plays")
        window.wait_for(
            lambda shown: any(re.fullmatch(r"0:0[3-9] / .*", entry["text"]) for entry in shown),
            "the player does not move on",
        )
        window.press("space")
    assert loudness(tmp_path / "speaker.wav") > 0.005, "the answer can be heard again"

    # The report.
    report = tmp_path / "report.pdf"
    window.press("Escape", "ctrl+e")
    window.wait_for(
        lambda shown: any(entry["class"] == "QFileDialog" for entry in shown), "no file dialog opens"
    )
    window.press("ctrl+a")
    window.type(str(report))
    window.press("Return")
    window.wait_for_text("The report is in")
    pages = " ".join(page.extract_text() for page in pypdf.PdfReader(report).pages)
    for question in heard_questions:
        assert " ".join(plain_words(question)[:4]) in " ".join(plain_words(pages))
    told = " ".join(plain_words(answer)[:30])
    assert likeness(told, " ".join(plain_words(by_id[ANSWERS[0][0]].text))) > 0.8
    assert "".join(plain_words(told)[5:10]) in "".join(plain_words(pages)), "the words stand in the report"
    assert CORRECTION.lower() in "".join(plain_words(pages)), "what was corrected stands in the report"
    window.press("ctrl+q")
    assert window.end(30.0) == 0
    assert "Traceback" not in window.log()
