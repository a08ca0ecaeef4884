"""Keys and the articles that hold them, in an SQLite file: two tables, a large one and a small one for what is new.

Keys are spread evenly, so each new row falls on a page of its own: put into one table, a heap of articles would have
the whole of it written anew. New rows go into the small table, and from there in one go, in order, into the large one.
"""

import sqlite3

# The large table takes the new rows when they are of so many articles, and of so large a share of its own. Measured at
# 100,000 articles, by turns with 10,000 (eval.scale_copies): see decision 6.
MERGE_ARTICLES = 2_000
MERGE_SHARE = 0.125

TABLE = """
CREATE TABLE IF NOT EXISTS {name} (key INTEGER, day INTEGER, article INTEGER, PRIMARY KEY (key, day, article))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS {name}_new (key INTEGER, day INTEGER, article INTEGER, PRIMARY KEY (key, day, article))
    WITHOUT ROWID;
"""
MERGED = "CREATE TABLE IF NOT EXISTS merged (name TEXT PRIMARY KEY, articles INTEGER);"
HELD = """
SELECT k.key, article FROM json_each(?1) AS wanted CROSS JOIN {name} AS k ON k.key = wanted.value AND {days}
UNION ALL
SELECT k.key, article FROM json_each(?1) AS wanted CROSS JOIN {name}_new AS k ON k.key = wanted.value AND {days}
"""
INSERT = "INSERT OR IGNORE INTO {name}_new SELECT value, ?, ? FROM json_each(?)"
DELETE = "DELETE FROM {name} WHERE key IN (SELECT value FROM json_each(?)) AND day = ? AND article = ?"


def tables_of(*names: str) -> str:
    """The statements that make these postings."""
    return MERGED + "".join(TABLE.format(name=name) for name in names)


class Postings:
    """One pair of tables; ``day`` is 0 where days do not matter. Keys come as a JSON list."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._insert = INSERT.format(name=name)
        self._deletes = [DELETE.format(name=each) for each in (name, f"{name}_new")]

    def held(self, days: str = "TRUE") -> str:
        """A query for key and article of all rows that have one of the keys ?1, and for which ``days`` is true."""
        return HELD.format(name=self.name, days=days)

    def add(self, db: sqlite3.Connection, article: int, keys: str, day: int = 0) -> None:
        """Let an article hold some keys."""
        db.execute(self._insert, (day, article, keys))

    def remove(self, db: sqlite3.Connection, article: int, keys: str, day: int = 0) -> None:
        """Let an article hold them no longer."""
        for delete in self._deletes:
            db.execute(delete, (keys, day, article))

    @staticmethod
    def interval(articles: int) -> float:
        """After how many articles what is new is moved, where so many were moved before."""
        return max(MERGE_ARTICLES, MERGE_SHARE * articles)

    def merge(self, db: sqlite3.Connection, articles: int, *, now: bool = False) -> None:
        """Move what is new where there is enough of it; ``articles`` is the greatest number of an article so far."""
        found = db.execute("SELECT articles FROM merged WHERE name = ?", (self.name,)).fetchone()
        before = int(found[0]) if found else 0
        if now or articles - before >= self.interval(before):
            db.execute(f"INSERT OR IGNORE INTO {self.name} SELECT * FROM {self.name}_new ORDER BY key, day, article")  # noqa: S608
            db.execute(f"DELETE FROM {self.name}_new")  # noqa: S608
            db.execute("INSERT OR REPLACE INTO merged VALUES (?, ?)", (self.name, articles))
