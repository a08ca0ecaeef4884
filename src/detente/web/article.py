"""The page of one article: its text with its marks, and beside it all that was found, each row leading to its words."""

from dataclasses import dataclass

from detente.errors import NotFoundError
from detente.model import Coding, Copy, Derivation, EventReport, LeftOut
from detente.records import Row, coding_row, copy_row
from detente.web.home import heading_of
from detente.web.layers import marked_text
from detente.web.lines import EventLine, event_lines
from detente.web.marks import Segment
from detente.web.shelf import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One article with its coding, and the events that it tells of."""

    coding: Coding
    events: list[EventLine]
    segments: list[Segment]
    copy: Copy | None

    @property
    def title(self) -> str:
        """The article's title or first words."""
        return heading_of(self.coding.article)

    @property
    def reports(self) -> list[EventReport]:
        """The reports in the order of the text."""
        return sorted(self.coding.reports, key=lambda report: report.spans[0].start if report.spans else -1)

    @property
    def left_out(self) -> dict[str, list[LeftOut]]:
        """What was left out, under each reason, the reasons in the order of the text."""
        found: dict[str, list[LeftOut]] = {}
        for each in sorted(self.coding.left_out, key=lambda left_out: left_out.span.start):
            found.setdefault(each.reason, []).append(each)
        return found

    @property
    def derived(self) -> dict[str, list[Derivation]]:
        """The sentences that come from other articles, under each of these."""
        found: dict[str, list[Derivation]] = {}
        for each in self.copy.derived if self.copy else ():
            found.setdefault(each.origin, []).append(each)
        return found

    def row(self) -> Row:
        """The page as JSON: the row of ``detente code``, the events, and the row of ``detente stories``."""
        copy = copy_row(self.copy, self.coding.article.given_id) if self.copy else None
        return {**coding_row(self.coding), "events": [line.row() for line in self.events], "copy": copy}


def article_page(shelf: Opened, key: str) -> ArticlePage:
    """The article with this id or given id. Raises ``NotFoundError`` where there is none."""
    try:
        coding = shelf.coding(key)
    except NotFoundError as error:
        raise NotFoundError(
            f"article {key!r}: not in this store; an article's own id and the one that its input gave are allowed. "
            "Look for it in the list of articles"
        ) from error
    events = event_lines(shelf.events_of(coding.article.id), coding.reports)
    copy = next(iter(shelf.copies(coding.article.id)), None)
    return ArticlePage(coding=coding, events=events, segments=marked_text(coding), copy=copy)
