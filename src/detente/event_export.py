"""Events out of a store, or out of articles just coded, in the formats of others, as CSV or as Parquet.

Linked events go out with the mode, code, place and address of their surest telling; imported ones as they came in,
where the format is their own. Nothing is held but the batch at hand.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO

import click
import pyarrow.parquet as pq

from detente.exchange import EventFile, chosen, load_codes, of_report, with_report
from detente.lexicon import load_lexicon
from detente.model import Article, Coding, Event
from detente.rows import Rows
from detente.store import ArticleSummary, Store

# Linked events whose reports are looked up together.
LOOKED_UP = 500


def event_file(dataset: str) -> EventFile:
    """An empty file of a format. Raises ``NotFoundError`` for a format that is not known."""
    codes = load_codes(load_lexicon())
    codes.layouts.of(dataset)
    return EventFile(dataset, codes)


def coding_lines(coding: Coding, file: EventFile) -> Iterator[str]:
    """The lines of one article's reports."""
    for report in coding.reports:
        yield from file.lines(of_report(report, coding.article))


def file_printer(file: EventFile) -> Callable[[Coding], None]:
    """What prints one coding after another as lines of the file, the header first."""
    head = [file.head()]

    def show(coding: Coding) -> None:
        click.echo((head.pop() if head else "") + "".join(coding_lines(coding, file)), nl=False)

    return show


def event_lines(store: Store, events: Iterable[Event], file: EventFile) -> Iterator[str]:
    """The lines of a store's events, the header first."""
    yield file.head()
    for event in _told(store, events):
        yield from file.lines(event)


def write_parquet(found: Rows[Event], out: IO[bytes]) -> int:
    """The columns that a person reads, as one Parquet file; the number of its rows."""
    written = 0
    with found.batches() as batches, pq.ParquetWriter(out, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
            written += batch.num_rows
    return written


def _told(store: Store, events: Iterable[Event]) -> Iterator[Event]:
    """The events, linked ones with what their surest telling says."""
    stream = iter(events)
    while batch := list(islice(stream, LOOKED_UP)):
        wanted = {report for event in batch for report in event.reports}
        reports = {report.id: report for report in store.reports(sorted(wanted))} if wanted else {}
        best = {event.id: chosen([reports[each] for each in event.reports if each in reports]) for event in batch}
        articles = _articles(store, {report.article for report in best.values() if report is not None})
        for event in batch:
            report = best[event.id]
            yield with_report(event, report, articles.get(report.article) if report else None)


def _articles(store: Store, ids: set[str]) -> dict[str, Article]:
    found = store.articles(ids=sorted(ids), limit=len(ids)) if ids else []
    return {each.id: _bare(each) for each in found}


def _bare(summary: ArticleSummary) -> Article:
    """What is known of an article without its text."""
    return Article(id=summary.id, text="", published=summary.published, publisher=summary.publisher, url=summary.url)


def left_out(counts: Counter[str], dataset: str) -> str | None:
    """What a file of a format could not hold, in a line; None where it holds all."""
    if not counts:
        return None
    told = ", ".join(f"{count:,} {reason}" for reason, count in counts.most_common())
    return f"not written: {told}; {dataset} has no place for them"
