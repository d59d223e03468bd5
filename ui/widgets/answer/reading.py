"""How the words of an answer are read: as they were heard, or without fillers and repeats; pure."""

from dataclasses import dataclass, replace
from itertools import groupby

from coach.model.transcript import Transcript, Word
from coach.reports.document import Passage, Run
from coach.speech.clean import clean_text


@dataclass(frozen=True, slots=True)
class Reading:
    """What is shown.

    Args:
        passages: The text, marked; all runs joined are the text.
        words: With offsets into that text and their own seconds.
        indices: Which word of the transcript each is.
    """

    passages: tuple[Passage, ...]
    words: tuple[Word, ...]
    indices: tuple[int, ...]


def whole_reading(passages: tuple[Passage, ...], transcript: Transcript | None) -> Reading:
    """Everything that was said.

    Args:
        passages: The answer's text, marked.
        transcript: The same text with times; None when they are not known.

    Returns:
        The passages as they are.
    """
    words = transcript.words if transcript is not None else ()
    return Reading(passages, words, tuple(range(len(words))))


def clean_reading(passages: tuple[Passage, ...], transcript: Transcript) -> Reading:
    """Without filled pauses and immediate repeats.

    Args:
        passages: The transcript's text, marked.
        transcript: With marked fillers.

    Returns:
        The same passages with the words that are left; one without any is left out.
    """
    clean = clean_text(transcript)
    shown: list[Passage] = []
    words: list[Word] = []
    end = at = 0
    left = list(clean.words)
    for passage in passages:
        end += sum(len(run.text) for run in passage.runs)
        inside = []
        while left and transcript.words[left[0].word].start < end:
            inside.append(left.pop(0))
        if not inside:
            continue
        runs: list[Run] = []
        for unsure, some in groupby(inside, key=lambda one: transcript.words[one.word].unsure):
            text = ""
            for one in some:
                piece = clean.text[one.start : one.end]
                word = transcript.words[one.word]
                start = at + len(text)
                words.append(replace(word, text=piece, start=start, end=start + len(piece)))
                text += piece + " "
            at += len(text)
            runs.append(Run(text=text, unsure=unsure))
        shown.append(replace(passage, runs=tuple(runs)))
    return Reading(tuple(shown), tuple(words), tuple(one.word for one in clean.words))
