"""Nouns in, the words that a reader sees out: names of states, days, signed figures, addresses that may be links."""

import re
from collections.abc import Iterable
from datetime import date

from detente.lexicon import Lexicon, State, load_lexicon
from detente.model import Actor, ActorMention, Basis, Event, EventReport, Origin, OriginBasis, Period, When

QUAD_CLASSES = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
ORIGINS = {
    OriginBasis.CREDIT: "Credits",
    OriginBasis.COPY: "Repeats a text of",
    OriginBasis.ATTRIBUTION: "Cites",
}
WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f\"'<>\\^`{|}]+\Z", re.IGNORECASE)
UNNAMED = "someone not named"
# What CAMEO has codes for and PLOVER no type: saying something that is no more than said.
NO_TYPE = "statement"

# What XML can not hold; the pictures are XML.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def origin(found: Origin) -> str:
    """What an article has to do with the name of its origin."""
    return ORIGINS[found.basis]


def country(code: str) -> str:
    """The state's name; the code itself where the gazetteer has none."""
    names: dict[str, str] = load_lexicon().built("country names", dict, _names)
    return names.get(code, code)


def party(actor: Actor | None) -> str:
    """Who, in a few words: the name, else the state, with what else is known in brackets."""
    if actor is None:
        return UNNAMED
    state = country(actor.country) if actor.country else None
    named, *rest = dict.fromkeys(known for known in (actor.name, state, actor.sector) if known) or [UNNAMED]
    return f"{named} ({', '.join(rest)})" if rest else named


def mentioned(mention: ActorMention) -> str:
    """Who is mentioned; in the words of the text where neither a name nor a state is known."""
    actor = mention.actor
    if actor is not None and (actor.name or actor.country):
        return party(actor)
    return f"{mention.span.text} ({actor.sector})" if actor and actor.sector else mention.span.text


def parties(actors: Iterable[Actor | ActorMention]) -> str:
    """Several parties, each once, in their order; empty where there are none."""
    told = (mentioned(each) if isinstance(each, ActorMention) else party(each) for each in actors)
    return ", ".join(dict.fromkeys(told))


def who(event: Event | EventReport) -> str:
    """One side and the other: "France → Turkey"."""
    sources, targets = parties(event.sources), parties(event.targets)
    return f"{sources or UNNAMED} → {targets}" if targets else sources or UNNAMED


def carried(report: EventReport) -> str:
    """The words that carry a report, its trigger and what it is about, as the text has them; empty without words."""
    return " … ".join(span.text for span in sorted(report.spans, key=lambda span: span.start))


def kind(type: str | None, mode: str | None = None) -> str:  # noqa: A002 - the field's word
    """A type with its mode."""
    return f"{type} · {mode}" if mode else type or NO_TYPE


def definition(type: str | None, mode: str | None = None) -> str | None:  # noqa: A002 - the field's word
    """What the ontology says of a type and mode; None where it does not know them."""
    entry = load_lexicon().ontology.types.get(type or "")
    if entry is None:
        return None
    finer = entry.modes.get(mode) if mode else None
    return f"{entry.definition} {finer.definition}" if finer else entry.definition


def quad_of(type: str | None) -> int | None:  # noqa: A002 - the field's word
    """The quad class of a type, 1 to 4; None where the ontology does not know it."""
    entry = load_lexicon().ontology.types.get(type or "")
    return entry.quad if entry else None


def code_name(code: str | None) -> str | None:
    """What a CAMEO code means; None where it is none of CAMEO's."""
    entry = load_lexicon().cameo().get(code or "")
    return entry.name if entry else None


def quad_name(quad: int | None) -> str:
    """The quad class in words."""
    return QUAD_CLASSES.get(quad or 0, "no quad class")


def day(when: date | None) -> str:
    """A day as people write it, 4 May 2024."""
    return f"{when.day} {when:%b} {when.year}" if when else "no day"


def days(first: date | None, last: date | None) -> str:
    """A day, or the first and the last of several."""
    if first is None or last is None or first == last:
        return day(first or last)
    return f"{day(first)} – {day(last)}"


def moment(when: When) -> str:
    """The days of a report; a day that rests on the publication alone says so."""
    told = days(when.first, when.last)
    return f"{told} (published)" if when.basis is Basis.PUBLICATION and when.first else told


def period_name(first: date, period: Period) -> str:
    """A period by its first day: 4 May 2024, week of 29 Apr 2024, May 2024."""
    if period is Period.MONTH:
        return f"{first:%B} {first.year}"
    return f"week of {day(first)}" if period is Period.WEEK else day(first)


def signed(figure: float | None, places: int = 1) -> str:
    """A figure with its sign and a true minus; a dash where there is none."""
    if figure is None:
        return "–"
    shown = f"{figure:+.{places}f}"
    return "0" + shown[2:] if not float(shown) else shown.replace("-", "−")


def web_address(url: str | None) -> str | None:
    """The address if it may be a link: http or https and nothing odd inside; else None."""
    return url if url and WEB_ADDRESS.match(url) else None


def readable_xml(picture: str) -> str:
    """A picture without the few control characters that XML can not hold."""
    return NOT_XML.sub("", picture)


def _names(lexicon: Lexicon) -> dict[str, str]:
    names: dict[str, str] = {}
    for state in lexicon.table("states", State):
        names.setdefault(state.code, state.name)
    return names
