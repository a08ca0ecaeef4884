"""A place's name in, the same name as others spell it out: without case, accents, full stops and hyphens.

"São Tomé" and "Sao Tome" are one, and so are "St. Louis" and "Saint Louis". Limits: letters that Unicode does not take
apart (ø, ł, ı) are put right by a short list.
"""

import re
import unicodedata
from collections.abc import Sequence

# Marks that names are written with or without, and letters that Unicode holds for letters of their own.
ALIKE = (("-", " "), (".", ""), ("’", "'"), ("‘", "'"), ("`", "'"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("ı", "i"),
         ("ß", "ss"), ("æ", "ae"), ("œ", "oe"))  # fmt: skip
SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
SHORT_WORD = re.compile(r"\b(ste?|mt|ft)\b")
COMBINING = re.compile("[\u0300-\u036f]")
SPACES = re.compile(r"\s{2,}")
# Stands between names that are folded at once; no name holds it.
BETWEEN = "\0"


def fold(name: str) -> str:
    """The name without case, accents, full stops and hyphens, and with "Saint", "Mount" and "Fort" in full."""
    return fold_all([" ".join(name.replace(BETWEEN, " ").split())])[0]


def fold_all(names: Sequence[str]) -> list[str]:
    """Many names folded at once, in their order; none may hold a NUL."""
    whole = BETWEEN.join(names)
    if not whole.isascii():
        whole = COMBINING.sub("", unicodedata.normalize("NFKD", whole))
    whole = whole.lower()
    for written, plain in ALIKE:
        whole = whole.replace(written, plain)
    full = SHORT_WORD.sub(lambda word: SHORT[word[1]], whole)
    return [name.strip() for name in SPACES.sub(" ", full).split(BETWEEN)]
