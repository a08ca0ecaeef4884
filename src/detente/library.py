"""The public functions: the same verbs as the commands, for scripts and notebooks.

Example::

    coding = detente.code_text("Norway accused Chile of jamming its ships.", published="2024-05-03")
    with detente.open_store("news.detente") as store:
        store.relation("NOR", "CHL", period="month").chart()
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from detente.articles import Draft, Notice, finish, parse_published
from detente.coding import code_article
from detente.coding.classify import classify_pair
from detente.coding.judge import Pair
from detente.coding.syntax import load_parser
from detente.errors import InputError, NotFoundError
from detente.lexicon import load_lexicon
from detente.model import Classified, Coding, Dispute, Event, Period, Relation
from detente.records import Row, quotation_row
from detente.relations import relate
from detente.store import Store, open_tables

if TYPE_CHECKING:
    import altair as alt


def code_text(text: str, *, published: str | date | None = None, title: str | None = None) -> Coding:
    """All that is found in one text. Raises ``InputError`` for an empty text or a date that is none."""
    day = parse_published(published, where="published") if isinstance(published, str) else published
    problems: list[Notice] = []
    article = finish(Draft(where="text", text=text, title=title), published=day, notify=problems.append)
    if article is None:
        raise InputError(str(problems[0]))
    return code_article(article, load_lexicon(), load_parser())


def classify(text: str, *, sources: Sequence[tuple[int, int]], targets: Sequence[tuple[int, int]]) -> Classified:
    """The type of what the actors at ``sources`` do to those at ``targets``; None where the text does not say."""
    for start, end in (*sources, *targets):
        if not 0 <= start < end <= len(text):
            message = (
                f"classify: offsets {start}, {end} lie outside the text; 0 to {len(text)} are inside. Count characters"
            )
            raise InputError(message)
    pair = Pair(tuple(sources), tuple(targets))
    return classify_pair(load_parser().parse(text, [(0, len(text))]), pair, load_lexicon())


@dataclass(frozen=True, slots=True)
class Series(Sequence[Relation]):
    """A directed pair, period by period, with the events that it is made of."""

    source: str
    target: str
    period: Period
    relations: tuple[Relation, ...]
    labels: dict[str, str]

    def __getitem__(self, index):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN204 - as Sequence has it
        return self.relations[index]

    def __len__(self) -> int:
        return len(self.relations)

    def chart(self, *, theme: str = "light", width: int = 800) -> "alt.VConcatChart":
        """The series as an Altair chart, light or dark. Raises ``InputError`` where there are no events."""
        from detente.relations.chart import relation_chart  # noqa: PLC0415 - drawing is loaded only to draw

        title = f"{self.source} → {self.target}, by {self.period}"
        return relation_chart(
            self.relations, title=title, labels=self.labels, theme="dark" if theme == "dark" else "light", width=width
        )


class Library(Store):
    """A store that can also tell relations."""

    def relation(self, source: str, target: str, *, period: str = "month") -> Series:
        """The pair's series in days, weeks or months; empty where the store has no event between them."""
        if period not in set(Period):
            raise InputError(f"period {period!r} is not known; known: {', '.join(Period)}. Choose one of these")
        events = [*self.between(source, target)]
        relations = tuple(relate(events, source, target, Period(period)))
        return Series(source, target, Period(period), relations, dict(_labels(events)))


def open_store(path: str | Path, *, create: bool = False) -> Library:
    """The store in the folder ``path``. Raises ``StoreError`` where there is none and ``create`` is not set."""
    return Library(open_tables(path, create=create))


def _labels(events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    """A few words for each event, for the marks of a chart."""
    for event in events:
        sides = (event.sources, event.targets)
        named = [", ".join(each.country or each.name or "?" for each in side) for side in sides]
        yield event.id, f"{(event.type or 'statement').lower()}: {' → '.join(side for side in named if side)}"


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
