"""A thank-you note: what it has, what it lacks, and a text to start from.

What a note needs follows the usual advice of career services: thanks, something from the talk, one's own fit
in evidence, names as they are written, under a page, nothing on pay, and nothing taken for granted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from coach.followup.note_words import note_words, telling
from coach.followup.spelling import Misspelt, Spelling
from coach.model.application import Debrief
from coach.model.company import Person
from coach.model.message import Message, message
from coach.model.preparation import Story

SHORTEST_WORDS, LONGEST_WORDS = 50, 200
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_NAME = re.compile(r"[^\W\d_][\w'\u2019-]+")
_OWN = re.compile(r"(?<!\w)(?:I|I've|I\u2019ve|we|my|our)(?!\w)", re.IGNORECASE)
_COPIED = 85
"""Likeness of two notes in per cent from which those who lay them side by side see one text."""
_LONGEST_GREETING = 12
"""Words of a line that only greets."""
_LEAST_NAME = 4
_LEAST_SHARED = 2


class Verdict(StrEnum):
    """How far a note has what a check looks for."""

    YES = "yes"
    BEGUN = "begun"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCheck:
    """One check of a note.

    Args:
        id: ``thanks``, ``talk``, ``evidence``, ``names``, ``one_person``, ``length``, ``spelling``, ``pay``
            or ``granted``.
        verdict: How far it is met.
        found: What was found, or what to do.
        start: Character offset of the words that it is about; None for none.
        end: Character offset, exclusive; None for none.
    """

    id: str
    verdict: Verdict
    found: Message
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a note is held against.

    Args:
        to: Whom it is written to.
        debrief: What was written down after the interview.
        company: The employer's name, as noted.
        others: Names beside those of the debrief.
        requirements: What the job asks for.
        stories: What the person can tell.
        sent: Notes to the other people of the same interview, each with the name.
    """

    to: Person
    debrief: Debrief
    company: str = ""
    others: tuple[Person, ...] = ()
    requirements: tuple[str, ...] = ()
    stories: tuple[Story, ...] = ()
    sent: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that was noted, the company's last."""
        people = (self.to, *self.debrief.people, *self.others)
        return (*dict.fromkeys(person.name for person in people), *([self.company] if self.company else []))


def check_note(text: str, noted: Noted, spelling: Spelling) -> tuple[NoteCheck, ...]:
    """Check a note.

    Args:
        text: The note.
        noted: What it is held against.
        spelling: The dictionary.

    Returns:
        Every check, in the order in which a note is read.
    """
    lists = note_words()
    return (
        _thanks(text),
        _talk(text, noted),
        _evidence(text, noted),
        _names(text, noted),
        _one_person(text, noted),
        _length(text),
        _spelling(text, noted, spelling),
        _without("pay", lists.not_pay.sub(lambda match: " " * len(match.group()), text), lists.pay),
        _without("granted", text, lists.granted),
    )


def opening(noted: Noted) -> tuple[Message, ...]:
    """A text to start from, in the words that the person noted.

    Args:
        noted: What is known.

    Returns:
        Paragraphs; what was not noted is left out, and never made up.
    """
    first = noted.to.name.split(" ")[0]
    parts = [message("followup.note.start.dear", name=first)]
    company = noted.company
    parts.append(
        message("followup.note.start.thanks", company=company)
        if company
        else message("followup.note.start.thanks_only")
    )
    if noted.debrief.said:
        parts.append(message("followup.note.start.said", said=_plain_end(noted.debrief.said)))
    elif noted.debrief.cared:
        parts.append(message("followup.note.start.cared", cared=_plain_end(noted.debrief.cared)))
    story = _story_for(noted)
    if story is not None:
        parts.append(message("followup.note.start.story", result=_plain_end(story.result)))
    if noted.debrief.next_step:
        parts.append(message("followup.note.start.next", next=_plain_end(noted.debrief.next_step)))
    parts.append(message("followup.note.start.end"))
    return tuple(parts)


def _story_for(noted: Noted) -> Story | None:
    """The story that has most to do with the talk, then with the job; the first of several."""
    debrief = noted.debrief
    talk = telling(" ".join((debrief.said, debrief.cared, *(each.text for each in debrief.questions))))
    job = telling(" ".join(noted.requirements))

    def near(story: Story) -> tuple[int, int]:
        own = telling(f"{story.title} {story.action} {story.result} {' '.join(story.skills)}")
        return len(own & talk), len(own & job)

    return max((story for story in noted.stories if story.result.strip()), key=near, default=None)


def _plain_end(text: str) -> str:
    return text.strip().rstrip(".!")


def _check(
    check_id: str, verdict: Verdict, way: str = "", /, *, at: tuple[int, int] | None = None, **values: str
) -> NoteCheck:
    found = message(f"followup.note.{check_id}.{way or verdict}", **values)
    start, end = at or (None, None)
    return NoteCheck(id=check_id, verdict=verdict, found=found, start=start, end=end)


def _thanks(text: str) -> NoteCheck:
    match = note_words().thanks.search(text)
    return _check("thanks", Verdict.YES, at=match.span()) if match else _check("thanks", Verdict.NO)


def _talk(text: str, noted: Noted) -> NoteCheck:
    debrief = noted.debrief
    talked = " ".join((debrief.said, debrief.cared, *(question.text for question in debrief.questions)))
    if not telling(talked):
        return _check("talk", Verdict.NO, "nothing_noted")
    return _best("talk", text, telling(talked) - telling(" ".join(noted.names)))


def _evidence(text: str, noted: Noted) -> NoteCheck:
    own = " ".join(
        (
            *noted.requirements,
            *(
                f"{story.title} {story.action} {story.result} {' '.join(story.skills)}"
                for story in noted.stories
            ),
        )
    )
    if not telling(own):
        return _check("evidence", Verdict.NO, "nothing_noted")
    best = _best("evidence", text, telling(own) - telling(" ".join(noted.names)))
    if (
        best.verdict is Verdict.YES
        and best.start is not None
        and not _OWN.search(text[best.start : best.end])
    ):
        return NoteCheck(
            id="evidence",
            verdict=Verdict.BEGUN,
            found=message("followup.note.evidence.begun"),
            start=best.start,
            end=best.end,
        )
    return best


def _best(name: str, text: str, wanted: frozenset[str]) -> NoteCheck:
    """The sentence that shares most of the wanted words."""
    sentences = [match for match in _SENTENCE.finditer(text) if telling(match.group())]
    if not sentences:
        return _check(name, Verdict.NO)
    best = max(sentences, key=lambda match: len(telling(match.group()) & wanted))
    shared = len(telling(best.group()) & wanted)
    if not shared:
        return _check(name, Verdict.NO)
    verdict = Verdict.YES if shared >= min(_LEAST_SHARED, len(wanted)) else Verdict.BEGUN
    lead = len(best.group()) - len(best.group().lstrip())
    return _check(name, verdict, at=(best.start() + lead, best.end()))


def _names(text: str, noted: Noted) -> NoteCheck:
    for start, written, right in _misspelt_names(text, noted.names):
        return _check("names", Verdict.NO, at=(start, start + len(written)), written=written, noted=right)
    return _check("names", Verdict.YES)


def _misspelt_names(text: str, names: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    right = {part for name in names for part in _NAME.findall(name)}
    low = {part.lower(): part for part in sorted(right, reverse=True)}
    words = [(match.start(), match.group()) for match in _NAME.finditer(text)]
    for place, (start, word) in enumerate(words):
        plain = re.sub(r"['\u2019]s$", "", word)
        if plain in right or not plain[0].isupper() or plain.lower() in note_words().calendar:
            continue
        if plain.lower() in low and len(plain) >= _LEAST_NAME:
            yield start, word, low[plain.lower()]
            continue
        around = [each for _, each in words[max(0, place - 1) : place + 2] if each != word]
        for part in sorted(right):
            if _near(plain, part) or _in_its_place(plain, part, around, names):
                yield start, word, part
                break


def _near(word: str, part: str) -> bool:
    """One letter in a short name, two in a long one; a quarter of it at most."""
    if min(len(word), len(part)) < _LEAST_NAME:
        return False
    return Levenshtein.distance(word.lower(), part.lower()) <= max(1, len(part) // 4)


def _in_its_place(word: str, part: str, around: Sequence[str], names: Sequence[str]) -> bool:
    """Half of the letters are enough beside another part of the same name, as in "Mill Lain Bakery"."""
    if (
        word[0].lower() != part[0].lower()
        or Levenshtein.distance(word.lower(), part.lower()) > len(part) // 2
    ):
        return False
    whole = [_NAME.findall(name) for name in names]
    return any(part in parts and any(each in parts for each in around if each != part) for parts in whole)


def _one_person(text: str, noted: Noted) -> NoteCheck:
    lines = [line for line in text.split("\n") if line.strip()]
    greeting = lines[0].strip() if lines else ""
    if len(greeting.split()) > _LONGEST_GREETING:
        greeting = greeting.partition(",")[0]  # all was written in one line
    lists = note_words()
    at = (text.index(greeting), text.index(greeting) + len(greeting)) if greeting else None
    if not lists.greetings.match(greeting):
        return _check("one_person", Verdict.NO, "no_greeting")
    others = {part for name in noted.names for part in _NAME.findall(name)} - set(
        _NAME.findall(noted.to.name)
    )
    if lists.everyone.search(greeting) or any(
        re.search(rf"\b{re.escape(other)}\b", greeting) for other in others
    ):
        return _check("one_person", Verdict.NO, at=at)
    if not any(part.lower() in greeting.lower() for part in _NAME.findall(noted.to.name)):
        return _check("one_person", Verdict.BEGUN, at=at, name=noted.to.name)
    same = next((name for name, other in noted.sent if _is_copy(text, other)), None)
    if same is not None:
        return _check("one_person", Verdict.BEGUN, "copied", name=same)
    return _check("one_person", Verdict.YES, at=at)


def _is_copy(text: str, other: str) -> bool:
    """Whether two notes are the same but for the greeting and a word here and there."""
    one, two = _body(text), _body(other)
    return bool(one and two) and fuzz.ratio(one, two) >= _COPIED


def _body(text: str) -> str:
    """What stands below the greeting; behind its comma where all is one line."""
    plain = text.strip()
    return " ".join((plain.partition("\n")[2] or plain.partition(",")[2]).split())


def _length(text: str) -> NoteCheck:
    words = len(text.split())
    if words < SHORTEST_WORDS:
        return _check("length", Verdict.BEGUN, "short")
    return _check("length", Verdict.NO, "long") if words > LONGEST_WORDS else _check("length", Verdict.YES)


def misspelt(text: str, noted: Noted, spelling: Spelling) -> Sequence[Misspelt]:
    """Every word of a note that is in no dictionary.

    Args:
        text: The note.
        noted: Names, and words that the person wrote down: they are right as they stand.
        spelling: The dictionary.

    Returns:
        The words, in order.
    """
    own = " ".join((noted.debrief.said, noted.debrief.cared, *noted.requirements))
    return spelling.check(text, known=(*noted.names, *note_words().british, own))


def _spelling(text: str, noted: Noted, spelling: Spelling) -> NoteCheck:
    found = misspelt(text, noted, spelling)
    if not found:
        return _check("spelling", Verdict.YES)
    first = found[0]
    way = "instead" if first.instead else "unknown"
    values = {"word": first.word} | ({"instead": first.instead[0]} if first.instead else {})
    return _check("spelling", Verdict.NO, way, at=(first.start, first.end), **values)


def _without(name: str, text: str, phrases: re.Pattern[str]) -> NoteCheck:
    match = phrases.search(text)
    if match is None:
        return _check(name, Verdict.YES)
    return _check(name, Verdict.NO, at=match.span(), words=match.group())
