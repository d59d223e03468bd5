"""The shipped catalogue and the code agree, and the catalogue keeps its tone.

Ids are found by reading the source: the first argument of ``message(...)``, ``Message(...)`` and of every
error class, also where it is an f-string (each placeholder then stands for one segment or part of one).
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach import errors
from coach.words import Catalogue
from coach.words.catalogue import load_catalogue

ERRORS = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.KnownError)
}

NOT_FOUND_BY_READING: dict[str, str] = {}
"""Ids that are used and that no reading of the source finds, each with the reason."""


@dataclass(frozen=True)
class Use:
    where: str
    pattern: str
    values: frozenset[str] | None
    error: bool


@dataclass(frozen=True)
class Source:
    uses: tuple[Use, ...]
    texts: frozenset[str]
    patterns: frozenset[str]


def _pattern(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if isinstance(node, ast.JoinedStr):
        pieces = [
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z0-9_.]+"
            for part in node.values
        ]
        return ["".join(pieces)]
    if isinstance(node, ast.IfExp):
        return _pattern(node.body) + _pattern(node.orelse)
    return []


def _read(path: Path, repo: Path) -> Source:
    uses: list[Use] = []
    texts: set[str] = set()
    patterns: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
        if isinstance(node, ast.JoinedStr):
            patterns.update(pattern for pattern in _pattern(node) if r"\." in pattern)
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in ERRORS | {"message", "Message"}:
            continue
        spread = name == "Message" or any(keyword.arg is None for keyword in node.keywords)
        values = None if spread else frozenset(str(keyword.arg) for keyword in node.keywords)
        where = f"{path.relative_to(repo)}:{node.lineno}"
        uses += [Use(where, pattern, values, name in ERRORS) for pattern in _pattern(node.args[0])]
    return Source(tuple(uses), frozenset(texts), frozenset(patterns))


@pytest.fixture(scope="module")
def source() -> Source:
    repo = Path(__file__).resolve().parents[3]
    read = [_read(path, repo) for room in ("coach", "ui") for path in sorted((repo / room).rglob("*.py"))]
    return Source(
        uses=tuple(use for one in read for use in one.uses),
        texts=frozenset(text for one in read for text in one.texts),
        patterns=frozenset(pattern for one in read for pattern in one.patterns),
    )


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue("en")


def _ids(pattern: str, catalogue: Catalogue) -> list[str]:
    return [one for one in catalogue.sentences if re.fullmatch(pattern, one)]


def test_every_id_in_the_code_has_a_sentence(source: Source, catalogue: Catalogue) -> None:
    assert len(source.uses) > 50, "the reading of the source finds next to nothing: it is broken"
    missing = [f"{use.where}: {use.pattern}" for use in source.uses if not _ids(use.pattern, catalogue)]
    assert not missing, "\n".join(missing)


def test_every_sentence_is_used(source: Source, catalogue: Catalogue) -> None:
    patterns = [re.compile(pattern) for pattern in source.patterns]
    unused = [
        one
        for one in catalogue.sentences
        if one not in source.texts
        and one not in NOT_FOUND_BY_READING
        and not any(pattern.fullmatch(one) for pattern in patterns)
    ]
    assert not unused, "\n".join(unused)


def test_placeholders_agree(source: Source, catalogue: Catalogue) -> None:
    wrong = [
        f"{use.where}: {use.pattern} is given {sorted(use.values)}"
        for use in source.uses
        if use.values is not None and not _agrees(use, catalogue)
    ]
    assert not wrong, "\n".join(wrong)


def _agrees(use: Use, catalogue: Catalogue) -> bool:
    """An id written out matches to the name; of a family of ids, at least one does.

    An error may carry more than its sentence says: the rest is for the log.
    """
    needed = [catalogue.sentence(one).placeholders for one in _ids(use.pattern, catalogue)]
    given = use.values or frozenset()
    return not needed or any(one <= given if use.error else one == given for one in needed)


UNKIND = re.compile(
    r"!|\byou (?:didn't|did not|failed|forgot|should have|never)\b"
    r"|(?<!went )\bwrong\b|\bbad\b|\bpoor\b|\bweak\b",
    re.IGNORECASE,
)

AMERICAN = re.compile(
    r"\b\w*(?:color|favor|behavior|labor|honor)\w*\b|\b\w+(?:ogram me)\b|\b(?:center|canceled|canceling|"
    r"license[sd]? to|organiz\w+|recogniz\w+|summariz\w+|analyz\w+|practicing|practiced|program(?:med)? an? "
    r"answer|traveled|gray|fulfill)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("rule", "what"), [(UNKIND, "unkind, or about the person"), (AMERICAN, "American spelling")]
)
def test_tone(rule: re.Pattern[str], what: str, catalogue: Catalogue) -> None:
    # An error speaks of a file or a device, which may well be the wrong one.
    spoken = {
        one: form
        for one, sentence in catalogue.sentences.items()
        for _, form in sentence.forms
        if not (rule is UNKIND and one.startswith("error."))
    }
    hits = [f"{one}: {form} ({what})" for one, form in spoken.items() if rule.search(form)]
    assert not hits, "\n".join(hits)


@pytest.mark.parametrize("text", ["Well done!", "You didn't say it.", "That is wrong.", "A weak ending."])
def test_the_rule_of_tone_can_fail(text: str) -> None:
    assert UNKIND.search(text)


@pytest.mark.parametrize("text", ["the color", "organize it", "behavioral questions"])
def test_the_rule_of_spelling_can_fail(text: str) -> None:
    assert AMERICAN.search(text)


def test_no_sentence_shouts_or_has_two_lines(catalogue: Catalogue) -> None:
    """An exclamation mark may only be spoken of, in quotation marks."""
    for one, sentence in catalogue.sentences.items():
        for _, form in sentence.forms:
            assert not re.search(r"\w!|\n", form), one
