"""Who holds an office that only its title tells apart: "the CIA director", "NATO's secretary general", "a FIFA boss".

The words of a phrase and the body that it names in, the one holder on the day out whose title has all of them. Words
that name any head ("chief", "boss") fit the shortest title of the body, so that "the U.N. chief" is its
Secretary-General. Limits: where two holders fit as well, as the spokespersons of one ministry do, nobody is meant.
"""

import re
from collections.abc import Collection
from datetime import date

from detente.coding.folding import fold
from detente.coding.gazetteer import TitleWords
from detente.coding.holders import Holder, holds_on
from detente.lexicon import Lexicon

WORD = re.compile(r"\w+")
# The last capitalised words of a title are the body's name: their first letters are its abbreviation.
TAIL = re.compile(r"(?:of|at|for) (?:the )?((?:[A-Z][\w-]*|of|for|the|and) ?)+$")


class Titles:
    """The holders whose offices need a title, by their title's words; ``lexicon.built`` builds it once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.words("titles", TitleWords)
        self._small, self._any_head = frozenset(self._words.small), frozenset(self._words.any_head)
        self._below = frozenset(self._words.below)
        offices = frozenset(self._words.offices)
        titled = (holder for holder in lexicon.table("holders", Holder) if holder.office in offices and holder.title)
        self._by_country: dict[str | None, list[tuple[frozenset[str], Holder]]] = {}
        for holder in titled:
            title = holder.title or ""
            self._by_country.setdefault(holder.country, []).append((self._normal(title) | _initials(title), holder))

    def holder(self, role: str, bodies: Collection[str], country: str | None, on: date | None) -> Holder | None:
        """Who on the day has the title that the words of a role and of bodies tell; None if nobody or several have."""
        if on is None or not bodies:
            return None
        asked = self._normal(" ".join([role, *bodies]))
        wanted = asked - self._any_head
        fitting = [
            (len(words), holder)
            for words, holder in self._by_country.get(country, ())
            if wanted <= words and holds_on(holder, on) and not (words - asked) & self._below
        ]
        if asked != wanted:
            shortest = min((length for length, _ in fitting), default=0)
            fitting = [(length, holder) for length, holder in fitting if length == shortest]
        persons = {holder.person for _, holder in fitting}
        return fitting[0][1] if len(persons) == 1 else None

    def _normal(self, text: str) -> frozenset[str]:
        words = (fold(word) for word in WORD.findall(text.replace(".", "")))
        return frozenset(self._words.same.get(word, word) for word in words) - self._small


def _initials(title: str) -> frozenset[str]:
    tail = TAIL.search(title)
    letters = "".join(word[0] for word in WORD.findall(tail[0]) if word[0].isupper()) if tail else ""
    return frozenset({fold(letters)}) if len(letters) > 1 else frozenset()
