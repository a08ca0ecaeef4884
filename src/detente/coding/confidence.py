"""How probable it is that a report is right: its type, its direction and the countries of both sides.

A logistic regression on what is known when a report is built. Its weights stand in ``confidence.yaml``; they were
fitted by ``python -m training.confidence`` on reports that readers judged right or wrong (``eval/gold/judged.jsonl``).
"""

import math
from dataclasses import dataclass

from detente.coding.gazetteer import Sector
from detente.coding.judge import NONE, Judgement
from detente.coding.parties import Sides
from detente.coding.triggers import Match
from detente.lexicon import Lexicon, Words
from detente.model import ActorMention, Status

# Probabilities are cut here before their logarithms are taken: beyond, they tell no more.
LEAST = 0.01


class ConfidenceWeights(Words):
    """The shape of ``confidence.yaml``: ``base`` and the weight of each thing known, in log-odds.

    ``model`` and ``joint`` weigh the log-odds of the type's probability by the model alone and by model and rules;
    ``nothing`` the logarithm of the probability that nothing passes between the sides. The others count 1 where they
    hold: no target of a type that usually has one (``missing``), none where the clause ends with its verb (``bare``), a
    party of no known country that is no body above states either (``unknown``), but for whoever somebody known meets.
    Below ``lowest`` a report is left out. Scores of the mentions, a noun as trigger, the status, the tree's depth, the
    number of actors in the sentence and sides of one country were tried, and made the cross-validated log loss no
    better (.562 without them; .540 since ``unknown`` counts people of no known country).
    """

    base: float
    weights: dict[str, float]
    lowest: float


class BodiesAbove(frozenset[str]):
    """The sectors of bodies that belong to no state."""

    @classmethod
    def of(cls, lexicon: Lexicon) -> "BodiesAbove":
        """Those that the table of sectors marks."""
        return cls(each.code for each in lexicon.table("sectors", Sector) if each.above_states)


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
    words = lexicon.words("confidence", ConfidenceWeights)
    known = known_of(built, judgement, lexicon)
    odds = words.base + sum(weight * known[name] for name, weight in words.weights.items())
    return round(1 / (1 + math.exp(-odds)), 3)


def known_of(built: Built, judgement: Judgement, lexicon: Lexicon) -> dict[str, float]:
    """What is known of a report, by the names of ``ConfidenceWeights``."""
    sources, targets, frame = built.sides.sources, built.sides.targets, built.match.frame
    # Without a model the rule's own weight is all that is known of the type.
    alone = joint = built.match.rule.weight
    if judgement.alone:
        alone, joint = sum(judgement.alone.get(each, 0.0) for each in built.types), built.share
    known = any(_is_placed(each, lexicon) for each in sources)
    together = lexicon.ontology.types[built.type].symmetric == "always" and not targets
    lacks = not targets and len(sources) < 2
    usual = lexicon.ontology.types[built.type].recipient == "usual"
    ends = not (frame.object or frame.prepositions or frame.complements)
    return {
        "model": _log_odds(alone),
        "joint": _log_odds(joint),
        "nothing": math.log(judgement.alone.get(NONE, 0.0) + LEAST),
        "missing": float(lacks and usual),
        "bare": float(lacks and not usual and ends),
        "unknown": float(
            not all(_is_placed(each, lexicon) for each in (*sources, *targets)) and not (together and known)
        ),
    }


def _is_placed(mention: ActorMention, lexicon: Lexicon) -> bool:
    """Whether it is told which state an actor belongs to, or that it belongs to none."""
    above = lexicon.built("bodies above states", BodiesAbove, BodiesAbove.of)
    actor = mention.actor
    return actor is not None and (actor.country is not None or actor.sector in above)


def is_sure_enough(score: float, lexicon: Lexicon) -> bool:
    """Whether a report of this confidence is told, and not left out."""
    return score >= lexicon.words("confidence", ConfidenceWeights).lowest


def _log_odds(share: float) -> float:
    cut = min(max(share, LEAST), 1 - LEAST)
    return math.log(cut / (1 - cut))
