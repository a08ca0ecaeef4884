"""The language file of dates in, places of time expressions in a text out: rules written in a small pattern language.

Every rule becomes one regular expression. Each starts at a word's edge and repeats nothing without a bound, so the
time taken grows with the text and no faster. What an expression means is worked out in ``timex_values``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from detente.coding.calendar_values import Days
from detente.errors import DataError
from detente.lexicon import Lexicon, Words
from detente.model import Basis, TimexType

# The most white space between two words of an expression: a line break and an indent. Not swept.
WIDEST_GAP = 12
# The most characters before an expression that are searched for words that lead it ("the beginning of"). Not swept.
LONGEST_LEAD = 40
# How far before and behind a cue an expression may reach. Expressions of the pack keep well within it.
REACH_BACK, REACH_ON = 48, 40
GAP = rf"(?:\s{{1,{WIDEST_GAP}}})"
# Not inside a word or number, nor behind a currency sign; and not the front of a longer number.
_START = r"(?<![\w$£€#^])(?<!\d[.,:/])(?:"
_END = r")(?!\w)(?![.,:/]\d)"
_SPACE = re.compile(r"\s")
_SHORTHAND = re.compile(r"\(\?P?<[\w=!]+|<(\w+)(?::(\w+))?>|\{([a-z_]+)\}| |~")

Entries = dict[str, int | str]


class DateRule(Words):
    """One kind of expression: how to find it, how to read it, and what the parse must allow."""

    id: str
    cue: str
    find: str
    read: str
    type: TimexType = TimexType.DATE
    unit: str | None = None
    shift: int | None = None
    value: str | None = None
    lead: str | None = None
    either_order: bool = False
    checks: tuple[str, ...] = ()


class DatingWords(Words):
    """How a date binds to what is told beside it; the file says what each field holds."""

    deadlines: frozenset[str]
    since: str
    inside: frozenset[str]
    onward: frozenset[str]
    soon: frozenset[str]
    beside: frozenset[str]


class DateWords(Words):
    """The shape of a language's ``dates.yaml``; the file says what each field holds."""

    lists: dict[str, Entries]
    numbers: dict[str, float]
    parts: dict[str, str]
    leads: dict[str, str]
    cues: dict[str, str]
    ahead: frozenset[str]
    decides: frozenset[str]
    ahead_helpers: frozenset[str]
    open_helpers: frozenset[str]
    plans: frozenset[str]
    planned: frozenset[str]
    upcoming: frozenset[str]
    tells: frozenset[str]
    behind: frozenset[str]
    directions: dict[str, str]
    of_day: str
    on_day: str
    range_marks: frozenset[str]
    range_pairs: dict[str, str]
    played: frozenset[str]
    dating: DatingWords
    rules: tuple[DateRule, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that matched, and where; asked by group name for what was captured."""

    rule: DateRule
    order: int
    start: int
    end: int
    match: re.Match[str]
    grammar: "Grammar"

    def word(self, name: str) -> str | None:
        """What a captured word stands for in its list (its own characters if in none), or None without one."""
        held = self.match.groupdict().get(name)
        if held is None:
            return None
        plain = " ".join(held.casefold().replace("’", "'").split())
        source = self.grammar.captures[self.rule.id].get(name)
        if source is None:
            return plain
        entry = self.grammar.words.lists[source].get(plain)
        return None if entry is None else str(entry)

    def number(self, name: str) -> int | None:
        """A captured word as a whole number, or None where none was captured or it stands for something else."""
        held = self.word(name)
        return int(held) if held is not None and held.lstrip("-").isdecimal() else None

    def count(self, name: str) -> float | None:
        """A captured number in digits or words, such as 25 for "twenty-five", or None."""
        held = self.match.groupdict().get(name)
        return None if held is None else number_of(held, self.grammar.words.numbers)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules of one language, ready to search.

    ``captures`` tells by rule which group holds a word of which list, ``cues`` which rules to try around which words.
    """

    words: DateWords
    regexes: tuple[re.Pattern[str], ...]
    cues: dict[str, tuple[re.Pattern[str], tuple[int, ...]]]
    captures: dict[str, dict[str, str]]
    leads: dict[str, re.Pattern[str]]
    directions: dict[str, re.Pattern[str]]

    def find(self, text: str, start: int, end: int) -> list[Found]:
        """Every match of every rule in ``text[start:end]``, by place, the longest first, then in the rules' order."""
        found = [
            self._found(text, start, order, match)
            for cue, orders in self.cues.values()
            for first, last in _windows(cue, text, start, end)
            for order in orders
            for match in self.regexes[order].finditer(text, first, last)
        ]
        return sorted(found, key=lambda each: (each.start, -each.end, each.order))

    def is_led(self, direction: str, text: str, start: int) -> bool:
        """Whether the words before ``start`` point in a direction of the language file ("by", "since")."""
        return self.directions[direction].search(text, max(0, start - LONGEST_LEAD), start) is not None

    def _found(self, text: str, floor: int, order: int, match: re.Match[str]) -> Found:
        rule = self.words.rules[order]
        start, end = match.span("only" if "only" in match.re.groupindex else 0)
        if rule.lead is not None:
            lead = self.leads[rule.lead].search(text, max(floor, start - LONGEST_LEAD), start)
            start = lead.start() if lead else start
        return Found(rule=rule, order=order, start=start, end=end, match=match, grammar=self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What an expression is read against.

    ``direction`` is 1 where the grammar speaks of what is to come, -1 of what was, 0 where it does not say;
    ``foretold`` marks what was once to come ("the trial was to open on Monday") and may lie behind by now. ``anchor``
    is the last date the text gave, ``quarter`` the last quarter. ``day_first`` tells whether the text's dates in
    numbers put the day before the month, None where no date has shown it.
    """

    published: date | None
    direction: int = 0
    foretold: bool = False
    anchor: str | None = None
    quarter: str | None = None
    day_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression says. ``days`` are only given where the value does not tell them.

    ``compares`` marks a day that is only looked back at ("a year earlier"): narrative does not go on from it.
    ``day_first`` is given by a date in numbers that can be read in one order only.
    """

    value: str | None
    basis: Basis = Basis.RELATIVE
    type: TimexType | None = None
    days: Days | None = None
    compares: bool = False
    day_first: bool | None = None


def load_grammar(lexicon: Lexicon) -> Grammar:
    """The rules of the lexicon's language, compiled once. A rule with a misspelt list or part raises ``DataError``."""
    return lexicon.built("dates", Grammar, _grammar)


def number_of(words: str, numbers: dict[str, float]) -> float | None:
    """The number that digits or number words stand for, such as 25 for "twenty-five"; None if they are none."""
    plain = words.replace(",", "")
    if plain.replace(".", "", 1).isdecimal():
        return float(plain)
    total = 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        if word not in numbers:
            return None
        size = numbers[word]
        total = (total or 1) * size if size in {12, 100, 1000} and total else total + size
    return total


def _grammar(lexicon: Lexicon) -> Grammar:
    words = lexicon.words("dates", DateWords)
    compiled = [_compile(rule, words) for rule in words.rules]
    return Grammar(
        words=words,
        regexes=tuple(regex for regex, _ in compiled),
        captures={rule.id: lists for rule, (_, lists) in zip(words.rules, compiled, strict=True)},
        cues={
            name: (
                re.compile(_START + _expand(cue, words, {}) + ")", re.IGNORECASE),
                tuple(order for order, rule in enumerate(words.rules) if rule.cue == name),
            )
            for name, cue in words.cues.items()
        },
        leads={name: _lead(lead, words) for name, lead in words.leads.items()},
        directions={name: _lead(lead, words) for name, lead in words.directions.items()},
    )


def _windows(cue: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of text around the cue's words, cut at white space; those that touch are one."""
    first = last = start
    for match in cue.finditer(text, start, end):
        if last and match.start() - REACH_BACK <= last:
            last = min(end, match.end() + REACH_ON)
            continue
        if last > first:
            yield first, _word_end(text, last, end)
        first, last = max(start, match.start() - REACH_BACK), min(end, match.end() + REACH_ON)
    if last > first:
        yield first, _word_end(text, last, end)


def _word_end(text: str, place: int, end: int) -> int:
    gap = _SPACE.search(text, place, end)
    return gap.start() if gap else end


def _compile(rule: DateRule, words: DateWords) -> tuple[re.Pattern[str], dict[str, str]]:
    lists: dict[str, str] = {}
    if rule.lead is not None and rule.lead not in words.leads:
        known = ", ".join(words.leads)
        raise DataError(f"dates.yaml: rule {rule.id!r}: lead {rule.lead!r} is not known; known: {known}. Mend the rule")
    try:
        return re.compile(_START + _expand(rule.find, words, lists) + _END, re.IGNORECASE), lists
    except (KeyError, re.error) as error:
        raise DataError(
            f"dates.yaml: rule {rule.id!r}: {error} in {rule.find!r}; a pattern uses the lists and parts of its file. "
            "Mend the rule"
        ) from error


def _lead(pattern: str, words: DateWords) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_expand(pattern, words, {})})(?:{GAP}|-)\Z", re.IGNORECASE)


def _expand(find: str, words: DateWords, lists: dict[str, str]) -> str:
    """The regular expression of a pattern; ``lists`` is told which group holds a word of which list."""

    def replace(shorthand: re.Match[str]) -> str:
        name, source, part = shorthand.groups()
        if shorthand[0] == " ":
            return GAP
        if shorthand[0] == "~":
            return f"(?:{GAP}|-)"
        if part:
            return _expand(words.parts[part], words, lists)
        if not name:
            return shorthand[0]
        if source == "number":
            return f"(?P<{name}>{_number_pattern(words)})"
        lists[name] = source or name
        return f"(?P<{name}>{_any_of(words.lists[source or name])})"

    return _SHORTHAND.sub(replace, find).replace(r"\d", "[0-9]")


def _any_of(entries: dict[str, int | str] | dict[str, float]) -> str:
    longest_first = sorted(entries, key=lambda each: (-len(each), each))
    patterns = (re.escape(each).replace(r"\ ", GAP).replace("'", "['’]") for each in longest_first)
    return "(?:" + "|".join(patterns) + ")"


def _number_pattern(words: DateWords) -> str:
    word = _any_of(words.numbers)
    return rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,5}}(?:\.\d)?|{word}(?:(?:{GAP}|-){word}){{0,3}})"
