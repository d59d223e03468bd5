"""The thank-you notes with labels: their fields, their spread, and that the checks find what is labelled."""

from collections import Counter

from benchmarks.notes import CHECKS, count, read_notes, total

NOTES = read_notes()


def test_fields_and_spread() -> None:
    assert len({note["id"] for note in NOTES}) == len(NOTES) >= 36
    assert all(set(note["lacks"]) <= set(CHECKS) for note in NOTES)
    aside = sum(note["held_out"] for note in NOTES)
    assert 0.3 <= aside / len(NOTES) <= 0.36
    lacking = Counter(name for note in NOTES for name in note["lacks"])
    assert set(lacking) == set(CHECKS), "every check has a note that it has to find"
    assert sum(not note["lacks"] for note in NOTES) >= 8, "good notes are there to be left alone"


def test_what_is_labelled_is_found_and_nothing_else() -> None:
    found = count(note for note in NOTES if not note["held_out"])
    wrong = {name: one.wrong for name, one in found.items() if one.wrong}
    assert not wrong


def test_the_part_kept_aside_stays_near_it() -> None:
    found = total(count(note for note in NOTES if note["held_out"]).values())
    assert (found.precision or 0) >= 0.85
    assert (found.recall or 0) >= 0.85
