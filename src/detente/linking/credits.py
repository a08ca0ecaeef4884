"""A text in; the agency or outlet that it says it comes from, and the words that say so, out.

The names of agencies and the phrases stand in ``origins.yaml``. What is said of the whole text (a dateline, a credit
line, "originally appeared in") goes before what is said of a part of it ("Reuters reported"). A name that is the
article's own publisher is no origin. Limits: one origin a text; words of a language that has no such file are not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from detente.lexicon import Lexicon, Words
from detente.model import OriginBasis

# Characters before a name that a rule may look at.
BEFORE = 160


class Agency(Words):
    """A news agency: its name, the forms in which texts write it, and words that only its own texts have."""

    name: str
    forms: tuple[str, ...]
    hallmarks: tuple[str, ...] = ()


class CreditRule(Words):
    """Words around an agency's name, or a phrase that captures an outlet's."""

    id: str
    basis: OriginBasis
    before: str = ""
    after: str = ""
    phrase: str | None = None
    yes: tuple[tuple[str, str], ...] = ()
    no: tuple[str, ...] = ()


class OriginWords(Words):
    """How a language says where a text comes from."""

    agencies: tuple[Agency, ...]
    rules: tuple[CreditRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Whom a text names as its origin, with the words that do so."""

    name: str
    basis: OriginBasis
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True)
class Credits:
    """The words of a language, ready for use; made by ``credits_of``."""

    words: OriginWords

    def find(self, text: str, publisher: str | None) -> Credit | None:
        """The first credit of a text, else its first attribution; None where it names nobody but its publisher."""
        own = self.plain(publisher) if publisher else None
        found = [each for each in self._found(text) if self.plain(each.name) != own]
        order = {basis: number for number, basis in enumerate(OriginBasis)}
        return min(found, key=lambda each: (order[each.basis], each.start), default=None)

    def plain(self, name: str) -> str:
        """An agency's name for any of its forms, and for other names themselves: in small letters, without "the"."""
        folded = _folded(name)
        return _folded(self._names.get(folded, folded))

    def name_of(self, publisher: str) -> str:
        """The name of the agency that a publisher is; the publisher's own where it is none."""
        return self._names.get(_folded(publisher), publisher)

    def _found(self, text: str) -> Iterator[Credit]:
        for mention in self._forms.finditer(text):
            start, end = mention.span()
            if start and text[start - 1].isalnum():
                continue
            before = text[max(0, start - BEFORE) : start]
            for rule, left, right in self._around:
                if left.search(before) and right.match(text, end):
                    yield _credit(text, start, end, self._agency(mention.group()), rule)
                    break
        for rule, phrase in self._phrases:
            for match in phrase.finditer(text):
                yield _credit(text, *match.span("name"), match["name"].rstrip("."), rule)
        for agency in self.words.agencies:
            for hallmark in agency.hallmarks:
                start = text.find(hallmark)
                if start >= 0:
                    yield _credit(text, start, start + len(hallmark), agency.name, _HALLMARK)

    def _agency(self, form: str) -> str:
        return self._by_form[form]

    @cached_property
    def _by_form(self) -> dict[str, str]:
        return {form: agency.name for agency in self.words.agencies for form in agency.forms}

    @cached_property
    def _names(self) -> dict[str, str]:
        forms = {form: agency.name for agency in self.words.agencies for form in (agency.name, *agency.forms)}
        return {_folded(form): name for form, name in forms.items()}

    @cached_property
    def _forms(self) -> re.Pattern[str]:
        """All forms, the longest first; it begins with letters, which lets the search leap over the rest."""
        forms = sorted(self._by_form, key=lambda form: (-len(form), form))
        return re.compile(f"(?:{'|'.join(map(re.escape, forms))})(?!\\w)")

    @cached_property
    def _around(self) -> list[tuple[CreditRule, re.Pattern[str], re.Pattern[str]]]:
        rules = [rule for rule in self.words.rules if rule.phrase is None]
        return [(rule, re.compile(rule.before), re.compile(rule.after)) for rule in rules]

    @cached_property
    def _phrases(self) -> list[tuple[CreditRule, re.Pattern[str]]]:
        return [(rule, re.compile(rule.phrase)) for rule in self.words.rules if rule.phrase is not None]


_HALLMARK = CreditRule(id="credit.hallmark", basis=OriginBasis.CREDIT)


def credits_of(lexicon: Lexicon) -> Credits:
    """The credits of the lexicon's language."""
    return lexicon.built("origins", Credits, lambda known: Credits(known.words("origins", OriginWords)))


def _folded(name: str) -> str:
    return name.casefold().strip().removeprefix("www.").removeprefix("the ")


def _credit(text: str, start: int, end: int, name: str, rule: CreditRule) -> Credit:
    return Credit(name=name, basis=rule.basis, start=start, end=end, text=text[start:end], rule=rule.id)
