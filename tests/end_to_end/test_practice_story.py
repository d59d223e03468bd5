"""The whole path with everything real: sound card, voice, recorder, Whisper, scores, database, PDF.

``coach practice`` runs as a child; a recorded answer is played into the microphone as if somebody spoke.
"""

import difflib
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pypdf
import pytest
from sound_lab import SoundLab

from coach.questions.bank import load_bank
from coach.questions.samples import Sample, samples

DEADLINE_S = 100.0


def plain_words(text: str) -> list[str]:
    fillers = {"um", "uh", "er", "erm", "hmm"}
    return [word for word in re.findall(r"[a-z']+", text.lower()) if word not in fillers]


def likeness(heard: str, said: str) -> float:
    """Share of words in the same order, 0.0 to 1.0."""
    return difflib.SequenceMatcher(None, plain_words(heard), plain_words(said), autojunk=False).ratio()


class Child:
    """``coach`` as a person starts it, with what it tells them read line by line."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coach", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        self.told = ""
        self.printed = ""
        self._threads = [
            threading.Thread(target=self._read, args=(name,), daemon=True) for name in ("stderr", "stdout")
        ]
        for thread in self._threads:
            thread.start()

    def _read(self, name: str) -> None:
        for line in getattr(self.process, name):
            if name == "stderr":
                self.told += line
            else:
                self.printed += line

    def wait_for(self, sentence: str, times: int = 1) -> None:
        give_up_s = monotonic() + DEADLINE_S
        while self.told.count(sentence) < times:
            assert self.process.poll() is None, f"left with {self.process.returncode}:\n{self.told}"
            assert monotonic() < give_up_s, f"no {sentence!r} in:\n{self.told}"
            sleep(0.02)

    def press_enter(self, line: str = "") -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def end(self) -> int:
        code = self.process.wait(DEADLINE_S)
        for thread in self._threads:
            thread.join(DEADLINE_S)
        return code


@pytest.fixture
def coach() -> Iterator[Callable[..., Child]]:
    """Start ``coach`` with arguments; whatever still runs at the end is ended."""
    children: list[Child] = []

    def start(*arguments: str) -> Child:
        children.append(Child(*arguments))
        return children[-1]

    yield start
    for child in children:
        if child.process.poll() is None:
            child.process.kill()
        child.process.communicate()


@pytest.fixture(scope="module")
def spoken() -> Sample:
    return next(sample for sample in samples() if sample.id == "disagreement-care")


@pytest.mark.story
@pytest.mark.sound
@pytest.mark.models
@pytest.mark.timeout(240)
def test_a_spoken_answer_becomes_a_scored_session(
    lab: SoundLab,
    coach: Callable[..., Child],
    spoken: Sample,
    tmp_path: Path,
    repo: Path,
) -> None:
    question = next(
        question
        for question in load_bank(repo / "question_banks" / "first-interview.toml").questions
        if question.id == spoken.question_id
    )
    heard = tmp_path / "speaker.wav"
    with lab.listening(heard):
        child = coach(
            "practice", "--question", spoken.question_id, "--mode", "coach", "--no-follow-ups", "--json"
        )
        child.wait_for("Speak now")
    lab.say(spoken.file)
    child.press_enter()
    child.wait_for("That was the last question")
    child.press_enter()
    assert child.end() == 0, child.told

    # What the person reads.
    assert question.text.split()[0] in child.told
    assert "Work on this next" in child.told or "Next time" in child.told

    # The words and the scores.
    document: dict[str, Any] = json.loads(child.printed)
    (line,) = document["answers"]
    assert likeness(line["text"], spoken.text) > 0.9
    assert line["question"]["id"] == spoken.question_id
    assert set(line["scores"]) == {"star", "story", "research", "listening", "focus", "delivery"}
    star = line["scores"]["star"]
    assert star["applies"]
    assert star["level"] in {1, 2, 3, 4, 5}
    assert "action" in {entry["label"] for entry in star["evidence"]}
    assert all(entry["start_s"] is not None for entry in star["evidence"])
    assert "result" in star["missing"], "the recorded answer stops before its outcome"
    assert line["scores"]["delivery"]["measures"]["pace_wpm"]["value"] > 60

    # The saved session and its sound.
    shown = coach("sessions", "show", document["session_id"], "--json")
    assert shown.end() == 0, shown.told
    session = json.loads(shown.printed)
    (answer,) = session["answers"]
    assert answer["status"] == "done"
    assert Path(document["files"][0]).is_file()
    assert answer["duration_s"] > 20

    # The report's text.
    report = tmp_path / "report.pdf"
    exported = coach("export", document["session_id"], "--format", "pdf", "--out", str(report))
    assert exported.end() == 0, exported.told
    pages = " ".join(page.extract_text() for page in pypdf.PdfReader(report).pages)
    assert "".join(plain_words(question.text)) in "".join(plain_words(pages))
    worked = line["worked"]
    if worked is not None:
        quote = line["text"][worked["start"] : worked["end"]]
        assert "".join(plain_words(quote)) in "".join(plain_words(pages))

    # What came out of the loudspeaker was the question.
    read_back = coach("transcribe", "--json", str(heard))
    assert read_back.end() == 0, read_back.told
    assert likeness(json.loads(read_back.printed)["results"][0]["text"], question.text) > 0.9


@pytest.mark.story
@pytest.mark.sound
@pytest.mark.models
@pytest.mark.timeout(240)
def test_what_was_said_before_a_kill_is_transcribed_at_the_next_start(
    lab: SoundLab, coach: Callable[..., Child], spoken: Sample
) -> None:
    child = coach("practice", "--question", spoken.question_id, "--mode", "coach")
    child.wait_for("Speak now")
    talking = lab.begin_to_say(spoken.file)
    sleep(4.0)  # the person is talking; nothing is being waited for
    child.process.send_signal(signal.SIGKILL)
    child.end()
    talking.kill()
    talking.wait()

    again = coach("practice", "--question", spoken.question_id, "--typed", "--mode", "coach")
    again.wait_for("recovered")
    again.wait_for("Type the answer")
    again.press_enter("s")
    assert again.end() == 0, again.told
    listed = coach("sessions", "list", "--json")
    assert listed.end() == 0
    oldest = json.loads(listed.printed)["sessions"][-1]
    shown = coach("sessions", "show", oldest["id"], "--json")
    assert shown.end() == 0
    (answer,) = json.loads(shown.printed)["answers"]
    assert answer["status"] == "done"
    assert answer["duration_s"] > 2.5
    said = plain_words(spoken.text)[: len(plain_words(answer["transcript"]["text"]))]
    assert likeness(answer["transcript"]["text"], " ".join(said)) > 0.7


@pytest.mark.story
@pytest.mark.models
@pytest.mark.timeout(240)
def test_where_there_is_no_microphone_the_answer_is_typed(
    coach: Callable[..., Child],
) -> None:
    # Devices that no machine has.
    config = Path(os.environ["SECOND_ROUND_HOME"]) / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "settings.toml").write_text(
        '[audio]\nmicrophone = "no such microphone"\nspeaker = "no such speaker"\n', encoding="utf-8"
    )
    child = coach("practice", "--question", "disagreement", "--mode", "coach", "--no-follow-ups", "--json")
    child.wait_for("Type the answer")
    assert "microphone" in child.told.lower()
    child.press_enter("Last spring at the depot a colleague wanted to send the van out half empty.")
    child.press_enter(
        "I rang the customer, I asked him to wait an hour, and in the end both orders went together."
    )
    child.press_enter()
    child.wait_for("That was the last question")
    child.press_enter()
    assert child.end() == 0, child.told
    (line,) = json.loads(child.printed)["answers"]
    assert line["text"].startswith("Last spring at the depot")
    assert line["scores"]["star"]["level"] >= 3
    assert line["scores"]["delivery"]["level"] is None
