"""The terminal's composition root: the one place in it that makes real adapters.

Start-up order: folders, settings, words; then only what the command needs, when it needs it.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from rich.progress import Progress, TaskID

from coach.analysis import AnalysisConfig, AnalysisProcess
from coach.analysis.services import ModelServices, model_services
from coach.cli.output import Output
from coach.errors import SettingsError
from coach.folders import Folders, default_folders
from coach.model.message import message
from coach.model.score import Strictness
from coach.model.session import Keep
from coach.questions.bank import Banks
from coach.questions.own import OwnBanks
from coach.resources import shipped_banks
from coach.settings import FILE, Loaded, Settings, declared
from coach.settings import load as load_settings

if TYPE_CHECKING:
    from coach.audio.ports import AudioInput, AudioOutput
    from coach.library import Library
    from coach.practice.equipment import Equipment
    from coach.speech.speed import SpeedBook
    from coach.speech.store import ModelStore
    from coach.voice.ports import Voice


class Shell:
    """What a command works with.

    Args:
        output: Where it speaks.
        folders: The person's folders; None for the usual ones.
    """

    def __init__(self, output: Output, folders: Folders | None = None) -> None:
        self.output = output
        self.folders = (folders or default_folders()).make()
        self.left_over: frozenset[str] = frozenset()
        self._settings: Settings | None = None

    @property
    def settings(self) -> Settings:
        """The person's settings; what is wrong with the file is said once, and the usual ones are used."""
        if self._settings is None:
            try:
                loaded = load_settings(self.folders.config)
            except SettingsError as error:
                # As in the window: a slip in a file must not keep a person from practising.
                file = str(self.folders.config / FILE)
                unusable = message("cli.settings_not_used", problem=error.message, file=file)
                loaded = Loaded(settings=Settings(), notes=(unusable,))
            for note in loaded.notes:
                self.output.say(note)
            self._settings = loaded.settings
        return self._settings

    def banks(self) -> Banks:
        """The question banks; one that is wrong is named and costs only itself."""
        banks, checks = self.own_banks().load()
        for check in checks:
            for problem in check.problems:
                self.output.say(message("cli.bank_left_out", file=check.file.name, problem=problem.text))
        return banks

    def own_banks(self) -> OwnBanks:
        """The person's own question banks."""
        return OwnBanks(self.folders.data, shipped_banks)

    def model_store(self) -> "ModelStore":
        """The models on this machine."""
        from coach.cli.shipped_models import find_package, known_models  # noqa: PLC0415 - as below
        from coach.speech.store import ModelStore  # noqa: PLC0415 - only when models are needed

        folder = self.settings.value(declared.SPEECH_MODEL_FOLDER)
        user_folder = Path(folder) if folder else None
        return ModelStore(self.folders.cache, user_folder, known=known_models(), find_package=find_package)

    def speed_book(self) -> "SpeedBook":
        """How fast the recognisers are on this computer."""
        from coach.speech.speed import SpeedBook  # noqa: PLC0415 - only when models are needed

        return SpeedBook(self.folders.cache)

    def config(self, model: str | None = None, *, speech: bool = True) -> AnalysisConfig:
        """What the analysis is built from, with the recogniser made ready when it is needed.

        Args:
            model: A model's name for this command, which must be there;
                None for the one in the settings, or the next best when that is missing, which is said.
            speech: Whether speech will be recognised.

        Returns:
            The configuration.

        Raises:
            ModelError: No recogniser can be used, or the named one can't.
        """
        folder = self.settings.value(declared.SPEECH_MODEL_FOLDER)
        name = ""
        if speech:
            store = self.model_store()
            with Progress(console=self.output.err, transient=True) as progress:
                task = progress.add_task(self.output.words.text(message("cli.preparing")), total=1.0)
                advance = partial(_advance, progress, task)
                if model is not None:
                    store.path(model, on_progress=advance)
                    name = model
                else:
                    setting, book = self.settings.value(declared.SPEECH_MODEL), self.speed_book()
                    chosen = store.best(book.resolve(setting), on_progress=advance)
                    name = chosen.name
                    if (why := book.why(setting)) is not None:
                        self.output.say(why)
                    if chosen.note is not None:
                        self.output.say(chosen.note)
        return AnalysisConfig(
            cache=self.folders.cache,
            model=name,
            model_folder=Path(folder) if folder else None,
            strictness=Strictness(self.settings.value(declared.FOCUS_STRICTNESS)),
        )

    def services(self, model: str | None = None, *, speech: bool = True) -> ModelServices:
        """Recogniser and scorer in this process, for a single command.

        Args:
            model: As for ``config``.
            speech: Whether speech will be recognised.

        Returns:
            The services; nothing is loaded yet.
        """
        return model_services(self.config(model, speech=speech))

    @contextmanager
    def analysis(self, model: str | None = None) -> Iterator[AnalysisProcess]:
        """Recogniser and scorer in a process of their own, for an interview.

        Args:
            model: As for ``config``.

        Yields:
            The queue in front of it.
        """
        process = AnalysisProcess(model_services, self.config(model))
        try:
            yield process
        finally:
            process.close()

    @contextmanager
    def library(self, folder: Path | None = None) -> "Iterator[Library]":
        """The person's sessions, brought together again after a crash.

        Args:
            folder: Another data folder; None for the usual one.

        Yields:
            The library. From then on ``left_over`` holds the ids of the answers that an earlier run did not
            finish; none while another copy of the program is at work, whose answers they may be.
        """
        from coach.audio.wav import adopt_orphans  # noqa: PLC0415 - most commands need no sound
        from coach.library import Library, Recovered  # noqa: PLC0415

        recovered = Recovered(
            title=self.output.words.text(message("library.recovered.title")),
            question=self.output.words.text(message("library.recovered.question")),
        )
        with Library.open(folder or self.folders.data) as library:
            done = library.reconcile(recovered, repair=adopt_orphans)
            if done.requeued:
                self.output.say(message("cli.recovered", n=len(done.requeued)))
            library.retention.usual = Keep(self.settings.value(declared.LIBRARY_KEEP))
            if not done.skipped:
                library.retention.shorten_due()
            waiting = () if done.skipped else library.pending()
            self.left_over = frozenset(entry.answer.id for entry in waiting)
            yield library

    def sound_ports(self) -> "tuple[AudioInput, AudioOutput]":
        """Real microphones and loudspeakers."""
        from coach.audio.sounddevice_io import real_ports  # noqa: PLC0415 - only when sound is needed

        return real_ports()

    def voice(self) -> "Voice | None":
        """The interviewer's voice; None when it is switched off or not installed."""
        from coach.voice.choice import best_voice  # noqa: PLC0415 - only when questions are spoken

        if not self.settings.value(declared.VOICE_ENABLED):
            return None
        return best_voice(self.folders.cache, speed=self.settings.value(declared.VOICE_SPEED))

    @contextmanager
    def equipment(
        self,
        library: "Library",
        analysis: AnalysisProcess,
        *,
        microphone: "AudioInput | None",
        speaker: "AudioOutput | None",
    ) -> "Iterator[Equipment]":
        """What an interview is held with.

        Args:
            library: Where it is kept.
            analysis: What transcribes and scores.
            microphone: None to type every answer.
            speaker: None to show the questions only.

        Yields:
            The equipment; its hands are idle again afterwards.
        """
        from coach.practice.equipment import Equipment  # noqa: PLC0415 - only for an interview

        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="hands") as hands:
            yield Equipment(
                store=library,
                analysis=analysis,
                hands=hands,
                clock=monotonic,
                microphone=microphone,
                speaker=speaker,
                voice=self.voice(),
                microphone_name=self.settings.value(declared.MICROPHONE) or None,
                speaker_name=self.settings.value(declared.SPEAKER) or None,
                listening=analysis,
                words=self.output.words,
            )


def _advance(progress: Progress, task: TaskID, share: float) -> None:
    progress.update(task, completed=share)
