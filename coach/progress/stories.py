"""Whether one story was told to several questions.

Two answers tell the same story when they share enough of the words that are rare in this person's answers:
names, numbers, things, acts. Words that many of the person's answers have tell nothing and weigh little
(inverse document frequency, Spärck Jones 1972; cosine of the weighted word sets). It is precise rather than
complete: to be told of a repeat that is none would be worse than to be told of none.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coach.model.history import Measured
from coach.model.progress import Reuse, Told

ALIKE = 0.35
"""Cosine from which two answers are one story: of 380 different answers no two reach 0.33, and a story
that is told again with two thirds of its words mostly does (tests/coach/progress/test_stories.py)."""
SHARED = 6
"""Rare words that both must have, so that two short answers are not alike by chance."""
SHOWN = 3
_FEWEST_WORDS = 12
_WORD = re.compile(r"[^\W\d_]{3,}|\d+", re.UNICODE)
_ENDINGS = ("ing", "ed", "es", "s", "ly")
_PLAIN = frozenset(
    """the and was were that this with from they them then there their have had has not but for you your
    our out what when which who would could should will can did does done been being into over after
    before about because just very really some any all more most much many one two got get went going
    said say told tell thing things people time times team work worked working job make made think
    thought know knew want wanted need needed way like also back first last next actually where while
    him her his she""".split()  # noqa: SIM905 - a list of words is read more easily so
)


@dataclass(frozen=True, slots=True)
class _Story:
    place: int
    words: frozenset[str]


def reused_stories(answers: Sequence[Measured], told: Sequence[Told]) -> tuple[Reuse, ...]:
    """Find stories that were told to more than one question.

    Args:
        answers: In the order in which they were given.
        told: What was said in them; those without a story are left out.

    Returns:
        Most often told first. Another try at the same question is no reuse.
    """
    events = {one.answer_id: " ".join(one.events) for one in told}
    stories = [
        _Story(place, found)
        for place, answer in enumerate(answers)
        if len(found := _words(events.get(answer.answer_id, ""))) >= _FEWEST_WORDS
    ]
    weights = _weights(stories)
    groups: list[list[_Story]] = []
    for story in stories:
        home = next((group for group in groups if all(_alike(story, one, weights) for one in group)), None)
        if home is None:
            groups.append([story])
        else:
            home.append(story)
    several = [_reuse(group, answers, events, weights) for group in groups if len(group) > 1]
    kept = [one for one in several if one.questions > 1]
    return tuple(sorted(kept, key=lambda one: (-len(one.answer_ids), one.told_at[-1])))


def _words(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()) if word not in _PLAIN)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word


def _weights(stories: Sequence[_Story]) -> dict[str, float]:
    """How much a word tells."""
    counts = Counter(word for story in stories for word in story.words)
    # As if there were a few more answers, so that two alone do not make all their shared words common ones.
    total = len(stories) + 8
    return {word: math.log(total / (1 + count)) for word, count in counts.items()}


def _alike(one: _Story, other: _Story, weights: dict[str, float]) -> bool:
    both = one.words & other.words
    if len(both) < SHARED:
        return False
    lengths = [math.sqrt(sum(weights[word] ** 2 for word in each.words)) for each in (one, other)]
    return sum(weights[word] ** 2 for word in both) / (lengths[0] * lengths[1]) >= ALIKE


def _reuse(
    group: Sequence[_Story], answers: Sequence[Measured], events: dict[str, str], weights: dict[str, float]
) -> Reuse:
    chosen = [answers[story.place] for story in group]
    common = frozenset.intersection(*(story.words for story in group))
    # As they were said, and in the order in which they were: a stem is no word to show.
    said = [word for word in _WORD.findall(events[chosen[-1].answer_id].casefold()) if _stem(word) in common]
    telling = sorted(dict.fromkeys(said), key=lambda word: -weights[_stem(word)])[:SHOWN]
    return Reuse(
        answer_ids=tuple(one.answer_id for one in chosen),
        told_at=tuple(one.at for one in chosen),
        words=tuple(word for word in dict.fromkeys(said) if word in telling),
        questions=len({one.question_id or one.question for one in chosen}),
    )
