"""What linking remembers from run to run: the index of copies and the index of derivations, side by side in a folder.

Both are derived from the articles, can be deleted at any time, and are built again.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from detente.lexicon import Lexicon, load_lexicon
from detente.linking.copy_entries import Repeat
from detente.linking.copy_index import CopyIndex
from detente.linking.credits import Credit, Credits, credits_of
from detente.linking.derivation_index import DerivationIndex
from detente.model import Article, Derivation, Origin, OriginBasis

COPIES, DERIVATIONS = "copies.sqlite", "derivations.sqlite"

Fetch = Callable[[Iterable[str]], Iterable[Article]]


class Memory:
    """The indexes in the files of a folder, or in memory; use it in a ``with`` block."""

    def __init__(self, folder: Path | None = None, *, lexicon: Lexicon | None = None) -> None:
        words = lexicon or load_lexicon()
        self._credits = credits_of(words)
        self._open = ExitStack()
        self._copies = self._open.enter_context(CopyIndex(folder / COPIES if folder else None))
        self._derivations = self._open.enter_context(DerivationIndex(words, folder / DERIVATIONS if folder else None))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def update(self, present: Iterable[str], fetch: Fetch) -> None:
        """Bring both indexes to these articles; ``fetch`` gives those with some ids, and is asked for new ones."""
        wanted = set(present)
        for index in (self._copies, self._derivations):
            known = index.known()
            index.remove(known - wanted)
            if missing := sorted(wanted - known):
                index.add(fetch(missing))

    def repeats(self) -> list[Repeat]:
        """Each article that repeats an earlier one, by id."""
        credited = self._derivations.credits().items()
        return self._copies.repeats({each for each, credit in credited if credit.basis is OriginBasis.CREDIT})

    def derivations(self, repeats: Mapping[str, Repeat]) -> dict[str, tuple[Derivation, ...]]:
        """The sentences that each article takes from others, in their order; no entry for one that takes none."""
        return self._derivations.derivations(repeats)

    def origins(self, repeats: Mapping[str, Repeat], publishers: Mapping[str, str | None]) -> dict[str, Origin]:
        """Where each article comes from: whom it credits, else what it copies, else whom it cites; by its id.

        A copy whose own words credit nobody has the agency that its origin credits or is; no entry where nothing tells.
        """
        credited = self._derivations.credits()
        names = _Names(self._credits, credited, publishers)
        found: dict[str, Origin] = {}
        for article in {*repeats, *credited}:
            credit, repeat = credited.get(article), repeats.get(article)
            own = credit is not None and credit.basis is OriginBasis.CREDIT
            if repeat is not None and not own:
                found[article] = names.of_copy(repeat)
            elif credit is not None:
                found[article] = names.of_credit(article, credit, repeat)
        return found


class _Names:
    """Who stands behind articles."""

    def __init__(self, plain: Credits, credited: Mapping[str, Credit], publishers: Mapping[str, str | None]) -> None:
        self._plain = plain
        self._credited = credited
        self._publishers = publishers

    def of_credit(self, article: str, credit: Credit, repeat: Repeat | None) -> Origin:
        """The credited name; and the article that is copied, where that is of this name or credits it too."""
        named = None
        if repeat is not None:
            publisher, other = self._publishers.get(repeat.copy_of), self._credited.get(repeat.copy_of)
            theirs = [each for each in (publisher, other.name if other else None) if each is not None]
            same = {self._plain.plain(each) for each in theirs} & {self._plain.plain(credit.name)}
            named = repeat.copy_of if same else None
        return _origin(credit, credit.basis, article=named, said_in=article)

    def of_copy(self, repeat: Repeat) -> Origin:
        """What is copied; and the name that it credits, else the one that published it."""
        credit = self._credited.get(repeat.copy_of)
        if credit is not None and credit.basis is OriginBasis.CREDIT:
            return _origin(credit, OriginBasis.COPY, article=repeat.copy_of, said_in=repeat.copy_of)
        publisher = self._publishers.get(repeat.copy_of)
        name = self._plain.name_of(publisher) if publisher else None
        return Origin(name=name, article=repeat.copy_of, basis=OriginBasis.COPY)


def _origin(credit: Credit, basis: OriginBasis, *, article: str | None, said_in: str) -> Origin:
    return Origin(
        name=credit.name,
        article=article,
        basis=basis,
        said_in=said_in,
        start=credit.start,
        end=credit.end,
        text=credit.text,
    )
