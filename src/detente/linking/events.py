"""Reports and copies in, events out: the tellings of one happening joined, each link with its reason, sources counted.

Tellings are taken in an order of their own, the best dated first; each joins the event whose first telling it is most
like (``likeness.py``), or begins one. The result depends on the set of reports alone, not on their order. What a store
keeps from run to run is the ``EventIndex``; ``link_reports`` makes one in memory. Limits: a denial and what it denies
are two events, since their status differs; what two articles tell of one deed under types that the table does not hold
near stays apart.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import fmean

from detente.lexicon import Lexicon, load_lexicon
from detente.linking import event_tables as tables
from detente.linking.disagreements import find_disagreements
from detente.linking.event_index import EventIndex
from detente.linking.happenings import Happenings, load_happenings
from detente.linking.index_file import MemoryFile
from detente.linking.origins import Origins, origins_of
from detente.linking.parties import ActorKey, actor_key
from detente.model import Actor, ActorMention, Article, Claim, Copy, Event, EventReport, Link


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
    known, told = load_happenings(lexicon), list(reports)
    origins = origins_of(articles, copies, lexicon)
    with MemoryFile(None, tables.TABLES, "") as file, file.writing():
        index = EventIndex(file.db, known)
        index.add(with_claims(told, claims))
        index.update({each.article for each in told}, (), origins)
        events = [event for each in tables.every_event(file.db) for event in form(file.db, each, known, origins)]
    return sorted(events, key=lambda each: (each.first or date.max, each.id))


def with_claims(reports: Iterable[EventReport], claims: Iterable[Claim]) -> Iterator[tuple[EventReport, list[Claim]]]:
    """Each report with the claims on it."""
    on_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.report is not None:
            on_report[claim.report].append(claim)
    for report in reports:
        yield report, on_report.get(report.id, [])


def form(db: sqlite3.Connection, identity: str, known: Happenings, origins: Origins) -> Iterator[Event]:
    """The event with this id, of its tellings; nothing where there is none. The id rests on the best dated of them."""
    number = tables.first_of(db, identity)
    if number is None:
        return
    members = dict(tables.read(db, tables.members(db, number)))
    numbers = sorted(members, key=lambda each: members[each].telling.report.id)
    first, tellings = members[number].telling, [members[each].telling for each in numbers]
    reports = [each.report for each in tellings]
    articles = sorted({each.article for each in reports})
    by_origin: dict[str, list[EventReport]] = defaultdict(list)
    # What copies repeat adds nothing: where an original tells it, neither score nor confidence hears its copies.
    own = [each for each in tellings if each.origin == each.report.article] or tellings
    for each in own:
        by_origin[each.origin].append(each.report)
    yield Event(
        id=identity,
        type=_most_told(by_origin, first.report.type),
        status=reports[0].status,
        score=fmean(fmean(each.score for each in told) for _, told in sorted(by_origin.items())),
        sources=_actors(each for report in reports for each in report.sources),
        targets=_actors(each for report in reports for each in report.targets),
        first=first.stretch[0] if first.stretch else None,
        last=first.stretch[1] if first.stretch else None,
        reports=tuple(each.id for each in reports),
        articles=tuple(articles),
        publishers=tuple(sorted({name for each in articles if (name := origins.publisher(each)) is not None})),
        independent_sources=len({origins.voice(each) for each in articles}),
        links=tuple(
            Link(report=joined.telling.report.id, to=first.report.id, score=joined.score, reason=joined.reason)
            for joined in (members[each] for each in numbers)
            if joined.score is not None and joined.reason is not None
        ),
        confidence=max(each.report.why.score for each in own),
        disagreements=find_disagreements(tellings, tables.claims_on(db, numbers), known.countries),
    )


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
