"""Code: one article in, its ``Coding`` out. First the nouns of each sentence, then the verb, then who said so."""

from detente.coding.actors import find_actors
from detente.coding.claims import find_claims
from detente.coding.companies import find_companies
from detente.coding.dates import find_dates
from detente.coding.events import find_reports
from detente.coding.first_person import first_persons
from detente.coding.layout import find_layout
from detente.coding.nouns import Nouns
from detente.coding.places import find_places
from detente.coding.quotations import find_quotations
from detente.coding.syntax import Parser
from detente.coding.unreadable import why_unreadable
from detente.coding.voices import with_voices
from detente.lexicon import Lexicon
from detente.model import Article, Coding, LeftOut, span_of

__all__ = ["code_article"]


def code_article(article: Article, lexicon: Lexicon, parser: Parser) -> Coding:
    """All that is found in the article; an article in another language is left out whole, with the reason."""
    unreadable = why_unreadable(article, lexicon)
    if unreadable is not None:
        whole = span_of(article.text, 0, len(article.text))
        return Coding(article=article, left_out=(LeftOut(span=whole, reason=unreadable),))
    layout = find_layout(article, lexicon)
    parse = parser.parse(article.text, layout.offsets(), layout.furniture())
    places = find_places(parse, lexicon)
    actors = find_actors(parse, lexicon, article.published, places)
    dates = find_dates(parse, article.published, lexicon)
    quotations = find_quotations(parse, actors, lexicon, article.id)
    actors = (*actors, *first_persons(parse, quotations, lexicon))
    reports, uncoded = find_reports(parse, Nouns(article, actors, dates, places), lexicon)
    reports = with_voices(parse, reports, quotations, lexicon)
    claims = find_claims(parse, actors, reports, quotations, lexicon, article.id)
    companies = find_companies(parse, actors, places, lexicon)
    left_out = sorted([*layout.left_out(article.text), *uncoded], key=lambda each: (each.span.start, each.span.end))
    return Coding(
        article=article,
        actors=tuple(sorted([*actors, *companies], key=lambda each: each.span.start)),
        dates=dates,
        places=places,
        reports=reports,
        quotations=quotations,
        claims=claims,
        left_out=tuple(left_out),
    )
