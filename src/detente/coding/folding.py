"""A place's name in, the same name as others spell it out: without case, accents, full stops and hyphens.

"São Tomé" and "Sao Tome" are one, and so are "St. Louis" and "Saint Louis". Limits: letters that Unicode does not take
apart (ø, ł, ı) are put right by a short list.
"""

import functools
import re
import unicodedata
from collections.abc import Sequence

# Marks that names are written with or without, and letters that Unicode holds for letters of their own.
ALIKE = (("-", " "), (".", ""), ("’", "'"), ("‘", "'"), ("`", "'"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("ı", "i"),
         ("ß", "ss"), ("æ", "ae"), ("œ", "oe"))  # fmt: skip
SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
# As r"\b(ste?|mt|ft)\b" with two words too many, but with letters in front, which the library searches for fast.
SHORT_WORD = re.compile(r"[smf](?<!\w.)te?\b")
COMBINING = re.compile("[\u0300-\u036f]")
SPACES = re.compile("  +")
# Stands between names that are folded at once; no name holds it.
BETWEEN = "\0"
# The same names come again in one article; twenty thousand of them take about 3 MB.
MOST_REMEMBERED = 20_000


@functools.lru_cache(maxsize=MOST_REMEMBERED)
def fold(name: str) -> str:
    """The name without case, accents, full stops and hyphens, and with "Saint", "Mount" and "Fort" in full."""
    return fold_all([" ".join(name.replace(BETWEEN, " ").split())])[0]


def fold_all(names: Sequence[str]) -> list[str]:
    """Many names folded at once, in their order; none may hold a NUL."""
    return fold_joined(BETWEEN.join(names)) if names else []


def fold_joined(whole: str) -> list[str]:
    """Many names folded at once, in their order, that come as one text with NULs between them."""
    if not whole.isascii():
        whole = COMBINING.sub("", unicodedata.normalize("NFKD", whole))
    whole = whole.lower()
    for written, plain in ALIKE:
        whole = whole.replace(written, plain)
    full = SHORT_WORD.sub(lambda word: SHORT.get(word[0], word[0]), whole)
    return [name.strip() for name in SPACES.sub(" ", full).split(BETWEEN)]
