"""The page of one article: its text with its marks, and beside it all that was found, each row leading to its words."""

from dataclasses import dataclass

from detente.errors import NotFoundError
from detente.model import Coding, Event, EventReport
from detente.records import Row, coding_row, event_row
from detente.web.home import heading_of
from detente.web.layers import marked_text
from detente.web.marks import Segment
from detente.web.shelf import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One article with its coding, and the events that it tells of."""

    coding: Coding
    events: list[Event]
    segments: list[Segment]

    @property
    def title(self) -> str:
        """The article's title or first words."""
        return heading_of(self.coding.article)

    @property
    def reports(self) -> list[EventReport]:
        """The reports in the order of the text."""
        return sorted(self.coding.reports, key=lambda report: report.spans[0].start if report.spans else -1)

    def row(self) -> Row:
        """The page as JSON: the row of ``detente code``, and the events."""
        return {**coding_row(self.coding), "events": [event_row(event) for event in self.events]}


def article_page(shelf: Opened, key: str) -> ArticlePage:
    """The article with this id or given id. Raises ``NotFoundError`` where there is none."""
    try:
        coding = shelf.coding(key)
    except NotFoundError as error:
        raise NotFoundError(
            f"article {key!r}: not in this store; an article's own id and the one that its input gave are allowed. "
            "Look for it in the list of articles"
        ) from error
    return ArticlePage(coding=coding, events=list(shelf.events_of(coding.article.id)), segments=marked_text(coding))
