"""The real parser on spoken English."""

from pathlib import Path

import pytest

from coach.errors import WeightsMismatchError
from coach.language.spacy_parser import SpacyParser, folder_digest, installed_folder

pytestmark = pytest.mark.models

SAID = "So, um, I, uh, rang the the driver. maybe He came back, i think."


def test_offsets_refer_to_the_text_as_given(parser: SpacyParser) -> None:
    parse = parser.parse(SAID)
    written = [SAID[token.start : token.end] for token in parse.tokens]
    assert written == ["So", "I", "rang", "the", "driver", ".", "He", "came", "back", ",", "i", "think", "."]


def test_sentences_cover_all_tokens_in_order(parser: SpacyParser) -> None:
    parse = parser.parse(SAID)
    assert [start for start, _ in parse.sentences] == [0, *(end for _, end in parse.sentences[:-1])]
    assert parse.sentences[-1][1] == len(parse.tokens)
    assert len(parse.sentences) == 2


def test_heads_point_into_the_parse(parser: SpacyParser) -> None:
    parse = parser.parse("I rang the driver because the van was late.")
    by_text = {token.text: token for token in parse.tokens}
    assert parse.tokens[by_text["I"].head].text == "rang"
    assert by_text["rang"].tag == "VBD"
    assert by_text["rang"].lemma == "ring"


def test_a_lone_small_i_is_a_subject(parser: SpacyParser) -> None:
    parse = parser.parse("i rang the driver")
    assert (parse.tokens[0].dep, parse.tokens[0].pos) == ("nsubj", "PRON")


def test_begins_a_sentence_where_it_is_told_to(parser: SpacyParser) -> None:
    said = "we lost the order I called the customer"
    parse = parser.parse(said, breaks=[said.index("I called")])
    assert [said[parse.tokens[start].start] for start, _ in parse.sentences] == ["w", "I"]


@pytest.mark.parametrize("said", ["", "   \n", "um", "uh, um."])
def test_nothing_but_fillers_gives_no_words(parser: SpacyParser, said: str) -> None:
    assert [token for token in parser.parse(said).tokens if token.text != "."] == []


def test_the_same_text_gives_the_same_parse(parser: SpacyParser) -> None:
    assert parser.parse(SAID) == parser.parse(SAID)


def test_refuses_weights_that_are_not_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("changed", encoding="utf-8")
    with pytest.raises(WeightsMismatchError) as caught:
        SpacyParser(tmp_path).load()
    assert caught.value.message.id == "error.language.parser_mismatch"


def test_digest_tells_names_and_contents_apart(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    first = folder_digest(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    second = folder_digest(tmp_path)
    (tmp_path / "b").write_text("2", encoding="utf-8")
    assert len({first, second, folder_digest(tmp_path)}) == 3
    assert installed_folder().is_dir()
