"""The page of one event: the happening, and every telling of it with its words."""

from dataclasses import dataclass

from detente.errors import NotFoundError
from detente.event_records import event_row
from detente.model import Article, Event, EventReport, Link
from detente.records import Row, report_row
from detente.web import wording
from detente.web.home import heading_of
from detente.web.layers import excerpt
from detente.web.marks import Segment
from detente.web.shelf import Opened, PageNumber

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article's telling, with the sentences that hold its words; ``link`` says why it is of this event."""

    report: EventReport
    article: Article
    segments: list[Segment]
    link: Link | None

    @property
    def heading(self) -> str:
        """The article's title or first words."""
        return heading_of(self.article)

    def row(self) -> Row:
        """The telling as JSON."""
        return {
            **report_row(self.report),
            "title": self.article.title,
            "publisher": self.article.publisher,
            "published": self.article.published.isoformat() if self.article.published else None,
            "sentence": "".join(segment.text for segment in self.segments),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """One happening, with a part of its tellings."""

    event: Event
    tellings: list[Telling]
    number: int
    has_next: bool

    @property
    def title(self) -> str:
        """What happened, in a few words."""
        return f"{(self.event.type or wording.NO_TYPE).capitalize()}: {wording.who(self.event)}"

    @property
    def shown(self) -> dict[str, str]:
        """The headings of the tellings on this page, by their reports."""
        return {telling.report.id: telling.heading for telling in self.tellings}

    @property
    def pair(self) -> tuple[str, str] | None:
        """The first two states on either side, whose pair has a page; None where there are no two."""
        sources = [each.country for each in self.event.sources if each.country]
        targets = [each.country for each in self.event.targets if each.country] or sources[1:]
        return (sources[0], targets[0]) if sources and targets and sources[0] != targets[0] else None

    def row(self) -> Row:
        """The page as JSON."""
        return {
            **event_row(self.event),
            "page": self.number,
            "next_page": self.number + 1 if self.has_next else None,
            "tellings": [telling.row() for telling in self.tellings],
        }


def event_page(shelf: Opened, key: str, page: PageNumber = 1) -> EventPage:
    """The event with this id, 25 tellings a page. Raises ``NotFoundError`` where there is none."""
    try:
        event = shelf.event(key)
    except NotFoundError as error:
        raise NotFoundError(
            f"event {key!r}: not in this store; ids of the last run are allowed, and new articles can change them. "
            "Look for it under its pair of states"
        ) from error
    start = (page - 1) * PAGE_SIZE
    reports = list(shelf.reports(event.reports[start : start + PAGE_SIZE]))
    articles = {name: shelf.article(name) for name in dict.fromkeys(report.article for report in reports)}
    links = {link.report: link for link in event.links}
    return EventPage(
        event=event,
        tellings=[_telling(report, articles[report.article], links.get(report.id)) for report in reports],
        number=page,
        has_next=len(event.reports) > start + PAGE_SIZE,
    )


def _telling(report: EventReport, article: Article, link: Link | None) -> Telling:
    return Telling(report=report, article=article, segments=excerpt(article, report), link=link)
