"""An article in; the words and events that it is compared by, and what each of them weighs, out.

Weights rest on how many articles of a sample have a term, in steps of a factor of two. So they are a function of the
set of articles, as the plain inverse frequency is, but one article more changes few of them, and mostly none: only what
has a changed weight must be compared again. The sample is drawn by the ids; it is the whole store while that is small.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

import numpy as np
import numpy.typing as npt

from detente.linking.story_reasons import Told
from detente.model import Article

Terms = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.uint16]

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

# How often a report that two articles tell (type, parties and day) counts as a word of both. Swept on the pack with the
# 138 reports that we code in it: .928 from 0 to 4, .933 at 8.
EVENT_WEIGHT = 4

# Articles of the sample, at least; at twice as many every second one is drawn. Set: the fewer, the seldomer a weight
# changes, and the more of the store it then concerns.
SAMPLE = 1024

# A weight counts the halvings from the whole store to the articles with a term, and so many at most. Swept on the pack
# 7.2, 8.7, 13 (in steps of two): .934, .933, .933, against .928 with plain weights; on 249 articles of one newsroom
# about one war the stories agree with those of plain weights to .98, .99, .99 (B-cubed precision). A step of four:
# .938, but .91 to .93 there. Weights from a table of word frequencies in English: .956, but .20 there, where a few
# words ("Syria") are in every article.
LEVELS = 8

_TERM = re.compile(r"[^\W\d_]{2,}|\d{2,}")


@dataclass(frozen=True, slots=True)
class Counted:
    """The terms of an article, as numbers in their order, how often each counts, and those of them that are events.

    ``names`` are the words of the terms; two words in four billion share a number and then count as one.
    """

    terms: Terms
    counts: Counts
    events: Terms
    names: Mapping[int, str]


def count_terms(article: Article, common: frozenset[str], told: Told | None) -> Counted:
    """The terms of one article, without the words that are too common to tell happenings apart."""
    found: Counter[str] = Counter()
    for text, weight in ((article.title or "", TITLE_WEIGHT), (article.text, 1)):
        for word, count in Counter(_TERM.findall(text.casefold())).items():
            if word not in common:
                found[word] += weight * count
    counts: Counter[int] = Counter()
    names: dict[int, str] = {}
    for word, count in found.items():
        number = number_of(word)
        counts[number] += count
        names[number] = min(word, names.get(number, word))
    events = sorted({number_of(each) for each in told.events} - counts.keys()) if told else []
    counts.update(dict.fromkeys(events, EVENT_WEIGHT))
    terms = sorted(counts)
    return Counted(
        terms=np.array(terms, dtype=np.uint32),
        counts=np.array([min(counts[each], 0xFFFF) for each in terms], dtype=np.uint16),
        events=np.array(events, dtype=np.uint32),
        names=names,
    )


def number_of(term: str) -> int:
    """The number under which a term is compared."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def draw(article: str) -> int:
    """The number, 0 to 2^32, that decides in which samples an article is."""
    return int.from_bytes(blake2b(article.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


def sample_limit(articles: int) -> int:
    """The draw below which an article is in the sample of a store of so many: all up to twice ``SAMPLE``, then half."""
    return (1 << 32) >> max(0, math.floor(math.log2(max(articles, 1) / SAMPLE)))


@dataclass(frozen=True, slots=True)
class Scale:
    """The level of each term that is frequent in the sample, 0 to ``LEVELS``; all others weigh ``LEVELS``."""

    terms: Terms
    levels: npt.NDArray[np.int64]

    def of(self, terms: Terms) -> npt.NDArray[np.int64]:
        """The level of each of these terms."""
        if not len(self.terms):
            return np.full(len(terms), LEVELS)
        place = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        return np.where(self.terms[place] == terms, self.levels[place], LEVELS)

    def changed(self, before: "Scale") -> Terms:
        """The terms whose level is another than ``before``."""
        terms = np.union1d(self.terms, before.terms)
        found: Terms = terms[self.of(terms) != before.of(terms)]
        return found


def scale_of(sample: Iterable[Terms], articles: int) -> Scale:
    """The levels that the terms of a sample give, in a store of so many articles."""
    drawn = list(sample)
    every = np.concatenate(drawn) if drawn else np.array([], dtype=np.uint32)
    terms, held = np.unique(every, return_counts=True)
    whole = math.floor(math.log2(min(articles + BACKGROUND, SAMPLE)))
    levels = np.maximum(whole - np.floor(np.log2(held)).astype(np.int64), 0)
    frequent = levels < LEVELS
    return Scale(terms[frequent], levels[frequent])


def weigh(counted: Counted, scale: Scale, lonely: Iterable[int]) -> tuple[Terms, npt.NDArray[np.float32]]:
    """The heaviest terms of an article, the heaviest first, and their weights, nearly of unit length in all.

    Events that one article alone tells (``lonely``) are left out: they would only make it less like the others.
    """
    kept = ~np.isin(counted.terms, np.fromiter(lonely, dtype=np.uint32))
    terms, counts = counted.terms[kept], counted.counts[kept]
    weights = np.asarray((1 + np.log(counts.astype(np.float64))) * scale.of(terms) * math.log(2), dtype=np.float64)
    order = np.lexsort((terms, -weights))[:TERMS]
    order = order[weights[order] > 0]
    norm = math.sqrt(float((weights[order] ** 2).sum()) + DAMPING)
    return terms[order], (weights[order] / norm).astype(np.float32)
