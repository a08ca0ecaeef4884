"""How probable it is that a report is right: its type, its direction and the countries of both sides.

A logistic regression on what is known when a report is built. Its weights stand in ``confidence.yaml``; they were
fitted on 246 reports of 60 articles, which four readers judged right or wrong (``eval/gold/judged.jsonl``).
"""

import math
from dataclasses import dataclass

from detente.coding.arguments import is_somebody
from detente.coding.judge import NONE, Judgement
from detente.coding.parties import Sides
from detente.coding.triggers import Match
from detente.lexicon import Lexicon, Words
from detente.model import Status

# Probabilities are cut here before their logarithms are taken: beyond, they tell no more.
LEAST = 0.01


class ConfidenceWeights(Words):
    """The shape of ``confidence.yaml``: the weight of each thing known, in log-odds.

    ``model`` and ``joint`` weigh the log-odds of the type's probability by the model alone and by model and rules;
    ``nothing`` the logarithm of the probability that nothing passes between the sides; ``source`` and ``target`` the
    score of the least sure mention of each side (1 for a missing target). The others count 1 where they hold: no target
    of a type that usually has one (``missing``), none where the clause ends with its verb (``bare``); a party whose
    country is not known; a noun as trigger; a status other than happened. Below ``lowest`` a report is left out.
    """

    base: float
    model: float
    joint: float
    nothing: float
    missing: float
    bare: float
    unknown: float
    source: float
    target: float
    noun: float
    not_happened: float
    lowest: float


@dataclass(frozen=True, slots=True)
class Built:
    """A report as far as it is built; ``share`` is the probability of ``types`` together, ``type`` what is told."""

    match: Match
    sides: Sides
    share: float
    type: str
    types: tuple[str, ...]
    status: Status


def confidence(built: Built, judgement: Judgement, lexicon: Lexicon) -> float:
    """The probability, 0 to 1, rounded to three digits."""
    weights = lexicon.words("confidence", ConfidenceWeights)
    sources, targets, frame = built.sides.sources, built.sides.targets, built.match.frame
    # Without a model the rule's own weight is all that is known of the type.
    alone = joint = built.match.rule.weight
    if judgement.alone:
        alone, joint = sum(judgement.alone.get(each, 0.0) for each in built.types), built.share
    odds = weights.base + weights.model * _log_odds(alone) + weights.joint * _log_odds(joint)
    odds += weights.nothing * math.log(judgement.alone.get(NONE, 0.0) + LEAST)
    if not targets and len(sources) < 2:
        ends = not (frame.object or frame.prepositions or frame.complements)
        usual = lexicon.ontology.types[built.type].recipient == "usual"
        odds += weights.missing if usual else weights.bare * ends
    odds += weights.unknown * (not all(map(is_somebody, (*sources, *targets))))
    odds += weights.source * min((each.why.score for each in sources if is_somebody(each)), default=0.0)
    odds += weights.target * min((each.why.score for each in targets if is_somebody(each)), default=1.0)
    odds += weights.noun * (frame.trigger.pos != "VERB") + weights.not_happened * (built.status != Status.HAPPENED)
    return round(1 / (1 + math.exp(-odds)), 3)


def is_sure_enough(score: float, lexicon: Lexicon) -> bool:
    """Whether a report of this confidence is told, and not left out."""
    return score >= lexicon.words("confidence", ConfidenceWeights).lowest


def _log_odds(share: float) -> float:
    cut = min(max(share, LEAST), 1 - LEAST)
    return math.log(cut / (1 - cut))
