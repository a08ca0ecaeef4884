"""Whether an article cannot be coded at all, and why: it is in another language, or holds no words."""

from detente.lexicon import Lexicon
from detente.model import Article


def why_unreadable(article: Article, lexicon: Lexicon) -> str | None:
    """The reason why the article is left out whole; None where it can be coded."""
    if not article.text.strip():
        return "empty text"
    if article.language is not None and article.language != lexicon.language:
        return f"language {article.language} is not known"
    return None
