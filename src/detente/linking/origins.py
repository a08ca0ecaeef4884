"""Where articles come from: what copies copy, of which story each is, and whose voice speaks in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.lexicon import Lexicon
from detente.model import Article, Copy, Origin, OriginBasis


@dataclass(frozen=True, slots=True)
class Publisher:
    """An owner of publications and the names and domains under which its newsrooms publish one another's texts."""

    owner: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """The sources of a set of articles; an article that is not among them has no known publisher."""

    articles: Mapping[str, Article]
    copy_of: Mapping[str, str]
    story_of: Mapping[str, str]
    owners: Mapping[str, str]
    credited: Mapping[str, str] = field(default_factory=dict)

    def origin(self, article: str) -> str:
        """The article at the end of the chain of copies; the article itself where it copies none."""
        seen = {article}
        while (article := self.copy_of.get(article, article)) not in seen:
            seen.add(article)
        return article

    def publisher(self, article: str) -> str | None:
        """Who published an article, as the input has it; None where it is not known."""
        found = self.articles.get(article)
        return found.publisher if found else None

    def published(self, article: str) -> date | None:
        """The day of an article; None where it is not known."""
        found = self.articles.get(article)
        return found.published if found else None

    def voice(self, article: str) -> tuple[str, str]:
        """Who speaks in an article: whom its origin credits, else the owner of its publisher, else the origin itself.

        So a wire counts once, however many outlets print its texts, and whether or not the texts are alike.
        """
        origin = self.origin(article)
        publisher = self.credited.get(origin) or self.publisher(origin)
        if publisher is None:
            return "article", origin
        name = plain_name(publisher)
        return "publisher", self.owners.get(name, name)


def origins_of(articles: Mapping[str, Article], copies: Sequence[Copy], lexicon: Lexicon) -> Origins:
    """The sources of these articles, as the copies among them and the table of owners tell them."""
    return Origins(
        articles=articles,
        copy_of={each.article: each.copy_of for each in copies if each.copy_of is not None},
        story_of={each.article: each.story for each in copies},
        owners=owners_of(lexicon),
        credited=credited_in({each.article: each.origin for each in copies if each.origin is not None}),
    )


def owners_of(lexicon: Lexicon) -> dict[str, str]:
    """The owner of each name and domain in the table of publishers, all as they are compared."""
    owners: dict[str, str] = lexicon.built("publishers", dict, _owners)
    return owners


def credited_in(origins: Mapping[str, Origin]) -> dict[str, str]:
    """Whom articles credit as a whole."""
    return {
        article: origin.name
        for article, origin in origins.items()
        if origin.name and origin.basis is OriginBasis.CREDIT
    }


def plain_name(publisher: str) -> str:
    """A publisher's name or domain as it is compared: small letters, no "www." and no "the" before it."""
    return publisher.casefold().strip().removeprefix("www.").removeprefix("the ").rstrip("/")


def _owners(lexicon: Lexicon) -> dict[str, str]:
    rows = lexicon.table("publishers", Publisher)
    return {plain_name(name): plain_name(row.owner) for row in rows for name in (row.owner, *row.names)}
