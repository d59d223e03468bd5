"""Fetches weights from the hub; used only when the person asks for a model."""

import os
from pathlib import Path

from coach.errors import Cancelled, WeightsMissingError
from coach.speech.ports import OnBytes, Stop
from coach.speech.weights import HubSource

TIMEOUT_S = 30.0
_CHUNK = 1 << 18
_PARTIAL, _BEYOND_THE_END = 206, 416


class HubFetcher:
    """The real ``WeightsFetcher``, over the connection of the library that faster-whisper brings along.

    That library's own download begins anew after every interruption; here what has come stays in a file
    of its own and the next try asks for the rest.
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
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # read when the library is first loaded
        from huggingface_hub import hf_hub_url  # noqa: PLC0415 - heavy, and needed only here
        from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]  # noqa: PLC0415

        url = hf_hub_url(source.repository, file, revision=source.revision)
        part = folder / f"{file}.{source.revision[:12]}.incomplete"
        try:
            _go_on(url, part, on_bytes, should_stop)
        except (HTTPError, ConnectionError, TimeoutError) as error:
            raise WeightsMissingError("error.model.hub_unreachable", repository=source.repository) from error
        return part.replace(folder / file)


def _go_on(url: str, part: Path, on_bytes: OnBytes | None, should_stop: Stop | None) -> None:
    """Fetch what is missing of a file."""
    from huggingface_hub.utils import get_session  # type: ignore[attr-defined]  # noqa: PLC0415

    there = part.stat().st_size if part.exists() else 0
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={there}-"} if there else {})
    with get_session().stream(
        "GET", url, headers=headers, follow_redirects=True, timeout=TIMEOUT_S
    ) as response:
        if response.status_code == _BEYOND_THE_END and there:
            return  # all of it had come
        response.raise_for_status()
        goes_on = response.status_code == _PARTIAL
        if goes_on and on_bytes:
            on_bytes(there)
        with part.open("ab" if goes_on else "wb") as out:
            for chunk in response.iter_bytes(_CHUNK):
                if should_stop and should_stop():
                    raise Cancelled
                out.write(chunk)
                if on_bytes:
                    on_bytes(len(chunk))
