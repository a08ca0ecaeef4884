"""The closed lists of the nouns (``model.py``): each value is the word that tables and JSON carry."""

from enum import StrEnum


class Status(StrEnum):
    """Whether the words say that a thing took place."""

    HAPPENED = "happened"
    PLANNED = "planned"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    HISTORICAL = "historical"


class Basis(StrEnum):
    """What a date rests on: words that give it, words counted from another day, or only the day of publication."""

    STATED = "stated"
    RELATIVE = "relative"
    PUBLICATION = "publication"


class TimexType(StrEnum):
    """The kinds of time expression of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Stance(StrEnum):
    """How a claimant stands to a proposition."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"


class QuotationKind(StrEnum):
    """Whether the attributed words stand in quotation marks: all of them, none, or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class PlaceUse(StrEnum):
    """Whether a place name means the place or stands for those who act there ("Moscow said")."""

    LITERAL = "literal"
    METONYMIC = "metonymic"


class Period(StrEnum):
    """The steps in which a relation is told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Harm(StrEnum):
    """What befell the casualties of an act."""

    KILLED = "killed"
    INJURED = "injured"


class Bound(StrEnum):
    """How the words limit a number: just so many, at least, at most, or about so many."""

    EXACT = "exact"
    LEAST = "least"
    MOST = "most"
    ABOUT = "about"


class Voice(StrEnum):
    """Whose word a report is: the article's own, that of a source it names, or of one it does not name."""

    ARTICLE = "article"
    NAMED = "named"
    UNNAMED = "unnamed"


class Topic(StrEnum):
    """What the tellings of one event may differ in; ``claims`` are the sides that others take on it."""

    TYPE = "type"
    DATES = "dates"
    KILLED = "killed"
    INJURED = "injured"
    PLACES = "places"
    SOURCES = "sources"
    TARGETS = "targets"
    VOICE = "voice"
    CLAIMS = "claims"


class OriginBasis(StrEnum):
    """What an article's origin rests on, the surest first: its own credit, the text that it copies, or words in it."""

    CREDIT = "credit"
    COPY = "copy"
    ATTRIBUTION = "attribution"
