"""The pairs that say one thing twice, in standard and in other English."""

from collections import Counter

from benchmarks.fairness import read_pairs

FIELDS = {"id", "way", "question", "question_id", "company", "plain", "other"}


def test_every_pair_is_whole_and_says_it_in_two_ways() -> None:
    rows = read_pairs()

    assert len({row["id"] for row in rows}) == len(rows) >= 20
    assert all(set(row) == FIELDS for row in rows)
    assert all(row["plain"] != row["other"] for row in rows)


def test_a_pair_has_the_same_content() -> None:
    for row in read_pairs():
        a, b = len(row["plain"].split()), len(row["other"].split())
        assert 0.7 <= a / b <= 1.4, row["id"]


def test_there_are_several_pairs_of_the_ways_that_differ_most() -> None:
    ways = Counter(row["way"] for row in read_pairs())

    assert min(ways[way] for way in ("second language", "historic present", "dialect")) >= 4
