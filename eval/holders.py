"""How much of a table of office holders made by others our own table knows, and how often it has the right holder.

For heads of state, heads of government and foreign ministers in office since ``SINCE``: the share whose name our table
knows under the same country, and the share of random days, as many for each office, on which the first holder that
our table names is theirs. A term without a last day is left out of these days, since such a row may be merely old.
``detente gazetteer check`` names those who are missing. The table lies beside the packs, not among them.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from detente.coding.holders import Holder, first_day, holders_on, last_day
from detente.holder_check import names_agree, names_of, words_of
from detente.holder_table import PositionWords, Term, read_holders
from detente.lexicon import DATA, Lexicon, load_lexicon, read_table
from eval.measures import Scores, share
from eval.packs import PacksMissingError, sample

FILES = ("../facts/office_holders.csv",)
SINCE = 2000
OFFICES = ("head_of_state", "head_of_government", "foreign_minister")
DRAWS = 200  # days drawn for each office of a state
SEED = 7


def run(bench: Path, limit: int | None) -> Scores:
    """The two shares, and the first of them for each office. Raises ``PacksMissingError`` without the table."""
    path = bench / FILES[0]
    if not path.is_file():
        raise PacksMissingError(f"benchmark packs: no file {str(path)!r}; holders needs it beside the packs. Bring it")
    lexicon = load_lexicon()
    rows = read_table(DATA / "gazetteer" / "holders.tsv", Holder)
    every = [term for term in read_holders(path, lexicon, SINCE).terms if term.office in OFFICES]
    terms = sample(every, limit, key=lambda term: term.line)
    names = names_by_country(rows)
    known = {term.line: is_known(term, names) for term in terms}
    right, drawn = random_days(terms, rows, _kinds(lexicon), date(SINCE, 1, 1))
    metrics = {"known": share(sum(known.values()), len(known)), "right_holder": share(right, drawn)}
    for office in OFFICES:
        flags = [known[term.line] for term in terms if term.office == office]
        metrics[f"known_{office}"] = share(sum(flags), len(flags))
    return Scores(rows=len(terms), metrics=metrics)


def names_by_country(rows: Iterable[Holder]) -> dict[str | None, list[frozenset[str]]]:
    """The words of every name and alias of ours, by country."""
    found: dict[str | None, list[frozenset[str]]] = defaultdict(list)
    for row in rows:
        found[row.country].extend(names_of(row))
    return found


def is_known(term: Term, names: dict[str | None, list[frozenset[str]]]) -> bool:
    """Whether a name of ours under that country agrees with the given one."""
    return any(names_agree(words_of(term.person), name) for name in names.get(term.country, ()))


def random_days(
    terms: Iterable[Term], rows: Sequence[Holder], kinds: dict[str, tuple[str, ...]], first: date
) -> tuple[int, int]:
    """Of the days drawn for each office (``DRAWS`` of them), on how many our first holder is theirs, and on how many
    both tables name someone."""
    offices: dict[tuple[str | None, str], list[Term]] = defaultdict(list)
    for term in terms:
        if term.start is not None and term.end is not None:
            offices[term.country, term.office].append(term)
    drawn = random.Random(SEED)  # noqa: S311
    right = total = 0
    for (country, office), held in sorted(offices.items(), key=lambda each: (each[0][0] or "", each[0][1])):
        length = (max(last_day(term.end) for term in held) - first).days
        for day in (first + timedelta(days=drawn.randrange(length + 1)) for _ in range(DRAWS)):
            theirs = [words_of(term.person) for term in held if first_day(term.start) <= day <= last_day(term.end)]
            named = [row for kind in kinds[office] for row in holders_on(rows, kind, country, day)[:1]]
            ours = [name for row in named for name in names_of(row)]
            if theirs and ours:
                total += 1
                right += any(names_agree(one, other) for one in theirs for other in ours)
    return right, total


def _kinds(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """The offices of ours that count for each office."""
    positions = lexicon.words("positions", PositionWords).positions
    return {each.office: (each.office, *each.also) for each in positions}
