"""The real services: Whisper, the language models, the scorer; each loaded when first needed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.analysis.jobs import AnalysisConfig, Scored
from coach.analysis.ports import Likeness, LiveListener, Progress, Stop
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import FocusScore, ScoringRequest
from coach.model.transcript import Transcript

if TYPE_CHECKING:
    from coach.language.onnx_vectors import MiniLmVectors
    from coach.scoring.ports import Scorer
    from coach.speech.whisper import WhisperTranscriber


_WARMING = ScoringRequest(
    text="Last year at the depot I loaded the wrong van, so I rang the driver and we swapped the parcels.",
    question=Question(
        text="Tell me about a mistake that you made at work.",
        kind=QuestionKind.BEHAVIOURAL,
        parts=(QuestionPart(PartKind.INSTANCE, "a mistake that you made"),),
    ),
)


class ModelServices:
    """Does the work with the models on this machine.

    Args:
        config: Where they are, and which.
    """

    def __init__(self, config: AnalysisConfig) -> None:
        self._config = config
        self._transcriber: WhisperTranscriber | None = None
        self._scorer: Scorer | None = None
        self._vectors: MiniLmVectors | None = None

    def warm(self, *, speech: bool, scoring: bool) -> None:
        """Load models ahead of need.

        Args:
            speech: The recogniser.
            scoring: The parser, the sentence model and the reader.

        Raises:
            ModelError: Weights are missing or not what they should be.
        """
        if speech:
            self._speech().warm()
        if scoring:
            # What the rules make of the banks and the rubric is kept, and takes seconds when first needed.
            self._scoring().score(_WARMING)

    def transcribe(self, path: Path, on_progress: Progress, should_stop: Stop) -> Transcript:
        """Turn a sound file into words.

        Args:
            path: Any sound file.
            on_progress: Told the share that is done.
            should_stop: Asked between pieces.

        Returns:
            The transcript, with the file's name.

        Raises:
            SoundFileError: The file can't be read.
            ModelError: Weights are missing or not what they should be.
            TranscriptionError: The recogniser failed.
            Cancelled: ``should_stop`` said so.
        """
        from coach.audio.files import read_sound  # noqa: PLC0415 - the scorer's side needs no sound

        sound = read_sound(path)
        return self._speech().transcribe(
            sound, file=path.name, on_progress=on_progress, should_stop=should_stop
        )

    def listen(self) -> LiveListener:
        """Begin to transcribe an answer while it is spoken.

        Returns:
            What takes its sound.

        Raises:
            ModelError: Weights are missing or not what they should be.
        """
        from coach.speech.live import LiveTranscriber  # noqa: PLC0415 - only for the microphone

        return LiveTranscriber(self._speech())

    def score(self, request: ScoringRequest) -> Scored:
        """Score an answer.

        Args:
            request: The answer and what was asked.

        Returns:
            All dimensions, and the feedback made from them.
        """
        from coach.feedback import make_feedback  # noqa: PLC0415 - loaded with the scorer

        score = self._scoring().score(request)
        return Scored(score, make_feedback(score))

    def judge(self, text: str) -> FocusScore:
        """Judge what a candidate would ask.

        Args:
            text: One or more questions.

        Returns:
            Every question found, and what takes the offer for granted.
        """
        return self._scoring().judge_questions(text)

    def read_question(self, text: str) -> Question:
        """Understand a typed question.

        Args:
            text: The question.

        Returns:
            The question with kind, parts and constraints.
        """
        return self._scoring().read_question(text)

    def likeness(self, left: Sequence[str], right: Sequence[str]) -> Likeness:
        """Tell how alike sentences are.

        Args:
            left: Some sentences.
            right: Others.

        Returns:
            A row for each left one, with the cosine of each right one.

        Raises:
            ModelError: Weights are missing or not what they should be.
        """
        vectors = self._sentences()
        table = vectors.encode(left) @ vectors.encode(right).T
        return tuple(tuple(map(float, row)) for row in table)

    def _sentences(self) -> "MiniLmVectors":
        if self._vectors is None:
            from coach.language.onnx_vectors import MiniLmVectors  # noqa: PLC0415 - heavy, not needed for speech

            self._vectors = MiniLmVectors()
        return self._vectors

    def _speech(self) -> "WhisperTranscriber":
        if self._transcriber is None:
            from coach.speech.store import ModelStore  # noqa: PLC0415 - heavy, and not needed for scoring
            from coach.speech.whisper import WhisperTranscriber  # noqa: PLC0415

            store = ModelStore(self._config.cache, self._config.model_folder)
            chosen = store.best(self._config.model) if self._config.model else store.best()
            self._transcriber = WhisperTranscriber(chosen.path, chosen.name)
        return self._transcriber

    def _scoring(self) -> "Scorer":
        if self._scorer is None:
            from coach.language.onnx_reader import MiniLmReader  # noqa: PLC0415 - heavy, not needed for speech
            from coach.language.ports import Language  # noqa: PLC0415
            from coach.language.spacy_parser import SpacyParser  # noqa: PLC0415
            from coach.scoring.engine import AnswerScorer  # noqa: PLC0415

            self._scorer = AnswerScorer(
                Language(SpacyParser(), self._sentences(), MiniLmReader()), self._config.strictness
            )
        return self._scorer


def model_services(config: AnalysisConfig) -> ModelServices:
    """Build the real services, also in a child process.

    Args:
        config: Where the models are, and which.

    Returns:
        The services, with nothing loaded yet.
    """
    return ModelServices(config)
