"""Five million generated rows of ICEWS in; how fast they are imported and a pair's series is told, as ratios, out.

The rows are made by DuckDB from the numbers 1 to n alone, so they are the same everywhere: 25 years, the states of our
gazetteer with a few far more frequent than most, 40 names a state, CAMEO codes as frequent as they are in the world's
news, and every eighth pair of rows a meeting told both ways. Each figure is set beside DuckDB on the same file: reading
it into a table, and reading it and counting one pair by month. Run by name only and without floors: seconds belong to
the machine, the ratio to how many of its processors are idle, and the whole needs four minutes and 3 GB of disk.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from detente.event_import import import_events
from detente.lexicon import State, load_lexicon
from detente.library import open_store
from eval.measures import Scores, share
from eval.packs import say

FILES: tuple[str, ...] = ()
ROWS = 5_000_000
ROUNDS = 3
# The most frequent pair of the file, one in the middle, and one that has few events.
PLACES = (1, 500, 10_000)
CODES = (
    "010 010 010 020 030 036 040 040 040 040 042 043 051 057 060 071 080 090 111 112 112 120 130 138 140 173 190 193"
)
MEETING = "040"

# The cube of an even draw makes a state of the first tenth of the list as frequent as all of its second half.
GENERATED = """
COPY (
WITH told AS (
    SELECT i, i // 16 AS story, i % 16 = 1 AS goes_back, i % 16 < 2 AS meets, hash(i, 7) AS seed,
        CASE WHEN i % 16 = 1 THEN i - 1 ELSE i END AS meeting
    FROM range($rows) AS numbers(i)
),
drawn AS (
    SELECT *, (len($states) * pow((hash(meeting, 1) % 10000) / 10000.0, 3))::INT % len($states) AS first,
        (len($states) * pow((hash(meeting, 2) % 10000) / 10000.0, 3))::INT % len($states) AS second,
        $states[1 + first] AS a, $states[1 + second] AS b, hash(meeting, 3) % 40 AS who
    FROM told
),
sided AS (
    SELECT *, CASE WHEN goes_back THEN b ELSE a END AS source, CASE WHEN goes_back THEN a ELSE b END AS target,
        CASE WHEN meets THEN $meeting ELSE $codes[1 + (seed % len($codes))::INT] END AS code FROM drawn
)
SELECT 30000000 + i AS "Event ID", DATE '1995-01-01' + (story * 9000 // ($rows // 16 + 1))::INT AS "Event Date",
    CASE WHEN who < 8 THEN source ELSE 'Person ' || who || ' (' || source || ')' END AS "Source Name",
    CASE WHEN who < 8 THEN NULL ELSE 'Executive,Executive Office,Government' END AS "Source Sectors",
    source AS "Source Country", 'Invented' AS "Event Text", code AS "CAMEO Code",
    (seed % 200) / 10.0 - 10 AS "Intensity",
    CASE WHEN who < 8 THEN target ELSE 'Person ' || who || ' (' || target || ')' END AS "Target Name",
    CASE WHEN who < 8 THEN NULL ELSE 'Military,Government' END AS "Target Sectors", target AS "Target Country",
    40000000 + story AS "Story ID", CASE WHEN meets THEN 1 ELSE 2 + i % 5 END AS "Sentence Number",
    'Wire ' || seed % 300 AS "Publisher", 'City ' || seed % 5000 AS "City", NULL AS "District",
    'Province ' || seed % 900 AS "Province", source AS "Country",
    (seed % 18000) / 100.0 - 90 AS "Latitude", (seed % 36000) / 100.0 - 180 AS "Longitude"
FROM sided ORDER BY i
) TO '{path}' (DELIMITER '\t', HEADER, QUOTE '', NULLSTR 'NULL')
"""
READ = "read_csv($path, delim='\t', header=true, quote='', all_varchar=true)"
LOADED = f"CREATE OR REPLACE TABLE loaded AS FROM {READ}"
COUNTED = f"""
SELECT "Event Date"[:7] AS month, count(*) FROM {READ}
WHERE "Source Country" = $source AND "Target Country" = $target GROUP BY month
"""  # noqa: S608 - constants of this file


def run(_: Path, limit: int | None = None) -> Scores:
    """The figures over ``limit`` rows, five million where it is not given."""
    rows = limit or ROWS
    with tempfile.TemporaryDirectory() as folder:
        path, store_path = Path(folder, "events.tab"), Path(folder, "news.detente")
        write_rows(path, rows)
        say(f"exchange: {rows:,} rows generated, {path.stat().st_size / 2**20:,.0f} MiB")
        with duckdb.connect() as connection:
            loading = min(_seconds(lambda: connection.execute(LOADED, {"path": str(path)})) for _ in range(2))
        say(f"exchange: DuckDB reads them in {loading:.1f} s")
        store = open_store(store_path, create=True)
        processor = time.process_time()
        importing = _seconds(lambda: import_events(store.folder, [str(path)], "icews"))
        processor = time.process_time() - processor
        say(f"exchange: imported in {importing:.1f} s")
        figures = {"rows_per_second": share(rows, importing), "import_ratio_to_duckdb": share(importing, loading)}
        figures["rows_per_processor_second"] = share(rows, processor)
        pairs = store.pairs()
        for place in PLACES:
            pair = pairs[min(place, len(pairs)) - 1]
            telling = _median(lambda pair=pair: store.relation(pair.a, pair.b, period="month"))  # type: ignore[misc]
            between = _median(lambda pair=pair: [*store.between(pair.a, pair.b)])  # type: ignore[misc]
            names = _names(pair.a, pair.b)
            with duckdb.connect() as connection:
                counting = _median(
                    lambda names=names: connection.execute(COUNTED, {"path": str(path), **names}).fetchall()  # type: ignore[misc]
                )
            say(f"exchange: {pair.a}, {pair.b}: {pair.events:,} events, DuckDB on the file {counting:.2f} s")
            figures |= {
                f"pair_{place}_events": pair.events,
                f"pair_{place}_series_seconds": telling,
                f"pair_{place}_events_seconds": between,
                f"pair_{place}_series_ratio_to_duckdb": share(telling, counting),
            }
    return Scores(rows=rows, metrics=figures)


def write_rows(path: Path, rows: int) -> None:
    """A file of so many rows, the same on every machine."""
    values = {"states": [*_states().values()], "codes": CODES.split(), "meeting": MEETING, "rows": rows}
    with duckdb.connect() as connection:
        connection.execute(GENERATED.format(path=str(path).replace("'", "''")), values)


def _states() -> dict[str, str]:
    states: dict[str, str] = {}
    for state in load_lexicon().table("states", State):
        states.setdefault(state.code, state.name)
    return states


def _names(source: str, target: str) -> dict[str, str]:
    states = _states()
    return {"source": states[source], "target": states[target]}


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
