"""Abbreviations that an article introduces in brackets, as names that hold in that article only.

"The Malian Patriots' Council (MPC)" in, the full name and every later "MPC" out. The letters in brackets must be found
in the words before them, each in its turn from the last, the first one at the start of a word (Schwartz and Hearst
2003). A body that the gazetteer knows passes its meaning on, whatever the letters ("Doctors Without Borders (MSF)").
Another name counts only if one of its words is that of a body ("council", "front", "ministry"): "gross domestic product
(GDP)" is nobody. Limits: a name longer than ten words is not read.
"""

import re
from collections.abc import Sequence

from detente.coding.gazetteer import MentionWords
from detente.coding.names import BODY_KINDS, Name, NameHit, NameKind, any_of, longest
from detente.coding.roles import Roles
from detente.coding.tree import Parse
from detente.model import Span, span_of

# "(ECOWAS)", "(the FFF)", "("ELN")", "(ELN, its Spanish initials)".
BRACKETED = re.compile(r"[ \u00a0]?[(\[](?:the )?[\"“'‘]?(?P<short>[A-Z][\w&./-]{1,11}?)[\"”'’]?[,;)\]]")
WORD = re.compile(r"[\w&'’.-]+")
MOST_WORDS = 10
FEWEST_CAPITALS = 2
STATES = frozenset({NameKind.STATE, NameKind.ADJECTIVE, NameKind.DEMONYM})
# What may stand between a state and the name of its body: "Mali's ", "Malian ".
BETWEEN = re.compile(r"(['’]s?)? ")

Meanings = dict[str, tuple[Name, ...]]


def with_abbreviations(parse: Parse, hits: Sequence[NameHit], roles: Roles, words: MentionWords) -> list[NameHit]:
    """The hits, with those of what the article introduces in brackets; as they were where it introduces nothing."""
    meant: Meanings = {}
    for match in BRACKETED.finditer(parse.text):
        short = match["short"]
        if sum(letter.isupper() for letter in short) < FEWEST_CAPITALS or _is_state(match.start("short"), hits):
            continue
        known = next((hit for hit in hits if hit.end == match.start() and hit.name.kind in BODY_KINDS), None)
        if known:
            meant.setdefault(short, known.readings)
            continue
        full = _written_out(parse.text, match.start(), short)
        name = _name(parse, full, hits, roles, words) if full else None
        if full and name:
            meant.setdefault(full.text, (name,))
            meant.setdefault(short, (name,))
    return _joined(_said_again(parse.text, meant), hits) if meant else list(hits)


def _is_state(start: int, hits: Sequence[NameHit]) -> bool:
    return any(hit.start == start and hit.name.kind in STATES for hit in hits)


def _written_out(text: str, end: int, short: str) -> Span | None:
    """The words before the bracket whose letters the abbreviation takes; None if they do not hold them in order."""
    letters = [letter.lower() for letter in short if letter.isalnum()]
    place = end
    for number, letter in reversed(list(enumerate(letters))):
        place -= 1
        while place >= 0 and not (text[place].lower() == letter and (number > 0 or _starts_name(text, place))):
            if text[place] in ".;:!?()\n" or end - place > MOST_WORDS * 15:
                return None
            place -= 1
        if place < 0:
            return None
    words = WORD.findall(text[place:end])
    is_name = all(word[0].isupper() or (word.islower() and len(word) <= 7) for word in words)
    return span_of(text, place, end) if is_name and 2 <= len(words) <= MOST_WORDS else None


def _starts_name(text: str, place: int) -> bool:
    return text[place].isupper() and (place == 0 or not (text[place - 1].isalnum() or text[place - 1] in "'’-"))


def _name(parse: Parse, full: Span, hits: Sequence[NameHit], roles: Roles, words: MentionWords) -> Name | None:
    """What the full name stands for: a body of the state that it names, or that stands right before it."""
    tokens = parse.tokens_between(full.start, full.end)
    role = next((role for token in reversed(tokens) if (role := roles.ending_at(parse, token))), None)
    if role is None and not any(token.text.lower() in words.bodies for token in tokens):
        return None
    beside = [
        hit.name.country
        for hit in hits
        if hit.name.kind in STATES
        and (full.start <= hit.start < full.end or BETWEEN.fullmatch(parse.text[hit.end : full.start]))
    ]
    country = beside[0] if len(set(beside)) == 1 else None
    return Name(NameKind.GROUP, " ".join(full.text.split()), country, role.sector if role else None)


def _said_again(text: str, meant: Meanings) -> list[NameHit]:
    """Every place where one of the names stands as a whole word, in one pass."""
    return [NameHit(match.start(), match.end(), meant[match[0]]) for match in any_of(meant).finditer(text)]


def _joined(introduced: Sequence[NameHit], hits: Sequence[NameHit]) -> list[NameHit]:
    """Both in the order of the text, none overlapping another; the longer wins, and of equal ones the introduced."""
    at = {(hit.start, hit.end): hit for hit in (*hits, *introduced)}
    return [at[span] for span in longest(at)]
