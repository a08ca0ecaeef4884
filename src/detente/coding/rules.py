"""The event rules of a language, read from ``events/*.yaml`` and indexed by the words that trigger them.

A rule names its trigger words, what else must stand there, and which parts of the sentence are source and target. Each
carries sentences on which it must and must not fire; one without them does not load.
"""

from typing import Annotated

from annotated_types import MinLen

from detente.errors import DataError
from detente.lexicon import Lexicon, Words
from detente.model import Stance


class RuleExample(Words):
    """A sentence, the words of its sources and targets, and the status if it is not "happened"."""

    text: str
    sources: list[str] = []
    targets: list[str] = []
    status: str | None = None


class EventRule(Words):
    """One way of telling one type of event.

    ``verbs`` and ``nouns`` are lemmas, a verb with its particle as two words ("pull out"). ``objects`` and
    ``complements``, where given, ask for one of these lemmas as the verb's object or in its complement ("impose" a
    "sanction"; "refuse" to "meet"); ``auxiliaries`` ask for one of these in the complement ("said that X must");
    ``prepositions`` ask for one of these after it; ``never`` forbids a lemma among the words that hang on the trigger. ``source`` and ``target`` name parts, the first that is filled counts: subject, object,
    clause (who is to act in the complement), or a preposition. ``takes_content``: what stands in the complement is the
    content of this event and no event of its own. ``stance``: whoever acts takes this stand on the content.
    """

    id: str
    type: str
    mode: str | None = None
    cameo: str | None = None
    contexts: list[str] = []
    verbs: list[str] = []
    nouns: list[str] = []
    objects: list[str] = []
    complements: list[str] = []
    auxiliaries: list[str] = []
    prepositions: list[str] = []
    never: list[str] = []
    source: list[str] = ["subject"]
    target: list[str] = ["object"]
    weight: float = 0.7
    takes_content: bool = False
    stance: Stance | None = None
    yes: Annotated[list[RuleExample], MinLen(1)]
    no: Annotated[list[RuleExample], MinLen(1)]


class EventWords(Words):
    """The shape of ``events/*.yaml``."""

    rules: list[EventRule]


class EventRules:
    """The rules by trigger; build with ``lexicon.built("event rules", EventRules, EventRules)``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.all = tuple(lexicon.words("events", EventWords).rules)
        self.verbs: dict[str, list[EventRule]] = {}
        self.nouns: dict[str, list[EventRule]] = {}
        self.by_id: dict[str, EventRule] = {}
        for rule in self.all:
            _check(rule, lexicon, self.by_id)
            self.by_id[rule.id] = rule
            for verb in rule.verbs:
                self.verbs.setdefault(verb, []).append(rule)
            for noun in rule.nouns:
                self.nouns.setdefault(noun, []).append(rule)


def _check(rule: EventRule, lexicon: Lexicon, seen: dict[str, EventRule]) -> None:
    """Raise ``DataError`` where a rule names what the ontology does not know, or takes a used id."""
    types = lexicon.ontology.types
    if rule.id in seen:
        raise DataError(f"events: rule {rule.id!r} stands twice; ids are unique. Rename one")
    if rule.type not in types:
        raise DataError(f"events: rule {rule.id!r}: type {rule.type!r} is not known; known: {', '.join(types)}")
    if rule.mode is not None and rule.mode not in types[rule.type].modes:
        known = ", ".join(types[rule.type].modes) or "none"
        raise DataError(f"events: rule {rule.id!r}: {rule.type} has no mode {rule.mode!r}; it has: {known}")
    if rule.cameo is not None and rule.cameo not in lexicon.cameo():
        raise DataError(f"events: rule {rule.id!r}: {rule.cameo!r} is no CAMEO code; see ontologies/cameo.tsv")
    for context in rule.contexts:
        if context not in lexicon.ontology.contexts:
            known = ", ".join(lexicon.ontology.contexts)
            raise DataError(f"events: rule {rule.id!r}: context {context!r} is not known; known: {known}")
    if not rule.verbs and not rule.nouns:
        raise DataError(f"events: rule {rule.id!r} has no trigger; it needs verbs or nouns. Add one")
