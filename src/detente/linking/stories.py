"""Articles and their copies in, stories out: groups of articles that tell the same happening.

Articles are compared by the cosine of their tf-idf words, title words counting more, lowered with the days between
them; copies count as equal. Groups grow by average link, in which articles that have next to nothing in common count
against, so that one article that touches two happenings does not tie them together. Limits: words alone cannot tell
two like happenings of one week apart, least of all formulas (a hundred companies' results come out as one story), and
all are compared with all, block by block in memory, which suits some ten thousand articles at a time.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage  # type: ignore[import-untyped]
from scipy.sparse import csr_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]
from scipy.spatial.distance import squareform  # type: ignore[import-untyped]

from detente.lexicon import Lexicon, Words
from detente.linking.copies import Repeat
from detente.model import Article

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

# Figures below: B-cubed F1 on the 179 articles of the happenings pack with MIN_LIKENESS .1, other values as here.
# Its 34 happenings have little in common and some of its days are wrong by a year, so this is not yet a hard test.

# Least likeness, on average, of two parts of one story. Swept .04 to .2: .946 at .04, .951 at .06, .936 at .08, .928 at
# .1, .890 at .12, .745 at .2. Not the best: on 295 stories of one newsroom without gold, .08 ties 12 articles together.
MIN_LIKENESS = 0.1

# Articles less alike than STRANGERS count as STRANGENESS in the average. Swept .01 to .05 and 0 to -.4: F1 on the pack
# stays .928 throughout, since 99 of 100 pairs of one happening lie above .022; it parts what a round-up would tie.
STRANGERS = 0.02
STRANGENESS = -0.4

# How often a word of the title counts. Swept 1, 2, 4: .928, .928, .932.
TITLE_WEIGHT = 2

# Heaviest words kept of an article. Swept 50, 100, 300: .928, .928, .937; 100 keeps the comparison cheap.
TERMS = 100

# Added to the squared length of every article, so that two or three words shared by two short texts do not make them
# alike. Swept 0, 200, 500: .933, .928, .902; the pack has few short texts, and loses little by 200.
DAMPING = 200.0

# Articles assumed beside those given, which keep word weights sound in a small batch. Swept 0, 200, 1000:
# .902, .928, .934.
BACKGROUND = 200

# Articles up to NEAR_DAYS apart are compared as they are, those FAR_DAYS apart or more at FAR_FACTOR of their cosine.
# Swept (1, 14), (3, 30), (7, 60) days: .909, .928, .928; factor .3, .5, .7, 1: .911, .928, .937, .944. The pack's days
# favour no fall at all; .5 is kept since in a stream of years like happenings come back.
NEAR_DAYS = 3
FAR_DAYS = 30
FAR_FACTOR = 0.5

# Articles compared with all others at once; bounds memory, changes no result.
BLOCK = 512

_TERM = re.compile(r"[^\W\d_]{2,}|\d{2,}")


class StoryWords(Words):
    """The words of a language that are too common to tell happenings apart."""

    common: frozenset[str]


def find_stories(articles: Iterable[Article], copies: Iterable[Repeat], lexicon: Lexicon) -> list[tuple[str, ...]]:
    """The stories, each as the sorted ids of its articles; every article is in exactly one, alone if need be."""
    by_id = {each.id: each for each in articles}
    if not by_id:
        return []
    ordered = [by_id[each] for each in sorted(by_id)]
    common = lexicon.words("stories", StoryWords).common
    place = {each.id: number for number, each in enumerate(ordered)}
    alike = _Alike(rows=_vectors(ordered, common), days=_days(ordered), equal=_equal(copies, place))
    parts = [part for group in _groups(alike) for part in _average_link(alike, group)]
    return sorted(tuple(ordered[number].id for number in part) for part in parts)


@dataclass(frozen=True, slots=True)
class _Alike:
    """What likeness rests on, one row an article in the order of their ids: word weights, days, copies."""

    rows: csr_array
    days: Floats
    equal: tuple[tuple[int, int], ...]

    def between(self, some: Ints, others: Ints) -> Floats:
        """The likeness of some articles (rows) with others (columns), copies apart."""
        cosine: Floats = (self.rows[some] @ self.rows[others].T).toarray()
        return cosine * _nearness(self.days[some], self.days[others])


def _equal(copies: Iterable[Repeat], place: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (place[each.article], place[each.copy_of]) for each in copies if each.article in place and each.copy_of in place
    )


def _groups(alike: _Alike) -> list[Ints]:
    """The articles that likeness ties together, however loosely: no story reaches over two of these groups."""
    size = alike.rows.shape[0]
    everyone = np.arange(size)
    edges = [np.array(alike.equal, dtype=np.intp).reshape(-1, 2)]
    for start in range(0, size, BLOCK):
        some = everyone[start : start + BLOCK]
        row, column = np.nonzero(alike.between(some, everyone) >= MIN_LIKENESS)
        edges.append(np.stack((row + start, column), axis=1))
    ends = np.concatenate(edges).T
    graph = csr_array((np.ones(ends.shape[1]), (ends[0], ends[1])), shape=(size, size))
    count, group = connected_components(graph, directed=False)
    by_group = np.argsort(group, kind="stable")
    return list(np.split(by_group, np.searchsorted(group[by_group], np.arange(1, count))))


def _average_link(alike: _Alike, group: Ints) -> list[Ints]:
    """A group cut into stories whose articles are alike on average; copies are as alike as can be."""
    if len(group) == 1:
        return [group]
    likeness = np.clip(alike.between(group, group), 0.0, 1.0)
    likeness = np.where(likeness < STRANGERS, STRANGENESS, likeness)
    at = {int(number): position for position, number in enumerate(group)}
    for one, other in alike.equal:
        if one in at:
            likeness[at[one], at[other]] = likeness[at[other], at[one]] = 1.0
    distance = 1.0 - np.round((likeness + likeness.T) / 2, 9)
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), "average")
    story = fcluster(tree, 1.0 - MIN_LIKENESS, "distance")
    return [group[story == label] for label in np.unique(story)]


def _vectors(articles: Sequence[Article], common: frozenset[str]) -> csr_array:
    """One row of tf-idf weights an article, nearly of unit length; zeros where it has no telling word."""
    counts = [_terms(each, common) for each in articles]
    spread = Counter(term for terms in counts for term in terms)
    column = {term: number for number, term in enumerate(sorted(spread))}
    size = len(articles) + BACKGROUND
    rows: list[int] = []
    columns: list[int] = []
    weights: list[float] = []
    for number, terms in enumerate(counts):
        weighed = [((1 + math.log(n)) * math.log(size / spread[term]), term) for term, n in terms.items()]
        kept = sorted(weighed, key=lambda each: (-each[0], each[1]))[:TERMS]
        norm = math.sqrt(sum(weight * weight for weight, _ in kept) + DAMPING)
        rows += [number] * len(kept)
        columns += [column[term] for _, term in kept]
        weights += [weight / norm for weight, _ in kept]
    return csr_array((weights, (rows, columns)), shape=(len(articles), max(len(column), 1)), dtype=np.float64)


def _terms(article: Article, common: frozenset[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text, weight in ((article.title or "", TITLE_WEIGHT), (article.text, 1)):
        for match in _TERM.finditer(text.casefold()):
            if match.group() not in common:
                found[match.group()] += weight
    return found


def _days(articles: Sequence[Article]) -> Floats:
    """The day of each article as a number, not-a-number where it is unknown."""
    return np.array([each.published.toordinal() if each.published else math.nan for each in articles], dtype=np.float64)


def _nearness(days: Floats, others: Floats) -> Floats:
    """1 for articles of near days or unknown ones, falling to ``FAR_FACTOR`` for those far apart."""
    gap = np.abs(days[:, None] - others[None, :])
    fall = np.clip((gap - NEAR_DAYS) / (FAR_DAYS - NEAR_DAYS), 0.0, 1.0)
    return np.where(np.isnan(fall), 1.0, 1.0 - (1.0 - FAR_FACTOR) * fall)
