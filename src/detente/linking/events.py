"""Reports and copies in, events out: the tellings of one happening joined, each link with its reason, sources counted.

Tellings are taken in an order of their own, the best dated first; each joins the event whose first telling it is most
like (``likeness.py``), or begins one. The result depends on the set of reports alone, not on their order. Limits: a
denial and what it denies are two events, since their status differs; what two articles tell of one deed under types
that the table does not hold near stays apart.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from statistics import fmean

from detente.lexicon import Lexicon, load_lexicon
from detente.linking.disagreements import find_disagreements
from detente.linking.happenings import Happenings, load_happenings
from detente.linking.likeness import (
    EXACT_DAYS,
    LATE_DAYS,
    SAME,
    VAGUE_DAYS,
    Part,
    Stretch,
    Telling,
    compare,
    fits,
    telling,
)
from detente.linking.origins import Origins, origins_of
from detente.linking.parties import ActorKey, actor_key, roots_of
from detente.model import Actor, ActorMention, Article, Claim, Copy, Event, EventReport, Link, content_id

# What a telling is looked up by: type, status, a party, and a day, a stretch too long for days, or an undated text.
Place = tuple[str, str, ActorKey, date | Stretch | str]


@dataclass(slots=True)
class _Happening:
    """The tellings joined so far; all are compared with the first, the best dated."""

    first: Telling
    tellings: list[Telling] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    shapes: dict[object, Telling] = field(default_factory=dict)

    def lets_in(self, another: Telling, known: Happenings) -> bool:
        """Whether nothing in it speaks against one more; those that differ on whom to blame speak against nobody."""
        return all(fits(each, another, known) for each in self.shapes.values())

    def take(self, another: Telling, link: Link | None) -> None:
        """Add one, with the reason for it; the first has none."""
        self.tellings.append(another)
        self.links += [link] if link else []
        self.shapes.setdefault((another.report.type, another.sources, another.targets), another)


def link_reports(
    reports: Iterable[EventReport],
    articles: Mapping[str, Article],
    copies: Sequence[Copy],
    claims: Iterable[Claim] = (),
    lexicon: Lexicon | None = None,
) -> list[Event]:
    """The events that the reports tell, by first day and id; an article that is not given has no known publisher.

    ``claims`` add the sides that others take on what the reports tell.
    """
    lexicon = lexicon or load_lexicon()
    origins = origins_of(articles, copies, lexicon)
    tellings = [telling(each, origins) for each in {each.id: each for each in reports}.values()]
    on_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.report is not None:
            on_report[claim.report].append(claim)
    known = load_happenings(lexicon)
    taken: set[str] = set()
    events = [
        replace(
            _event(each, origins, taken),
            disagreements=find_disagreements(
                each.tellings,
                [claim for told in each.tellings for claim in on_report.get(told.report.id, ())],
                known.countries,
            ),
        )
        for each in _Happenings(known).join(tellings)
    ]
    return sorted(events, key=lambda each: (each.first or date.max, each.id))


class _Happenings:
    """The happenings found so far, looked up by what a telling of one must have in common with it."""

    def __init__(self, known: Happenings) -> None:
        self._known = known
        self._at: dict[Place, list[int]] = defaultdict(list)
        self._found: list[_Happening] = []

    def join(self, tellings: Iterable[Telling]) -> list[_Happening]:
        """All tellings in their happenings, in the order in which these were begun."""
        for each in sorted(tellings, key=_best_dated):
            chosen = self._choose(each)
            if chosen is None:
                self._begin(each)
            else:
                happening, (score, reason) = chosen
                to = happening.first.report.id
                happening.take(each, Link(report=each.report.id, to=to, score=round(score, 3), reason=reason))
        return self._found

    def _choose(self, each: Telling) -> tuple[_Happening, Part] | None:
        """The likest happening, the first begun of several; of a long stretch, only where it is the one in it."""
        fitting = []
        for number in self._near(each):
            happening = self._found[number]
            part = compare(happening.first, each, self._known)
            if part[0] >= SAME and happening.lets_in(each, self._known):
                fitting.append((happening, part))
        if not fitting:
            return None
        equal = [pair for pair in fitting if pair[0].first.stretch == each.stretch]
        if each.length > EXACT_DAYS and not equal and len(fitting) > 1:
            return None
        return max(equal or fitting, key=lambda pair: pair[1][0])

    def _near(self, each: Telling) -> list[int]:
        """The numbers of the happenings that share a party and a day, or almost, in the order of their beginning."""
        places = chain.from_iterable(_places(each, kind, searching=True) for kind in self._types(each.report.type))
        return sorted({number for place in places for number in self._at.get(place, ())})

    def _types(self, kind: str) -> tuple[str, ...]:
        return (kind, *self._known.near.get(kind, ()))

    def _begin(self, each: Telling) -> None:
        happening = _Happening(each)
        happening.take(each, None)
        for place in _places(each, each.report.type, searching=False):
            self._at[place].append(len(self._found))
        self._found.append(happening)


def _places(each: Telling, kind: str, *, searching: bool) -> set[Place]:
    """Where a telling is put, or looked for: there, some days more on either side."""
    roots = {*roots_of(each.sources), *roots_of(each.targets)} or {("words", "")}
    when: set[date | Stretch | str] = {each.stretch} if each.stretch else {each.origin}
    if 0 < each.length <= (VAGUE_DAYS if searching else EXACT_DAYS):
        when |= set(each.days(more=LATE_DAYS if searching and each.length <= EXACT_DAYS else 0))
    return {(kind, each.report.status.value, root, day) for root in roots for day in when}


def _best_dated(each: Telling) -> tuple[bool, bool, int, date, int, str]:
    """Exact days before stretches, days that words give before days of publication, short before long, names first."""
    if each.stretch is None:
        return True, True, 0, date.max, 0, each.report.id
    named = sum(party.name is not None for party in (*each.sources, *each.targets))
    return each.length > EXACT_DAYS, each.by_publication, each.length, each.stretch[0], -named, each.report.id


def _event(happening: _Happening, origins: Origins, taken: set[str]) -> Event:
    """One event of its tellings. Its id rests on the best dated, so that a further telling seldom changes it."""
    tellings = sorted(happening.tellings, key=lambda each: each.report.id)
    reports = [each.report for each in tellings]
    articles = sorted({each.article for each in reports})
    by_origin: dict[str, list[EventReport]] = defaultdict(list)
    # What copies repeat adds nothing: where an original tells it, neither score nor confidence hears its copies.
    own = [each for each in tellings if each.origin == each.report.article] or tellings
    for each in own:
        by_origin[each.origin].append(each.report)
    return Event(
        id=_identity(happening.first, taken),
        type=_most_told(by_origin, happening.first.report.type),
        status=reports[0].status,
        score=fmean(fmean(each.score for each in told) for _, told in sorted(by_origin.items())),
        sources=_actors(each for report in reports for each in report.sources),
        targets=_actors(each for report in reports for each in report.targets),
        first=happening.first.stretch[0] if happening.first.stretch else None,
        last=happening.first.stretch[1] if happening.first.stretch else None,
        reports=tuple(each.id for each in reports),
        articles=tuple(articles),
        publishers=tuple(sorted({name for each in articles if (name := origins.publisher(each)) is not None})),
        independent_sources=len({origins.voice(each) for each in articles}),
        links=tuple(sorted(happening.links, key=lambda link: link.report)),
        confidence=max(each.report.why.score for each in own),
    )


def _identity(first: Telling, taken: set[str]) -> str:
    """The id that type, status, parties and days give; where another has it, one with the report's own id in it."""
    undated = first.origin if first.stretch is None else None
    key = (first.report.type, first.report.status.value, roots_of(first.sources), roots_of(first.targets))
    plain = content_id("event", *key, *(first.stretch or (None, None)), undated)
    identity = content_id("event", plain, first.report.id) if plain in taken else plain
    taken.add(identity)
    return identity


def _most_told(by_origin: Mapping[str, Sequence[EventReport]], usual: str) -> str:
    """The type under which most texts tell it, copies counted once; of several, the first telling's or the first."""
    told = Counter(kind for reports in by_origin.values() for kind in {each.type for each in reports})
    return min(told, key=lambda kind: (-told[kind], kind != usual, kind))


def _actors(mentions: Iterable[ActorMention]) -> tuple[Actor, ...]:
    """The resolved actors, one a key: of several tellings the one that says most of it."""
    best: dict[ActorKey, Actor] = {}
    for mention in mentions:
        if mention.actor is not None:
            key = actor_key(mention)
            best[key] = min((mention.actor, best.get(key, mention.actor)), key=_vagueness)
    return tuple(best[key] for key in sorted(best))


def _vagueness(actor: Actor) -> tuple[int, str, str, str]:
    """The most parts first; then by their words, so that the choice does not depend on the order."""
    parts = (actor.sector, actor.name, actor.wikidata)
    return parts.count(None), actor.name or "", actor.sector or "", actor.wikidata or ""
