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
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    status: str | None = None


class EventRule(Words):
    """One way of telling one type of event.

    Triggers: ``verbs``, ``nouns`` and ``adjectives`` are lemmas, a verb with its particle as two words ("pull out").
    ``turns`` instead takes the triggers, demands and parts of all plain rules of these types, so that "will meet" is
    told by the rules for "meet" and what stands ``beside`` them.

    Demands, of each list one: ``objects``, lemmas in the object; ``complements``, lemmas in the complement, the object
    or after a preposition; ``deeds``, verbs that a clause of the complement states in the active; ``contains``, a type
    of which a plain rule matches there; ``auxiliaries``, lemmas beside the verb of the complement ("said that X must"),
    ``no_auxiliaries`` the opposite; ``prepositions`` after the trigger;
    ``beside``, lemmas among the words that hang on the trigger, "will not" asking for both; ``subjects``, lemmas among
    the words of the subject. ``never`` forbids a lemma (or two together) beside the trigger or in its object.

    ``source`` and ``target`` name parts, the first that is filled counts: subject, object, clause (who is to act in the
    complement), content (whom the complement is about), or a preposition. ``takes_content``: what stands in the
    complement is the content of this event and no event of its own. ``stance``: whoever acts takes this stand on the
    content. ``official``: who acts for himself does not count, "tourists visited Chad".
    """

    id: str
    type: str
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    no_auxiliaries: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    source: tuple[str, ...] = ("subject",)
    target: tuple[str, ...] = ("object",)
    weight: float = 0.7
    takes_content: bool = False
    stance: Stance | None = None
    official: bool = False
    yes: Annotated[list[RuleExample], MinLen(1)]
    no: Annotated[list[RuleExample], MinLen(1)]

    @property
    def tells_status(self) -> bool:
        """Whether the rule has read what stands around the deed: "will not sign", "vowed to strike" have happened."""
        return bool(self.beside) or self.takes_content

    @property
    def is_plain(self) -> bool:
        """Whether the rule stands on its own, without looking at other rules' types."""
        return not self.turns and not self.contains


class EventWords(Words):
    """The shape of ``events/*.yaml``. ``quantities`` are nouns that count what follows "of" ("a batch of tanks").

    ``carriers`` are verbs whose subject does what their object names ("launched an attack"), ``speaking`` those whose
    subject takes part in what it is said in ("told him in a call"). ``beneficiaries`` are nouns whose owner is helped
    and not acted upon ("on the rebels' side"). ``mutual`` are triggers, or a trigger with its object as two words, by
    which all who are named do to one another what is told ("clashed", "fought a war").
    ``adversaries`` are prepositions after which nobody stands who is party to an event of a ``friendly`` type, or asked
    for something; ``private`` are the sectors of people who act for themselves; ``transitive`` are verbs that never do
    without an object: where they have none they stand in the passive ("two Britons killed fighting").
    """

    rules: list[EventRule]
    quantities: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    speaking: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    adversaries: tuple[str, ...] = ()
    friendly: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    transitive: tuple[str, ...] = ()


class EventRules:
    """The rules by trigger; build with ``lexicon.built("event rules", EventRules, EventRules)``."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words("events", EventWords)
        self.all = tuple(words.rules)
        self.quantities = frozenset(words.quantities)
        self.carriers = frozenset(words.carriers)
        self.speaking = frozenset(words.speaking)
        self.beneficiaries = frozenset(words.beneficiaries)
        self.mutual = frozenset(words.mutual)
        self.adversaries = frozenset(words.adversaries)
        self.friendly = frozenset(words.friendly)
        self.private = frozenset(words.private)
        self.transitive = frozenset(words.transitive)
        self.verbs: dict[str, list[EventRule]] = {}
        self.nouns: dict[str, list[EventRule]] = {}
        self.adjectives: dict[str, list[EventRule]] = {}
        self.by_id: dict[str, EventRule] = {}
        for rule in self.all:
            _check(rule, lexicon, self.by_id)
            self.by_id[rule.id] = rule
            for variant in _variants(rule, self.all) if rule.turns else [rule]:
                self._index(variant)

    def _index(self, rule: EventRule) -> None:
        for triggers, index in (
            (rule.verbs, self.verbs),
            (rule.nouns, self.nouns),
            (rule.adjectives, self.adjectives),
        ):
            for trigger in triggers:
                index.setdefault(trigger, []).append(rule)


def _variants(rule: EventRule, rules: tuple[EventRule, ...]) -> list[EventRule]:
    """A turning rule written out: once for each plain rule of the types that it turns, with that rule's verbs."""
    demanded = {word for each in rule.beside for word in each.split()}
    return [
        base.model_copy(
            update={
                "id": rule.id,
                "type": rule.type,
                "mode": rule.mode,
                "cameo": rule.cameo,
                "contexts": rule.contexts,
                "nouns": (),
                "adjectives": (),
                "beside": rule.beside,
                "never": (*(word for word in base.never if word not in demanded), *rule.never),
                "weight": rule.weight,
                "takes_content": rule.takes_content,
                "stance": rule.stance,
                "turns": rule.turns,
            }
        )
        for base in rules
        if base.is_plain and base.verbs and not base.beside and base.type in rule.turns
    ]


def _check(rule: EventRule, lexicon: Lexicon, seen: dict[str, EventRule]) -> None:
    """Raise ``DataError`` where a rule names what the ontology does not know, or takes a used id."""
    types = lexicon.ontology.types
    if rule.id in seen:
        raise DataError(f"events: rule {rule.id!r} stands twice; ids are unique. Rename one")
    for event_type in (rule.type, *rule.turns, *rule.contains):
        if event_type not in types:
            raise DataError(f"events: rule {rule.id!r}: type {event_type!r} is not known; known: {', '.join(types)}")
    if rule.mode is not None and rule.mode not in types[rule.type].modes:
        known = ", ".join(types[rule.type].modes) or "none"
        raise DataError(f"events: rule {rule.id!r}: {rule.type} has no mode {rule.mode!r}; it has: {known}")
    if rule.cameo is not None and rule.cameo not in lexicon.cameo():
        raise DataError(f"events: rule {rule.id!r}: {rule.cameo!r} is no CAMEO code; see ontologies/cameo.tsv")
    for context in rule.contexts:
        if context not in lexicon.ontology.contexts:
            known = ", ".join(lexicon.ontology.contexts)
            raise DataError(f"events: rule {rule.id!r}: context {context!r} is not known; known: {known}")
    if not (rule.verbs or rule.nouns or rule.adjectives or rule.turns):
        raise DataError(f"events: rule {rule.id!r} has no trigger; it needs verbs, nouns or adjectives. Add one")
