"""Around a trigger word, the parts of its clause: who is its subject, its object, and what follows each preposition.

Works on the dependency tree alone: passives, relative clauses, shared subjects of joined verbs, subjects that an
infinitive or participle borrows, nouns with their possessors and light verbs ("launched an attack on"), adjectives
after a copula ("is willing to"), "between A and B".
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from detente.coding.tree import Parse, Token

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
RELATIVES = frozenset({"who", "which", "that", "whom"})
# After these prepositions a gerund is the object's act ("accused X of lying"); after all others the subject's.
OBJECT_CONTROL = frozenset({"of", "from", "into", "for", "with"})
# Clauses that hang on one another further than this are no sentence of a report.
LONGEST_CHAIN = 12
# Whoever is, or speaks, in or on something takes part in it.
WITHIN = frozenset({"in", "on", "during"})
# What something was done in or with may name who did it.
MEANS = frozenset({"in", "during", "with"})
CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "pcomp"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger and the head tokens of its parts; ``prepositions`` maps each to the heads after it.

    ``content`` holds whom or what the complement is about: its objects and what follows its prepositions.
    """

    trigger: Token
    subject: tuple[Token, ...]
    object: tuple[Token, ...]
    clause: tuple[Token, ...]
    complements: tuple[Token, ...]
    prepositions: dict[str, tuple[Token, ...]]
    content: tuple[Token, ...] = ()

    def part(self, name: str) -> tuple[Token, ...]:
        """The heads of one part by the name that rules use; empty where the clause has none."""
        named = {"subject": self.subject, "object": self.object, "clause": self.clause, "content": self.content}
        return named.get(name) or self.prepositions.get(name, ())


def verb_frame(parse: Parse, verb: Token) -> Frame:
    """The frame of a verb, active or passive, finite or not."""
    children = list(parse.children(verb))
    passive = is_passive(parse, verb)
    prepositions = _prepositions(
        parse, [verb, *(child for child in children if child.dep in {"dobj", "attr", "prt", "advmod"})]
    )
    own = [child for child in children if child.dep in SUBJECTS]
    objects = [child for child in children if child.dep in {"dobj", "dative"} and child.pos != "ADP"]
    if passive:
        objects = [child for child in children if child.dep in PASSIVE_SUBJECTS] or _borrowed(parse, verb)
        agents = _agents(parse, verb)
        subjects = agents
    else:
        subjects = own or _borrowed(parse, verb) or _after_a_day(parse, verb)
    complements = [child for child in children if child.dep in {"xcomp", "ccomp"}]
    complements += [
        each
        for child in children
        if child.dep in {"prep", "agent"}
        for each in parse.children(child)
        if each.dep == "pcomp"
    ]
    acting = [each for one in complements for each in parse.children(one) if each.dep in (*SUBJECTS, *PASSIVE_SUBJECTS)]
    return Frame(
        trigger=verb,
        subject=_resolved(parse, subjects),
        object=_resolved(parse, objects),
        clause=_resolved(parse, acting),
        complements=tuple(complements),
        prepositions=prepositions,
        content=_resolved(parse, _content(parse, complements, prepositions)),
    )


def noun_frame(
    parse: Parse, noun: Token, carriers: Collection[str] = frozenset(), speaking: Collection[str] = frozenset()
) -> Frame:
    """The frame of a noun that names an act: possessor or "by" as subject, a light verb's subject, prepositions.

    ``carriers`` are the verbs whose subject does what their noun names ("launched an attack"), ``speaking`` those whose
    subject takes part in what it is said in ("told him in a call"); others only speak of it.
    """
    children = list(parse.children(noun))
    prepositions = dict(_prepositions(parse, [noun]))
    subjects = [child for child in children if child.dep in {"poss", "amod", "compound", "nmod"}]
    subjects += list(prepositions.get("by", ()))
    # The parser hangs "on Chile" in "the attack by Norway on Chile" on Norway.
    for name, heads in _prepositions(parse, list(prepositions.get("by", ()))).items():
        prepositions.setdefault(name, heads)
    governor = parse.head(noun)
    carrier = parse.head(governor) if noun.dep == "pobj" and governor.lemma in WITHIN else governor
    is_in = noun.dep == "pobj" and (carrier.pos == "AUX" or (carrier is not governor and carrier.lemma in speaking))
    if noun.dep in {"dobj", "attr", "pobj", "nsubjpass"} and (is_in or carrier.lemma in carriers):
        above = verb_frame(parse, carrier)
        # "A phone call" says what it is, "the Chilean talks" whose they are.
        owned = any(each.dep != "compound" or each.pos != "NOUN" for each in subjects)
        subjects += [] if owned and noun.dep == "pobj" else list(above.subject)
        for name, heads in above.prepositions.items():
            prepositions.setdefault(name, heads)
    return Frame(
        trigger=noun,
        subject=tuple(subjects),
        object=prepositions.get("of", ()),
        clause=(),
        complements=tuple(child for child in children if child.dep == "acl"),
        prepositions=prepositions,
    )


def adjective_frame(parse: Parse, adjective: Token) -> Frame:
    """The frame of an adjective that says a stand ("is willing to", "is critical of"): the subject of its copula."""
    complements = [child for child in parse.children(adjective) if child.dep in {"xcomp", "ccomp"}]
    prepositions = _prepositions(parse, [adjective])
    return Frame(
        trigger=adjective,
        subject=_resolved(parse, _adjective_subjects(parse, adjective)),
        object=(),
        clause=(),
        complements=tuple(complements),
        prepositions=prepositions,
        content=_resolved(parse, _content(parse, complements, prepositions)),
    )


def _after_a_day(parse: Parse, verb: Token) -> list[Token]:
    """The name after a day that opens the sentence: the parser takes "On Friday Greece" for one place."""
    days = {entity.last for entity in parse.entities if entity.label == "DATE"}
    return [
        head
        for child in parse.children(verb)
        if child.dep == "prep" and child.index < verb.index
        for head in parse.children(child)
        if head.dep == "pobj" and head.pos == "PROPN" and head.index - 1 in days
    ]


def _content(parse: Parse, complements: list[Token], prepositions: dict[str, tuple[Token, ...]]) -> list[Token]:
    """Objects and prepositional heads of the complements, of what these lead on to, and of governed nouns."""
    found: list[Token] = []
    verbs = list(complements)
    for _ in range(LONGEST_CHAIN):
        if not verbs:
            break
        verb = verbs.pop(0)
        inner = [child for child in parse.children(verb) if child.dep in {"dobj", "dative", "nsubjpass", "attr"}]
        found += [child for child in inner if child.pos != "ADP"]
        found += [head for heads in _prepositions(parse, [verb, *inner]).values() for head in heads]
        verbs += [child for child in parse.children(verb) if child.dep in {"xcomp", "conj"} and child.pos == "VERB"]
    governed = [head for heads in prepositions.values() for head in heads]
    return found + [head for heads in _prepositions(parse, governed).values() for head in heads]


def _adjective_subjects(parse: Parse, adjective: Token) -> list[Token]:
    head = parse.head(adjective)
    if adjective.dep == "amod":
        return [head]
    own = [child for child in parse.children(adjective) if child.dep in SUBJECTS]
    is_below = head.pos in {"VERB", "AUX"} and head.index != adjective.index
    return own or (_subjects(parse, head, LONGEST_CHAIN) if is_below else [])


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether the verb stands in the passive, also as a bare participle ("the town bombed by")."""
    deps = {child.dep for child in parse.children(verb)}
    if deps & {"nsubjpass", "auxpass", "csubjpass"}:
        return True
    if verb.dep == "conj" and not deps & set(SUBJECTS) and verb.tag == "VBN" and "aux" not in deps:
        return is_passive(parse, _first_joined(parse, verb))
    return verb.tag == "VBN" and ("agent" in deps or (verb.dep == "acl" and "dobj" not in deps))


def _first_joined(parse: Parse, verb: Token) -> Token:
    """The first verb of a row that "and" joins, or the nearest before this one that has a subject of its own."""
    above = parse.head(verb)
    while above.dep == "conj" and not any(
        child.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) for child in parse.children(above)
    ):
        above = parse.head(above)
    return above


def _agents(parse: Parse, verb: Token) -> list[Token]:
    """Those after "by": of the verb, else of what it was done in ("was condemned in a statement by Chile")."""
    own = _by(parse, verb)
    means = (
        each
        for child in parse.children(verb)
        if child.dep == "prep" and child.lemma in MEANS
        for each in parse.children(child)
        if each.dep == "pobj" and each.pos == "NOUN"
    )
    return own or [agent for each in means for agent in _by(parse, each)]


def _by(parse: Parse, holder: Token) -> list[Token]:
    return [
        each
        for child in parse.children(holder)
        if child.dep == "agent" or (child.dep == "prep" and child.lemma == "by")
        for each in parse.children(child)
        if each.dep == "pobj"
    ]


def _borrowed(parse: Parse, verb: Token, left: int = LONGEST_CHAIN) -> list[Token]:
    """The subject that a verb without one of its own takes from the words above it, at most ``left`` clauses up."""
    head = parse.head(verb)
    if head.index == verb.index or left == 0:
        return []
    if verb.dep in {"acl", "relcl"}:
        return [head] if head.pos in {"NOUN", "PROPN", "PRON"} else []
    if verb.dep == "conj":
        first = _first_joined(parse, verb)
        return _subjects(parse, sayer_above(parse, verb, first) or first, left - 1)
    if verb.dep == "pcomp":
        governor = parse.head(head)
        given = [child for child in parse.children(governor) if child.dep in {"dobj", "nsubjpass"}]
        if given and head.lemma in OBJECT_CONTROL:
            return given
        return _subjects(parse, governor, left - 1) if governor.pos in {"VERB", "AUX"} else []
    if verb.dep == "xcomp" and head.pos == "ADJ":
        return _adjective_subjects(parse, head)
    if verb.dep in CLAUSES and head.pos in {"VERB", "AUX"}:
        controlled = [child for child in parse.children(head) if child.dep in {"dobj", "nsubjpass"}]
        # "Raised his hand to vote": what is one's own does not act.
        is_own = any(each.tag == "PRP$" for one in controlled for each in parse.children(one))
        return controlled if controlled and verb.dep == "xcomp" and not is_own else _subjects(parse, head, left - 1)
    return []


def sayer_above(parse: Parse, verb: Token, joined: Token) -> Token | None:
    """The verb of saying that a joined one tells on with: "said it helped if they met but warned that"; else None."""
    below, above = joined, parse.head(joined)
    if not _tells(parse, verb) or _tells(parse, joined):
        return None
    while below.dep in {"advcl", "ccomp"} and above.index != below.index:
        if _tells(parse, above) and above.tag == verb.tag:
            return above
        below, above = above, parse.head(above)
    return None


def _tells(parse: Parse, verb: Token) -> bool:
    return any(each.dep == "ccomp" for each in parse.children(verb))


def _subjects(parse: Parse, verb: Token, left: int) -> list[Token]:
    if is_passive(parse, verb):
        return [child for child in parse.children(verb) if child.dep in PASSIVE_SUBJECTS]
    own = [child for child in parse.children(verb) if child.dep in SUBJECTS]
    return own or _borrowed(parse, verb, left)


def _prepositions(parse: Parse, holders: list[Token]) -> dict[str, tuple[Token, ...]]:
    """What follows each preposition of these tokens; "because of" and the like under their last word."""
    found: dict[str, list[Token]] = {}
    for holder in holders:
        for child in parse.children(holder):
            if child.dep in {"prep", "agent", "dative"} and child.pos in {"ADP", "SCONJ"}:
                for name, head in _after(parse, child):
                    found.setdefault(name, []).append(head)
    return {name: tuple(heads) for name, heads in found.items()}


def _after(parse: Parse, preposition: Token) -> Iterator[tuple[str, Token]]:
    second = [child.lemma for child in parse.children(preposition) if child.dep == "pcomp" and child.pos == "ADP"]
    for child in parse.children(preposition):
        if child.dep == "pobj":
            yield second[0] if second else preposition.lemma, child
        elif child.dep == "prep":
            yield from _after(parse, child)


def _resolved(parse: Parse, heads: list[Token]) -> tuple[Token, ...]:
    """Relative pronouns replaced by the nouns that they stand for."""
    return tuple(_antecedent(parse, head) for head in heads)


def _antecedent(parse: Parse, token: Token) -> Token:
    if token.text.lower() not in RELATIVES or token.pos not in {"PRON", "DET", "SCONJ"}:
        return token
    for above in parse.ancestors(token):
        if above.dep == "relcl":
            return parse.head(above)
    return token
