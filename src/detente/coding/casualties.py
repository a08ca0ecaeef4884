"""Event reports in, the same with the people killed and injured that their sentence counts out.

"Killing 17 soldiers", "26 people were killed and 41 wounded", "left twelve dead", "two deaths": the number hangs on
whoever the word of harm is said of. A count goes to the report whose trigger is that word, else to the one above it in
the tree, else to the only act of its kind in the sentence; what belongs to no report is not told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from detente.coding.overlaps import trigger_of
from detente.coding.timex import DateWords, number_of
from detente.coding.tree import Parse, Sentence, Token
from detente.lexicon import Lexicon, Words
from detente.model import Bound, Casualties, EventReport, Harm, span_of

# How many words before a number may limit it ("no fewer than").
BOUND_WORDS = 3
HYPHEN = "-"


class CasualtyWords(Words):
    """The shape of ``casualties.yaml``.

    Verbs said of those harmed as objects (``killing``, ``injuring``) or subjects (``dying``); adjectives (``dead``,
    ``injured``) and nouns (``deaths``, ``injuries``; a ``tolls`` noun beside ``killing_tolls``) with a number; nouns
    that are nobody (``not_people``); what limits a number (``least``, ``most``, ``about``); words for many that count
    nobody (``uncounted``), and for ``one``. ``harmful``: the types whose acts can kill and injure, the likeliest first.
    """

    killing: list[str]
    dying: list[str]
    injuring: list[str]
    dead: list[str]
    injured: list[str]
    deaths: list[str]
    injuries: list[str]
    tolls: list[str]
    killing_tolls: list[str]
    not_people: list[str]
    least: list[str]
    most: list[str]
    about: list[str]
    uncounted: list[str]
    one: list[str]
    harmful: list[str]


def with_casualties(parse: Parse, reports: Sequence[EventReport], lexicon: Lexicon) -> tuple[EventReport, ...]:
    """The reports in their order, those of harmful types with what their sentences count; often nothing."""
    counter = _Counter(parse, lexicon)
    harmful = lexicon.words("casualties", CasualtyWords).harmful
    found: dict[str, list[Casualties]] = {}
    by_sentence: dict[int, list[EventReport]] = {}
    for report in reports:
        if report.type in harmful:
            by_sentence.setdefault(trigger_of(parse, report).sentence, []).append(report)
    for number, own in by_sentence.items():
        for token, casualties in counter.counts(parse.sentences[number]):
            told = _owner(parse, token, sorted(own, key=lambda each: harmful.index(each.type)))
            if told is not None:
                found.setdefault(told.id, []).append(casualties)
    return tuple(replace(each, casualties=tuple(found[each.id])) if each.id in found else each for each in reports)


def _owner(parse: Parse, token: Token, reports: Sequence[EventReport]) -> EventReport | None:
    """The report that a count belongs to; None where that is not plain."""
    above = {token.index, *(each.index for each in parse.ancestors(token))}
    triggers = {trigger_of(parse, each).index: each for each in reports}
    if token.index in triggers:
        return triggers[token.index]
    for index in [each.index for each in parse.ancestors(token)]:
        if index in triggers:
            return triggers[index]
    under = [
        each
        for each in reports
        if each.type == reports[0].type and above & {one.index for one in parse.ancestors(trigger_of(parse, each))}
    ]
    return under[0] if len(under) == 1 else None


class _Counter:
    """Finds the counts of one article."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self._parse = parse
        self._words = lexicon.words("casualties", CasualtyWords)
        self._numbers = lexicon.words("dates", DateWords).numbers

    def counts(self, sentence: Sentence) -> Iterator[tuple[Token, Casualties]]:
        """Each count of a sentence with its word of harm, in the order of the text."""
        for token in self._parse.sentence_tokens(sentence):
            harm = self._harm(token)
            for head in self._harmed(token) if harm else ():
                told = self._count(head, harm) if harm else None
                if told is not None:
                    yield token, told
                    break

    def _harm(self, token: Token) -> Harm | None:
        words, lemma, plain = self._words, token.lemma.lower(), token.text.lower()
        if token.pos in {"VERB", "AUX"} or token.tag in {"VBN", "VBG"}:
            if lemma in {*words.killing, *words.dying}:
                return Harm.KILLED
            return Harm.INJURED if lemma in words.injuring else None
        if plain in words.dead or (token.pos == "NOUN" and lemma in words.deaths):
            return Harm.KILLED
        if plain in words.injured or (token.pos == "NOUN" and lemma in words.injuries):
            return Harm.INJURED
        is_toll = token.pos == "NOUN" and lemma in words.tolls
        beside = (each.lemma.lower() for each in self._parse.children(token) if each.dep in {"compound", "amod"})
        return Harm.KILLED if is_toll and any(each in words.killing_tolls for each in beside) else None

    def _harmed(self, token: Token) -> Iterable[Token]:
        """The words that may count or name those harmed, the likeliest first."""
        children = list(self._parse.children(token))
        lemma = token.lemma.lower()
        if lemma in self._words.tolls and token.pos == "NOUN":
            near = [*children, *self._parse.children(self._parse.head(token))]
            yield from (
                each
                for one in near
                if one.dep == "prep" and one.lemma in {"of", "to", "at"}
                for each in self._parse.children(one)
                if each.dep == "pobj"
            )
            return
        if token.pos == "NOUN" and lemma in {*self._words.deaths, *self._words.injuries}:
            yield token
            return
        if token.pos == "VERB":
            passive = any(each.dep in {"nsubjpass", "auxpass"} for each in children)
            wanted = {"nsubjpass"} if passive else {"nsubj"} if lemma in self._words.dying else {"dobj"}
            yield from (each for each in children if each.dep in wanted)
        yield from (each for each in children if each.dep in {"nsubj", "nsubjpass"} and token.pos == "ADJ")
        before = self._parse.tokens[token.index - 1] if token.index else token
        if before.sentence == token.sentence and (before.pos == "NUM" or self._is_uncounted(before)):
            yield before
        if token.dep in {"acl", "amod"} and token.tag in {"VBN", "JJ"}:
            yield self._parse.head(token)

    def _count(self, head: Token, harm: Harm) -> Casualties | None:
        """How many the word says; None where it says nothing of a number, or is nobody."""
        if head.lemma.lower() in self._words.not_people:
            return None
        numbers = [each for each in self._parse.children(head) if each.dep == "nummod"]
        first = head if head.pos == "NUM" or self._is_uncounted(head) else (numbers[0] if numbers else None)
        first = first or next((each for each in self._parse.children(head) if self._is_uncounted(each)), None)
        if first is None:
            return self._single(head, harm)
        words = [first]
        while before := self._joined(words[0]):
            words.insert(0, before)
        number = number_of(" ".join(each.text for each in words), self._numbers)
        span = span_of(self._parse.text, words[0].start, words[-1].end)
        exact = None if number is None or number != int(number) else int(number)
        if exact is None and not self._is_uncounted(first):
            return None
        return Casualties(harm=harm, number=exact, bound=self._bound(words[0]), span=span)

    def _single(self, head: Token, harm: Harm) -> Casualties | None:
        """One, for "a soldier"; None for words without an article."""
        article = next((each for each in self._parse.children(head) if each.dep == "det"), None)
        if article is None or article.text.lower() not in self._words.one or head.tag != "NN":
            return None
        span = span_of(self._parse.text, article.start, head.end)
        return Casualties(harm=harm, number=1, bound=Bound.EXACT, span=span)

    def _joined(self, first: Token) -> Token | None:
        """The word before, if it is part of the number ("twenty-five", "1.2 million")."""
        tokens = self._parse.tokens[self._parse.sentences[first.sentence].first : first.index]
        if len(tokens) > 1 and tokens[-1].text == HYPHEN:
            tokens = tokens[:-1]
        return tokens[-1] if tokens and tokens[-1].pos == "NUM" else None

    def _is_uncounted(self, token: Token) -> bool:
        return token.text.lower() in self._words.uncounted

    def _bound(self, first: Token) -> Bound:
        words = self._words
        start = max(first.index - BOUND_WORDS, self._parse.sentences[first.sentence].first)
        before = " ".join(each.text.lower() for each in self._parse.tokens[start : first.index])
        for bound, phrases in ((Bound.MOST, words.most), (Bound.LEAST, words.least), (Bound.ABOUT, words.about)):
            if any(before == each or before.endswith(f" {each}") for each in phrases):
                return bound
        return Bound.EXACT
