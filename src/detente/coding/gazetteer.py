"""The shapes of the gazetteer: one dataclass a table under ``data/gazetteer/``, and the words for roles and mentions.

Read them with ``lexicon.table("states", State)`` and ``lexicon.words("roles", RoleWords)``. Names are written as news
writes them, case and accents included, with straight apostrophes; a spelling with and without accents is two entries.
Codes are PLOVER's: ISO 3166 alpha-3, Kosovo ``KOS``, dependencies under the state that controls them, disputed entities
under their nominal sovereign with the sector ``PRE``. Limits: a name says what it can mean, never what it does mean in
a text; a name that several rows share ("Labour Party", "Congo") is for the coder to decide.
"""

from dataclasses import dataclass
from datetime import date

from detente.lexicon import Words


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of PLOVER's, or the code of a kind of body above states (then ``above_states`` is "yes")."""

    code: str
    name: str
    above_states: str | None


@dataclass(frozen=True, slots=True)
class Metonym:
    """A house, seat, ministry, service, army, parliament, court, bank, medium or state company, and whom it stands for.

    ``country`` is None for media of no one state. Each spelling has its own row.
    """

    name: str
    country: str | None
    sector: str | None
    kind: str

    def replaces(self, ours: "Metonym") -> bool:
        """Whether this row, added by the user, stands in the place of one of ours: under the same name."""
        return self.name == ours.name


@dataclass(frozen=True, slots=True)
class Organisation:
    """An international organisation, one of its bodies, a non-governmental one, or a company that diplomacy speaks of.

    ``code`` is PLOVER's for those above states: UNO, EUR, IGO, NGO, ISM, MNC. ``countries`` are the home of a company
    or a national body, and the members of a small grouping as of 2025; empty for the large ones, whose members change.
    """

    name: str
    aliases: tuple[str, ...]
    code: str
    sector: str | None
    kind: str
    countries: tuple[str, ...]

    def replaces(self, ours: "Organisation") -> bool:
        """Whether this row, added by the user, stands in the place of one of ours: under the same name."""
        return self.name == ours.name


@dataclass(frozen=True, slots=True)
class Group:
    """An armed group, movement, party, criminal gang or rival authority, with the sector it had in a stretch of days.

    A group without a country is an international one (PLOVER's IMG if armed). A group whose standing changed has a row
    a stretch (the Taliban: rebels, government, rebels, government). ``since`` and ``until`` belong to the stretch; None
    means open or not known for sure; where only the year or month is known it is their first day or last day.
    """

    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str
    since: date | None
    until: date | None
    kind: str

    def replaces(self, ours: "Group") -> bool:
        """Whether this row, added by the user, stands in the place of one of ours: the same name on some same day."""
        begins_in_time = self.since is None or ours.until is None or self.since <= ours.until
        return (
            self.name == ours.name
            and begins_in_time
            and (ours.since is None or self.until is None or ours.since <= self.until)
        )


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A longer name that holds a state's name and does not stand for that state ("South China Sea", "New Mexico").

    ``kind`` says what it is; ``country`` is the state to which it belongs, None for seas, regions and the like.
    """

    name: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Collective:
    """A name for several states together ("Koreas", "Baltic states")."""

    name: str
    countries: tuple[str, ...]


class Office(Words):
    """An office that one person holds at a time, or a kind of person who speaks for a body.

    ``words`` are lower case and singular; only plurals that change another word than the last are listed ("heads of
    state"). ``rank`` is 1 for the head of a state down to 5; ``country`` limits the words to one state ("secretary of
    state" is a foreign minister in the United States).
    """

    id: str
    words: list[str]
    sector: str | None = None
    rank: int | None = None
    country: str | None = None


class Institution(Words):
    """Words for a body of a state or for people who act together; ``sector`` is None where the words do not tell it."""

    id: str
    words: list[str]
    sector: str | None = None


class RoleWords(Words):
    """The shape of ``roles.yaml``."""

    offices: list[Office]
    institutions: list[Institution]


class MentionWords(Words):
    """The shape of ``mentions.yaml``."""

    bodies: list[str]
    both: list[str]
    counts: dict[str, int]
    definite: list[str]
    implied_two: list[str]
    parties: list[str]
    persons: list[str]
    described: dict[str, list[str]]
    backward: list[str]
    locative: list[str]
    origin: list[str]
    counterpart: str
    bare: list[str]
    sectors_of_state: list[str]
    told_before: list[str]
    reporting_sectors: list[str]
    sectors_of_many: list[str]
    tied: list[str]
    placed: list[str]
    sectors_of_place: list[str]
    spoken_for: dict[str, list[str]]


class TitleWords(Words):
    """The shape of ``titles.yaml``."""

    offices: list[str]
    small: list[str]
    any_head: list[str]
    below: list[str]
    same: dict[str, str]
