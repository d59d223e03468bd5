"""Kept recordings are compressed without loss when there is nothing better to do."""

import logging
from dataclasses import dataclass
from typing import Protocol

from coach.audio.flac import compress
from coach.errors import BugError, DiskFullError, KnownError, NotFoundError
from coach.library import Uncompressed

log = logging.getLogger(__name__)


class KeepingStore(Protocol):
    """What is needed of the library."""

    def uncompressed(self) -> tuple[Uncompressed, ...]:
        """The recordings that wait."""
        ...

    def use_compressed(self, answer_id: str) -> None:
        """Use an answer's FLAC file from now on."""
        ...


@dataclass(frozen=True, slots=True)
class Compressed:
    """What came of it.

    Args:
        done: Ids of answers whose recording is smaller now.
        failed: Ids of answers whose recording stays as it is.
    """

    done: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()


def compress_recordings(
    store: KeepingStore, *, most: int | None = None, without: frozenset[str] = frozenset()
) -> Compressed:
    """Compress the recordings with which nothing is to be done any more, one after the other.

    Args:
        store: Where they are.
        most: How many at most; None for all.
        without: Ids of answers to leave alone, such as those that failed before.

    Returns:
        What came of it; nothing is lost when one fails.
    """
    done: set[str] = set()
    failed: set[str] = set()
    for waiting in store.uncompressed():
        if most is not None and len(done) >= most:
            break
        if waiting.answer_id in without:
            continue
        try:
            if _compress(store, waiting):
                done.add(waiting.answer_id)
        except DiskFullError:
            log.info("no room to compress recordings")
            break
        except KnownError as error:
            log.info("the recording of answer %s stays as it is: %s", waiting.answer_id, error.message.id)
            failed.add(waiting.answer_id)
        except BugError:
            log.exception("the recording of answer %s stays as it is", waiting.answer_id)
            failed.add(waiting.answer_id)
    return Compressed(frozenset(done), frozenset(failed))


def _compress(store: KeepingStore, waiting: Uncompressed) -> bool:
    made = compress(waiting.path)
    if made is None:
        return False
    try:
        store.use_compressed(waiting.answer_id)
    except NotFoundError:
        made.unlink(missing_ok=True)  # the answer was deleted meanwhile, and so must this be
        return False
    return True
