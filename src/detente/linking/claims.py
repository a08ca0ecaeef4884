"""Claims in, disputes out: one proposition, those who hold it, and those who deny or doubt it.

Two claims are about the same proposition if their words are much alike, names and numbers counting most, within an
article or across articles. Nobody is judged: a dispute has sides, days and articles, and no verdict.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from detente.lexicon import Lexicon
from detente.linking.stories import StoryWords
from detente.model import Claim, Dispute, Stance, content_id

WORD = re.compile(r"[^\W\d_]{3,}|\d+")
# Endings that tell forms of one word apart; words shorter than so many letters keep theirs.
ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "al", "s", "e")
STEM = 4
# The share of the lighter claim's weight that both must have. Swept on the gold claims (eval claims).
ALIKE = 0.5
# Words that stand in more than this share of all claims say nothing of what a claim is about.
COMMON = 0.2


def contested(claims: Iterable[Claim], lexicon: Lexicon, published: Mapping[str, date | None]) -> tuple[Dispute, ...]:
    """The disputes among these claims, those with most claims first; independent of their order.

    ``published``: the days of the articles, as far as they are known.
    """
    common = lexicon.words("stories", StoryWords).common
    charged = [each for each in claims if each.accuses or each.stance != Stance.ASSERTS]
    ordered = sorted(charged, key=lambda each: (each.article, each.proposition.start, each.id))
    bags = [_words(each, common) for each in ordered]
    weights = _weights(bags)
    groups = _joined(len(ordered), _alike(bags, weights))
    found = [_dispute([ordered[number] for number in group], published) for group in groups]
    sided = [each for each in found if len({claim.stance for claim in each.claims}) > 1]
    return tuple(sorted(sided, key=lambda each: (-len(each.claims), each.id)))


def _dispute(claims: Sequence[Claim], days: Mapping[str, date | None]) -> Dispute:
    known = sorted(day for day in (days.get(each.article) for each in claims) if day is not None)
    by_day = sorted(claims, key=lambda each: (days.get(each.article) or date.max, each.article, each.proposition.start))
    return Dispute(
        id=content_id("dispute", *sorted(each.id for each in claims)),
        claims=tuple(by_day),
        first=known[0] if known else None,
        last=known[-1] if known else None,
    )


def _words(claim: Claim, common: frozenset[str]) -> frozenset[str]:
    """The stems of a claim's words, whom it is about included."""
    texts = [claim.proposition.text, claim.about.span.text if claim.about else ""]
    words = (word for text in texts for word in WORD.findall(text.lower()))
    return frozenset(_stem(word) for word in words if word not in common)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word[: -len(ending)]
    return word


def _weights(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    """Rare words weigh most; those in more than ``COMMON`` of at least ten claims weigh nothing."""
    counts = Counter(chain.from_iterable(bags))
    total = max(len(bags), 1)
    often = total * COMMON if total >= 10 else total + 1
    return {word: 0.0 if count > often else math.log(1 + total / count) for word, count in counts.items()}


def _alike(bags: Sequence[frozenset[str]], weights: Mapping[str, float]) -> Iterable[tuple[int, int]]:
    """The numbers of claims that share enough; only claims with a rare word in common are compared."""
    sums = [sum(weights[word] for word in bag) for bag in bags]
    holders: dict[str, list[int]] = {}
    for number, bag in enumerate(bags):
        shared: Counter[int] = Counter()
        for word in bag:
            if weights[word]:
                for other in holders.setdefault(word, []):
                    shared[other] += weights[word]  # type: ignore[assignment]
                holders[word].append(number)
        for other, weight in shared.items():
            least = min(sums[number], sums[other])
            if least and weight >= ALIKE * least and len(bag & bags[other]) > 1:
                yield other, number


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
