"""Articles and their copies in, stories out: groups of articles that tell the same happening, each with its reason.

Articles are compared by the cosine of their tf-idf words and of the events that they tell, title words counting more,
lowered with the days between them; copies count as equal. Groups grow by average link, in which articles that have next
to nothing in common count against, so that one article that touches two happenings does not tie them together. The
result depends on the set of articles alone. Limits: words alone cannot tell two like happenings of one week apart,
least of all formulas (a hundred companies' results come out as one story).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from detente.lexicon import Lexicon, Words
from detente.linking.average_link import average_link
from detente.linking.copies import Repeat
from detente.linking.story_reasons import Pair, Reasons, Told, likest_inside, told_by_article
from detente.model import Article, EventReport

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

# Figures below: B-cubed F1 on the 179 articles of the happenings pack with MIN_LIKENESS .1, other values as here.
# Its 34 happenings have little in common and some of its days are wrong by a year, so this is not yet a hard test.

# Least likeness, on average, of two parts of one story. Swept .04 to .2: .946 at .04, .951 at .06, .936 at .08, .928 at
# .1, .890 at .12, .745 at .2. Not the best: on 295 stories of one newsroom without gold, .08 ties 12 articles together.
MIN_LIKENESS = 0.1

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

# Only articles that share one of their TELLING heaviest terms are compared, and a term that more than CROWD articles
# share is asked again within 30 days, then within 3, and then no more: so the cost of an article does not grow with
# the store. Swept on the pack: TELLING 10, 20, 40 give .862, .917, .928, as comparing all pairs does. CROWD 50 and 100
# against all pairs on 1,500 articles of one newsroom: pairwise F1 .77 and .98.
TELLING = 40
CROWD = 100
WINDOWS = (FAR_DAYS, NEAR_DAYS)

# Pairs less alike than FAINT are left out, and those and pairs that were not compared count as UNLIKE in the average.
# Swept FAINT .02 to .1: .928 up to .04, .922 at .06, .874 at .1; UNLIKE -.4 to .02: .928 throughout, and only -.4 of
# these parts what a round-up of the news would tie.
FAINT = 0.04
UNLIKE = -0.4

# How often a report that two articles tell (type, parties and day) counts as a word of both. Swept on the pack with the
# 138 reports that we code in it: .928 from 0 to 4, .933 at 8.
EVENT_WEIGHT = 4

# Articles compared with their neighbours at once; bounds memory, changes no result.
BLOCK = 64

_TERM = re.compile(r"[^\W\d_]{2,}|\d{2,}")


class StoryWords(Words):
    """The words of a language that are too common to tell happenings apart."""

    common: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The sorted ids of the articles of one happening, and why each of several is of it."""

    articles: tuple[str, ...]
    why: Mapping[str, str]


def find_stories(
    articles: Iterable[Article], copies: Iterable[Repeat], lexicon: Lexicon, reports: Iterable[EventReport] = ()
) -> list[Story]:
    """The stories, by their first article; every article is in exactly one, alone if need be.

    ``reports``, where they are given, let articles that tell the same events be more alike.
    """
    by_id = {each.id: each for each in articles}
    ordered = [by_id[each] for each in sorted(by_id)]
    if not ordered:
        return []
    told = told_by_article(reports)
    terms = [_terms(each, lexicon.words("stories", StoryWords).common, told.get(each.id)) for each in ordered]
    _drop_lonely(terms, told)
    names = sorted({term for each in terms for term in each})
    alike = _Alike(rows=_vectors(terms, names), days=_days(ordered))
    place = {each.id: number for number, each in enumerate(ordered)}
    pairs = _pairs(alike) | dict.fromkeys(_equal(copies, place), 1.0)
    reasons = Reasons(articles=ordered, names=names, rows=alike.rows, told=told)
    return sorted(_stories(pairs, reasons), key=lambda story: story.articles)


def _stories(pairs: dict[Pair, float], reasons: Reasons) -> Iterator[Story]:
    alone = set(range(len(reasons.articles)))
    for group in _groups(pairs, len(alone)):
        inside = [(one, other, pairs[one, other]) for one, other in group]
        found = average_link(inside, least=MIN_LIKENESS, unlike=UNLIKE)
        likest = likest_inside(found, inside)
        for numbers in found:
            if len(numbers) > 1:
                alone.difference_update(numbers)
                ids = tuple(reasons.articles[number].id for number in numbers)
                why = reasons.of({number: likest[number] for number in numbers if number in likest})
                yield Story(articles=ids, why=why)
    for number in alone:
        yield Story(articles=(reasons.articles[number].id,), why={})


@dataclass(frozen=True, slots=True)
class _Alike:
    """What likeness rests on, one row an article in the order of their ids: word weights and days."""

    rows: csr_array
    days: Floats

    def of(self, some: Ints, others: Ints) -> Floats:
        """The likeness of each of some articles with its counterpart among the others."""
        cosine: Floats = np.asarray(self.rows[some].multiply(self.rows[others]).sum(axis=1)).ravel()
        return cosine * _nearness(self.days[some], self.days[others])


def _equal(copies: Iterable[Repeat], place: Mapping[str, int]) -> list[Pair]:
    found = [
        (place[each.article], place[each.copy_of]) for each in copies if {each.article, each.copy_of} <= place.keys()
    ]
    return [(min(pair), max(pair)) for pair in found]


def _pairs(alike: _Alike) -> dict[Pair, float]:
    """The likeness of all pairs that share a telling term and are alike at all, the smaller number first."""
    keys = _keys(alike)
    found: dict[Pair, float] = {}
    for start in range(0, keys.shape[0], BLOCK):
        shared = (keys[start : start + BLOCK] @ keys.T).tocoo()
        one, other = shared.row.astype(np.intp) + start, shared.col.astype(np.intp)
        one, other = one[one < other], other[one < other]
        likeness = alike.of(one, other)
        kept = likeness >= FAINT
        found.update(
            zip(zip(one[kept].tolist(), other[kept].tolist(), strict=True), likeness[kept].tolist(), strict=True)
        )
    return found


def _keys(alike: _Alike) -> csr_array:
    """One row an article with ones at its telling terms, each within the days in which few share it."""
    sharing: dict[int, list[int]] = defaultdict(list)
    rows = alike.rows
    for number, (start, end) in enumerate(pairwise(rows.indptr.tolist())):
        columns, weights = rows.indices[start:end], rows.data[start:end]
        for column in columns[np.lexsort((columns, -weights))[:TELLING]].tolist():
            sharing[column].append(number)
    crowds = [crowd for column in sorted(sharing) for crowd in _split(sharing[column], alike.days, WINDOWS)]
    numbers = [number for crowd in crowds for number in crowd]
    owners = np.repeat(np.arange(len(crowds)), [len(crowd) for crowd in crowds])
    return csr_array(
        (np.ones(len(numbers), dtype=np.int32), (np.array(numbers, dtype=np.intp), owners)),
        shape=(rows.shape[0], max(len(crowds), 1)),
    )


def _split(crowd: Sequence[int], days: Floats, windows: tuple[int, ...]) -> Iterator[Sequence[int]]:
    """The articles of one term if they are few; else those of near days; none where they are many even so."""
    if len(crowd) <= CROWD:
        if len(crowd) > 1:
            yield crowd
    elif windows:
        near: dict[int, list[int]] = defaultdict(list)
        for number in crowd:
            if not math.isnan(days[number]):
                window = int(days[number] // windows[0])
                near[window].append(number)
                near[window + 1].append(number)
        for _, some in sorted(near.items()):
            yield from _split(some, days, windows[1:])


def _groups(pairs: Mapping[Pair, float], size: int) -> Iterable[list[Pair]]:
    """The pairs, group by group of articles that pairs alike enough tie together: no story reaches over two."""
    near = (
        np.array([pair for pair, likeness in pairs.items() if likeness >= MIN_LIKENESS], dtype=np.intp).reshape(-1, 2).T
    )
    graph = csr_array((np.ones(near.shape[1]), (near[0], near[1])), shape=(size, size))
    _, group = connected_components(graph, directed=False)
    found: dict[int, list[Pair]] = defaultdict(list)
    for one, other in pairs:
        if group[one] == group[other]:
            found[int(group[one])].append((one, other))
    return found.values()


def _vectors(counts: Sequence[Counter[str]], names: Sequence[str]) -> csr_array:
    """One row of tf-idf weights an article, nearly of unit length; zeros where it has no telling word."""
    spread = Counter(term for terms in counts for term in terms)
    column = {term: number for number, term in enumerate(names)}
    size = len(counts) + BACKGROUND
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
    return csr_array((weights, (rows, columns)), shape=(len(counts), max(len(column), 1)), dtype=np.float64)


def _terms(article: Article, common: frozenset[str], told: Told | None) -> Counter[str]:
    found: Counter[str] = Counter()
    for text, weight in ((article.title or "", TITLE_WEIGHT), (article.text, 1)):
        for match in _TERM.finditer(text.casefold()):
            if match.group() not in common:
                found[match.group()] += weight
    for event in told.events if told else ():
        found[event] += EVENT_WEIGHT
    return found


def _drop_lonely(terms: Sequence[Counter[str]], told: Mapping[str, Told]) -> None:
    """Take out the events that one article alone tells: they would only make it less like the others."""
    tellers = Counter(event for each in told.values() for event in each.events)
    for counts in terms:
        for event in [term for term in counts if tellers.get(term, 2) < 2]:
            del counts[event]


def _days(articles: Sequence[Article]) -> Floats:
    """The day of each article as a number, not-a-number where it is unknown."""
    return np.array([each.published.toordinal() if each.published else math.nan for each in articles], dtype=np.float64)


def _nearness(days: Floats, others: Floats) -> Floats:
    """1 for articles of near days or unknown ones, falling to ``FAR_FACTOR`` for those far apart."""
    gap = np.abs(days - others)
    fall = np.clip((gap - NEAR_DAYS) / (FAR_DAYS - NEAR_DAYS), 0.0, 1.0)
    return np.where(np.isnan(fall), 1.0, 1.0 - (1.0 - FAR_FACTOR) * fall)
