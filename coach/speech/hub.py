"""Fetches weights from the hub; used only when the person asks for a model."""

from pathlib import Path

from coach.errors import Cancelled, WeightsMissingError
from coach.speech.ports import OnBytes, Stop
from coach.speech.weights import HubSource


class HubFetcher:
    """The real ``WeightsFetcher``, with the library that faster-whisper brings along.

    An interrupted file is kept by that library and goes on where it stopped.
    It must run in a process that has not loaded Whisper: there the library is switched offline for good.
    """

    def fetch(
        self,
        source: HubSource,
        file: str,
        folder: Path,
        *,
        on_bytes: OnBytes | None = None,
        should_stop: Stop | None = None,
    ) -> Path:
        """Fetch one file; see ``WeightsFetcher.fetch``."""
        from huggingface_hub import hf_hub_download  # noqa: PLC0415 - heavy, and needed only here
        from huggingface_hub.errors import EntryNotFoundError, HfHubHTTPError, OfflineModeIsEnabled  # noqa: PLC0415

        progress = _progress_class(on_bytes, should_stop)
        try:
            return Path(
                hf_hub_download(
                    source.repository,
                    file,
                    revision=source.revision,
                    local_dir=folder,
                    token=False,
                    tqdm_class=progress,
                )
            )
        except (
            EntryNotFoundError,
            HfHubHTTPError,
            OfflineModeIsEnabled,
            ConnectionError,
            TimeoutError,
        ) as error:
            raise WeightsMissingError("error.model.hub_unreachable", repository=source.repository) from error


def _progress_class(on_bytes: OnBytes | None, should_stop: Stop | None) -> type:
    """A progress bar that draws nothing, tells of bytes, and ends the transfer when it is asked to."""
    from huggingface_hub.utils import tqdm  # type: ignore[attr-defined]  # noqa: PLC0415

    class Quiet(tqdm):
        def __init__(self, *args: object, **values: object) -> None:
            values.pop("name", None)
            values["disable"] = True
            super().__init__(*args, **values)  # type: ignore[no-untyped-call]

        def update(self, n: float | None = 1) -> bool | None:
            if should_stop and should_stop():
                raise Cancelled
            if on_bytes and n:
                on_bytes(int(n))
            done: bool | None = super().update(n)
            return done

    return Quiet
