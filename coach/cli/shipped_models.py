"""The models that are no package of their own but come with the program: the reader of answers.

Its digests stand where it is loaded (``coach.language``), so that a reader that was trained anew is known
here at once.
"""

from pathlib import Path

from coach import resources
from coach.language.onnx_reader import DIGEST, HEADS_DIGEST, MODEL_FILE
from coach.language.reader_heads import HEADS_FILE
from coach.speech.places import installed_package
from coach.speech.weights import KNOWN_MODELS, KnownModel, ModelKind, Piece, WeightsFile

_SHIPPED = "second-round"
"""Stands for the program's own folder of models among the packages."""

_FOLDER = "models"


def known_models() -> tuple[KnownModel, ...]:
    """Every model that this program can use, those that it brings itself last.

    Returns:
        As they are listed.
    """
    files = ((MODEL_FILE, DIGEST), (HEADS_FILE, HEADS_DIGEST))
    return (*KNOWN_MODELS, KnownModel("reader", ModelKind.READER, tuple(_file(*each) for each in files)))


def find_package(name: str) -> Path | None:
    """Folder of a package, or of the models that come with the program.

    Args:
        name: An import name.

    Returns:
        The folder; None when it is not there.
    """
    return resources.asset(_FOLDER) if name == _SHIPPED else installed_package(name)


def _file(asset: str, digest: str) -> WeightsFile:
    name = asset.removeprefix(f"{_FOLDER}/")
    path = resources.asset(_FOLDER) / name
    size = path.stat().st_size if path.is_file() else 0  # the digest tells whether it is the right file
    return WeightsFile(name, size, digest, (Piece(_SHIPPED, name),))
