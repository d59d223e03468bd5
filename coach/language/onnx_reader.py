"""A small network of our own that reads an answer once: what is told where, and what it answers.

It is all-MiniLM-L6-v2 trained further on texts written for this (``benchmarks/learn_reader.py``), so that an
answer lies near its question, a fact near what is said of it, and a clause's vector tells its part in a
story. Heads read these off (``reader_heads``). Question and answer run through it apart, so that a question
costs little and an answer is read once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from coach.language.note_words import Read, likely_said, read_text
from coach.language.onnx_network import Session, check_digest, load_session, load_tokenizer
from coach.language.reader_heads import HEADS_FILE, compared, heads, part_inputs, sigmoid, softmax, unit
from coach.language.values import AnswerReading, AskedReading
from coach.resources import asset

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL_FILE = "models/reader.onnx"
HEADS_DIGEST = "04c5edf0da61bd2c74dc6dd0174c5bd8b4ba2917f117c3ae230cce9f365bb0d7"
DIGEST = "4b6693be7091a2951307eca1b3f7d76b148087dd8a72761074168ec03faf54b6"
SIZE = 384

QUESTION_TOKENS = 48
NOTE_TOKENS = 40
SAID_TOKENS = 96
ASKED_TOKENS = 80
WINDOW_TOKENS = 320
"""Of an answer in one run (about 250 words); a longer one is read in several."""

_ANSWERS_KEPT = 4
"""Dimensions ask for one answer at a time; more would only keep private words in memory."""

_TEXTS_KEPT = 4096
_PLACES = 4
_NOTHING = (0.0, 0.0, 0.0, 0.0, 1.0)

Numbers = NDArray[np.float64]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    """An answer alone: the vectors of the whole and of its clauses, and each piece's chances."""

    whole: Numbers
    first: Numbers
    clauses: Numbers
    pieces: tuple[tuple[float, ...], ...]


class MiniLmReader:
    """Reads answers, notes and questions; loads its weights at the first use.

    Each text runs through the network by itself, so that what stands beside it changes nothing.

    Args:
        model: The network's file; None for the one that is shipped.
        digest: Its SHA-256.
        threads: How many texts are run at the same time.
    """

    def __init__(self, model: Path | None = None, digest: str = DIGEST, threads: int = 2) -> None:
        self._model = model
        self._digest = digest
        self._threads = threads
        self._session: Session | None = None
        self._tokenizer: Tokenizer | None = None
        self._answers: OrderedDict[tuple[str, ...], _Answer] = OrderedDict()
        self._texts: OrderedDict[tuple[str, int], Numbers] = OrderedDict()

    @property
    def version(self) -> str:
        """Name and start of the digests of the network and its heads."""
        return f"reader-{self._digest[:8]}-{HEADS_DIGEST[:8]}"

    def load(self) -> None:
        """Load the weights now, so that the first answer does not wait for them.

        Raises:
            WeightsMismatchError: The file is not the one that it should be.
        """
        self._loaded()

    def read_answer(self, question: str, parts: Sequence[str], pieces: Sequence[str]) -> AnswerReading:
        """Read an answer to a question.

        Args:
            question: As it was asked; its first 48 word pieces count.
            parts: What it asks for, one text a part, of the same length at most.
            pieces: The answer's clauses in order.

        Returns:
            What is read of each part, each piece and the whole, to four places.

        Raises:
            WeightsMismatchError: The file is not the one that it should be.
        """
        answer = self._answer(tuple(pieces))
        asked, *wanted = self._vectors([question, *parts], QUESTION_TOKENS)
        off_topic, listening = heads().run(
            "topic", np.concatenate([compared(asked, answer.whole), answer.whole])
        )
        star, story = heads().run("told", np.concatenate([SIZE**0.5 * answer.whole, answer.first]))
        inputs = [part_inputs(part, answer.clauses, asked, answer.whole) for part in wanted]
        heard = softmax(heads().run("parts", np.stack(inputs))) if inputs else np.zeros((0, 3))
        return AnswerReading(
            parts=tuple(map(_rounded, heard)),
            pieces=answer.pieces,
            nearness=round(float(asked @ answer.whole), _PLACES),
            off_topic=round(sigmoid(float(off_topic)), _PLACES),
            listening=_level(listening),
            star=_level(star),
            story=_level(story),
        )

    def nearness(self, questions: Sequence[str], pieces: Sequence[str]) -> Numbers:
        """Tell how near an answer lies to questions, such as others than its own.

        Args:
            questions: Any number; they are remembered.
            pieces: The answer's clauses in order.

        Returns:
            A cosine for each.

        Raises:
            WeightsMismatchError: The file is not the one that it should be.
        """
        return np.stack(self._vectors(questions, QUESTION_TOKENS)) @ self._answer(tuple(pieces)).whole

    def says(self, notes: Sequence[str], texts: Sequence[str]) -> Numbers:
        """Tell whether texts say what was noted, in whatever words.

        Args:
            notes: Each one's first 40 word pieces count.
            texts: Each one's first 96 word pieces count.

        Returns:
            How likely each is, 0 to 1, to four places; shape ``(notes, texts)``.

        Raises:
            WeightsMismatchError: The file is not the one that it should be.
        """
        noted = self._each(self._read, [self._ids(note)[:NOTE_TOKENS] for note in notes])
        said = self._each(self._read, [self._ids(text)[:SAID_TOKENS] for text in texts])
        found = [likely_said(note, said) for note in noted]
        return np.asarray(found, np.float64).reshape(len(notes), len(texts))

    def read_asked(self, text: str) -> AskedReading:
        """Read what a candidate asks.

        Args:
            text: One question, with what stands before it; its last 80 word pieces count.

        Returns:
            What it is about, to four places.

        Raises:
            WeightsMismatchError: The file is not the one that it should be.
        """
        states = self._states(self._ids(text)[-ASKED_TOKENS:])
        own, presumed, *classes = heads().run(
            "asked", np.concatenate([SIZE**0.5 * unit(states.mean(axis=0)), states[0]])
        )
        return AskedReading(
            self_focused=round(float(own), _PLACES),
            presumption=round(float(presumed), _PLACES),
            classes=_rounded(softmax(np.asarray(classes))),
        )

    def _answer(self, pieces: tuple[str, ...]) -> _Answer:
        found = self._answers.get(pieces)
        if found is None:
            windows = cut_windows([self._ids(piece) for piece in pieces], WINDOW_TOKENS)
            runs = self._each(
                self._states, [[one for piece in window for one in piece] for window in windows]
            )
            found = self._answers[pieces] = _put_together(windows, runs)
            while len(self._answers) > _ANSWERS_KEPT:
                self._answers.popitem(last=False)
        return found

    def _vectors(self, texts: Sequence[str], most: int) -> list[Numbers]:
        """A vector of length one for each text."""
        known = {text: self._texts.get((text, most)) for text in texts}
        fresh = [text for text, vector in known.items() if vector is None]
        for text, states in zip(
            fresh, self._each(self._states, [self._ids(text)[:most] for text in fresh]), strict=True
        ):
            known[text] = self._texts[text, most] = unit(states.mean(axis=0))
        while len(self._texts) > _TEXTS_KEPT:
            self._texts.popitem(last=False)
        return [vector for text in texts if (vector := known[text]) is not None]

    def _states(self, ids: list[int]) -> Numbers:
        """A vector for each token of one text, with one before and one after it."""
        session, tokenizer = self._loaded()
        marked = [tokenizer.token_to_id("[CLS]"), *ids, tokenizer.token_to_id("[SEP]")]
        (states,) = session.run(["states"], {"ids": np.asarray([marked], np.int64)})
        return np.asarray(states, np.float64)

    def _read(self, ids: list[int]) -> Read:
        return read_text(self._states(ids))

    def _each(self, run: Callable[[list[int]], T], texts: Sequence[list[int]]) -> list[T]:
        """Several runs at a time: onnxruntime lets go of the interpreter while it counts."""
        self._loaded()
        if len(texts) < 2 or self._threads == 1:
            return [run(text) for text in texts]
        with ThreadPoolExecutor(self._threads, thread_name_prefix="reader") as pool:
            return list(pool.map(run, texts))

    def _ids(self, text: str) -> list[int]:
        _, tokenizer = self._loaded()
        ids: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def _loaded(self) -> tuple[Session, Tokenizer]:
        if self._session is None or self._tokenizer is None:
            mismatch = "error.language.reader_mismatch"
            check_digest(asset(HEADS_FILE), HEADS_DIGEST, mismatch)
            self._session = load_session(self._model or asset(MODEL_FILE), self._digest, mismatch)
            self._tokenizer = load_tokenizer()
        return self._session, self._tokenizer


def cut_windows(pieces: list[list[int]], most: int) -> list[list[list[int]]]:
    """Pieces in as few windows of about the same length as hold them; one longer than a window is cut."""
    cut = [piece[:most] for piece in pieces]
    total = sum(map(len, cut))
    share = total / max(1, -(-total // most))
    windows: list[list[list[int]]] = [[]]
    for piece in cut:
        held = sum(map(len, windows[-1]))
        if held and (held >= share or held + len(piece) > most):
            windows.append([])
        windows[-1].append(piece)
    return windows


def _put_together(windows: list[list[list[int]]], runs: list[Numbers]) -> _Answer:
    """What is read of an answer alone, from the runs of its windows."""
    clauses: list[Numbers] = []
    pieces: list[tuple[float, ...]] = []
    for window, states in zip(windows, runs, strict=True):
        chances = softmax(heads().run("tags", states))
        at = 1
        for piece in window:
            stretch = slice(at, at + len(piece))
            at += len(piece)
            pieces.append(_rounded(chances[stretch].mean(axis=0)) if piece else _NOTHING)
            if piece:
                clauses.append(unit(states[stretch].mean(axis=0)))
    lengths = [len(states) for states in runs]
    return _Answer(
        whole=unit(np.vstack(runs).mean(axis=0)),
        first=np.average([states[0] for states in runs], axis=0, weights=lengths),
        clauses=np.stack(clauses) if clauses else runs[0][:1],
        pieces=tuple(pieces),
    )


def _level(sums: float) -> float:
    return round(1 + 4 * sigmoid(float(sums)), _PLACES)


def _rounded(row: Numbers) -> tuple[float, ...]:
    return tuple(round(float(value), _PLACES) for value in row)
