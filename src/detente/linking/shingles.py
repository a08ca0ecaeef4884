"""A text in; its word shingles, the marks that find its furniture, and the sketch that finds its copies, out.

Everything here depends on the text alone (and on the furniture that is named), never on what else a store holds, so
that an index made of it is the same in any order of arrival.
"""

import functools
import hashlib
import re

import numpy as np
import numpy.typing as npt
from datasketch import MinHash

# Words a shingle. Swept 3 to 7 on the 179 articles of the happenings pack: with containment .5, precision of the pairs
# is .81 with 3 and 1.0 with 4 to 6; recall is 1.0 with 3 to 6 and .92 with 7. The pack's pairs are defined by 5.
SHINGLE_WORDS = 5

# Of each so many neighbouring shingles the least is a mark (winnowing), so that a passage of eight words or more that
# two texts share has a mark in both. Swept 1, 2, 4, 6, 8 on the happenings pack: copies precision and recall 1.0 with
# each; 4 keeps two marks in five, and leaves at most three shingles of furniture on each side of a passage.
WINDOW = 4

# Furniture is a passage, not a stock phrase: its marks span so many shingles at least. Swept 1 to 20 on the same pack:
# precision 1.0 up to 12 and .57 at 20, recall 1.0 throughout. 4 is a passage of eight words.
MIN_PASSAGE = 4

# With the least likeness that a copy cut to a tenth has (Jaccard .1) 128 minima agree 13 times on average.
PERMUTATIONS = 128
SEED = 20170413

_WORD = re.compile(r"\w+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Shingles = npt.NDArray[np.uint32]
Places = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]


def words_of(text: str) -> list[str]:
    """The words of a text, case folded; none where it has none."""
    return _WORD.findall(text.casefold())


def shingles_of(words: list[str]) -> Shingles:
    """The digests of all runs of ``SHINGLE_WORDS`` words, in the order of the text; none where it is shorter."""
    if len(words) < SHINGLE_WORDS:
        return np.empty(0, dtype=np.uint32)
    digests = np.fromiter(map(_word_digest, words), dtype=np.uint64, count=len(words))
    runs = np.zeros(len(words) - SHINGLE_WORDS + 1, dtype=np.uint64)
    for start in range(SHINGLE_WORDS):
        runs = runs * _MULTIPLIER + digests[start : start + len(runs)]
    mixed = (runs ^ (runs >> np.uint64(29))) * _MULTIPLIER
    return (mixed >> np.uint64(32)).astype(np.uint32)


@functools.lru_cache(maxsize=1 << 16)
def _word_digest(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def text_digest(words: list[str]) -> int:
    """Sixty bits that two texts share only where all their words are equal."""
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode("utf-8", "replace")).digest()[:8], "big") >> 4


def marks_of(shingles: Shingles) -> Places:
    """Where the marks of a text stand among its shingles, in order."""
    if len(shingles) <= WINDOW:
        return np.unique(np.argmin(shingles, keepdims=True)) if len(shingles) else np.empty(0, dtype=np.intp)
    windows = np.lib.stride_tricks.sliding_window_view(shingles, WINDOW)
    return np.unique(windows.argmin(axis=1) + np.arange(len(windows)))


def own_part(shingles: Shingles, marks: Places, furniture: Mask) -> Mask:
    """Which shingles are the text's own; ``furniture`` says for each mark whether its outlet prints it elsewhere.

    Neighbouring marks that are all furniture make a passage, which reaches to the end of the text where they do.
    """
    own = np.ones(len(shingles), dtype=np.bool_)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], furniture, [False]))))
    for first, last in zip(edges[::2], edges[1::2] - 1, strict=True):
        start = 0 if first == 0 else int(marks[first])
        stop = len(shingles) if last == len(marks) - 1 else int(marks[last]) + 1
        if stop - start >= MIN_PASSAGE:
            own[start:stop] = False
    return own


def jaccard(one: Shingles, other: Shingles) -> float:
    """The share of the distinct shingles of both that both have; 0 where neither has any."""
    shared = shared_count(one, other)
    return shared / max(len(one) + len(other) - shared, 1)


def shared_count(one: Shingles, other: Shingles) -> int:
    """How many shingles two sets (sorted, without repeats) have in common."""
    places = np.searchsorted(other, one)
    places[places == len(other)] = 0
    return int(np.count_nonzero(other[places] == one)) if len(other) else 0


def sketch_of(shingles: Shingles) -> list[int]:
    """The MinHash sketch of a set as one key a permutation, which equal minima make equal; none for no shingles."""
    if not len(shingles):
        return []
    sketch = _blank().copy()
    sketch.update_batch(shingles.tolist())
    return [number << 32 | value for number, value in enumerate(sketch.hashvalues.tolist())]


@functools.cache
def _blank() -> MinHash:
    return MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int)
