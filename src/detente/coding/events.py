"""Parsed sentences with their actors, dates and places in, event reports out: who did what to whom, when and where.

Each trigger word gives at most one report, by the most demanding rule whose source and target parts name actors. What
triggers and is not coded goes to ``left_out`` with the reason. Limits: rules know only the words listed in ``events/``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.coding.arguments import NamedParts, in_order, is_somebody
from detente.coding.dates import publication_when
from detente.coding.dating import find_when
from detente.coding.rules import EventRule, EventRules
from detente.coding.status import find_status, is_question
from detente.coding.tree import Parse, Token, head_token
from detente.coding.triggers import Match, find_matches
from detente.lexicon import Lexicon
from detente.model import (
    ActorMention,
    Article,
    EventReport,
    LeftOut,
    PlaceUse,
    Span,
    Status,
    When,
    Where,
    Why,
    content_id,
    span_of,
)

# Below this confidence a report is left out. Not calibrated: it takes out reports whose both sides are bare roles.
LOWEST_CONFIDENCE = 0.3
# Reports of what did not (yet) happen are less sure, because more words had to be read right.
STATUS_FACTOR = {Status.HAPPENED: 1.0, Status.HISTORICAL: 1.0}
OTHER_STATUS_FACTOR = 0.9
# Characters between a verb and its object noun that tell one act.
NEAR = 60
# "The meeting" is one that was told of, at most so many sentences before; "a meeting" is a new one.
DEFINITE = frozenset({"the", "this", "that"})
SENTENCES_BACK = 2
# Parts that name a partner, not someone acted upon; and the part of whoever is to act in what is said.
TOGETHER = frozenset({"with", "between", "alongside", "among"})
CLAUSE = "clause"
# What decided a mention (``actors.py``, ``neuter.py``) that only says whose, or where, a thing is.
CITY_RULE = "name.capital"
STATE_RULES = frozenset({"name.state", "name.adjective", "name.capital", "pronoun.body"})


@dataclass(frozen=True, slots=True)
class Nouns:
    """What was found before the verbs: the article's actors, dates and places."""

    article: Article
    actors: Sequence[ActorMention]
    dates: Sequence[When]
    places: Sequence[Where]


def find_reports(parse: Parse, nouns: Nouns, lexicon: Lexicon) -> tuple[tuple[EventReport, ...], tuple[LeftOut, ...]]:
    """The event reports of the body's sentences in the order of the text, and the triggers left out with reasons."""
    rules = lexicon.built("event rules", EventRules, EventRules)
    finder = _Finder(parse, nouns, lexicon)
    reports: list[EventReport] = []
    left_out: list[LeftOut] = []
    for sentence in parse.body_sentences():
        if is_question(parse, sentence):
            left_out.append(LeftOut(span=span_of(parse.text, sentence.start, sentence.end), reason="question"))
            continue
        found = finder.reports(list(find_matches(parse, rules, sentence)))
        kept, dropped = _without_content(parse, found, rules)
        reports.extend(kept)
        left_out.extend(dropped)
    return _without_repeats(reports), tuple(left_out)


class _Finder:
    """Builds reports for one article."""

    def __init__(self, parse: Parse, nouns: Nouns, lexicon: Lexicon) -> None:
        self._parse = parse
        self._nouns = nouns
        self._lexicon = lexicon
        self._parts = NamedParts(parse, nouns.actors)
        self._literal = {place.span for place in nouns.places if place.use == PlaceUse.LITERAL}
        self._rules = lexicon.built("event rules", EventRules, EventRules)
        self._told: list[EventReport] = []
        self._taken: set[int] = set()

    def reports(self, triggers: Sequence[Sequence[Match]]) -> list[EventReport | LeftOut]:
        """What comes of each trigger of a sentence, without the nouns that a verb's own event has taken up."""
        self._taken.clear()
        found = [(matches[0].frame.trigger.index, self.report(matches)) for matches in triggers]
        return [each for trigger, each in found if trigger not in self._taken]

    def report(self, matches: Sequence[Match]) -> EventReport | LeftOut:
        """The report of the first match whose parts name the actors that its type needs, else why there is none."""
        reason = "no actor"
        for match in matches:
            entry = self._lexicon.ontology.types[match.rule.type]
            sources, targets = self._roles(match)
            if entry.symmetric == "always":
                sources, targets = self._parties(match, sources), ()
            if not sources or not any(is_somebody(each) for each in (*sources, *targets)):
                continue
            if match.rule.stance and CLAUSE in match.rule.target and not targets:
                continue
            alone = entry.symmetric == "always" and len(sources) < 2
            if alone or (entry.recipient == "required" and not targets and len(sources) < 2):
                reason = "no target"
                continue
            built = self._built(match, sources, targets)
            if isinstance(built, EventReport):
                self._told.append(built)
                if match.demands:
                    self._taken.update(head.index for head in match.frame.object)
            return built
        trigger = matches[0].frame.trigger
        return LeftOut(span=span_of(self._parse.text, trigger.start, trigger.end), reason=reason)

    def _roles(self, match: Match) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
        named = self._parts.named_by(match.source_heads())
        is_noun = match.frame.trigger.pos == "NOUN"
        sources = tuple(each for each in named if not self._is_place(each, is_noun=is_noun))
        symmetric = self._symmetry(match)
        for part in match.rule.target:
            found = self._parts.named_by(match.frame.part(part))
            targets = tuple(
                each for each in found if each not in sources and not self._is_own(each, sources, match.rule)
            )
            if match.rule.stance and part == CLAUSE and found and not targets:
                return sources, ()
            if targets:
                together = symmetric == "always" or (symmetric == "joined" and part in TOGETHER)
                return (in_order([*sources, *targets]), ()) if together else (sources, targets)
        return sources, ()

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

    def _is_own(self, target: ActorMention, sources: Sequence[ActorMention], rule: EventRule) -> bool:
        """Whether a target is the source or its own: "Turkish ports" that Turkey closed, "its troops" as it says."""
        country = target.actor.country if target.actor else None
        if target.actor and target.actor.name and any(each.actor == target.actor for each in sources):
            return True
        if target.why.rule in STATE_RULES:
            return country is not None and any(each.actor and each.actor.country == country for each in sources)
        head = head_token(self._parse, target.span)
        says = rule.stance is not None and country is None
        return says and any(each.tag == "PRP$" for each in self._parse.children(head))

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

    def _built(
        self, match: Match, sources: tuple[ActorMention, ...], targets: tuple[ActorMention, ...]
    ) -> EventReport | LeftOut:
        rule, trigger, ontology = match.rule, match.frame.trigger, self._lexicon.ontology
        article = self._nouns.article
        when = find_when(self._parse, trigger, self._nouns.dates, article.published, self._lexicon)
        status = find_status(self._parse, match, when, article.published, self._lexicon)
        if status == Status.HAPPENED and _is_future(when, article.published):
            when = publication_when(article.published)
        spans = self._spans(match)
        score = self._confidence(rule.weight, status, (*sources, *targets))
        if score < LOWEST_CONFIDENCE:
            return LeftOut(span=spans[0], reason="low confidence")
        named = [[each.span.start, each.span.end] for each in (*sources, *targets)]
        return EventReport(
            id=content_id("report", article.id, rule.type, spans[0].start, spans[0].end, named),
            article=article.id,
            type=rule.type,
            mode=rule.mode,
            contexts=tuple(rule.contexts),
            cameo=rule.cameo or ontology.cameo(rule.type, rule.mode),
            quad=ontology.types[rule.type].quad,
            score=ontology.score(rule.type, rule.mode),
            sources=sources,
            targets=targets,
            when=when,
            where=self._where(trigger),
            status=status,
            spans=spans,
            why=Why(rule=rule.id, score=score, spans=spans[:1]),
        )

    def _spans(self, match: Match) -> tuple[Span, ...]:
        """The trigger's words, then the words of its content: the complement, else the object."""
        trigger, text = match.frame.trigger, self._parse.text
        spans = [span_of(text, trigger.start, trigger.end)]
        contents = match.frame.complements or match.frame.object
        if contents:
            words = self._parse.subtree(contents[0])
            spans.append(span_of(text, words[0].start, words[-1].end))
        return tuple(spans)

    def _where(self, trigger: Token) -> Where | None:
        """The literal place that stands nearest after the trigger in its sentence, else before it."""
        sentence = self._parse.sentence_at(trigger)
        there = [
            place
            for place in self._nouns.places
            if sentence.start <= place.span.start < sentence.end and place.use == PlaceUse.LITERAL
        ]
        after = [place for place in there if place.span.start > trigger.start]
        return after[0] if after else there[-1] if there else None

    @staticmethod
    def _confidence(weight: float, status: Status, mentions: Sequence[ActorMention]) -> float:
        weakest = min(mention.why.score if mention.actor else 0.3 for mention in mentions)
        return round(weight * (0.5 + weakest / 2) * STATUS_FACTOR.get(status, OTHER_STATUS_FACTOR), 3)


def _is_future(when: When, published: date | None) -> bool:
    """Whether the day lies after publication: what was agreed for it was agreed before."""
    return published is not None and when.first is not None and when.first > published


def _without_content(
    parse: Parse, found: Sequence[EventReport | LeftOut], rules: EventRules
) -> tuple[list[EventReport], list[LeftOut]]:
    """Take out of a sentence's reports what stands in the content of another ("demanded that X withdraw")."""
    reports = [each for each in found if isinstance(each, EventReport)]
    taken = {
        token.index: report
        for report in reports
        if rules.by_id[report.why.rule].takes_content and len(report.spans) > 1
        for token in parse.tokens_between(report.spans[1].start, report.spans[1].end)
    }
    left_out = [each for each in found if isinstance(each, LeftOut)]
    kept = []
    for report in reports:
        trigger = parse.tokens_between(report.spans[0].start, report.spans[0].end)[0]
        holder = taken.get(trigger.index)
        if holder is None or holder is report:
            kept.append(report)
        else:
            left_out.append(LeftOut(span=report.spans[0], reason="content of another event"))
    return kept, left_out


def _without_repeats(reports: Sequence[EventReport]) -> tuple[EventReport, ...]:
    """One report where a verb and its object noun tell the same act ("imposed" and "sanctions")."""
    return tuple(
        report
        for number, report in enumerate(reports)
        if not any(_repeats(report, earlier) for earlier in reports[max(number - 3, 0) : number])
    )


def _repeats(report: EventReport, earlier: EventReport) -> bool:
    same = report.type == earlier.type and report.sources == earlier.sources
    is_its_object = any(span.start <= report.spans[0].start < span.end for span in earlier.spans[1:])
    near = report.spans[0].start - earlier.spans[0].end < NEAR
    alike = (report.status, report.targets, report.when) == (earlier.status, earlier.targets, earlier.when)
    return same and near and (is_its_object or alike)
