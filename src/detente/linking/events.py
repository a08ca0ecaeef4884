"""Reports and copies in, events out: the tellings of one happening joined, with its independent sources counted.

Reports join when type, status and both sets of actors are equal and their days meet. Exact days come first: a stated
day gathers what was told for it; a report dated only by its publication joins the day before where that day is stated;
a longer stretch joins an event only where exactly one lies in it. The result does not depend on the order of the
reports. Limits: actors in part and whole, types that are near, places and modes are not weighed yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import fmean

from detente.model import Actor, ActorMention, Article, Basis, Copy, Event, EventReport, content_id

# Days that a date may stretch and still name a happening ("the weekend"). Set, not swept: no pack has gold events.
EXACT_DAYS = 3

# Days that a vague date may stretch and still be tied to the one event inside it: a month. Set, not swept.
VAGUE_DAYS = 31

ActorKey = tuple[str, str]
Key = tuple[str, str, tuple[ActorKey, ...], tuple[ActorKey, ...]]
Stretch = tuple[date, date]


@dataclass(slots=True)
class _Happening:
    """The reports joined so far; the first is the best dated."""

    stretch: Stretch | None
    reports: list[EventReport] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where articles come from: their publishers, and what the copies among them copy."""

    publishers: Mapping[str, str | None]
    copy_of: Mapping[str, str]

    def origin(self, article: str) -> str:
        """The article at the end of the chain of copies; the article itself where it copies none."""
        seen = {article}
        while (article := self.copy_of.get(article, article)) not in seen:
            seen.add(article)
        return article

    def voice(self, article: str) -> tuple[str, str]:
        """Who speaks in an article: the publisher of its origin, or the origin itself where none is known."""
        origin = self.origin(article)
        publisher = self.publishers.get(origin)
        return ("article", origin) if publisher is None else ("publisher", publisher)


def link_reports(
    reports: Iterable[EventReport], articles: Mapping[str, Article], copies: Sequence[Copy]
) -> list[Event]:
    """The events that the reports tell, by first day and id; an article that is not given has no known publisher."""
    sources = _Sources(
        publishers={each: article.publisher for each, article in articles.items()},
        copy_of={each.article: each.copy_of for each in copies if each.copy_of is not None},
    )
    same: dict[Key, list[EventReport]] = defaultdict(list)
    for report in {each.id: each for each in reports}.values():
        same[_key(report)].append(report)
    events = [
        _event(key, happening, sources) for key, group in same.items() for happening in _happenings(group, sources)
    ]
    return sorted(events, key=lambda each: (each.first or date.max, each.id))


def _key(report: EventReport) -> Key:
    return report.type, report.status.value, _actor_keys(report.sources), _actor_keys(report.targets)


def _actor_keys(mentions: Iterable[ActorMention]) -> tuple[ActorKey, ...]:
    return tuple(sorted({_actor_key(each) for each in mentions}))


def _actor_key(mention: ActorMention) -> ActorKey:
    """What tells an actor from others: the country, else the name, else the sector, else the words."""
    actor = mention.actor
    if actor is not None:
        for kind, value in (("country", actor.country), ("name", actor.name), ("sector", actor.sector)):
            if value is not None:
                return kind, value.casefold()
    return "words", " ".join(mention.span.text.casefold().split())


def _happenings(group: Sequence[EventReport], sources: _Sources) -> list[_Happening]:
    """The reports of one key, joined by their days."""
    by_day: dict[date, _Happening] = {}
    vague: dict[Stretch, _Happening] = {}
    undated: dict[str, _Happening] = {}
    for report in sorted(group, key=_best_dated):
        stretch = _stretch(report)
        if stretch is None:
            happening = undated.setdefault(sources.origin(report.article), _Happening(None))
        else:
            happening = _meeting(stretch, report, by_day) or vague.setdefault(stretch, _Happening(stretch))
            if _length(stretch) <= EXACT_DAYS and happening.stretch == stretch:
                for day in _each_day(stretch):
                    by_day.setdefault(day, happening)
        happening.reports.append(report)
    found = [*by_day.values(), *vague.values(), *undated.values()]
    return list({id(each): each for each in found}.values())


def _best_dated(report: EventReport) -> tuple[bool, bool, int, date, str]:
    """Exact days before stretches, days that words give before days of publication, short before long."""
    stretch = _stretch(report)
    if stretch is None:
        return True, True, 0, date.max, report.id
    length = _length(stretch)
    return length > EXACT_DAYS, report.when.basis is Basis.PUBLICATION, length, stretch[0], report.id


def _meeting(stretch: Stretch, report: EventReport, by_day: Mapping[date, _Happening]) -> _Happening | None:
    """The one happening that the report's days meet; None where none or several do."""
    length = _length(stretch)
    if length > VAGUE_DAYS:
        return None
    met = {id(found): found for day in _each_day(stretch) if (found := by_day.get(day))}
    if not met and report.when.basis is Basis.PUBLICATION:
        eve = by_day.get(stretch[0] - timedelta(days=1))
        stated = eve is not None and eve.reports[0].when.basis is not Basis.PUBLICATION
        return eve if stated else None
    if len(met) > 1 and length <= EXACT_DAYS:
        return by_day.get(stretch[0])
    return next(iter(met.values())) if len(met) == 1 else None


def _stretch(report: EventReport) -> Stretch | None:
    first, last = report.when.first, report.when.last
    if first is None and last is None:
        return None
    ends = sorted(each for each in (first, last) if each is not None)
    return ends[0], ends[-1]


def _length(stretch: Stretch) -> int:
    return (stretch[1] - stretch[0]).days + 1


def _each_day(stretch: Stretch) -> list[date]:
    return [stretch[0] + timedelta(days=number) for number in range(_length(stretch))]


def _event(key: Key, happening: _Happening, sources: _Sources) -> Event:
    """One event of its reports. Its id rests on the best dated report, so that a further telling seldom changes it."""
    reports = sorted(happening.reports, key=lambda each: each.id)
    articles = sorted({each.article for each in reports})
    by_origin: dict[str, list[float]] = defaultdict(list)
    # What copies repeat adds nothing: where an original tells it, neither score nor confidence hears its copies.
    own = [each for each in reports if sources.origin(each.article) == each.article] or reports
    for report in own:
        by_origin[sources.origin(report.article)].append(report.score)
    first, last = happening.stretch or (None, None)
    undated = sources.origin(reports[0].article) if happening.stretch is None else None
    return Event(
        id=content_id("event", *key, first, last, undated),
        type=reports[0].type,
        status=reports[0].status,
        score=fmean(fmean(scores) for _, scores in sorted(by_origin.items())),
        sources=_actors(each for report in reports for each in report.sources),
        targets=_actors(each for report in reports for each in report.targets),
        first=first,
        last=last,
        reports=tuple(each.id for each in reports),
        articles=tuple(articles),
        publishers=tuple(sorted({name for each in articles if (name := sources.publishers.get(each)) is not None})),
        independent_sources=len({sources.voice(each) for each in articles}),
        confidence=max(each.why.score for each in own),
    )


def _actors(mentions: Iterable[ActorMention]) -> tuple[Actor, ...]:
    """The resolved actors, one a key: of several tellings the one that says most of it."""
    best: dict[ActorKey, Actor] = {}
    for mention in mentions:
        if mention.actor is not None:
            key = _actor_key(mention)
            best[key] = min((mention.actor, best.get(key, mention.actor)), key=_vagueness)
    return tuple(best[key] for key in sorted(best))


def _vagueness(actor: Actor) -> tuple[int, str, str, str]:
    """The most parts first; then by their words, so that the choice does not depend on the order."""
    parts = (actor.sector, actor.name, actor.wikidata)
    return parts.count(None), actor.name or "", actor.sector or "", actor.wikidata or ""
