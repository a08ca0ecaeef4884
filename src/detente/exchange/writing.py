"""Events in, lines of a file in one of the formats of others out, with the columns of that format in its order.

A row of ICEWS, GDELT or Phoenix says that a thing happened: what is planned, threatened, denied, hypothetical or past
has no place there and is counted under ``left_out``, as is what has no day. Limits: tabs and line breaks inside a text
become blanks, for none of these formats can quote them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.exchange import gdelt, icews, phoenix, polecat
from detente.exchange.layouts import Codes
from detente.exchange.pairs import dyads_of
from detente.model import Event, Status

PAIRWISE = {icews.DATASET: icews.write, gdelt.DATASET: gdelt.write, phoenix.DATASET: phoenix.write}
DELIMITER = "\t"


@dataclass(slots=True)
class EventFile:
    """A file of a format as it is written; ``left_out`` counts the events that it cannot hold, by reason."""

    dataset: str
    codes: Codes
    left_out: Counter[str] = field(default_factory=Counter)

    def head(self) -> str:
        """The line that names the columns; empty where the format has none."""
        layout = self.codes.layouts.of(self.dataset)
        return DELIMITER.join(layout.columns) + "\n" if layout.header else ""

    def lines(self, event: Event) -> Iterator[str]:
        """The event's rows; none where the format cannot hold it."""
        if event.first is None:
            self.left_out["no day"] += 1
        elif self.dataset == polecat.DATASET:
            if event.type is None:
                self.left_out["no type"] += 1
            else:
                yield self._line(polecat.write(event, self.codes))
        elif event.status is not Status.HAPPENED:
            self.left_out[event.status.value] += 1
        else:
            rows = PAIRWISE[self.dataset](event, dyads_of(event, self.codes), self.codes)
            yield from map(self._line, rows)

    def _line(self, row: dict[str, object]) -> str:
        layout = self.codes.layouts.of(self.dataset)
        cells = (_cell(row.get(name)) or layout.empty for name in layout.columns)
        return DELIMITER.join(cells) + "\n"


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
