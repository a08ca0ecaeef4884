"""Claims in, disputes out: one proposition, those who hold it, and those who deny or doubt it.

A denial answers a charge if both speak of the same deed in rare words, and whoever denies it is the one charged, or
names him; within an article a denial that names no deed ("denied the accusation") answers the nearest charge before it.
Charges are one if their words are much alike and they are about the same. Nobody is judged: a dispute has sides, days
and articles, and no verdict.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from itertools import chain

from detente.lexicon import Lexicon, Words
from detente.linking.stories import StoryWords
from detente.model import ActorMention, Claim, Dispute, Span, Stance, content_id

WORD = re.compile(r"[^\W\d_]{3,}|\d+")
NAME = re.compile(r"[A-Z][^\W\d_]{2,}")
# Endings that tell forms of one word apart; words shorter than so many letters keep theirs.
ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "al", "s", "e")
STEM = 4
# The share of the lighter claim's weight that both must have.
ALIKE = 0.5
# The same in one article, where the one who denies is the one who is charged.
ANSWERS = 0.3
# A denial of no deed of its own answers a charge at most so many characters before it, about four sentences.
NEAR = 600
# Words that stand in the claims of more than this share of all articles say nothing of what a claim is about.
COMMON = 0.2


class DisputeWords(Words):
    """The shape of ``disputes.yaml``: words that speak of ``charges`` and not of what is charged, and for one deed."""

    charges: frozenset[str]
    deeds: list[list[str]]


class _Is(Enum):
    """Whether two mentions, or what two claims are about, are the same."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


def contested(claims: Iterable[Claim], lexicon: Lexicon, published: Mapping[str, date | None]) -> tuple[Dispute, ...]:
    """The disputes among these claims, those with most claims first; independent of their order.

    ``published``: the days of the articles, as far as they are known.
    """
    ordered = sorted(claims, key=lambda each: (each.article, each.proposition.start, each.id))
    denied: dict[str, list[Span]] = {}
    for each in ordered:
        if each.stance != Stance.ASSERTS:
            denied.setdefault(each.article, []).append(each.proposition)
    ordered = [each for each in ordered if _may_be_contested(each, denied.get(each.article, ()))]
    bags = _Bags(ordered, lexicon)
    groups = _joined(len(ordered), chain(bags.alike_pairs(), bags.named_before()))
    found = [_dispute([ordered[number] for number in group], published) for group in groups]
    sided = [each for each in found if len({claim.stance for claim in each.claims}) > 1]
    return tuple(sorted(sided, key=lambda each: (-len(each.claims), each.id)))


def _may_be_contested(claim: Claim, denied: Iterable[Span]) -> bool:
    """Whether it charges, denies or doubts, or asserts the very words that somebody denies."""
    if claim.accuses or claim.stance != Stance.ASSERTS:
        return True
    return any(each.start == claim.proposition.start or each.end == claim.proposition.end for each in denied)


def _dispute(claims: Sequence[Claim], days: Mapping[str, date | None]) -> Dispute:
    known = sorted(day for day in (days.get(each.article) for each in claims) if day is not None)
    by_day = sorted(claims, key=lambda each: (days.get(each.article) or date.max, each.article, each.proposition.start))
    return Dispute(
        id=content_id("dispute", *sorted(each.id for each in claims)),
        claims=tuple(by_day),
        first=known[0] if known else None,
        last=known[-1] if known else None,
    )


class _Bags:
    """The words of claims, with their weights, and which claims are about one proposition."""

    def __init__(self, claims: Sequence[Claim], lexicon: Lexicon) -> None:
        words = lexicon.words("disputes", DisputeWords)
        self._claims = claims
        self._left_out = lexicon.words("stories", StoryWords).common | words.charges
        self._deeds = {word: row[0] for row in words.deeds for word in row}
        self._bags = [self._words(each) for each in claims]
        by_article: dict[str, set[str]] = {}
        for claim, bag in zip(claims, self._bags, strict=True):
            by_article.setdefault(claim.article, set()).update(bag)
        self._weights = _weights(by_article)

    def alike_pairs(self) -> Iterable[tuple[int, int]]:
        """The numbers of claims that share enough words; only claims with a rare word in common are compared."""
        sums = [sum(self._weights[word] for word in bag) for bag in self._bags]
        holders: dict[str, list[int]] = {}
        for number, bag in enumerate(self._bags):
            shared: dict[int, float] = {}
            for word in sorted(bag):
                if self._weights[word]:
                    for other in holders.setdefault(word, []):
                        shared[other] = shared.get(other, 0.0) + self._weights[word]
                    holders[word].append(number)
            for other, weight in shared.items():
                share = weight / min(sums[number], sums[other])
                if self._is_one(other, number, share):
                    yield other, number

    def named_before(self) -> Iterable[tuple[int, int]]:
        """Denials that name no deed, each with the nearest charge before it that its claimant may answer.

        "The charge is baseless" may be anybody's answer: if the one charged gives none, the nearest charge is meant.
        """
        for number, claim in enumerate(self._claims):
            if claim.stance == Stance.ASSERTS or self._deeds_of(claim):
                continue
            before = [other for other in range(number - 1, -1, -1) if self._may_answer(claim, self._claims[other])]
            own = (other for other in before if _answered(self._claims[other], claim) != _Is.OTHER)
            told = (other for other in before if not _is_same_holder(self._claims[other], claim))
            nearest = next(own, None)
            if nearest is None:
                nearest = next(told, None)
            if nearest is not None:
                yield nearest, number

    def _may_answer(self, claim: Claim, charge: Claim) -> bool:
        near = charge.article == claim.article and claim.proposition.start - charge.proposition.start <= NEAR
        return near and charge.stance == Stance.ASSERTS

    def _is_one(self, one: int, other: int, share: float) -> bool:
        first, second = self._claims[one], self._claims[other]
        near = first.article == second.article
        if near and _overlap(first.proposition, second.proposition):
            return not _is_same_holder(first, second)
        shared = self._bags[one] & self._bags[other]
        if not shared & self._deeds_of(first) & self._deeds_of(second):
            return False
        enough = share >= ALIKE and len(shared) > 1
        if first.stance == second.stance:
            same = _same_side(first, second)
            return enough and same != _Is.OTHER and (near or same == _Is.SAME)
        if Stance.ASSERTS not in {first.stance, second.stance}:
            return False
        charge, answer = (first, second) if first.stance == Stance.ASSERTS else (second, first)
        answered = _answered(charge, answer)
        if answered == _Is.SAME:
            return enough or (near and share >= ANSWERS)
        return near and enough and answered == _Is.UNKNOWN

    def _words(self, claim: Claim) -> frozenset[str]:
        """The deeds and the stems of a claim's words, whom it is about left out."""
        return self._stems(WORD.findall(claim.proposition.text.lower()))

    def _deeds_of(self, claim: Claim) -> frozenset[str]:
        """The same without names: words that stand small."""
        return self._stems(word for word in WORD.findall(claim.proposition.text) if word.islower())

    def _stems(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(self._deeds.get(word) or _stem(word) for word in words if word not in self._left_out)


def _answered(charge: Claim, answer: Claim) -> _Is:
    """Whether an answer is that of the one charged, or of somebody who speaks of him."""
    if _is_same_holder(charge, answer):
        return _Is.OTHER
    if charge.about is None:
        return _Is.UNKNOWN
    if set(NAME.findall(charge.about.span.text)) & set(NAME.findall(answer.proposition.text)):
        return _Is.SAME
    return _same(charge.about, answer.claimant)


def _same_side(one: Claim, other: Claim) -> _Is:
    """Whether two charges are about the same, or two answers of the same."""
    if one.stance == Stance.ASSERTS:
        return _same(one.about, other.about)
    return _same(one.claimant, other.claimant)


def _is_same_holder(one: Claim, other: Claim) -> bool:
    """Whether one and the same holds both; nobody contests himself."""
    if one.claimant is None or other.claimant is None:
        return False
    if one.claimant.span == other.claimant.span and one.article == other.article:
        return True
    names = [each.actor.name for each in (one.claimant, other.claimant) if each.actor and each.actor.name]
    return len(names) == 2 and names[0] == names[1]


def _same(one: ActorMention | None, other: ActorMention | None) -> _Is:
    """By name where both have one, else by country, else by the names in their words."""
    if one is None or other is None:
        return _Is.UNKNOWN
    first, second = one.actor, other.actor
    if first and second and first.name and second.name:
        return _Is.SAME if first.name == second.name else _Is.OTHER
    if first and second and first.country and second.country:
        return _Is.SAME if first.country == second.country else _Is.OTHER
    return _Is.SAME if set(NAME.findall(one.span.text)) & set(NAME.findall(other.span.text)) else _Is.UNKNOWN


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word[: -len(ending)]
    return word


def _weights(bags: Mapping[str, set[str]]) -> dict[str, float]:
    """By the articles that use a word: rare ones weigh most, those in over ``COMMON`` of ten or more nothing."""
    counts = Counter(chain.from_iterable(bags.values()))
    total = max(len(bags), 1)
    often = total * COMMON if total >= 10 else total + 1
    return {word: 0.0 if count > often else math.log(1 + total / count) for word, count in counts.items()}


def _joined(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups of numbers that the pairs join, alone ones included."""
    roots = list(range(size))

    def root(number: int) -> int:
        while roots[number] != number:
            roots[number] = roots[roots[number]]
            number = roots[number]
        return number

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        roots[high] = low
    groups: dict[int, list[int]] = {}
    for number in range(size):
        groups.setdefault(root(number), []).append(number)
    return list(groups.values())
