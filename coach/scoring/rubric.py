"""The rubric's numbers and word lists, as checked data: measuring is code, judging is data.

Every figure stands in ``assets/rubric/``, where the comment beside it says what it decides.
They are conventions and starting values, not truths; a change of any is a change of ``RUBRIC_VERSION``.
"""

from functools import cache

from coach.scoring.patterns import Phrases, Sheet, read_sheet

RUBRIC_VERSION = "5"
"""Kept beside every score, so that scores of different rubrics are never compared as if they were one."""


class Reliable(Sheet):
    """When the recogniser's words can be trusted."""

    mean_probability: float
    unsure_share: float


class Echo(Sheet):
    """What counts as saying the question again."""

    run_words: int
    clause_share: float


class Repeats(Sheet):
    """What counts as saying oneself again."""

    words: int


class Pauses(Sheet):
    """What a silence means."""

    break_s: float


class ScoringRubric(Sheet):
    """What holds for all dimensions."""

    version: str
    reliable: Reliable
    echo: Echo
    repeats: Repeats
    pauses: Pauses


class PartCues(Sheet):
    """Phrases that tell the parts of a story apart."""

    problem: Phrases
    scene: Phrases
    sequence: Phrases
    reason: Phrases
    concrete: Phrases
    vague: Phrases
    learned: Phrases
    close: Phrases
    verifiable: Phrases
    owns: Phrases
    role: Phrases


class PartVerbs(Sheet):
    """Verbs that tell acts from outcomes."""

    empty_acts: frozenset[str]
    outcome: frozenset[str]
    reaction: frozenset[str]


class PartLimits(Sheet):
    """What a clause needs to have a part."""

    headline_share: float
    floor: float
    result_words: float


class StarLevels(Sheet):
    """Bands and caps of the STAR levels."""

    two_events: int
    two_not_realised_share: float
    three_events: int
    four_own_acts: int
    four_own_share: float
    four_action_share: float
    four_before_share: float
    five_own_acts: int
    five_action_share: tuple[float, float]
    five_before_share: float
    five_result_share: float
    full_acts_without_result: int
    shell_share: float
    not_realised_share: float


class ConfidenceBands(Sheet):
    """When a level is sure."""

    few_words: int
    clear_words: int
    clear_events: int
    unsure_share: float


class StarRubric(Sheet):
    """STAR, part by part and level by level."""

    cues: PartCues
    verbs: PartVerbs
    weights: dict[str, float]
    steps: dict[str, dict[str, float]]
    limits: PartLimits
    levels: StarLevels
    confidence: ConfidenceBands


class StoryLevels(Sheet):
    """Bands of the story levels."""

    five_events: int
    five_run: int
    five_details: int
    four_events: int
    four_events_anchored: int
    four_generic_share: float
    four_details: int
    passing_events: int
    hypothetical_share: float
    beliefs_share: float


class StoryDetails(Sheet):
    """What makes a story particular."""

    entities: frozenset[str]


class StoryEvidence(Sheet):
    """How much must be heard."""

    few_words: int
    fewest_events: int


class StoryPresent(Sheet):
    """What is told in the present tense as one occasion."""

    story: float
    told: float
    share: float


class StoryRubric(Sheet):
    """Story, level by level."""

    levels: StoryLevels
    details: StoryDetails
    evidence: StoryEvidence
    present: StoryPresent


@cache
def scoring_rubric() -> ScoringRubric:
    """What holds for all dimensions.

    Returns:
        The shipped data, read once.
    """
    return read_sheet("scoring.toml", ScoringRubric)


@cache
def star_rubric() -> StarRubric:
    """STAR's data.

    Returns:
        The shipped data, read once.
    """
    return read_sheet("star.toml", StarRubric)


@cache
def story_rubric() -> StoryRubric:
    """Story's data.

    Returns:
        The shipped data, read once.
    """
    return read_sheet("story.toml", StoryRubric)
