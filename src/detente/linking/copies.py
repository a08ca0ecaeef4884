"""Articles in, copies out: which article repeats the words of which earlier one, and how much of them.

Word shingles are sketched with MinHash and looked up with locality-sensitive hashing (datasketch), and each candidate
pair is verified on the shingles themselves: the share of the shorter text's shingles that the other has. Shingles that
an outlet prints under many unrelated articles are its furniture and are left out. Limits: a text reworded in every
sentence shares no shingles and is not found, and nothing is read of what the text itself says of its origin.
"""

import hashlib
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from datasketch import MinHash, MinHashLSH

from detente.model import Article

# Words a shingle. Swept 3 to 7 on the 179 articles of the happenings pack: with containment .5, precision of the pairs
# is .81 with 3 and 1.0 with 4 to 6; recall is 1.0 with 3 to 6 and .92 with 7. The pack's pairs are defined by 5.
SHINGLE_WORDS = 5

# Least containment of a copy. Swept .15 to .55 on the same pack (5 words, furniture dropped): precision .36 at .15, .68
# at .3, .87 at .45, 1.0 from .5; recall 1.0 up to .5 and .92 at .55. The pack's own line is .5, which favours it.
MIN_CONTAINMENT = 0.5

# Shingles of its own that the shorter text must have. 10 and 20 measured alike on the pack; below it, whole texts must
# be equal, since a line or two may agree by chance.
MIN_OWN_SHINGLES = 12

# Words that two short texts must have at least to be called equal: fewer are a caption or a player's line.
MIN_EQUAL_WORDS = 6

# Unrelated articles of one outlet that make a passage its furniture. Without the rule precision on the pack falls from
# 1.0 to .76 (the four traps are called copies); 3 is the least that speaks of a habit, and was not swept further.
FURNITURE_ARTICLES = 3

# Articles of one outlet whose shingle sets agree this far (Jaccard) are versions of one text, not unrelated. Set, not
# swept: versions of one article lie near 1, a shared footer lies below .2 unless the texts are very short.
VERSION_JACCARD = 0.3

# One row a band: a copy cut to a tenth has Jaccard near .1 and is met with probability 1 - (1 - .1) ** 128, over .999.
PERMUTATIONS = 128
SEED = 20170413

_WORD = re.compile(r"\w+")

Shingles = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two articles, ``first`` the smaller id, and the share of the shorter one's shingles that both have."""

    first: str
    second: str
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """An article and the earliest article whose words it repeats."""

    article: str
    copy_of: str
    similarity: float


def find_copies(articles: Iterable[Article]) -> list[Repeat]:
    """Each article that repeats an earlier one, with the earliest it repeats, by id; empty where none does."""
    by_id = {each.id: each for each in articles}
    similar: dict[str, dict[str, float]] = defaultdict(dict)
    for pair in find_pairs(by_id.values()):
        similar[pair.first][pair.second] = pair.similarity
        similar[pair.second][pair.first] = pair.similarity
    found = []
    for article, others in sorted(similar.items()):
        origin = min((article, *others), key=lambda each: _age(by_id[each]))
        if origin != article:
            found.append(Repeat(article=article, copy_of=origin, similarity=others[origin]))
    return found


def find_pairs(articles: Iterable[Article]) -> list[Pair]:
    """Every two articles of which one repeats half of the other's words or more, by ids; empty where none does."""
    by_id = {each.id: each for each in articles}
    words = {each: tuple(_WORD.findall(by_id[each].text.casefold())) for each in sorted(by_id)}
    shingles = {each: _shingles(words[each]) for each in words}
    candidates = _candidates(shingles)
    furniture = _furniture(by_id, shingles, candidates)
    own = {each: shingles[each] - furniture[by_id[each].publisher] for each in shingles}
    pairs = [
        Pair(first=one, second=other, similarity=similarity)
        for one, other in candidates
        if (similarity := _containment(own[one], own[other])) >= MIN_CONTAINMENT
    ]
    seen = {(pair.first, pair.second) for pair in pairs}
    pairs += [pair for pair in _equal_texts(by_id, words, own) if (pair.first, pair.second) not in seen]
    return sorted(pairs, key=lambda pair: (pair.first, pair.second))


def _age(article: Article) -> tuple[date, int, str]:
    """Earliest first, then longest, then by id; an article without a day comes after all that have one."""
    return article.published or date.max, -len(article.text), article.id


def _shingles(words: tuple[str, ...]) -> Shingles:
    """The shingles of a text as 64-bit digests, which two shingles share by chance once in 10 ** 19."""
    runs = (words[start : start + SHINGLE_WORDS] for start in range(len(words) - SHINGLE_WORDS + 1))
    return frozenset(
        int.from_bytes(hashlib.blake2b(" ".join(run).encode("utf-8", "replace"), digest_size=8).digest(), "big")
        for run in runs
    )


def _candidates(shingles: Mapping[str, Shingles]) -> list[tuple[str, str]]:
    """Pairs that share a least hash, by ids; texts too short for a shingle have none."""
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(PERMUTATIONS, 1))
    blank = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=_low_bits)
    found: set[tuple[str, str]] = set()
    for article, own in shingles.items():
        if not own:
            continue
        sketch = blank.copy()
        sketch.update_batch(sorted(own))
        found.update((min(article, other), max(article, other)) for other in index.query(sketch))
        index.insert(article, sketch)
    return sorted(found)


def _low_bits(digest: int) -> int:
    return digest & 0xFFFFFFFF


def _furniture(
    by_id: Mapping[str, Article], shingles: Mapping[str, Shingles], candidates: Iterable[tuple[str, str]]
) -> dict[str | None, Shingles]:
    """By publisher, the shingles that stand under several unrelated articles; none where the publisher is unknown."""
    version = {each: each for each in shingles}
    for one, other in candidates:
        if by_id[one].publisher == by_id[other].publisher and _are_versions(shingles[one], shingles[other]):
            _join(version, one, other)
    outlets: dict[str | None, list[str]] = defaultdict(list)
    for article in shingles:
        outlets[by_id[article].publisher].append(article)
    return {
        publisher: _common(shingles, outlets[publisher], version) if publisher is not None else frozenset()
        for publisher in outlets
    }


def _common(shingles: Mapping[str, Shingles], articles: Iterable[str], version: dict[str, str]) -> Shingles:
    carriers: dict[int, set[str]] = defaultdict(set)
    for article in articles:
        root = _root(version, article)
        for shingle in shingles[article]:
            carriers[shingle].add(root)
    return frozenset(shingle for shingle, roots in carriers.items() if len(roots) >= FURNITURE_ARTICLES)


def _are_versions(one: Shingles, other: Shingles) -> bool:
    return len(one & other) >= VERSION_JACCARD * len(one | other)


def _join(parent: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first


def _root(parent: dict[str, str], each: str) -> str:
    while parent[each] != each:
        parent[each] = parent[parent[each]]
        each = parent[each]
    return each


def _containment(one: Shingles, other: Shingles) -> float:
    """The share of the smaller set that both have; 0 where the smaller is too small to tell."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= MIN_OWN_SHINGLES else 0.0


def _equal_texts(
    by_id: Mapping[str, Article], words: Mapping[str, tuple[str, ...]], own: Mapping[str, Shingles]
) -> list[Pair]:
    """Pairs of short texts that are equal word by word, with equal titles where both have one."""
    same: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for article, text in words.items():
        if len(text) >= MIN_EQUAL_WORDS and own[article] and len(own[article]) < MIN_OWN_SHINGLES:
            same[text].append(article)
    return [
        Pair(first=one, second=other, similarity=1.0)
        for articles in same.values()
        for one, other in itertools.combinations(articles, 2)
        if len({by_id[each].title for each in (one, other)} - {None}) <= 1
    ]
