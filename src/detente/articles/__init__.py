"""Read: files, folders, pages and standard input in, articles out, in input order and one at a time.

A format is a function from an open file to drafts, in a file of its own, and a line in ``FORMATS``. What cannot be
read is told through ``notify`` with its file and line, and reading goes on.
"""

import logging
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from detente.articles.draft import Draft, Notice, NoticeKind, Reader, finish, parse_published
from detente.articles.html import read_html
from detente.articles.jsonl import read_jsonl
from detente.articles.paths import list_files, open_file, sniff, suffix_of
from detente.articles.plain import read_plain
from detente.articles.tables import read_csv, read_parquet
from detente.errors import InputError
from detente.model import Article

__all__ = ["FORMATS", "Draft", "Notice", "NoticeKind", "Reader", "finish", "parse_published", "read_articles"]

_LOGGER = logging.getLogger(__name__)

# From a file's suffix to its reader. Each is also read packed, as .jsonl.gz.
FORMATS: dict[str, Reader] = {
    ".csv": read_csv,
    ".htm": read_html,
    ".html": read_html,
    ".jsonl": read_jsonl,
    ".parquet": read_parquet,
    ".txt": read_plain,
}


def _log(notice: Notice) -> None:
    _LOGGER.warning("%s", notice)


def read_articles(
    paths: Sequence[str | Path],
    *,
    published: date | None = None,
    notify: Callable[[Notice], None] = _log,
) -> Iterator[Article]:
    """The articles at the paths, each read when it is asked for; none where there is nothing to read.

    ``-`` is standard input, a folder stands for the readable files under it. ``published`` is the day of articles
    that do not state their own. ``notify`` hears of what could not be read; left out, it is logged.
    Raises ``InputError`` at once for a path that is missing or of no known format.
    """
    files = list_files(paths, FORMATS)
    return (article for file in files for article in _read_file(file, published, notify))


def _read_file(file: str, published: date | None, notify: Callable[[Notice], None]) -> Iterator[Article]:
    where = "standard input" if file == "-" else file
    try:
        with open_file(file) as stream:
            read = FORMATS[suffix_of(file) or sniff(stream)]
            for found in read(where, stream):
                if isinstance(found, Notice):
                    notify(found)
                elif (article := finish(found, published=published, notify=notify)) is not None:
                    yield article
    except InputError as error:
        notify(Notice(where=where, reason=str(error)))
    except (OSError, EOFError, zlib.error) as error:
        notify(Notice(where=where, reason=f"cannot be opened or unpacked ({error})"))
