"""Given sources and targets in a text, the type of what they do: by the rules and the model that ``code`` uses, too.

Each rule that matches somewhere in the text gets points for having the given actors in its parts; the types' points
become shares, and ``judge.py`` joins them with the model's reading.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from detente.coding.dating import find_when
from detente.coding.frames import verb_frame
from detente.coding.judge import NONE, Pair, judge
from detente.coding.rules import EventRules
from detente.coding.status import find_status
from detente.coding.tree import Parse, Token
from detente.coding.triggers import Match, find_matches
from detente.lexicon import Lexicon
from detente.model import Classified, Why, span_of

# Points of a match, beside the rule's own weight: given actors in the parts that the rule names, the share of it where
# they stand deeper within such a part, each demand met, nearness to the actors; and what is taken off for each step
# down the tree, for standing in another event's content, and for standing inside a given actor's name.
# Swept one at a time on the even rows of the development pairs (525); in brackets the range of the types' macro F1,
# .871 as set: source 1 to 5 (.870-.873), target 0 to 4 (.850-.873), within .2 to 1 (.858-.871), demand 0 to 2
# (.854-.873), near 0 to 3 (.868-.871), depth 0 to .6 (.867-.875), content 0 to 5 (.850-.871), inside 0 to 4
# (.869-.871). No gain is worth more than two rows, so round values stay. The rules were written with the even rows in
# sight; on the odd ones, whose errors nobody looked at, F1 is .775.
SOURCE_POINTS = 3.0
TARGET_POINTS = 2.0
WITHIN_SHARE = 0.6
DEMAND_POINTS = 1.0
NEAR_POINTS = 1.0
DEPTH_POINTS = 0.1
CONTENT_POINTS = 2.0
INSIDE_POINTS = 2.0
# How sharply points become probabilities. Swept .25 to 2: on the odd rows the log loss is flat from .5 to 1 (1.05), and
# the mean probability of the answer comes nearest to its accuracy (.82) at the low end (.86 at .5, .93 at 1).
SHARPNESS = 0.5
# Points that stand for all that rules do not know: a match with fewer leaves most of the share open. Swept on the
# pairs, with the model: none to 6; macro F1 of the odd rows .790 to .802, of all .833 to .840, highest at 5 and 6.
OPEN_POINTS = 5.0
# Where no rule matches, below this probability, or that of nothing between the two, no type is told. Where one does,
# whoever gives two actors mostly knows that something passes between them. Of the 1,050 pairs, 9 are less probable than
# nothing, and 6 of these are right.
LOWEST = 0.25
# The name of whatever the model decided against or without the rules.
MODEL = "model.events"
# The distance of a trigger from given actors of whom no word stands in the text.
FAR = 50


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What the rules make of a pair: each type's share, and the match with the most points; no match, no shares."""

    shares: dict[str, float]
    match: Match | None


@dataclass(frozen=True, slots=True)
class _Given:
    """The indices of the tokens of the given actors."""

    sources: frozenset[int]
    targets: frozenset[int]


def classify_pair(parse: Parse, pair: Pair, lexicon: Lexicon) -> Classified:
    """The likeliest type of the event between the given actors; ``type`` None where the text tells of none."""
    answer = ask_rules(parse, pair, lexicon)
    trigger = answer.match.frame.trigger if answer.match else None
    judgement = judge(parse, pair, answer.shares, trigger, lexicon)
    event_type = judgement.best() if judgement.types else NONE
    least = 0.0 if answer.match else max(judgement.types.get(NONE, 0.0), LOWEST)
    if event_type == NONE or judgement.types[event_type] < least:
        return Classified(type=None, quad=None, status=None, scores=_rounded(judgement.types), why=None)
    why = Why(rule=MODEL, score=round(judgement.types[event_type], 4), spans=())
    status = judgement.status()
    if answer.match is not None and trigger is not None:
        when = find_when(parse, trigger, (), None, lexicon)
        rule = answer.match.rule
        status = judgement.settle(rule, find_status(parse, answer.match, when, None, lexicon), when)
        why = Why(
            rule=rule.id if rule.type == event_type else MODEL,
            score=why.score,
            spans=(span_of(parse.text, trigger.start, trigger.end),),
        )
    return Classified(
        type=event_type,
        quad=lexicon.ontology.types[event_type].quad,
        status=status,
        scores=_rounded(judgement.types),
        why=why,
    )


def ask_rules(parse: Parse, pair: Pair, lexicon: Lexicon) -> RuleAnswer:
    """What the rules make of a pair, by all their matches in the text."""
    rules = lexicon.built("event rules", EventRules, EventRules)
    found = [chain.from_iterable(find_matches(parse, rules, sentence)) for sentence in parse.sentences]
    return rate_matches(parse, pair, [list(matches) for matches in found])


def rate_matches(parse: Parse, pair: Pair, found: Iterable[Sequence[Match]]) -> RuleAnswer:
    """The shares of the types by these matches, a list a sentence; ties go to the earlier trigger."""
    given = _Given(_indices(parse, pair.sources), _indices(parse, pair.targets))
    rated = [each for matches in found for each in _rated(parse, matches, given)]
    if not rated:
        return RuleAnswer(shares={}, match=None)
    best = max(rated, key=lambda each: (each[0], -each[1].frame.trigger.index))[1]
    return RuleAnswer(shares=_probabilities(rated), match=best)


def _rounded(scores: dict[str, float]) -> dict[str, float]:
    return {name: round(scores[name], 4) for name in sorted(scores)}


def _indices(parse: Parse, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(token.index for start, end in spans for token in parse.tokens_between(start, end))


def _rated(parse: Parse, matches: Sequence[Match], given: _Given) -> Iterator[tuple[float, Match]]:
    """Each match with its points; what stands in the content of another event of the given source loses some."""
    points = [_points(parse, match, given) for match in matches]
    contents = [
        (match.frame.trigger.index, _content_indices(parse, match))
        for match in matches
        if match.rule.takes_content and _covers(parse, _sources(parse, match), given.sources)
    ]
    for rating, match in zip(points, matches, strict=True):
        index = match.frame.trigger.index
        is_content = any(holder != index and index in content for holder, content in contents)
        yield rating - CONTENT_POINTS * is_content, match


def _points(parse: Parse, match: Match, given: _Given) -> float:
    points = match.rule.weight + DEMAND_POINTS * match.demands
    points += SOURCE_POINTS * _covers(parse, _sources(parse, match), given.sources)
    points += TARGET_POINTS * _covers(parse, match.target_heads() or _sources(parse, match), given.targets)
    trigger = match.frame.trigger
    actors = given.sources | given.targets
    distance = min((abs(index - trigger.index) for index in actors), default=FAR)
    points += NEAR_POINTS / (1 + distance / 5) - DEPTH_POINTS * _depth(parse, trigger)
    return points - INSIDE_POINTS * (trigger.index in actors)


def _sources(parse: Parse, match: Match) -> tuple[Token, ...]:
    """The rule's source heads; in "X said it would", a pronoun may be whoever speaks."""
    heads, trigger = match.source_heads(), match.frame.trigger
    speaking = parse.head(trigger)
    if trigger.dep == "ccomp" and speaking.pos == "VERB" and any(head.pos == "PRON" for head in heads):
        return (*heads, *verb_frame(parse, speaking).subject)
    return heads


def _covers(parse: Parse, heads: Sequence[Token], wanted: frozenset[int]) -> float:
    """1 where a head is one of the wanted words, a share where these stand within the head's phrase, else 0."""
    if any(head.index in wanted for head in heads):
        return 1.0
    return WITHIN_SHARE * any(token.index in wanted for head in heads for token in parse.subtree(head))


def _content_indices(parse: Parse, match: Match) -> frozenset[int]:
    """The words of the complement, the object and what follows prepositions."""
    frame = match.frame
    heads = (*frame.complements, *frame.object, *chain.from_iterable(frame.prepositions.values()))
    return frozenset(token.index for head in heads for token in parse.subtree(head))


def _depth(parse: Parse, token: Token) -> int:
    return sum(1 for _ in parse.ancestors(token))


def _probabilities(rated: Sequence[tuple[float, Match]]) -> dict[str, float]:
    """Each type's share, by its best match's points; what is left to one is open."""
    best: dict[str, float] = {}
    for points, match in rated:
        best[match.rule.type] = max(points, best.get(match.rule.type, points))
    weights = {event_type: math.exp(SHARPNESS * points) for event_type, points in best.items()}
    total = sum(weights.values()) + math.exp(SHARPNESS * OPEN_POINTS)
    return {event_type: round(weights[event_type] / total, 4) for event_type in sorted(weights)}
