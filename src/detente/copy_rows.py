"""The row of ``copies``: how a ``Copy`` is written and read back.

Its origin and its derived sentences stand together as JSON in ``record``, null where there are neither, as in stores
that were linked before there were any; ``origin`` and ``derived_from`` repeat the name and the articles for people.
"""

from dataclasses import dataclass

from pydantic import TypeAdapter

from detente.model import Copy, Derivation, Origin

COLUMNS = ("article", "story", "copy_of", "similarity", "why", "record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """What the record of a row holds."""

    origin: Origin | None
    derived: tuple[Derivation, ...]


_DESCENT = TypeAdapter(Descent)


def copy_row(copy: Copy) -> dict[str, object]:
    """The row of ``copies``."""
    descent = Descent(origin=copy.origin, derived=copy.derived)
    return {
        "article": copy.article,
        "story": copy.story,
        "copy_of": copy.copy_of,
        "similarity": copy.similarity,
        "why": copy.why,
        "origin": copy.origin.name or copy.origin.article if copy.origin else None,
        "derived_from": "|".join(dict.fromkeys(each.origin for each in copy.derived)) or None,
        "record": _DESCENT.dump_json(descent).decode() if copy.origin or copy.derived else None,
    }


def copy_of_row(
    article: str, story: str, copy_of: str | None, similarity: float | None, why: str | None, record: str | None
) -> Copy:
    """The copy in the values of ``COLUMNS``."""
    descent = _DESCENT.validate_json(record) if record else Descent(origin=None, derived=())
    return Copy(
        article=article,
        story=story,
        copy_of=copy_of,
        similarity=similarity,
        why=why,
        origin=descent.origin,
        derived=descent.derived,
    )
