"""The shapes of the gazetteer: one dataclass a table under ``data/gazetteer/``, and the role words of a language.

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
class Metonym:
    """A house, seat, ministry, service, army, parliament, court, bank, medium or state company, and whom it stands for.

    ``country`` is None for media of no one state. Each spelling has its own row.
    """

    name: str
    country: str | None
    sector: str | None
    kind: str


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


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A longer name that holds a state's name and does not stand for that state ("South China Sea", "New Mexico").

    ``kind`` says what it is; ``country`` is the state to which it belongs, None for seas, regions and the like.
    """

    name: str
    kind: str
    country: str | None


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
