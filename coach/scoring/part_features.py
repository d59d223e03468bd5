"""What speaks for and against each part of a question being answered, as numbers.

Features of the whole answer (what kinds of clauses, how much, how near to the question and how much nearer to
others, how well a story is told where one is asked for) and of each part (its kind, what the rules say of it,
how near the nearest stretches are). Their weights are learned (``python -m benchmarks.learn_listening``).
"""

import re

import numpy as np

from coach.language.values import ClauseType, Subject
from coach.model.question import PartKind, QuestionKind, QuestionPart
from coach.model.score import Answered, StarPart
from coach.scoring.listening_parts import Found, Material, listening_rules
from coach.scoring.motives import motive_names, motives
from coach.scoring.parts import label_parts
from coach.scoring.star import score_star
from coach.scoring.story import score_story
from coach.scoring.whole import log_odds, read_whole

_CUES = (
    "reason",
    "outcome",
    "learned",
    "plan",
    "preference",
    "role",
    "another",
    "closest",
    "clarify",
    "unanswered",
)
_AMOUNT = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|hundred)\b"
)
_HEDGE = re.compile(r"\b(?:just|kind of|sort of|maybe|i suppose|i guess)\b")
_TOLD = (PartKind.INSTANCE, PartKind.METHOD, PartKind.OUTCOME)
_WITH_STORY = (
    *("star", "story", "acts", "concrete", "miss_result", "miss_action", "miss_situation"),
    *("type_hypothetical", "type_habitual", "type_shell", "type_event", "window_best", "own"),
    *("cue_learned", "own_events"),
)
_WITHOUT_STORY = ("window_best", "length", "rule_no", "rule_yes", "nearer_to_others")

Features = dict[str, float]


def part_features(answer: Material, parts: tuple[Found, ...], topic: Features) -> list[Features]:
    """Read every part's features.

    Args:
        answer: The answer.
        parts: What the rules say of each part.
        topic: The features of the off-topic test.

    Returns:
        One dictionary a part; a name that is absent is 0.
    """
    kinds = [kind.value for kind in QuestionKind]
    whole = {name: value for name, value in topic.items() if name.split("_")[0] not in kinds}
    whole |= _words(answer) | _story(answer) | _wishes(answer)
    read = read_whole(answer.context).parts
    vectors = answer.context.vectors
    to_parts = vectors.encode([part.text for part in answer.question.parts])
    found: list[Features] = []
    for index, (part, rule) in enumerate(zip(answer.question.parts, parts, strict=True)):
        near = answer.windows.vectors @ to_parts[index]
        no, partly, yes = read[index]
        own = whole | {
            "read_heard": log_odds(1.0 - no),
            "read_full": log_odds(yes / max(yes + partly, 1e-6)),
            "window_best": float(near.max()),
            "window_mean": float(near.mean()),
            "window_last": float(near[-1]),
            "first": float(index == 0),
            "last": float(index == len(parts) - 1),
        }
        found.append(_with_kinds(own | _rule(answer, rule), part, answer.question.kind))
    return found


def _rule(answer: Material, rule: Found) -> Features:
    shown = answer.context.request.text[rule.span[0] : rule.span[1]] if rule.span else ""
    return {
        "rule_no": float(rule.answered is Answered.NO),
        "rule_yes": float(rule.answered is Answered.YES),
        "reach": rule.reach / max(1, len(answer.context.request.text)),
        "shown": min(len(shown.split()), 30) / 30,
    }


def _with_kinds(own: Features, part: QuestionPart, kind: QuestionKind) -> Features:
    """A feature of its own for what matters for one kind of part only."""
    told = kind is QuestionKind.BEHAVIOURAL
    crossed: Features = {f"part_{part.kind.value}": 1.0, f"kind_{kind.value}": 1.0}
    if told and part.kind in _TOLD:
        crossed |= {f"{part.kind.value}*{name}": own[name] for name in _WITH_STORY}
    elif not told:
        crossed |= {f"not_told_{part.kind.value}*{name}": own[name] for name in _WITHOUT_STORY}
    return own | crossed


def _words(answer: Material) -> Features:
    """How much of which kinds of clauses, and which phrases."""
    said = [
        (clause, text)
        for clause, text in zip(answer.clauses, answer.texts, strict=True)
        if clause.type is not ClauseType.SHELL
    ]
    clauses = [(clause, len(text.split())) for clause, text in said]
    total = max(1, sum(words for _, words in clauses))
    low = " ".join(text for _, text in said)
    found = {
        f"type_{kind.value}": sum(n for clause, n in clauses if clause.type is kind) / total
        for kind in ClauseType
    }
    cues = listening_rules().cues
    found |= {f"cue_{name}": min(len(getattr(cues, name).findall(low)), 5) / 5 for name in _CUES}
    entities = sum(1 for token in answer.context.parse.tokens if token.entity)
    own = {
        clause.verb
        for clause in answer.clauses
        if clause.type is ClauseType.EVENT and clause.subject in (Subject.I, Subject.WE)
    }
    return found | {
        "length": float(np.log(total)),
        "short": float(total < 40),
        "own": sum(n for clause, n in clauses if clause.subject is Subject.I) / total,
        "we": sum(n for clause, n in clauses if clause.subject is Subject.WE) / total,
        "own_events": min(len(own), 6) / 6,
        "amounts": min(len(_AMOUNT.findall(low)), 5) / 5,
        "entities": min(entities, 8) / 8,
        "hedges": len(_HEDGE.findall(low)) / total,
        "parts": len(answer.question.parts) / 3,
    }


def _story(answer: Material) -> Features:
    """How well an occasion is told; nothing where none is asked for."""
    if answer.question.kind is not QuestionKind.BEHAVIOURAL:
        return {}
    star, story, told = score_star(answer.context), score_story(answer.context), label_parts(answer.context)
    return {
        "star": (star.level or 0) / 5,
        "story": (story.level or 0) / 5,
        "acts": min(len({one.act for one in told if one.act}), 5) / 5,
        "concrete": min(sum(one.concrete for one in told), 3) / 3,
        "checkable": min(sum(one.checkable for one in told), 3) / 3,
        "reasons": min(sum(one.reason for one in told), 3) / 3,
        "role": float(any(one.role for one in told)),
        **{f"miss_{part.value}": float(part.value in star.missing) for part in StarPart},
    }


def _wishes(answer: Material) -> Features:
    """What is listened for on goals, weaknesses and reasons."""
    found = {f"{name}_{side}": 0.0 for name in motive_names() for side in ("heard", "against")}
    for one in motives(answer.context):
        found[f"{one.name}_heard"] = min(len(one.heard), 3) / 3
        found[f"{one.name}_against"] = min(len(one.against), 3) / 3
    return found
