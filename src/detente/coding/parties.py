"""A match in its sentence, who acts and who is acted upon out: the actors that the rule's parts name, and beyond.

Where the rule's target parts name nobody, whoever is named first within what the trigger governs is tried: "condemned
the attack on a bus in Kabul", "gave 28 million to help those hit in Yemen". Such a target is a guess of the tree; the
event model decides whether anything passes between the two (``judge.py``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.coding.arguments import NamedParts, in_order, is_somebody
from detente.coding.companies import CompanyForms
from detente.coding.gazetteer import MentionWords
from detente.coding.judge import Pair
from detente.coding.nouns import Nouns
from detente.coding.rules import EventRule, EventRules
from detente.coding.tree import Parse, Token, head_token
from detente.coding.triggers import Match
from detente.lexicon import Lexicon
from detente.model import Actor, ActorMention, EventReport, PlaceUse, Span, Where, Why

# Parts that name a partner, not someone acted upon; and the part of whoever is to act in what is said.
TOGETHER = frozenset({"with", "between", "alongside", "among"})
CLAUSE = "clause"
# Where a rule does not name the object as the target, what is one's own there is a means: "put its army on alert".
OBJECT = "object"
# "The meeting" is one that was told of, at most so many sentences before; "a meeting" is a new one.
DEFINITE = frozenset({"the", "this", "that"})
SENTENCES_BACK = 2
# What decided a mention (``actors.py``, ``neuter.py``) that only says whose, or where, a thing is.
CITY_RULE = "name.capital"
STATE_RULES = frozenset({"name.state", "name.adjective", "name.capital", "pronoun.body"})
# How the words that a trigger governs hang together, and how far down its target is looked for.
GOVERNED = frozenset(
    {"dobj", "dative", "prep", "pobj", "pcomp", "xcomp", "acl", "nsubjpass", "attr", "oprd", "agent"}
    | {"poss", "compound", "amod", "nmod", "appos", "conj"}
)
DEEPEST = 6
# Quads of deeds: they reach whoever is at the place that is named ("hit a market in Idlib"); words do not.
MATERIAL = frozenset({2, 4})
BY = "by"
PLACE_RULE = "place.people"
PLACE_SCORE = 0.6


def _is_money(parse: Parse, span: Span, moneys: Mapping[str, str]) -> bool:
    """Whether a state is named only as the one whose money it is: "68 billion U.S. dollars"."""
    last = parse.tokens_between(span.start, span.end)[-1]
    after = last.index + 1
    return last.text in moneys or (after < len(parse.tokens) and parse.tokens[after].text in moneys)


def _people_of(place: Where) -> ActorMention:
    """Those at a place, of whom only the country is known."""
    actor = Actor(country=place.country, sector=None, name=None)
    return ActorMention(span=place.span, actor=actor, why=Why(rule=PLACE_RULE, score=PLACE_SCORE, spans=(place.span,)))


@dataclass(frozen=True, slots=True)
class Sides:
    """Who acts, and who is acted upon; parties who act together are all sources."""

    sources: tuple[ActorMention, ...]
    targets: tuple[ActorMention, ...]


def as_symmetric(sides: Sides) -> Sides:
    """All parties among the sources."""
    return Sides(in_order([*sides.sources, *sides.targets]), ())


def pair_of(sides: Sides) -> Pair:
    """Where the two sides stand; of parties who act together the first acts with the others."""
    sources, targets = sides.sources, sides.targets
    if not targets and len(sources) > 1:
        sources, targets = sources[:1], sources[1:]
    return Pair(*(tuple((each.span.start, each.span.end) for each in side) for side in (sources, targets)))


class Parties:
    """Finds the sides of matches in one article; ``tell`` it each report, so that "the meeting" finds its parties."""

    def __init__(self, parse: Parse, nouns: Nouns, lexicon: Lexicon) -> None:
        self._parse = parse
        self._lexicon = lexicon
        moneys = lexicon.built("companies", CompanyForms, CompanyForms).moneys
        actors = [each for each in nouns.actors if not _is_money(parse, each.span, moneys)]
        self._parts = NamedParts(parse, actors)
        literal = [
            place
            for place in nouns.places
            if place.use == PlaceUse.LITERAL and not _is_money(parse, place.span, moneys)
        ]
        self._literal = {place.span for place in literal}
        self._places = {head_token(parse, place.span).index: place for place in literal if place.country}
        self._reporters = frozenset(lexicon.words("mentions", MentionWords).reporting_sectors)
        self._rules = lexicon.built("event rules", EventRules, EventRules)
        self._told: list[EventReport] = []
        self._by_sentence: dict[int, list[ActorMention]] = {}
        for mention in filter(is_somebody, actors):
            self._by_sentence.setdefault(head_token(parse, mention.span).sentence, []).append(mention)

    def tell(self, report: EventReport) -> None:
        """Remember a report of the article, in the order of the text."""
        self._told.append(report)

    def told_before(self, event_type: str, sides: Sides) -> EventReport | None:
        """The last report of the same type and sources, which "the meeting" may be another word for; None for none."""
        alike = (each for each in reversed(self._told) if (each.type, each.sources) == (event_type, sides.sources))
        return next(alike, None)

    def sides(self, match: Match) -> Sides:
        """Sources and targets of a match; where the type is always symmetric, all parties are sources."""
        sources, targets = self._by_rule(match)
        if self._lexicon.ontology.types[match.rule.type].symmetric == "always":
            return Sides(self._parties(match, sources), ())
        if len(sources) == 1 and not any(map(is_somebody, targets)):
            targets = self._wider(match, sources) or targets
        somebody = tuple(each for each in targets if is_somebody(each))
        if not somebody and self._is_mutual(match) and sum(map(is_somebody, sources)) > 1:
            return Sides(sources, sources)
        return Sides(sources, somebody or targets)

    def _is_mutual(self, match: Match) -> bool:
        """Whether those named do to one another what is told: "clashed", "fought a war"."""
        trigger = match.frame.trigger
        told = {trigger.lemma, *(f"{trigger.lemma} {each.lemma}" for each in match.frame.object)}
        return not told.isdisjoint(self._rules.mutual)

    def others(self, match: Match, sides: Sides) -> list[ActorMention]:
        """Who else is named in the match's sentence, not one of its sides and no news outlet, the nearest first."""
        trigger = match.frame.trigger
        sentence = self._parse.sentence_at(trigger)
        known = [each for each in (*sides.sources, *sides.targets) if is_somebody(each)]
        found = [
            each
            for each in self._by_sentence.get(sentence.index, ())
            if not any(each.actor == one.actor or _overlap(each.span, one.span) for one in known)
            and not self._is_own_state(each, known)
            and not (each.actor and each.actor.sector in self._reporters)
            and not each.span.start <= trigger.start < each.span.end
        ]
        return sorted(found, key=lambda each: abs(each.span.start - trigger.start))

    def _by_rule(self, match: Match) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
        named = self._parts.named_by(match.source_heads())
        is_noun = match.frame.trigger.pos == "NOUN"
        sources = tuple(
            each
            for each in named
            if not self._is_place(each, is_noun=is_noun) and not (match.rule.official and self._is_private(each))
        )
        symmetric = self._symmetry(match)
        for part in match.rule.target:
            found = self._parts.named_by(self._addressed(match, part))
            targets = tuple(
                each for each in found if each not in sources and not self._is_own(each, sources, match.rule)
            )
            if match.rule.stance and part == CLAUSE and found and not targets:
                return sources, ()
            if targets:
                if not sources and part in TOGETHER and len(targets) > 1:
                    return targets, ()
                together = symmetric == "always" or (symmetric == "joined" and part in TOGETHER)
                return (in_order([*sources, *targets]), ()) if together else (sources, targets)
        return sources, ()

    def _addressed(self, match: Match, part: str) -> list[Token]:
        """The heads of a part, without those against whom friends act: "called for a common stand against Iran"."""
        friendly = match.rule.type in self._rules.friendly
        heads = match.frame.part(part)
        return [each for each in heads if not (friendly and self._is_adversary(self._parse.head(each)))]

    def _is_adversary(self, preposition: Token) -> bool:
        return preposition.lemma in self._rules.adversaries

    def _wider(self, match: Match, sources: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
        """Whoever is named nearest below the trigger, the sources and what is theirs aside; () for nobody."""
        trigger = match.frame.trigger
        subjects = {head.index for head in match.source_heads()}
        row, places = [trigger], list[Where]()
        for _ in range(DEEPEST):
            below = (child for token in row for child in self._below(token, match.rule.type))
            row = [child for child in below if child.index not in subjects]
            found = self._parts.named_by(row) if row else ()
            targets = tuple(
                each
                for each in found
                if is_somebody(each)
                and each not in sources
                and not self._is_same(each, sources)
                and not self._is_own_state(each, sources)
                and not (self._is_possessed(each) and OBJECT not in match.rule.target)
            )
            if targets:
                first = min(targets, key=lambda each: abs(each.span.start - trigger.start))
                return tuple(each for each in targets if self._joined_to(first, each))
            places += [self._places[token.index] for token in row if token.index in self._places]
        is_deed = self._lexicon.ontology.types[match.rule.type].quad in MATERIAL
        return (_people_of(places[0]),) if places and is_deed else ()

    def _below(self, token: Token, event_type: str) -> Iterator[Token]:
        friendly = event_type in self._rules.friendly
        for child in self._parse.children(token):
            # "The strike by four destroyers" names who strikes; "calls for a stand against Iran" are no calls on Iran.
            if child.lemma == BY or (friendly and self._is_adversary(child)):
                continue
            # Joined verbs and participles in the active tell of other acts: "a resolution condemning Syria".
            is_other = child.pos in {"VERB", "AUX"} and (
                child.dep == "conj" or (child.dep == "acl" and child.tag == "VBG")
            )
            if child.dep in GOVERNED and not is_other and child.lemma not in self._rules.beneficiaries:
                yield child

    def _joined_to(self, first: ActorMention, other: ActorMention) -> bool:
        """Whether two mentions are one or stand in one row ("in Libya and Chad")."""
        if first is other:
            return True
        one, two = head_token(self._parse, first.span), head_token(self._parse, other.span)
        return two.dep == "conj" and two.head == one.index

    @staticmethod
    def _is_same(target: ActorMention, sources: Sequence[ActorMention]) -> bool:
        """Whether a target is a source again. Others of its country are not: most acts stay within one."""
        return target.actor is not None and any(each.actor == target.actor for each in sources)

    @staticmethod
    def _is_of(target: ActorMention, sources: Sequence[ActorMention]) -> bool:
        """Whether a target and a source are of one known country."""
        country = target.actor.country if target.actor else None
        return country is not None and any(each.actor and each.actor.country == country for each in sources)

    def _is_own_state(self, target: ActorMention, sources: Sequence[ActorMention]) -> bool:
        """Whether a target is only the name of the state that a source belongs to: no state acts on itself."""
        return target.why.rule in STATE_RULES and self._is_of(target, sources)

    def _symmetry(self, match: Match) -> str:
        """When the parties act together: as the type has it; always where they agree to what is done together."""
        types = self._lexicon.ontology.types
        symmetric = types[match.rule.type].symmetric
        rules = (
            self._rules.verbs.get(match.frame.trigger.lemma, ()) if symmetric == "joined" and match.rule.beside else ()
        )
        return "always" if any(types[rule.type].symmetric == "always" for rule in rules) else symmetric

    def _is_place(self, mention: ActorMention, *, is_noun: bool) -> bool:
        """Whether a mention is only where a thing happened: "in Moscow", "the Salisbury attack"; not "US strikes"."""
        if mention.span not in self._literal:
            return False
        return mention.why.rule == CITY_RULE or (is_noun and head_token(self._parse, mention.span).dep == "pobj")

    def _is_private(self, mention: ActorMention) -> bool:
        return mention.actor is not None and mention.actor.sector in self._rules.private

    def _is_own(self, target: ActorMention, sources: Sequence[ActorMention], rule: EventRule) -> bool:
        """Whether a target is the source or its own: "Turkish ports" that Turkey closed, "its troops" as it says."""
        country = target.actor.country if target.actor else None
        if target.actor and target.actor.name and any(each.actor == target.actor for each in sources):
            return True
        if target.why.rule in STATE_RULES:
            return self._is_of(target, sources)
        head = head_token(self._parse, target.span)
        possessed = self._is_possessed(target)
        if self._is_of(target, sources) and (head.lemma in rule.objects or possessed):
            return True
        says = rule.stance is not None and country is None
        return says and possessed

    def _is_possessed(self, mention: ActorMention) -> bool:
        """Whether a pronoun says whose it is: "its troops"."""
        head = head_token(self._parse, mention.span)
        return any(each.tag == "PRP$" for each in self._parse.children(head))

    def _parties(self, match: Match, named: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
        """Those who act together: named here, or, for "the meeting" alone, those of the last one told just before."""
        trigger = match.frame.trigger
        definite = any(child.lemma in DEFINITE for child in self._parse.children(trigger))
        if len(named) > 1 or trigger.pos == "VERB" or not definite:
            return named
        for report in reversed(self._told):
            first = self._parse.tokens_between(report.spans[0].start, report.spans[0].end)[0]
            recent = trigger.sentence - first.sentence <= SENTENCES_BACK
            if recent and report.type == match.rule.type and all(each in report.sources for each in named):
                return report.sources
        return named


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
