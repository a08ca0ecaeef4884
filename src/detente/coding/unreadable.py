"""Whether an article cannot be coded at all, and why: another language, or a text too long for the parser."""

from detente.lexicon import Lexicon
from detente.model import Article

# The parser needs about a gigabyte for each 100,000 words at once; a longer text is a book, not a report.
LONGEST_TEXT = 1_000_000


def why_unreadable(article: Article, lexicon: Lexicon) -> str | None:
    """The reason why the article is left out whole; None where it can be coded."""
    if not article.text.strip():
        return "empty text"
    if len(article.text) > LONGEST_TEXT:
        return f"longer than {LONGEST_TEXT} characters"
    if article.language is not None and article.language != lexicon.language:
        return f"language {article.language} is not known"
    return None
