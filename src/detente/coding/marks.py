"""Two sides in, the words that are masked for the event model out: whole phrases, as people mark them.

The model learns from sentences in which people marked "the home of a Palestinian man" and "Chile's foreign minister";
a mention is only the words that name an actor. Masked alone, they leave "the" and "Chile's" behind, which says nothing
of what is done. Training and coding mark by the same functions.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from detente.coding.judge import Pair
from detente.coding.pair_text import Offsets
from detente.coding.parties import Sides
from detente.coding.tree import Parse, Token, head_token
from detente.model import ActorMention, span_of

# What belongs to the phrase of a noun on its left, and by what a noun is part of a larger phrase.
BEFORE = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod", "quantmod", "predet", "advmod", "npadvmod"})
PARTS = frozenset({"poss", "amod", "compound", "nmod", "npadvmod"})
MODIFIERS = frozenset({"amod", "compound", "nmod"})
NOUNS = frozenset({"NOUN", "PROPN"})
OF = "of"
# Words that stand between the members of a row.
JOINTS = frozenset({"CCONJ", "PUNCT", "DET"})
# "The home of the sister of the prime minister of Chad" is as far as phrases go.
DEEPEST = 3


def pair_of(parse: Parse, sides: Sides, trigger: Token) -> Pair:
    """Where the phrases of the two sides stand; of parties who act together the first acts with the others."""
    sources, targets = sides.sources, sides.targets
    if not targets and len(sources) > 1:
        sources, targets = sources[:1], sources[1:]
    first = _side(parse, sources, [(trigger.start, trigger.end), *_offsets(targets)])
    return Pair(first, _side(parse, targets, [(trigger.start, trigger.end), *first, *_offsets(sources)]))


def widened(parse: Parse, pair: Pair, trigger: Token | None) -> Pair:
    """A given pair with what belongs to its nouns on the left; what would cover the other side or the trigger stays."""
    clear = [(trigger.start, trigger.end)] if trigger else []
    sources = whole(parse, pair.sources, [*clear, *pair.targets])
    return Pair(sources, whole(parse, pair.targets, [*clear, *sources]))


def whole(parse: Parse, spans: Iterable[Offsets], clear: Sequence[Offsets]) -> tuple[Offsets, ...]:
    """Spans with what belongs to their nouns on the left; one that would touch what must stay ``clear`` stays.

    An adjective ("Libyan cargo") stands for the phrase of its noun.
    """
    return tuple(_clear(extent(parse, _noun(parse, span), span), span, clear) for span in spans)


def nouns_alone(parse: Parse, spans: Iterable[Offsets], clear: Sequence[Offsets]) -> tuple[Offsets, ...]:
    """Spans without what follows a common noun, as a parser finds them: "the home" of "the home of a man"."""
    found = []
    for span in spans:
        head = _noun(parse, span)
        inner = (head.start, head.end) if head.pos == "NOUN" else span
        found.append(_clear(extent(parse, head, inner), span, clear))
    return tuple(found)


def extent(parse: Parse, head: Token, inner: Offsets) -> Offsets:
    """From the first word before a head that belongs to it, to the end of what it must hold."""
    start, end = min(head.start, inner[0]), max(head.end, inner[1])
    for child in parse.children(head):
        if child.dep in BEFORE and child.index < head.index:
            start = min(start, parse.subtree(child)[0].start)
    return start, end


def _side(parse: Parse, mentions: Sequence[ActorMention], clear: Sequence[Offsets]) -> tuple[Offsets, ...]:
    return tuple(_joined(parse, sorted({_phrase(parse, each, clear) for each in mentions})))


def _phrase(parse: Parse, mention: ActorMention, clear: Sequence[Offsets]) -> Offsets:
    """The largest phrase around a mention that touches nothing which must stay clear."""
    best = mention.span.start, mention.span.end
    head = head_token(parse, mention.span)
    for _ in range(DEEPEST):
        wider = extent(parse, head, best)
        if _clear(wider, best, clear) == best != wider:
            return best
        best, above = wider, parse.head(head)
        is_of = head.dep == "pobj" and above.lemma == OF
        larger = parse.head(above) if is_of else above
        if not (is_of or head.dep in PARTS) or larger.pos not in NOUNS:
            return best
        head = larger
    return best


def _clear(wider: Offsets, span: Offsets, clear: Sequence[Offsets]) -> Offsets:
    return span if any(wider[0] < end and start < wider[1] for start, end in clear) else wider


def _joined(parse: Parse, phrases: Sequence[Offsets]) -> list[Offsets]:
    """Phrases of one row ("Estonia, Latvia and Lithuania") as one."""
    found = list(phrases[:1])
    for _, (start, end) in pairwise(phrases):
        last = found[-1]
        between = parse.tokens_between(last[1], start) if last[1] < start else []
        if all(token.pos in JOINTS for token in between):
            found[-1] = (last[0], max(last[1], end))
        else:
            found.append((start, end))
    return found


def _noun(parse: Parse, span: Offsets) -> Token:
    """The head of a span, or the noun that it is an adjective or the first part of."""
    head = head_token(parse, span_of(parse.text, *span))
    above = parse.head(head)
    return above if head.dep in MODIFIERS and above.pos in NOUNS else head


def _offsets(mentions: Sequence[ActorMention]) -> list[Offsets]:
    return [(each.span.start, each.span.end) for each in mentions]
