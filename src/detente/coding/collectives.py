"""Words that count those who were just named: "both sides" in, a mention for each of the sides out.

"The two nations", "both countries", "the two Koreas", "the two leaders": as many states, sides or persons as the words
count, named before in the sentence or in the nearest sentences before it. Where more are named, those that "and" joins
are meant, if just one such row has the number; else the words stay unresolved. All mentions of one phrase share its
span. Limits: "the pair" and "they" are not read.
"""

from collections.abc import Iterable, Iterator, Sequence

from detente.coding.descriptions import Surroundings
from detente.coding.gazetteer import Collective
from detente.coding.names import any_of
from detente.coding.reading import mention_of
from detente.coding.tree import Parse, Token
from detente.lexicon import Lexicon
from detente.model import Actor, ActorMention, Span, span_of

RULE = "collective"
# Not measured on a pack, since none marks these: named in one sentence, or gathered from several.
SURE = 0.8
GATHERED = 0.7
PERSON_RULES = frozenset({"person.table", "person.introduced", "person.repeated", "person.surname", "phrase.office"})

Named = tuple[Token, Actor]


def find_collectives(surroundings: Surroundings, lexicon: Lexicon) -> Iterator[ActorMention]:
    """A mention for each one of those counted; one without an actor where it is not clear who they are."""
    parse, words = surroundings.parse, surroundings.words
    persons = frozenset(words.persons)
    counted = persons.union(words.parties)
    for token in parse.tokens:
        if token.tag not in {"NNS", "NNPS"} or token.lemma.lower() not in counted:
            continue
        first, count = _counted(surroundings, token)
        if count is None:
            continue
        meant, score = _meant(surroundings, token, count, of_persons=token.lemma.lower() in persons)
        span = span_of(parse.text, parse.tokens[first].start, token.end)
        yield from (mention_of(span, actor, RULE, score) for actor in meant or (None,))
    yield from _named(parse, lexicon)


def _counted(surroundings: Surroundings, noun: Token) -> tuple[int, int | None]:
    """The first token of the counted phrase and the number; None where nothing definite is counted."""
    words = surroundings.words
    if any(child.dep == "prep" and child.lemma == "of" for child in surroundings.parse.children(noun)):
        return noun.index, None
    before = {
        child.text.lower(): child.index
        for child in surroundings.parse.children(noun)
        if child.index < noun.index and child.dep in {"det", "predet", "nummod", "amod", "cc:preconj", "preconj"}
    }
    if before.keys() & set(words.both):
        return min(before.values()), 2
    count = next((words.counts[word] for word in before if word in words.counts), None)
    if count is None and noun.lemma.lower() in words.implied_two and len(before) == 1:
        count = 2
    return min(before.values(), default=noun.index), count if before.keys() & set(words.definite) else None


def _meant(surroundings: Surroundings, noun: Token, count: int, *, of_persons: bool) -> tuple[tuple[Actor, ...], float]:
    """Those counted, in the order of their names; nobody and 0 where the words before do not tell."""
    apposed = _apposed(surroundings, noun)
    if len(apposed) == count:
        return tuple(apposed), SURE
    sentences = [_named_in(there, of_persons=of_persons) for there in surroundings.before(noun)]
    if of_persons and not any(sentences):
        sentences = [_named_in(there, of_persons=False) for there in surroundings.before(noun)]
    gathered: dict[str, Named] = {}
    for there in sentences:
        rows = [row for row in _rows(surroundings.parse, there.values()) if len(row) == count]
        if len(there) > count and len(rows) == 1:
            return tuple(rows[0]), SURE
        gathered |= {key: each for key, each in there.items() if key not in gathered}
        if len(gathered) == count:
            actors = tuple(actor for _, (_, actor) in sorted(gathered.items()))
            return actors, SURE if len(there) == count else GATHERED
        if len(gathered) > count:
            break
    return (), 0.0


def _apposed(surroundings: Surroundings, noun: Token) -> list[Actor]:
    """Those named right after the counted words: "the two presidents, Putin and Erdogan"."""
    named: list[Actor] = []
    waiting = [child for child in surroundings.parse.children(noun) if child.dep == "appos"]
    while waiting:
        token = waiting.pop(0)
        mention = surroundings.at.get(token.index)
        if mention is not None and mention.actor is not None:
            named.append(mention.actor)
        waiting.extend(child for child in surroundings.parse.children(token) if child.dep in {"conj", "appos"})
    return named


def _named_in(there: Sequence[tuple[Token, ActorMention]], *, of_persons: bool) -> dict[str, Named]:
    """Those named in a sentence, each once: the persons by name; else the states, and the bodies of no state."""
    found: dict[str, Named] = {}
    for head, mention in there:
        actor = mention.actor
        if actor is None or (of_persons and mention.why.rule not in PERSON_RULES):
            continue
        key = actor.name if of_persons else actor.country or actor.name
        if key:
            meant = actor if of_persons or actor.country is None else Actor(country=actor.country)
            found.setdefault(key, (head, meant))
    return found


def _rows(parse: Parse, named: Iterable[Named]) -> list[list[Actor]]:
    """Those whose words "and" joins, row by row."""
    rows: dict[int, list[Actor]] = {}
    for head, actor in named:
        first = head
        while first.dep == "conj":
            first = parse.head(first)
        rows.setdefault(first.index, []).append(actor)
    return list(rows.values())


def _named(parse: Parse, lexicon: Lexicon) -> Iterator[ActorMention]:
    """The states of names such as "the two Koreas" and "the Baltic states"."""
    names = lexicon.built("collectives", CollectiveNames, CollectiveNames)
    for span, countries in names.find(parse.text):
        yield from (mention_of(span, Actor(country=country), RULE, SURE) for country in countries)


class CollectiveNames:
    """The names of ``collectives.tsv``; ``lexicon.built`` builds them once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._countries = {each.name: each.countries for each in lexicon.table("collectives", Collective)}
        self._pattern = any_of(self._countries)

    def find(self, text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """The names in the text, in its order, with the states that they hold."""
        for match in self._pattern.finditer(text):
            yield span_of(text, match.start(), match.end()), self._countries[match[0]]
