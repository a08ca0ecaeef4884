"""Two articles' sentences in; which of the later one's reword which of the earlier's, and whether it derives, out.

Independent tellings of one happening share names, numbers and a sentence or two; a spun copy shares them sentence by
sentence. So one likeness proves nothing: several sentences and a good share of the later article must each have one.
Sentences that are mostly somebody's quoted words do not count as proof, since all who heard them print them, nor do
sentences that one outlet prints twice, which are its furniture or its background.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from detente.linking.sentences import Sentence

# Least likeness of a sentence and its rewording: the weight of the terms of both, over that of the weightier sentence.
# A term's weight is divided by the sentences of one article that have it. All figures here were swept together, on the
# first ten happenings of the corpus of spun copies and on 26 pairs of news articles on one happening that were read and
# judged, 17 of them derived (decision 6). With .15, .2, .22, .25: of the 17 found 16, 16, 16, 14; merged copies .75.
MIN_LIKENESS = 0.22

# Terms, and weight in half points, that a sentence and its rewording share at least. Terms 1 to 3: alike up to 2, fewer
# found with 3. Weight 2, 3, 4, 5: news articles called derived that nobody judged 11, 5, 3, 3; merged copies at 5 .8.
MIN_TERMS = 2
MIN_SHARED = 4

# Sentences with a likeness, on each side, their share of the later article, and the mean likeness of the best so many,
# from which the later one derives from the earlier. Share .25 and .3: of the 17 found 16 and 11. Mean .42 and .46: of
# the 9 that are not derived called so 4 and 2, merged copies found .75 and .58.
MIN_SENTENCES = 3
MIN_SHARE = 0.25
MIN_BEST = 0.42

# Sentences that a further origin must add, beside those that another origin explains as well.
MIN_FURTHER = 2

# A copy of an origin that explains this share of what its copies explain is preferred to them: it came first.
AS_GOOD = 0.7


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence ``one`` of the later article rewords sentence ``other`` of the earlier one; numbers from 0."""

    one: int
    other: int
    likeness: float


def align(later: Sequence[Sentence], earlier: Sequence[Sentence], *, one_outlet: bool = False) -> list[Match]:
    """For each sentence of the later article the one of the earlier that it is most like, where it is like any.

    Sentences that ``one_outlet`` prints in both without a change are left out.
    """
    told = _tellings(later), _tellings(earlier)
    weights = {
        term: weight / max(told[0][term], told[1][term])
        for sentence in chain(later, earlier)
        for term, weight in sentence.terms.items()
    }
    holders: dict[int, list[int]] = {}
    for number, sentence in enumerate(earlier):
        for term in sentence.terms:
            holders.setdefault(term, []).append(number)
    sums = [sum(weights[term] for term in each.terms) for each in earlier]
    found = []
    for number, sentence in enumerate(later):
        shared: defaultdict[int, float] = defaultdict(float)
        terms: Counter[int] = Counter()
        for term in sentence.terms:
            for other in holders.get(term, ()):
                shared[other] += weights[term]
                terms[other] += 1
        own = sum(weights[term] for term in sentence.terms)
        likenesses = [
            (weight / max(own, sums[other]), -other)
            for other, weight in shared.items()
            if terms[other] >= MIN_TERMS and weight >= MIN_SHARED
        ]
        likeness, other = max(likenesses, default=(0.0, 0))
        repeated = one_outlet and sentence.terms == earlier[-other].terms
        if likeness >= MIN_LIKENESS and not repeated:
            found.append(Match(number, -other, round(likeness, 4)))
    return found


def _tellings(sentences: Iterable[Sentence]) -> Counter[int]:
    """In how many sentences each term stands: what an article speaks of all along tells its sentences not apart."""
    return Counter(chain.from_iterable(each.terms for each in sentences))


def derives(matches: Sequence[Match], later: Sequence[Sentence]) -> bool:
    """Whether these matches prove that the later article took from the earlier."""
    proofs = [match for match in matches if not later[match.one].quoted]
    sides = len({match.one for match in proofs}), len({match.other for match in proofs})
    if min(sides) < MIN_SENTENCES or sides[0] < MIN_SHARE * len(later):
        return False
    best = sorted((match.likeness for match in proofs), reverse=True)[:MIN_SENTENCES]
    return sum(best) >= MIN_BEST * MIN_SENTENCES


def choose(candidates: Mapping[str, Sequence[Match]], roots: Mapping[str, str]) -> dict[str, list[Match]]:
    """Of all articles from which one may derive those that explain it, each with the sentences that it explains best.

    ``candidates`` stand in the order of age, the earliest first; ``roots`` names what each of them copies, if any.
    """
    weight = {each: sum(match.likeness for match in matches) for each, matches in candidates.items()}
    left = {
        each: matches
        for each, matches in candidates.items()
        if weight.get(roots.get(each, each), 0.0) < AS_GOOD * weight[each] or roots.get(each, each) == each
    }
    chosen: dict[str, Sequence[Match]] = {}
    explained: set[int] = set()
    while left:
        gains = {each: [match for match in matches if match.one not in explained] for each, matches in left.items()}
        best = max(left, key=lambda each: round(sum(match.likeness for match in gains[each]), 6))
        if len(gains[best]) < (MIN_FURTHER if chosen else 1):
            break
        chosen[best] = left.pop(best)
        explained.update(match.one for match in chosen[best])
    return _shared_out(chosen)


def _shared_out(chosen: Mapping[str, Sequence[Match]]) -> dict[str, list[Match]]:
    """Each sentence to the origin that it is most like, the one chosen first where two are alike."""
    best: dict[int, tuple[str, Match]] = {}
    for origin, matches in chosen.items():
        for match in matches:
            if match.one not in best or match.likeness > best[match.one][1].likeness:
                best[match.one] = (origin, match)
    shares: dict[str, list[Match]] = {}
    for _, (origin, match) in sorted(best.items()):
        shares.setdefault(origin, []).append(match)
    return shares
