"""Two sides of two tellings in; how far they can be the same people, and in words why, out.

Whoever acts for a state goes with the state as a whole ("the Kremlin", "Russian troops", "Russia"); two persons of
different names do not go with one another, nor do rebels with their government. A body without a state goes with itself
alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.linking.happenings import Happenings
from detente.model import ActorMention

ActorKey = tuple[str, str]

# How alike two who are not the same can be. Set by what they should pass and not, not swept: no pack has gold events.
# With a place that is not known in either (.9), the threshold of .5 lets a whole go with its part, and two sides of
# which one names fewer parties only where the story or the place speaks for it too.
WHOLE_AND_PART = 0.9
PEOPLE_OF_STATE = 0.75
TWO_PARTS = 0.7
FEWER_NAMED = 0.55
NONE_NAMED = 0.5


@dataclass(frozen=True, slots=True)
class Party:
    """One who acts or is acted upon, as far as it tells them from others; ``root`` is the whole that they are of."""

    root: ActorKey
    sector: str | None
    name: str | None
    is_person: bool
    label: str = field(compare=False)


Side = tuple[Party, ...]


def side_of(mentions: Iterable[ActorMention]) -> Side:
    """The parties of one side, each once, in an order of their own."""
    found = dict.fromkeys(_party(each) for each in mentions)
    return tuple(sorted(found, key=lambda each: (each.root, each.sector or "", each.name or "", each.is_person)))


def roots_of(side: Side) -> tuple[ActorKey, ...]:
    """The wholes on one side, each once, in order."""
    return tuple(sorted({each.root for each in side}))


def actor_key(mention: ActorMention) -> ActorKey:
    """What tells an actor from others: the country, else the name, else the sector, else the words."""
    actor = mention.actor
    if actor is not None:
        for kind, value in (("country", actor.country), ("name", actor.name), ("sector", actor.sector)):
            if value is not None:
                return kind, value.casefold()
    return "words", " ".join(mention.span.text.casefold().split())


def compare_sides(one: Side, other: Side, known: Happenings) -> tuple[float, str]:
    """How far two sides can be the same people, 0 to 1, and why."""
    if one == other:
        return 1.0, f"both name {_names(one)}" if one else "neither names one"
    if not one or not other:
        return NONE_NAMED, f"only one names {_names(one or other)}"
    mine, yours = set(roots_of(one)), set(roots_of(other))
    if not (mine <= yours or yours <= mine):
        return 0.0, f"{_names(one)} is not {_names(other)}"
    pairs = [_best(one, other, root, known) for root in sorted(mine & yours)]
    score, reason = min(pairs, key=lambda pair: pair[0])
    if mine == yours or not score:
        return score, reason
    return FEWER_NAMED * score, f"one names {_names(one)}, the other {_names(other)}"


def _best(one: Side, other: Side, root: ActorKey, known: Happenings) -> tuple[float, str]:
    """The likeliest pair of those of one whole: the first of the best."""
    pairs = ((mine, yours) for mine in one for yours in other if mine.root == yours.root == root)
    return max((_compare(mine, yours, known) for mine, yours in pairs), key=lambda pair: pair[0])


def _compare(one: Party, other: Party, known: Happenings) -> tuple[float, str]:
    """Two of one whole; a whole is named by itself alone ("Russia"), a part by its sector or its name."""
    if (one.sector, one.name) == (other.sector, other.name):
        return 1.0, f"both name {one.label}"
    sectors = {one.sector, other.sector}
    together = f"{one.label} and {other.label}"
    if None in sectors:
        (part,) = sectors - {None} or {None}
        if part is None or part in known.state:
            return WHOLE_AND_PART, f"{together}: whole and part"
        return (PEOPLE_OF_STATE, f"{together}: a state and its people") if part in known.people else _apart(together)
    if one.name is None or other.name is None or not (one.is_person and other.is_person):
        if len(sectors) == 1:
            return WHOLE_AND_PART if None in {one.name, other.name} else TWO_PARTS, f"{together}: of one sector"
        return (TWO_PARTS, f"{together}: two parts of a state") if sectors <= known.state else _apart(together)
    return _apart(together)


def _apart(together: str) -> tuple[float, str]:
    return 0.0, f"{together} are not the same"


def _party(mention: ActorMention) -> Party:
    actor = mention.actor
    named = actor.name if actor else None
    key = actor_key(mention)
    whole = actor is not None and actor.country is not None and actor.sector is None
    return Party(
        root=key,
        sector=actor.sector if actor else None,
        name=None if whole or named is None else named.casefold(),
        is_person=mention.why.rule.startswith("person."),
        label=named or (actor.country if whole and actor else None) or " ".join(mention.span.text.split()),
    )


def _names(side: Side) -> str:
    return ", ".join(dict.fromkeys(each.label for each in side))
