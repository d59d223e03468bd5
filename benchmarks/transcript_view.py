"""The marked transcript of a very long answer: written, laid out and painted, against a plain text field."""

import os
import statistics
import time
from functools import partial
from types import SimpleNamespace
from typing import cast

from PySide6.QtWidgets import QApplication, QTextEdit

from benchmarks.figure import Figure, median_s
from coach.model.transcript import Word
from coach.reports.document import Passage, Run
from coach.testing.scored import spoken
from coach.testing.sessions import DISAGREEMENT
from coach.words import Words
from ui.context import Context
from ui.i18n import Say
from ui.theme import Theme
from ui.widgets.answer.answer_text import AnswerText

WORDS = 5_000
PASSAGE_WORDS = 40
PARTS = ("situation", "task", "action", "result")
WRITES = 3
PAINTS = 9
HEIGHT = 600
WIDTHS = (640, 800)
SETTLED_S = 0.3


def _passages(text: str, words: tuple[Word, ...]) -> tuple[Passage, ...]:
    """Passages of every part in turn, each with one filler."""
    made: list[Passage] = []
    for number, first in enumerate(range(0, len(words), PASSAGE_WORDS)):
        end = words[first + PASSAGE_WORDS].start if first + PASSAGE_WORDS < len(words) else len(text)
        start, filler, after = (words[first + step].start for step in (0, 9, 10))
        runs = (
            Run(text=text[start:filler]),
            Run(text=text[filler:after], filler=True),
            Run(text=text[after:end]),
        )
        part = PARTS[number % len(PARTS)]
        made.append(Passage(part=part, label=part.title(), runs=runs))
    return tuple(made)


def _resize_and_paint(view: QTextEdit, widths: list[int]) -> None:
    widths.reverse()
    view.resize(widths[0], HEIGHT)
    view.viewport().repaint()


def _mark_and_paint(view: AnswerText, moments: list[float]) -> None:
    view.mark(moments.pop())
    view.viewport().repaint()


def _rest_s(view: QTextEdit) -> float:
    """The longest turn of the loop while what is not seen is laid out behind the first picture."""
    longest, height, since = 0.0, -1, time.perf_counter()
    while time.perf_counter() - since < SETTLED_S:
        began = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - began)
        if view.verticalScrollBar().maximum() != height:
            height, since = view.verticalScrollBar().maximum(), time.perf_counter()
    return longest


def _write_and_rest(view: AnswerText, passages: tuple[Passage, ...], words: tuple[Word, ...]) -> float:
    view.show_text(passages, words)
    return _rest_s(view)


def _scroll_and_paint(view: QTextEdit, places: list[float]) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(round(places.pop() * bar.maximum()))
    view.viewport().repaint()


def measure() -> list[Figure]:
    """Time the view and a plain one with the same words, in one run."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    theme = Theme(cast("QApplication", app), choice="light")
    catalogue = Words.load()
    # The view takes no more than these two from its surroundings.
    context = cast("Context", SimpleNamespace(theme=theme, say=Say(catalogue)))
    heard = spoken(" ".join((DISAGREEMENT.split() * 60)[:WORDS]))
    passages = _passages(heard.text, heard.words)
    view, plain = AnswerText(context), QTextEdit()
    for each in (view, plain):
        each.resize(WIDTHS[0], HEIGHT)
        each.show()
    app.processEvents()  # nothing is painted before the window is there
    write_s = median_s(partial(view.show_text, passages, heard.words), WRITES)
    plain_write_s = median_s(partial(plain.setPlainText, heard.text), WRITES)
    rest_s = statistics.median(_write_and_rest(view, passages, heard.words) for _ in range(WRITES))
    widths = list(WIDTHS)
    resize_s = median_s(partial(_resize_and_paint, view, widths), PAINTS)
    plain_resize_s = median_s(partial(_resize_and_paint, plain, widths), PAINTS)
    for each in (view, plain):
        _rest_s(each)
    scroll_s, plain_scroll_s = (
        median_s(partial(_scroll_and_paint, each, [step / PAINTS for step in range(PAINTS)]), PAINTS)
        for each in (view, plain)
    )
    view.verticalScrollBar().setValue(0)
    plain.verticalScrollBar().setValue(0)
    paint_s = median_s(view.viewport().repaint, PAINTS)
    plain_paint_s = median_s(plain.viewport().repaint, PAINTS)
    moments = [word.start_s + 0.01 for word in heard.words[: PAINTS + 1]]
    mark_s = median_s(partial(_mark_and_paint, view, moments), PAINTS)
    rows = (
        ("write and lay out what is seen", write_s, plain_write_s, WRITES, "under 50 ms"),
        ("longest turn of the loop while the rest is laid out", rest_s, plain_write_s, WRITES, "under 50 ms"),
        ("lay out at another width and paint", resize_s, plain_resize_s, PAINTS, "under 50 ms"),
        ("scroll and paint", scroll_s, plain_scroll_s, PAINTS, "under 16 ms"),
        ("paint", paint_s, plain_paint_s, PAINTS, "under 16 ms"),
        ("mark the word that is played and paint", mark_s, plain_paint_s, PAINTS, "under 16 ms"),
    )
    return [
        Figure(
            name=f"transcript of {WORDS} words: {name}",
            value=1000 * value,
            unit="ms",
            runs=runs,
            reference=1000 * reference,
            reference_name="a plain text field",
            aim=aim,
        )
        for name, value, reference, runs, aim in rows
    ]
