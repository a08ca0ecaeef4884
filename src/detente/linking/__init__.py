"""Articles and reports in, copies, stories and events out: one happening told ten times counts once."""

from collections.abc import Iterable

from detente.lexicon import Lexicon, load_lexicon
from detente.linking.copies import Pair, Repeat, find_copies, find_pairs
from detente.linking.events import link_reports
from detente.linking.stories import Story, find_stories
from detente.model import Article, Copy, EventReport, content_id

__all__ = ["Pair", "Repeat", "find_copies", "find_pairs", "find_stories", "link_articles", "link_reports"]


def link_articles(
    articles: Iterable[Article], *, reports: Iterable[EventReport] = (), lexicon: Lexicon | None = None
) -> list[Copy]:
    """Each article's story and, if it is a copy, its origin, by article id; empty where there are no articles."""
    known = list({each.id: each for each in articles}.values())
    repeats = {each.article: each for each in find_copies(known)}
    stories = find_stories(known, repeats.values(), lexicon or load_lexicon(), reports)
    return sorted(
        (_copy(article, story, repeats.get(article)) for story in stories for article in story.articles),
        key=lambda each: each.article,
    )


def _copy(article: str, story: Story, repeat: Repeat | None) -> Copy:
    return Copy(
        article=article,
        story=content_id("story", *story.articles),
        copy_of=repeat.copy_of if repeat else None,
        similarity=repeat.similarity if repeat else None,
        why=story.why.get(article),
    )
