"""HTML: self-contained, well-formed, with the window's colours, and nothing said becomes markup."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.model.session import Session
from coach.reports import build_document
from coach.reports.choices import Choices
from coach.reports.html import to_html
from coach.reports.plain import plain
from coach.resources import asset_text
from coach.words import Words

HOSTILE = (
    "<script>alert(1)</script> \" onmouseover='x' &lt; ]]> <!-- </style></title><img src=//evil.example>"
)
VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Collects tags, attributes and text, and sees that every tag is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


def shown(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_golden(session: Session, words: Words, repo: Path) -> None:
    """A wanted change is taken over by writing ``made`` to the file, and is then seen in the diff."""
    made = to_html(build_document(session, words))
    made = made.replace(asset_text("report/report.css"), "/* report.css */\n")
    assert made == (repo / "tests" / "golden" / "report.html").read_text(encoding="utf-8")


def test_it_needs_nothing_else(session: Session, words: Words) -> None:
    html = to_html(build_document(session, words))
    reader = read(html)
    assert {tag for tag, _ in reader.tags} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "form",
        "base",
    } == set()
    assert not any(
        name in {"src", "href"} or name.startswith("on") for _, found in reader.tags for name in found
    )
    assert "://" not in html
    assert "@import" not in html
    assert "url(" not in html
    policy = next(found["content"] for tag, found in reader.tags if found.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_every_word_of_the_document_is_there(session: Session, words: Words) -> None:
    document = build_document(session, words)
    text = shown("".join(read(to_html(document)).text))
    for section in document.answers:
        assert shown(section.heading) in text
        said = shown("".join(run.text for passage in section.passages for run in passage.runs))
        assert all(word in text for word in said.split())
        assert all(shown(row.text) in text for row in section.rows)


def test_hostile_words_stay_words(session_of: Callable[[str], Session], words: Words) -> None:
    plain_tags = {tag for tag, _ in read(to_html(build_document(session_of("fine words"), words))).tags}
    reader = read(to_html(build_document(session_of(HOSTILE), words)))
    assert {tag for tag, _ in reader.tags} == plain_tags
    assert shown(HOSTILE) in shown("".join(reader.text))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        alphabet=st.sampled_from("<>&\"'=/`!-[](){};#%abc \n\t\u202e\ud800é漢"), min_size=1, max_size=60
    )
)
def test_any_text_makes_the_same_tags(text: str, session_of: Callable[[str], Session], words: Words) -> None:
    said = " ".join(text.split()) or "a"
    html = to_html(build_document(session_of(said), words))
    html.encode()
    expected = read(to_html(build_document(session_of("a"), words)))
    tags = {tag for tag, _ in read(html).tags}
    assert tags - {"strong"} <= {tag for tag, _ in expected.tags} | {"span"}
    assert plain(said).strip()[:1] in html or plain(said).strip()[:1] in "<>&\"'"


def test_a_recording_is_linked_only_when_it_was_asked_for(
    session: Session, words: Words, tmp_path: Path
) -> None:
    linked = to_html(build_document(session, words, Choices(sounds=tmp_path)))
    links = [found["href"] for tag, found in read(linked).tags if tag == "a"]
    assert links == [(tmp_path / "sounds" / "sample-5.wav").as_uri()]
