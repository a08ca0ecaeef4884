"""A folder of tables in; what was replaced in it, and what is retracted, written into its table ``changes``.

Each of these is done by a writer that holds the folder's lock for writers, or by the one that links.
"""

from collections.abc import Sequence

from detente import rows
from detente.changes import CHANGES, Change, Fate, Known, known, replacements, retraction
from detente.chunks import change_batch, chunk_name
from detente.delta import DeltaFolder
from detente.errors import NotFoundError
from detente.model import Article
from detente.rows import Rows, visible
from detente.tables import ARTICLES


def changes_of(folder: DeltaFolder, article: str | None) -> Rows[Change]:
    """What was replaced and retracted, the earliest first; of one article, by any of its ids."""
    return Rows(folder, CHANGES, rows.CHANGES_OF, {"article": article})


def replaced_by(folder: DeltaFolder, articles: Sequence[Article]) -> list[Change]:
    """What these articles, in the order of their arrival, take the place of, in the store or among themselves."""
    names = {
        "given_ids": [each.given_id for each in articles if each.given_id is not None],
        "urls": [each.url for each in articles if each.url is not None],
    }
    with visible(folder) as connection:
        standing = [Known(*row) for row in connection.execute(rows.STANDING, names).fetchall()]
    return replacements(standing, map(known, articles))


def settle(folder: DeltaFolder) -> None:
    """Let the later of two readings stand that two runs wrote at once, neither knowing of the other."""
    with visible(folder) as connection:
        found = connection.execute(rows.EVERY_STANDING).fetchall()
    chunks = {row[0]: row[-1] for row in found}
    for change in replacements([], (Known(*row[:-1]) for row in found)):
        folder.append(CHANGES, change_batch([change], chunks[change.new or ""]))


def retract(folder: DeltaFolder, key: str, reason: str | None) -> Change:
    """Take an article out, by its id or given id; where that was done before, tell what was done.

    Raises NotFoundError where there is no such article, or where several have this given id.
    """
    before = [each for each in changes_of(folder, key) if each.what is Fate.RETRACTED]
    article = find_article(folder, key) if not before else None
    if article is None:
        return before[-1]
    change = retraction(article, reason)
    folder.append(CHANGES, change_batch([change], chunk_name()))
    return change


def find_article(folder: DeltaFolder, key: str) -> Article:
    """The one article that stands under this id or given id; raises NotFoundError where there is none, or several."""
    with visible(folder) as connection:
        found = list(Rows(folder, ARTICLES, rows.ARTICLES_CALLED, {"key": key}).read(connection))
    if not found:
        raise not_found(folder, key)
    if len(found) > 1 and found[0].id != key:
        ids = ", ".join(each.id for each in found)
        message = f"{folder.path}: {key!r} is the given id of {ids}; one is allowed. Name its own id."
        raise NotFoundError(message)
    return found[0]


def not_found(folder: DeltaFolder, key: str) -> NotFoundError:
    """What to say of an article that is not there: what became of it, or where to look."""
    last = next(reversed([*changes_of(folder, key)]), None)
    if last is not None:
        told = last.what if last.new is None else f"{last.what} by {last.new}"
        return NotFoundError(
            f"{folder.path}: the article {key!r} was {told} at {last.time}; articles that stand are allowed. "
            f"See: detente changes --store {folder.path}"
        )
    return NotFoundError(
        f"{folder.path}: no article {key!r}; its own id or the one its input gave are allowed. "
        f"List them with: detente stories --store {folder.path}"
    )
