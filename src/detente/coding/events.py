"""Parsed sentences with their actors, dates and places in, event reports out: who did what to whom, when and where.

Each trigger word gives at most one report: the rules propose a type and both sides, and rules and model together judge
them (``judge.py``). What triggers and is not coded goes to ``left_out`` with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.coding.arguments import is_somebody
from detente.coding.casualties import with_casualties
from detente.coding.classify import MODEL, rate_matches
from detente.coding.confidence import Built, confidence, is_sure_enough
from detente.coding.dates import publication_when
from detente.coding.dating import find_when
from detente.coding.judge import NONE, Judgement, judge
from detente.coding.nouns import Nouns
from detente.coding.overlaps import without_content, without_repeats
from detente.coding.parties import CLAUSE, Parties, Sides, as_symmetric, pair_of
from detente.coding.rules import EventRules
from detente.coding.status import find_status, is_question
from detente.coding.tree import Parse, Token
from detente.coding.triggers import Match, find_matches
from detente.lexicon import Lexicon
from detente.model import (
    Basis,
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

# Above this probability nothing passes between the two.
NOTHING = 0.5
# The trigger's own rule says the type, unless another is more probable than this: a sentence may tell of several acts.
SURELY_OTHER = 0.8
# A side that the tree does not tell is sought among so many others of the sentence, the nearest first; one is taken if
# the model alone finds it this unlikely that nothing passes between the two.
PROPOSALS = 2
UNLIKELY = 0.2


@dataclass(frozen=True, slots=True)
class _Type:
    """What a report is coded as, the rule that said so, and how probable it is: that of ``types`` together."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    rule: str
    share: float
    types: tuple[str, ...]


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
        triggers = list(find_matches(parse, rules, sentence))
        found = finder.reports(triggers)
        kept, dropped = without_content(parse, found, triggers, rules)
        reports.extend(kept)
        left_out.extend(dropped)
    return with_casualties(parse, without_repeats(reports), lexicon), tuple(left_out)


class _Finder:
    """Builds reports for one article."""

    def __init__(self, parse: Parse, nouns: Nouns, lexicon: Lexicon) -> None:
        self._parse = parse
        self._nouns = nouns
        self._lexicon = lexicon
        self._parties = Parties(parse, nouns, lexicon)
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
            sides = self._parties.sides(match)
            if not any(map(is_somebody, sides.sources)):
                continue
            if match.rule.stance and CLAUSE in match.rule.target and not sides.targets:
                continue
            if not self._is_whole(match.rule.type, sides):
                reason = "no target"
                continue
            built = self._judged(match, matches, sides)
            if isinstance(built, EventReport):
                self._parties.tell(built)
                if match.demands:
                    self._taken.update(head.index for head in match.frame.object)
            return built
        proposed = self._proposed(matches)
        if proposed is not None:
            return proposed
        trigger = matches[0].frame.trigger
        return LeftOut(span=span_of(self._parse.text, trigger.start, trigger.end), reason=reason)

    def _proposed(self, matches: Sequence[Match]) -> EventReport | None:
        """The report with the side that the tree does not tell, if the model is sure who of the sentence it is."""
        match = matches[0]
        sides = self._parties.sides(match)
        if match.rule.tells_status or match.rule.stance:
            return None
        others = self._parties.others(match, sides)[:PROPOSALS]
        has_source, has_target = (any(map(is_somebody, side)) for side in (sides.sources, sides.targets))
        if has_source == has_target:
            return None
        tried = [Sides(sides.sources, (each,)) if has_source else Sides((each,), sides.targets) for each in others]
        rated = [(self._judgement(match, matches, each), each) for each in tried]
        sure = [
            (judgement.types[match.rule.type], judgement, each)
            for judgement, each in rated
            if judgement.alone.get(NONE, 1.0) < UNLIKELY and judgement.best() == match.rule.type
        ]
        if not sure:
            return None
        _, judgement, best = max(sure, key=lambda each: each[0])
        built = self._built(match, self._type(match, matches, judgement), best, judgement)
        return built if isinstance(built, EventReport) else None

    def _judgement(self, match: Match, matches: Sequence[Match], sides: Sides) -> Judgement:
        pair = pair_of(sides)
        answer = rate_matches(self._parse, pair, [matches])
        return judge(self._parse, pair, answer.shares, match.frame.trigger, self._lexicon)

    def _is_whole(self, event_type: str, sides: Sides) -> bool:
        """Whether all are there whom the type needs: two parties of a meeting, someone who is given aid."""
        entry = self._lexicon.ontology.types[event_type]
        parties = len(sides.sources)
        if entry.symmetric == "always":
            return parties > 1
        return bool(sides.targets) or parties > 1 or entry.recipient != "required"

    def _judged(self, match: Match, matches: Sequence[Match], sides: Sides) -> EventReport | LeftOut:
        """The report of the type that rules and model agree on, or why there is none."""
        judgement = self._judgement(match, matches, sides)
        trigger = span_of(self._parse.text, match.frame.trigger.start, match.frame.trigger.end)
        if judgement.types.get(NONE, 0.0) > NOTHING:
            return LeftOut(span=trigger, reason="nothing between the actors")
        coding = self._type(match, matches, judgement)
        sides = as_symmetric(sides) if self._lexicon.ontology.types[coding.type].symmetric == "always" else sides
        if not self._is_whole(coding.type, sides):
            return LeftOut(span=trigger, reason="no target")
        return self._built(match, coding, sides, judgement)

    def _type(self, match: Match, matches: Sequence[Match], judgement: Judgement) -> _Type:
        """The judged type with mode and contexts: the rule's own, unless the judgement is sure of another."""
        event_type, types = judgement.best(), judgement.types
        # "Will expel" is a threat by its rule and an expulsion by its deed: one does not speak against the other, and
        # no more does the deed that is denied or demanded speak against the denial or demand.
        own = {match.rule.type, *match.rule.turns}
        if match.rule.takes_content:
            own |= {event_type, judgement.best_alone() or event_type}
        if event_type in own or types[event_type] < SURELY_OTHER:
            event_type = match.rule.type
        counted = tuple(sorted(own)) if event_type == match.rule.type else (event_type,)
        share = sum(types.get(each, 0.0) for each in counted)
        for each in (match, *matches):
            rule = each.rule
            if rule.type == event_type:
                mode = judgement.mode(rule.type, rule.mode) if rule.takes_content else rule.mode
                own_code = rule.cameo if mode == rule.mode else None
                cameo = own_code or self._lexicon.ontology.cameo(rule.type, mode)
                return _Type(rule.type, mode, tuple(rule.contexts), cameo, rule.id, share, counted)
        mode = judgement.mode(event_type, None)
        return _Type(event_type, mode, (), self._lexicon.ontology.cameo(event_type, mode), MODEL, share, counted)

    def _built(self, match: Match, coding: _Type, sides: Sides, judgement: Judgement) -> EventReport | LeftOut:
        trigger, ontology = match.frame.trigger, self._lexicon.ontology
        article, named = self._nouns.article, (*sides.sources, *sides.targets)
        when = find_when(self._parse, trigger, self._nouns.dates, article.published, self._lexicon)
        by_rules = find_status(self._parse, match, when, article.published, self._lexicon)
        status = judgement.settle(match.rule, by_rules, when)
        if status == Status.HAPPENED and _is_future(when, article.published):
            when = publication_when(article.published)
        # What is told as long past, without a day, did not happen on the day of publication.
        if by_rules == Status.HISTORICAL and when.basis == Basis.PUBLICATION:
            when = publication_when(None)
        spans = self._spans(match)
        score = confidence(
            Built(match, sides, coding.share, coding.type, coding.types, status), judgement, self._lexicon
        )
        told = self._parties.told_before(coding.type, sides) if trigger.pos == "NOUN" else None
        score = max(score, told.why.score) if told else score
        if not is_sure_enough(score, self._lexicon):
            return LeftOut(span=spans[0], reason="low confidence")
        offsets = [[each.span.start, each.span.end] for each in named]
        return EventReport(
            id=content_id("report", article.id, coding.type, spans[0].start, spans[0].end, offsets),
            article=article.id,
            type=coding.type,
            mode=coding.mode,
            contexts=coding.contexts,
            cameo=coding.cameo,
            quad=ontology.types[coding.type].quad,
            score=ontology.score(coding.type, coding.mode),
            sources=sides.sources,
            targets=sides.targets,
            when=when,
            where=self._where(trigger),
            status=status,
            spans=spans,
            why=Why(rule=coding.rule, score=score, spans=spans[:1]),
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


def _is_future(when: When, published: date | None) -> bool:
    """Whether the day lies after publication: what was agreed for it was agreed before."""
    return published is not None and when.first is not None and when.first > published
