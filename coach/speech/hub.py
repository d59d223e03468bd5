"""Fetches weights from the hub; used only when the person asks for a model."""

import os
from pathlib import Path

from coach.errors import Cancelled, WeightsMissingError
from coach.speech.ports import OnBytes, Stop
from coach.speech.weights import HubSource

REACH_S = 15.0
"""Slow connections are given so long to answer at all."""


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
        # Read when the library is first loaded. Its other way to fetch can't go on where it stopped.
        os.environ.setdefault("HF_HUB_DISABLE_XET", "1")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        from huggingface_hub import hf_hub_download  # noqa: PLC0415 - heavy, and needed only here
        from huggingface_hub.errors import EntryNotFoundError, HTTPError, OfflineModeIsEnabled  # type: ignore[attr-defined]  # noqa: PLC0415

        progress = _progress_class(on_bytes, should_stop)
        try:
            reach()
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
            HTTPError,  # of the library's own transport, also when a connection breaks half-way
            OfflineModeIsEnabled,
            ConnectionError,
            TimeoutError,
        ) as error:
            raise WeightsMissingError("error.model.hub_unreachable", repository=source.repository) from error
        except OSError as error:
            if error.errno is not None:  # the disk's own trouble
                raise
            raise WeightsMissingError("error.model.hub_unreachable", repository=source.repository) from error


def reach() -> None:
    """Ask the hub for nothing, once: else the library tries for half a minute before it says that it can't.

    Raises:
        Exception: Of the library's transport, when there is no connection.
    """
    from huggingface_hub import constants  # noqa: PLC0415 - as above
    from huggingface_hub.utils import get_session, logging  # type: ignore[attr-defined]  # noqa: PLC0415

    # What went wrong is told in a sentence of our own, without addresses.
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    get_session().head(constants.ENDPOINT, timeout=REACH_S)


def _progress_class(on_bytes: OnBytes | None, should_stop: Stop | None) -> type:
    """A progress bar that draws nothing, tells of bytes, and ends the transfer when it is asked to."""
    from huggingface_hub.utils import tqdm  # type: ignore[attr-defined]  # noqa: PLC0415

    class Quiet(tqdm):
        def __init__(self, *args: object, **values: object) -> None:
            values.pop("name", None)
            values["disable"] = True
            super().__init__(*args, **values)  # type: ignore[no-untyped-call]
            before = values.get("initial", 0)
            if on_bytes and isinstance(before, int) and before > 0:
                on_bytes(before)  # came before the connection broke

        def update(self, n: float | None = 1) -> bool | None:
            if should_stop and should_stop():
                raise Cancelled
            if on_bytes and n:
                on_bytes(int(n))
            done: bool | None = super().update(n)
            return done

    return Quiet
