"""Stories against what the job asks for: covered, thin, or nothing yet.

Precision first: a story that is said to cover what it does not would send somebody into an interview
unprepared, while one that was overlooked is chosen with a click.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.model.preparation import Preparation, Requirement, Story
from coach.prepare.sheet import particular, plain, sheet

SURE = 0.40
"""Cosine from which a story's sentence says what a requirement asks for.

On 25 requirements and six stories written for this, requirements without a story came to 0.28 at most.
"""

PERHAPS = 0.33
"""From here on a story is offered, as thin."""

_SHARED = 0.5
"""This share of a requirement's particular words in a story makes it worth offering."""

PRACTISED_WELL = 3
"""Level from which a practised story stands."""

_MOST_SENTENCES = 24


class Cover(StrEnum):
    """How well a requirement is met by a story."""

    COVERED = "covered"
    THIN = "thin"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One requirement and the story for it.

    Args:
        requirement: What the job asks for.
        cover: How well it is met.
        story: The story; None for none.
        level: How the story went when it was practised, 1 to 5; None when it was not.
        chosen: Whether the person chose the story.
        lacks: What a thin one lacks: ``action``, ``result``, ``practice`` (it went badly) or ``fit``.
    """

    requirement: Requirement
    cover: Cover
    story: Story | None = None
    level: int | None = None
    chosen: bool = False
    lacks: tuple[str, ...] = ()


def story_sentences(story: Story) -> tuple[str, ...]:
    """What of a story is compared with a requirement.

    Args:
        story: The story.

    Returns:
        Its title, its skills, and the sentences of its parts; at most 24.
    """
    pieces = [story.title, *story.skills]
    for part in (story.situation, story.task, story.action, story.result):
        pieces += [piece.strip() for piece in part.replace("!", ".").replace("?", ".").split(".")]
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece.split()) > 1 or piece in story.skills))[
        :_MOST_SENTENCES
    ]


def compared(
    requirements: Sequence[Requirement], stories: Sequence[Story]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which sentences have to be compared for ``evidence``.

    Args:
        requirements: What the job asks for.
        stories: The story bank.

    Returns:
        The left and the right sentences, each once.
    """
    left = dict.fromkeys(each.text for each in requirements)
    right = dict.fromkeys(piece for story in stories for piece in story_sentences(story))
    return tuple(left), tuple(right)


def evidence(
    requirements: Sequence[Requirement],
    stories: Sequence[Story],
    likeness: Mapping[tuple[str, str], float],
    practised: Mapping[str, int],
) -> tuple[Evidence, ...]:
    """Hold stories against requirements.

    Args:
        requirements: What the job asks for.
        stories: The story bank.
        likeness: For each pair of a requirement's text and a story's sentence, their cosine; may lack some.
        practised: How answers went, by their id: a level from 1 to 5.

    Returns:
        One a requirement, in order. A story that the person chose wins over what was found.
    """
    return tuple(_for_one(each, stories, likeness, practised) for each in requirements)


def _for_one(
    requirement: Requirement,
    stories: Sequence[Story],
    likeness: Mapping[tuple[str, str], float],
    practised: Mapping[str, int],
) -> Evidence:
    chosen = [story for story in stories if story.id in requirement.story_ids]
    if chosen:
        story = max(chosen, key=lambda one: _level(one, practised) or 0)
        return _judged(requirement, story, practised, chosen=True, fit=1.0)
    fits = [(_fit(requirement, story, likeness), -number) for number, story in enumerate(stories)]
    best, number = max(fits, default=(0.0, 0))
    if best < PERHAPS:
        return Evidence(requirement=requirement, cover=Cover.NONE)
    return _judged(requirement, stories[-number], practised, chosen=False, fit=best)


def _judged(
    requirement: Requirement, story: Story, practised: Mapping[str, int], *, chosen: bool, fit: float
) -> Evidence:
    level = _level(story, practised)
    lacks = [part for part in ("action", "result") if not getattr(story, part).strip()]
    if level is not None and level < PRACTISED_WELL:
        lacks.append("practice")
    if fit < SURE:
        lacks.append("fit")
    cover = Cover.THIN if lacks else Cover.COVERED
    return Evidence(
        requirement=requirement, cover=cover, story=story, level=level, chosen=chosen, lacks=tuple(lacks)
    )


def _level(story: Story, practised: Mapping[str, int]) -> int | None:
    return practised.get(story.answer_id) if story.answer_id is not None else None


def _fit(requirement: Requirement, story: Story, likeness: Mapping[tuple[str, str], float]) -> float:
    """The likest sentence; a skill that the requirement names word for word counts as sure."""
    wanted = particular(requirement.text)
    if any(skill and skill <= wanted for skill in map(particular, story.skills)):
        return 1.0
    pieces = story_sentences(story)
    alike = max((likeness.get((requirement.text, piece), 0.0) for piece in pieces), default=0.0)
    told = particular(" ".join(pieces))
    if wanted and len(wanted & told) >= _SHARED * len(wanted):
        return max(alike, PERHAPS)
    return alike


def shows_leading(story: Story) -> bool:
    """Whether a story is about leading people.

    Args:
        story: The story.

    Returns:
        Whether its parts or its skills say so.
    """
    told = plain(" ".join((story.title, story.situation, story.task, story.action, story.result)))
    return bool(sheet().leads.search(told)) or any(
        plain(skill) in sheet().leads_skills for skill in story.skills
    )


def beside_the_point(preparation: Preparation, story: Story) -> bool:
    """Whether a story shows off what this job does not look for: leading, where no manager is sought.

    Args:
        preparation: The interview being prepared.
        story: One of the stories.

    Returns:
        True only when it is known what the job asks for, and leading is no part of it.
    """
    if preparation.leads or not (preparation.requirements or preparation.leads is False):
        return False
    asked = plain(" . ".join(each.text for each in preparation.requirements))
    if preparation.leads is None and sheet().asks_to_lead.search(asked):
        return False
    return shows_leading(story)
