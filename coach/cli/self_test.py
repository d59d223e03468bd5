"""``coach self-test``: whether all that an interview needs works here, tried in a home of its own."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from coach.analysis import Analysis, Priority, ScoreJob, TranscribeJob
from coach.cli.options import JsonFlag
from coach.cli.output import Output
from coach.cli.shell import Shell
from coach.errors import TranscriptionError, VoiceError
from coach.folders import home_folders
from coach.model.message import Message, message
from coach.model.transcript import Transcript
from coach.questions.samples import Sample, demo_samples
from coach.scoring.requests import spoken_request
from coach.wire import SCHEMA
from coach.words import Words

LEAST_HEARD = 0.8
"""Share of a sample's words that the recogniser must give; Whisper base gave 0.99 when this was written."""
LEAST_LOUD = 0.01
"""Root mean square of a spoken question, full scale being 1; silence has 0."""


def self_test(as_json: JsonFlag = False) -> None:  # noqa: FBT002 - typer's way to declare a flag
    """Verify the weights, speak a question, transcribe and score a recording; nothing of yours is touched.

    Example: coach self-test
    """
    output = Output(Words.load(), as_json=as_json)
    said: list[str] = []
    for each in steps(output):
        said.append(output.words.text(each))
        if not as_json:
            output.out.print(said[-1])
            output.out.file.flush()
    if as_json:
        output.document({"schema": SCHEMA, "steps": said})


def steps(output: Output) -> Iterator[Message]:
    """Try one thing after the other, in a home that is thrown away.

    Args:
        output: For what the steps have to say besides.

    Yields:
        What was found to work.

    Raises:
        KnownError: Something does not, with what to do.
    """
    with tempfile.TemporaryDirectory(prefix="second-round-") as home:
        shell = Shell(output, home_folders(Path(home)))
        yield _weights(shell)
        sample = demo_samples()[0]
        question = shell.banks().question(sample.question_id)
        yield _voice(shell, question.text)
        with shell.analysis() as analysis:
            transcript, told = _heard(analysis, sample)
            yield told
            request = spoken_request(question, transcript)
            score = analysis.submit(ScoreJob(request), priority=Priority.TYPED).result().score
        dimensions = (score.star, score.story, score.research, score.listening, score.focus, score.delivery)
        judged = sum(1 for dimension in dimensions if dimension.level is not None)
        if not judged:
            raise TranscriptionError("cli.self_test.not_scored")
        yield message("cli.self_test.scored", n=judged)


def _weights(shell: Shell) -> Message:
    store = shell.model_store()
    store.best()  # says what to do when there is none at all
    installed = [model.name for model in store.list() if model.installed]
    for name in installed:
        store.verify(name)
    return message("cli.self_test.weights", n=len(installed))


def _voice(shell: Shell, text: str) -> Message:
    voice = shell.voice()
    if voice is None:
        raise VoiceError("error.voice.missing")
    sound = voice.speak(text)
    if float(np.sqrt(np.mean(np.square(sound.samples, dtype=np.float64)))) < LEAST_LOUD:
        raise VoiceError("error.voice.failed", reason="silence")
    return message("cli.self_test.voice", seconds=shell.output.words.number(float(sound.duration_s), 1))


def _heard(analysis: Analysis, sample: Sample) -> tuple[Transcript, Message]:
    transcript: Transcript = analysis.submit(TranscribeJob(sample.file), priority=Priority.SPOKEN).result()
    share = heard_share(sample.text, transcript.text)
    if share < LEAST_HEARD:
        raise TranscriptionError("cli.self_test.not_heard", percent=round(100 * share))
    return transcript, message("cli.self_test.heard", percent=round(100 * share))


def heard_share(spoken: str, heard: str) -> float:
    """How many of the words that were spoken were heard, wherever they stand.

    Args:
        spoken: What was said.
        heard: What the recogniser gives.

    Returns:
        0 to 1; 0 when nothing was spoken.
    """
    wanted, given = _words(spoken), _words(heard)
    return (wanted & given).total() / wanted.total() if wanted else 0.0


def _words(text: str) -> Counter[str]:
    bare = ("".join(filter(str.isalnum, word)) for word in text.casefold().split())
    return Counter(word for word in bare if word)
