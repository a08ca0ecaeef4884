"""Articles and their copies in, stories out: groups of articles that tell the same happening, each with its reason.

Articles are compared by the cosine of their words, the rarer the heavier, and of the events that they tell, title words
counting more, lowered with the days between them; copies count as equal. Groups grow by average link, in which articles
that have next to nothing in common count against, so that one article that touches two happenings does not tie them
together. The result depends on the set of articles alone. What keeps stories from run to run is the ``StoryIndex``;
this function makes one in memory. Limits: words alone cannot tell two like happenings of one week apart, least of all
formulas (a hundred companies' results come out as one story).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.lexicon import Lexicon, Words
from detente.linking import story_tables
from detente.linking.copies import Repeat
from detente.linking.index_file import MemoryFile
from detente.linking.story_index import StoryIndex
from detente.linking.story_reasons import told_by_article
from detente.model import Article, EventReport


class StoryWords(Words):
    """The words of a language that are too common to tell happenings apart."""

    common: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The sorted ids of the articles of one happening, and why each of several is of it."""

    articles: tuple[str, ...]
    why: Mapping[str, str]


def find_stories(
    articles: Iterable[Article], copies: Iterable[Repeat], lexicon: Lexicon, reports: Iterable[EventReport] = ()
) -> list[Story]:
    """The stories, by their first article; every article is in exactly one, alone if need be.

    ``reports``, where they are given, let articles that tell the same events be more alike.
    """
    with MemoryFile(None, story_tables.TABLES, "") as file, file.writing():
        index = StoryIndex(file.db, common_words(lexicon))
        index.add({each.id: each for each in articles}.values(), told_by_article(reports))
        index.settle(copies)
        return [
            Story(articles=tuple(each for each, _ in told), why={each: why for each, why in told if why is not None})
            for _, told in index.stories()
        ]


def common_words(lexicon: Lexicon) -> frozenset[str]:
    """The words of the lexicon's language that are left out."""
    return lexicon.words("stories", StoryWords).common
