"""The public functions: the same verbs as the commands, for scripts and notebooks.

Example::

    coding = detente.code_text("Norway accused Chile of jamming its ships.", published="2024-05-03")
    with detente.open_store("news.detente") as store:
        store.relation("NOR", "CHL", period="month").chart()
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from detente.dyads import Dyads, SummedDays, dyads
from detente.errors import InputError, NotFoundError
from detente.lexicon import load_lexicon
from detente.model import Classified, Coding, Dispute, Event, Period, Reciprocity, Relation, Standing
from detente.records import Row, quotation_row
from detente.relations import (
    LEAST_CONFIDENCE,
    THREAT_INTENSITY,
    PairedDays,
    breaks,
    extremes,
    months_of,
    pair_temperature,
    period_of,
    points,
    reciprocity,
    relate,
    standings,
    strongest_breaks,
    summed_days,
)
from detente.standing_rows import Told, ToldPoint, told, told_point
from detente.store import Store, open_tables

if TYPE_CHECKING:
    import altair as alt

# Events that a pair needs to stand among the coldest and warmest: with fewer its interval is some three degrees wide.
LEAST_EVENTS = 20


def code_text(text: str, *, published: str | date | None = None, title: str | None = None) -> Coding:
    """All that is found in one text. Raises ``InputError`` for an empty text or a date that is none."""
    from detente.articles import Draft, Notice, finish, parse_published  # noqa: PLC0415 - loaded only to code
    from detente.coding import code_article  # noqa: PLC0415
    from detente.coding.syntax import load_parser  # noqa: PLC0415

    day = parse_published(published, where="published") if isinstance(published, str) else published
    problems: list[Notice] = []
    article = finish(Draft(where="text", text=text, title=title), published=day, notify=problems.append)
    if article is None:
        raise InputError(str(problems[0]))
    return code_article(article, load_lexicon(), load_parser())


def classify(text: str, *, sources: Sequence[tuple[int, int]], targets: Sequence[tuple[int, int]]) -> Classified:
    """The type of what the actors at ``sources`` do to those at ``targets``; None where the text does not say."""
    from detente.coding.classify import classify_pair  # noqa: PLC0415 - loaded only to code
    from detente.coding.judge import Pair  # noqa: PLC0415
    from detente.coding.syntax import load_parser  # noqa: PLC0415

    for start, end in (*sources, *targets):
        if not 0 <= start < end <= len(text):
            message = (
                f"classify: offsets {start}, {end} lie outside the text; 0 to {len(text)} are inside. Count characters"
            )
            raise InputError(message)
    pair = Pair(tuple(sources), tuple(targets))
    return classify_pair(load_parser().parse(text, [(0, len(text))]), pair, load_lexicon())


@dataclass(frozen=True, kw_only=True)
class Series(Sequence[Relation]):
    """A pair, period by period, with the events that it is made of; ``directed`` is False for both ways together.

    ``name_events`` gives a few words for each event, which are asked for only where they are shown.
    """

    source: str
    target: str
    period: Period
    relations: tuple[Relation, ...]
    name_events: Callable[[Sequence[Event]], dict[str, str]]
    directed: bool = True
    events: tuple[Event, ...] = ()
    volumes: Mapping[date, float] = field(default_factory=dict)

    def __getitem__(self, index):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN204 - as Sequence has it
        return self.relations[index]

    def __len__(self) -> int:
        return len(self.relations)

    @cached_property
    def labels(self) -> dict[str, str]:
        """A few words for each event, by its id."""
        return self.name_events(self.events)

    def breaks(self) -> list[Told]:
        """The days from which the pair was lastingly colder or warmer, each with the events that made it."""
        by_id = {each.id: each for each in self.events}
        found = breaks(self.events, (self.source, self.target), self.volumes, directed=self.directed)
        return [told(each, by_id) for each in found]

    def points(self) -> list[ToldPoint]:
        """The low and high points, each with its events."""
        by_id = {each.id: each for each in self.events}
        return [told_point(each, self.relations[0].first, self.period, by_id) for each in points(self.relations)]

    def reciprocity(self) -> list[Reciprocity]:
        """How far each side follows the other; empty where fewer than 20 weeks have events of both."""
        ways = ((self.source, self.target), (self.target, self.source))
        return [each for one, other in ways if (each := reciprocity(self.events, one, other)) is not None]

    def chart(self, *, theme: str = "light", width: int = 800) -> "alt.VConcatChart":
        """The series as an Altair chart, light or dark. Raises ``InputError`` where there are no events."""
        from detente.relations.chart import relation_chart  # noqa: PLC0415 - drawing is loaded only to draw

        arrow = "→" if self.directed else "↔"
        title = f"{self.source} {arrow} {self.target}, by {self.period}"
        return relation_chart(
            self.relations,
            title=title,
            labels=self.labels,
            marks=self._marks(),
            theme="dark" if theme == "dark" else "light",
            width=width,
        )

    def _marks(self) -> dict[date, str]:
        """What happened at each marked period, by its first day: at a break what changed and its greatest cause."""
        words = {each.found.relation.first: self.labels[each.events[0].id] for each in self.points() if each.events}
        for each in self.breaks():
            change = f"{'colder' if each.found.size < 0 else 'warmer'} by {abs(each.found.size):.1f}"
            first = period_of(each.found.day, self.period)[0]
            words[first] = ": ".join([change, *(self.labels[event.id] for event, _ in each.causes[:1])])
        return words


class Library(Store):
    """A store that can also tell relations."""

    def relation(self, source: str, target: str, *, period: str = "month", both: bool = False) -> Series:
        """The pair's series in days, weeks or months; empty where the store has no event between them.

        ``both`` joins what either did to the other.
        """
        if period not in set(Period):
            raise InputError(f"period {period!r} is not known; known: {', '.join(Period)}. Choose one of these")
        with dyads(self.folder) as opened:
            events = opened.either(source, target) if both else [*opened.between(source, target)]
            volumes = opened.volumes() if events else {}
        make = pair_temperature if both else relate
        series = make(events, source, target, Period(period), volumes)
        return Series(
            source=source,
            target=target,
            period=Period(period),
            relations=tuple(series),
            name_events=self._labels,
            directed=not both,
            events=tuple(events),
            volumes=volumes,
        )

    def breaks(self, *, top: int = 50) -> list[Told]:
        """The strongest breaks over all pairs of the store, both ways together, each with the events that made it."""
        with dyads(self.folder) as opened:
            summed = _summed(opened)
            events: dict[tuple[str, str], list[Event]] = {}

            def read(pair: tuple[str, str]) -> list[Event]:
                return events.setdefault(pair, opened.either(*pair))

            found = strongest_breaks(_paired(summed), summed.volumes, read, top=top)
        by_id = {event.id: event for own in events.values() for event in own}
        return [told(each, by_id) for each in found]

    def standings(self, *, least_events: int = LEAST_EVENTS) -> list[Standing]:
        """The pairs with so many events or more, over the whole time of the store, the coldest first."""
        return standings(self._paired_days(), least_events=least_events)

    def heat_map(
        self, *, top: int = 15, least_events: int = LEAST_EVENTS, theme: str = "light", width: int = 800
    ) -> "alt.LayerChart":
        """The coldest and the warmest pairs month by month, as an Altair chart. Raises ``InputError`` for no pair."""
        from detente.relations.heat import heat_chart  # noqa: PLC0415 - drawing is loaded only to draw

        paired = self._paired_days()
        chosen = extremes(standings(paired, least_events=least_events), top=top)
        months = {(each.a, each.b): months_of(paired, (each.a, each.b)) for each in chosen}
        return heat_chart(chosen, months, theme="dark" if theme == "dark" else "light", width=width)

    def _paired_days(self) -> PairedDays:
        with dyads(self.folder) as opened:
            return _paired(_summed(opened))

    def _labels(self, events: Sequence[Event]) -> dict[str, str]:
        """A few words for each event: the title of its first article where that has one, else its type and sides."""
        articles = {each.articles[0] for each in events if each.articles}
        found = self.articles(ids=sorted(articles), limit=len(articles)) if articles else []
        titles = {each.id: each.title for each in found if each.title}
        titled = ((each.id, titles.get(each.articles[0]) if each.articles else None) for each in events)
        return {**dict(_labels(events)), **{key: title for key, title in titled if title}}


def open_store(path: str | Path, *, create: bool = False) -> Library:
    """The store in the folder ``path``. Raises ``StoreError`` where there is none and ``create`` is not set."""
    return Library(open_tables(path, create=create))


def _summed(opened: Dyads) -> SummedDays:
    return opened.summed(threat=THREAT_INTENSITY, least_confidence=LEAST_CONFIDENCE)


def _paired(summed: SummedDays) -> PairedDays:
    return summed_days(summed.pairs, summed.columns)


def _labels(events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    """A few words for each event, for the marks of a chart."""
    for event in events:
        sides = (event.sources, event.targets)
        named = [", ".join(dict.fromkeys(each.country or each.name or "?" for each in side)) for side in sides]
        kind = (event.type or "statement").lower()
        yield event.id, f"{kind}: {' → '.join(side for side in named if side)}"


def check_type(name: str) -> str:
    """The event type of that name in capitals. Raises ``NotFoundError`` naming the known ones."""
    types = load_lexicon().ontology.types
    if name.upper() not in types:
        raise NotFoundError(f"type {name!r} is not known; known: {', '.join(types)}. Choose one of these")
    return name.upper()


def quotation_texts(store: Store, speaker: str | None, country: str | None) -> Iterator[Row]:
    """The store's quotations as rows, with their words beside their offsets."""
    for quotation in store.quotations(speaker=speaker, country=country):
        yield {**quotation_row(quotation), "text": " … ".join(span.text for span in quotation.content)}


def disputes(store: Store) -> tuple[Dispute, ...]:
    """The store's contested claims: those that some hold and others deny or doubt, with their first and last day."""
    from detente.linking.claims import contested  # noqa: PLC0415 - the linking room is not needed to code a text

    published = {article.id: article.published for article in store.all_articles()}
    return contested(store.claims(), load_lexicon(), published)
