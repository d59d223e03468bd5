"""Bringing a model from the hub, file by file, so that nothing that came and is right is asked for again."""

import shutil
from pathlib import Path

from coach.errors import Cancelled, DiskFullError, WeightsMismatchError
from coach.speech.digests import DigestCache, sha256
from coach.speech.ports import OnBytes, Progress, Stop, WeightsFetcher
from coach.speech.weights import HubSource, KnownModel, WeightsFile

ROOM_LEFT = 200_000_000
"""Bytes that a fetched model must leave free, so that an interview can still be recorded."""


def fetch_model(
    model: KnownModel,
    hub: HubSource,
    fetcher: WeightsFetcher,
    digests: DigestCache,
    *,
    incoming: Path,
    target: Path,
    on_bytes: OnBytes | None = None,
    should_stop: Stop | None = None,
) -> None:
    """Fetch what is missing of a model.

    Args:
        model: The model.
        hub: Where it lies.
        fetcher: What reaches the hub.
        digests: Remembers what was read.
        incoming: Folder for what is not whole yet; it stays when the connection breaks.
        target: Folder of the model; a file appears in it only when its digest is right.
        on_bytes: Told of progress.
        should_stop: Asked while it comes.

    Raises:
        DiskFullError: There is no room; nothing was asked for.
        WeightsMismatchError: What came is not what it should be; it was removed.
        WeightsMissingError: The hub can't be reached.
        Cancelled: ``should_stop`` said so.
        OSError: A file can't be read or written.
    """
    missing = []
    for file in model.files:
        if not _is_there(target / file.name, file, digests):
            missing.append(file)
        elif on_bytes:
            on_bytes(file.bytes)
    begun = sum(left.stat().st_size for left in incoming.rglob("*.incomplete"))
    needed = max(0, sum(file.bytes for file in missing) - begun)
    if missing and shutil.disk_usage(target).free < needed + ROOM_LEFT:
        raise DiskFullError("error.model.disk_full", model=model.name, megabytes=-(-needed // 10**6))
    for file in missing:
        if should_stop and should_stop():
            raise Cancelled
        came = fetcher.fetch(hub, file.name, incoming, on_bytes=on_bytes, should_stop=should_stop)
        if came.stat().st_size != file.bytes or sha256((came,)) != file.sha256:
            came.unlink()
            raise WeightsMismatchError("error.model.mismatch", model=model.name, file=file.name)
        came.replace(target / file.name)
    shutil.rmtree(incoming, ignore_errors=True)


def _is_there(path: Path, file: WeightsFile, digests: DigestCache) -> bool:
    if not path.is_file() or path.stat().st_size != file.bytes:
        return False
    return digests.digest(path) == file.sha256


def share_of_bytes(on_progress: Progress | None, total: int) -> OnBytes | None:
    """Turn a wish for shares into one for byte counts.

    Args:
        on_progress: Wants shares; None for nobody.
        total: Bytes in all.

    Returns:
        What takes byte counts; None for nobody.
    """
    if on_progress is None:
        return None
    done = 0

    def on_bytes(count: int) -> None:
        nonlocal done
        done = max(0, min(total, done + count))
        on_progress(done / total if total else 1.0)

    return on_bytes
