"""What a person brings along to an interview, looked through: pitch, goals, reasons, gaps, what they know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.model.company import Company
from coach.model.message import Message, message
from coach.model.preparation import Contact, ContactKind, Preparation
from coach.prepare.evidence import Cover, Evidence
from coach.prepare.sheet import particular

WORDS_A_MINUTE = 145
"""The middle of the pace at which answers are easy to follow (``rubric/delivery.toml``)."""

PITCHES_S = {"pitch_30": 30, "pitch_60": 60}

FACT_KINDS = ("mission", "values", "strategy", "product", "news", "people", "culture")
"""What should be known of an employer, in the order in which it is shown."""

CHECK_LIST = (
    "profile.searched",
    "profile.photos",
    "profile.posts",
    "profile.locked",
    "profile.professional",
    "profile.same",
    "profile.kept",
)
"""Lines about what can be found of a person: locked down or fit to be seen, never deleted."""

_TOO_LONG, _TOO_SHORT = 1.15, 0.6
_PARTICULAR = 2


class Verdict(StrEnum):
    """How far a part of the kit is ready."""

    YES = "yes"
    BEGUN = "begun"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class KitCheck:
    """One check.

    Args:
        id: ``pitch_30``, ``pitch_60``, ``goals``, ``why``, ``gaps``, ``overqualified`` or ``facts``.
        verdict: How far it is ready.
        found: What was found, or what to do.
    """

    id: str
    verdict: Verdict
    found: Message


def kit_checks(preparation: Preparation, found: Sequence[Evidence] = ()) -> tuple[KitCheck, ...]:
    """Look through what a person brings along.

    Args:
        preparation: The interview being prepared.
        found: Its requirements with their stories; empty while they are not known.

    Returns:
        The checks, in the order of the page.
    """
    return tuple(_checks(preparation, found))


def spoken_s(text: str) -> int:
    """How long a text takes when it is spoken.

    Args:
        text: The text.

    Returns:
        Whole seconds, at 145 words a minute.
    """
    return round(len(text.split()) * 60 / WORDS_A_MINUTE)


def empty_kinds(company: Company) -> tuple[str, ...]:
    """What is not known of an employer yet.

    Args:
        company: What was noted.

    Returns:
        Kinds of facts without a fact; ``people`` counts as known when somebody's name was noted.
    """
    known = {fact.kind for fact in company.facts if fact.text.strip()}
    if any(person.name.strip() for person in company.people):
        known.add("people")
    return tuple(kind for kind in FACT_KINDS if kind not in known)


def reference_step(contact: Contact, *, held: bool) -> str:
    """What a reference is waiting for.

    Args:
        contact: The person.
        held: Whether the interview is over.

    Returns:
        ``told``, ``briefed``, ``debriefed`` or ``thanked``; empty for nothing now, and for connections.
    """
    if contact.kind is not ContactKind.REFERENCE:
        return ""
    steps = {"told": contact.told, "briefed": contact.briefed}
    if held:
        steps |= {"debriefed": contact.debriefed, "thanked": contact.thanked}
    return next((step for step, done in steps.items() if not done), "")


def _checks(preparation: Preparation, found: Sequence[Evidence]) -> Iterator[KitCheck]:
    case = preparation.case
    for name, length_s in PITCHES_S.items():
        yield _pitch(name, getattr(case, name), length_s)
    goals = (bool(case.goals_short.strip()), bool(case.goals_long.strip()))
    state = "both" if all(goals) else "short" if goals[0] else "long" if goals[1] else "none"
    yield KitCheck(id="goals", verdict=_of(sum(goals)), found=message(f"prepare.kit.goals.{state}"))
    yield _why(preparation)
    yield _gaps(preparation, found)
    over = (bool(case.overqualified_wish.strip()), bool(case.overqualified_stay.strip()))
    if any(over):
        state = "both" if all(over) else "wish" if over[0] else "stay"
        yield KitCheck(
            id="overqualified", verdict=_of(sum(over)), found=message(f"prepare.kit.overqualified.{state}")
        )
    missing = len(empty_kinds(preparation.company))
    known = len(FACT_KINDS) - missing
    verdict = Verdict.YES if not missing else Verdict.BEGUN if known else Verdict.NO
    yield KitCheck(
        id="facts",
        verdict=verdict,
        found=message("prepare.kit.facts.all")
        if not missing
        else message("prepare.kit.facts.some", n=missing),
    )


def _of(done: int) -> Verdict:
    return (Verdict.NO, Verdict.BEGUN, Verdict.YES)[done]


def _pitch(name: str, text: str, length_s: int) -> KitCheck:
    words, takes_s = len(text.split()), spoken_s(text)
    if not words:
        return KitCheck(
            id=name, verdict=Verdict.NO, found=message("prepare.kit.pitch.none", seconds=length_s)
        )
    most = round(length_s * WORDS_A_MINUTE / 60)
    if takes_s > length_s * _TOO_LONG:
        long = message("prepare.kit.pitch.long", seconds=takes_s, n=words - most)
        return KitCheck(id=name, verdict=Verdict.BEGUN, found=long)
    if takes_s < length_s * _TOO_SHORT:
        short = message("prepare.kit.pitch.short", seconds=takes_s, n=most - words)
        return KitCheck(id=name, verdict=Verdict.BEGUN, found=short)
    return KitCheck(id=name, verdict=Verdict.YES, found=message("prepare.kit.pitch.good", seconds=takes_s))


def _why(preparation: Preparation) -> KitCheck:
    """Reasons that hold for this job hold something of theirs: their name, a fact, what they ask for."""
    text = preparation.case.why_this_job
    if not text.strip():
        return KitCheck(id="why", verdict=Verdict.NO, found=message("prepare.kit.why.none"))
    company = preparation.company
    theirs = particular(
        " ".join(
            (
                *(fact.text for fact in company.facts),
                *(person.name for person in company.people),
                *(each.text for each in preparation.requirements),
            )
        )
    )
    said = particular(text)
    shared = said & (theirs - particular(preparation.job_title))
    if len(shared) >= _PARTICULAR:
        return KitCheck(id="why", verdict=Verdict.YES, found=message("prepare.kit.why.good"))
    return KitCheck(id="why", verdict=Verdict.BEGUN, found=message("prepare.kit.why.any_job"))


def _gaps(preparation: Preparation, found: Sequence[Evidence]) -> KitCheck:
    gaps = [gap for gap in preparation.case.gaps if gap.text.strip()]
    open_gaps = [gap for gap in gaps if not gap.answer.strip()]
    if open_gaps:
        return KitCheck(
            id="gaps", verdict=Verdict.BEGUN, found=message("prepare.kit.gaps.open", n=len(open_gaps))
        )
    noted = [particular(gap.text) for gap in gaps]
    bare = [each for each in found if each.cover is Cover.NONE and not _noted(each, noted)]
    if bare:
        return KitCheck(
            id="gaps",
            verdict=Verdict.BEGUN if gaps else Verdict.NO,
            found=message("prepare.kit.gaps.no_story", n=len(bare), first=bare[0].requirement.text),
        )
    if not gaps:
        return KitCheck(id="gaps", verdict=Verdict.NO, found=message("prepare.kit.gaps.none"))
    return KitCheck(id="gaps", verdict=Verdict.YES, found=message("prepare.kit.gaps.good"))


def _noted(each: Evidence, noted: Sequence[frozenset[str]]) -> bool:
    wanted = particular(each.requirement.text)
    return any(wanted & gap for gap in noted)
