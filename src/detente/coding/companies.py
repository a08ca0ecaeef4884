"""Companies that no table holds, and the state that their legal form or the text's money speaks for.

A form that one state's law knows ("Nordlys Oyj") tells the home by itself; one that firms of many states use ("Inc"),
and money ("19 cts a share"), only where nothing else in the article names a state. All such readings are weak: their
scores are low, ``why`` has the deciding words, and events are not built on them. Limits: a British "plc" may be Irish,
and a Canadian notice in bare dollars is read as American.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.tree import Parse, Token
from detente.lexicon import Lexicon, Words
from detente.model import Actor, ActorMention, Span, Where, Why, span_of

SECTOR = "BUS"
# Measured on a business wire of 6,000 articles by the editors' country tags, the rules chosen on the even-numbered half
# and counted on the other: where no state was named, money was right in .90 and .92 of the articles, forms of "alone"
# in .97 and .95. Beside other states such forms ("Corp", "Co") were right in .3 and are not read. On 196 texts of local
# American news these rules spoke 6 times, once wrongly.
MONEY_SCORE = 0.25
FORM_RULE = "company.form"
ALONE_RULE = "company.form_alone"
MONEY_RULE = "money.alone"
# A capital at a sentence's beginning makes no name of these.
NO_NAMES = frozenset({"DET", "ADP", "PRON", "SCONJ", "CCONJ"})
# Tokens of the longest name that is read; longer runs of capitals are tables or headings.
LONGEST_NAME = 9


class Form(Words):
    """Words that end a company's name, and the state whose firms are called so."""

    words: list[str]
    country: str
    score: float
    alone: bool = False


class Money(Words):
    """Words for one state's money."""

    words: list[str]
    country: str


class CompanyWords(Words):
    """The shape of ``companies.yaml``."""

    forms: list[Form]
    plain: list[str]
    moneys: list[Money]
    inside: list[str]


class CompanyForms:
    """The words of ``companies.yaml``, by word; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words("companies", CompanyWords)
        self.forms = {word: form for form in words.forms for word in form.words}
        self.plain = frozenset(words.plain)
        self.moneys = {word: money.country for money in words.moneys for word in money.words}
        self.inside = frozenset(words.inside)


@dataclass(frozen=True, slots=True)
class _Company:
    span: Span
    deciding: Span
    form: Form


def find_companies(
    parse: Parse, actors: Sequence[ActorMention], places: Sequence[Where], lexicon: Lexicon
) -> tuple[ActorMention, ...]:
    """Weakly read mentions beside the actors and places found, in the order of the text; empty if there are none."""
    known = lexicon.built("companies", CompanyForms, CompanyForms)
    resolved = [each.span for each in actors if each.actor and each.actor.country]
    companies = list(_companies(parse, known, resolved))
    told = [_mention(each, FORM_RULE) for each in companies if not each.form.alone]
    if told or resolved or any(place.country for place in places):
        return tuple(told)
    return tuple(_mention(each, ALONE_RULE) for each in companies) or _by_money(parse, known)


def _companies(parse: Parse, known: CompanyForms, resolved: Sequence[Span]) -> Iterator[_Company]:
    """The names that end in a telling form and share no word with a mention whose state is known."""
    taken = {token.index for span in resolved for token in parse.tokens_between(span.start, span.end)}
    for token in parse.tokens:
        form = known.forms.get(token.text)
        first = _first_of_name(parse, token, known) if form else token
        if form is None or first is token or any(index in taken for index in range(first.index, token.index + 1)):
            continue
        span = span_of(parse.text, first.start, token.end)
        yield _Company(span, span_of(parse.text, token.start, token.end), form)


def _first_of_name(parse: Parse, form: Token, known: CompanyForms) -> Token:
    """The first capitalised word of the name that ends in the form; the form itself if nothing stands before it."""
    first = form
    lowest = max(parse.sentence_at(form).first, form.index - LONGEST_NAME)
    for token in reversed(parse.tokens[lowest : form.index]):
        if token.text[:1].isupper() and token.pos not in NO_NAMES:
            first = token
        elif token.text.lower() not in known.inside:
            break
    return first


def _by_money(parse: Parse, known: CompanyForms) -> tuple[ActorMention, ...]:
    """The state whose money, and no other state's, the article counts in; empty if there is none or more than one."""
    words = [(token, known.moneys[token.text]) for token in parse.tokens if token.text in known.moneys]
    if len({country for _, country in words}) != 1:
        return ()
    token, country = words[0]
    span = span_of(parse.text, token.start, token.end)
    return (
        ActorMention(
            span=span, actor=Actor(country=country), why=Why(rule=MONEY_RULE, score=MONEY_SCORE, spans=(span,))
        ),
    )


def _mention(company: _Company, rule: str) -> ActorMention:
    actor = Actor(country=company.form.country, sector=SECTOR, name=" ".join(company.span.text.split()))
    why = Why(rule=rule, score=company.form.score, spans=(company.deciding,))
    return ActorMention(span=company.span, actor=actor, why=why)
