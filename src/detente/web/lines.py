"""Events in, the lines of a list out: each event with the words of one of its tellings."""

from collections.abc import Iterable
from dataclasses import dataclass

from detente.event_records import event_row
from detente.model import Event, EventReport
from detente.records import Row
from detente.web import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event, and the words that carry one telling of it; ``words`` is None where that telling is not known."""

    event: Event
    words: str | None

    def row(self) -> Row:
        """The line as JSON."""
        return {**event_row(self.event), "words": self.words}


def event_lines(events: Iterable[Event], reports: Iterable[EventReport]) -> list[EventLine]:
    """The events in their order, each with the words of the first of its tellings that is among the reports."""
    carried = {report.id: wording.carried(report) for report in reports}
    return [
        EventLine(event=event, words=next((carried[each] for each in event.reports if carried.get(each)), None))
        for event in events
    ]
