"""The rules' points and the event model's reading of one pair in, probabilities of types, a mode and a status out.

Both see the same pair: the rules by the words and the tree around a trigger, the model by the whole sentence with its
actors masked and the best rule's answer before it. Neither alone is as good as the two together (``eval pairs``).
Where there is no model (another language) or it does not know a type (another ontology), the rules stand alone.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from detente.coding.event_model import Card, EventModel, Reading
from detente.coding.pair_text import Hint, Offsets, pair_text
from detente.coding.rules import EventRule
from detente.coding.tree import Parse, Token
from detente.lexicon import Lexicon
from detente.model import Basis, Status, When

# What the model says of two actors between whom nothing passes.
NONE = "NONE"
# What a type has of the rules' share that no rule names: rules can be silent about what is told.
UNNAMED = 0.05
# How sure the model must be of a status where no word told the rules of any, and where one did. Right on the held-out
# examples, where rules and gold agree on the type (391): rules alone .84, model alone .93; from .5 to .9 for both .93
# to .94. Where they do not agree (269) .68 and .92.
SURE = 0.8
VERY_SURE = 0.9
# A mode by the model counts from this share of its type, where it hangs on what is asked, threatened or denied. Right
# on the held-out examples where rules and gold agree on the type (434): the rules' modes 312, with the model's 333; for
# all types 344, but those of CONSULT get worse (19 to 16 of 29). From .7 for all 342, from .9 338.
SURE_OF_MODE = 0.5
# Sentences around the pair are read together up to so many characters; else only the trigger's own.
LONGEST_WINDOW = 600


@dataclass(frozen=True, slots=True)
class Pair:
    """The offsets of the words that name the two sides; either may be empty."""

    sources: tuple[Offsets, ...]
    targets: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities of the types by rules and model, NONE among them, that sum to 1.

    ``alone``: the model's own probabilities of the types. It, ``modes`` and ``statuses`` are {} without a model.
    """

    types: dict[str, float]
    alone: dict[str, float]
    modes: dict[str, float]
    statuses: dict[str, float]

    def best(self) -> str:
        """The likeliest type other than NONE."""
        return likeliest({name: share for name, share in self.types.items() if name != NONE})

    def best_alone(self) -> str | None:
        """The likeliest type by the model alone; None without a model."""
        told = {name: share for name, share in self.alone.items() if name != NONE}
        return likeliest(told) if told else None

    def status(self) -> Status | None:
        """The likeliest status; None without a model."""
        return Status(likeliest(self.statuses)) if self.statuses else None

    def settle(self, rule: EventRule, by_rules: Status, when: When) -> Status:
        """The status by rules, unless the model is sure of another; the dates alone say what is long past.

        A rule that tells the status itself is not asked about. Where a word told the rules that a thing did not (yet)
        happen, the model cannot make it happen; where none did, it cannot deny it: for that a word must stand there.
        """
        told = self.status()
        is_dated = Status.HISTORICAL in {told, by_rules} and when.basis != Basis.PUBLICATION
        if rule.tells_status or told is None or told in {by_rules, Status.HAPPENED, Status.DENIED} or is_dated:
            return by_rules
        sure = SURE if by_rules == Status.HAPPENED else VERY_SURE
        return told if self.statuses[told] > sure else by_rules

    def mode(self, event_type: str, by_rule: str | None) -> str | None:
        """The likeliest mode of a type, None where it is no mode; the rule's where the model is not sure of its own."""
        own = {name: share for name, share in self.modes.items() if name.split()[0] == event_type}
        if not own:
            return by_rule
        best = likeliest(own)
        return " ".join(best.split()[1:]) or None if own[best] > SURE_OF_MODE * sum(own.values()) else by_rule


def judge(parse: Parse, pair: Pair, rules: Mapping[str, float], trigger: Token | None, lexicon: Lexicon) -> Judgement:
    """The probabilities for a pair. ``rules`` holds the rules' shares by type, {} where none matches."""
    model = lexicon.built("event model", EventModel, EventModel)
    if not model.knows(rules):
        return Judgement(types=dict(rules), alone={}, modes={}, statuses={})
    hint = None if trigger is None else (model.card.types.index(likeliest(rules)), trigger)
    reading = model.read(_line(parse, pair, hint))
    return Judgement(
        types=_joined(reading, rules, model.card),
        alone=_shares(reading.types),
        modes=_shares(reading.modes),
        statuses=_shares(reading.statuses),
    )


def _line(parse: Parse, pair: Pair, told: tuple[int, Token] | None) -> str:
    """The marked line of a pair; ``told`` is the number of the type that the rules favour, and their trigger."""
    trigger = told[1] if told else None
    start, end = _window(parse, pair, trigger)
    hint = Hint(told[0], (told[1].start - start, told[1].end - start)) if told else None
    sources, targets = (
        [(first - start, last - start) for first, last in side if start <= first and last <= end]
        for side in (pair.sources, pair.targets)
    )
    return pair_text(parse.text[start:end], sources, targets, hint)


def likeliest(shares: Mapping[str, float]) -> str:
    """The name with the highest share; of equal ones the last of the alphabet. Raises ``ValueError`` for no shares."""
    return max(shares, key=lambda each: (shares[each], each))


def _window(parse: Parse, pair: Pair, trigger: Token | None) -> Offsets:
    """From the first to the last sentence that holds the trigger or an actor, if that is not too long."""
    wanted = [*pair.sources, *pair.targets, *([(trigger.start, trigger.end)] if trigger else [])]
    told = [each for each in parse.sentences if any(each.start <= first < each.end for first, _ in wanted)]
    if not told:
        return 0, len(parse.text)
    if trigger is not None and told[-1].end - told[0].start > LONGEST_WINDOW:
        own = parse.sentence_at(trigger)
        return own.start, own.end
    return told[0].start, told[-1].end


def _joined(reading: Reading, rules: Mapping[str, float], card: Card) -> dict[str, float]:
    logs = {
        name: (value + card.rule_weight * math.log(rules.get(name, 0.0) + UNNAMED)) / card.temperature
        for name, value in reading.types.items()
    }
    highest = max(logs.values())
    return _normal({name: math.exp(value - highest) for name, value in logs.items()})


def _shares(logs: Mapping[str, float]) -> dict[str, float]:
    return {name: math.exp(value) for name, value in logs.items()}


def _normal(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
