"""Parsed sentences with their actors, dates and places in, event reports out: who did what to whom, when and where.

Each trigger word gives at most one report: the rules propose a type and both sides, and rules and model together judge
them (``judge.py``). What triggers and is not coded goes to ``left_out`` with the reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from detente.coding.arguments import is_somebody
from detente.coding.classify import MODEL, rate_matches
from detente.coding.confidence import Built, confidence, is_sure_enough
from detente.coding.dates import publication_when
from detente.coding.dating import find_when
from detente.coding.judge import NONE, Judgement, judge
from detente.coding.nouns import Nouns
from detente.coding.parties import CLAUSE, Parties, Sides, as_symmetric, pair_of
from detente.coding.rules import EventRules
from detente.coding.status import find_status, is_question
from detente.coding.tree import Parse, Token
from detente.coding.triggers import Match, find_matches
from detente.lexicon import Lexicon
from detente.model import (
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

# Characters between a verb and its object noun that tell one act.
NEAR = 60
# Above this probability nothing passes between the two.
NOTHING = 0.5
# The trigger's own rule says the type, unless another is more probable than this: a sentence may tell of several acts.
SURELY_OTHER = 0.8


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
        kept, dropped = _without_content(parse, found, triggers, rules)
        reports.extend(kept)
        left_out.extend(dropped)
    return _without_repeats(reports), tuple(left_out)


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
        trigger = matches[0].frame.trigger
        return LeftOut(span=span_of(self._parse.text, trigger.start, trigger.end), reason=reason)

    def _is_whole(self, event_type: str, sides: Sides) -> bool:
        """Whether all are there whom the type needs: two parties of a meeting, someone who is given aid."""
        entry = self._lexicon.ontology.types[event_type]
        parties = len(sides.sources)
        if entry.symmetric == "always":
            return parties > 1
        return bool(sides.targets) or parties > 1 or entry.recipient != "required"

    def _judged(self, match: Match, matches: Sequence[Match], sides: Sides) -> EventReport | LeftOut:
        """The report of the type that rules and model agree on, or why there is none."""
        pair = pair_of(sides)
        answer = rate_matches(self._parse, pair, [matches])
        judgement = judge(self._parse, pair, answer.shares, match.frame.trigger, self._lexicon)
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
                cameo = rule.cameo or self._lexicon.ontology.cameo(rule.type, rule.mode)
                return _Type(rule.type, rule.mode, tuple(rule.contexts), cameo, rule.id, share, counted)
        mode = judgement.mode(event_type)
        return _Type(event_type, mode, (), self._lexicon.ontology.cameo(event_type, mode), MODEL, share, counted)

    def _built(self, match: Match, coding: _Type, sides: Sides, judgement: Judgement) -> EventReport | LeftOut:
        trigger, ontology = match.frame.trigger, self._lexicon.ontology
        article, named = self._nouns.article, (*sides.sources, *sides.targets)
        when = find_when(self._parse, trigger, self._nouns.dates, article.published, self._lexicon)
        by_rules = find_status(self._parse, match, when, article.published, self._lexicon)
        status = judgement.settle(match.rule, by_rules, when)
        if status == Status.HAPPENED and _is_future(when, article.published):
            when = publication_when(article.published)
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


def _without_content(
    parse: Parse, found: Sequence[EventReport | LeftOut], triggers: Sequence[Sequence[Match]], rules: EventRules
) -> tuple[list[EventReport], list[LeftOut]]:
    """Take out of a sentence's reports what stands in the content of another trigger ("demanded that X withdraw").

    What is demanded is no event of its own either where nobody is named who demands it.
    """
    content = dict(_contents(parse, found, triggers, rules))
    kept: list[EventReport] = []
    left_out: list[LeftOut] = []
    for report in found:
        if isinstance(report, LeftOut):
            left_out.append(report)
        elif content.get(_trigger(parse, report), report.spans[0].start) == report.spans[0].start:
            kept.append(report)
        else:
            left_out.append(LeftOut(span=report.spans[0], reason="content of another event"))
    return kept, left_out


def _contents(
    parse: Parse, found: Sequence[EventReport | LeftOut], triggers: Sequence[Sequence[Match]], rules: EventRules
) -> Iterator[tuple[int, int]]:
    """The index of each word of a content, and where the trigger that holds it starts; reports come last and win."""
    reports = [each for each in found if isinstance(each, EventReport)]
    reported = {_trigger(parse, each) for each in reports}
    for matches in triggers:
        frame = matches[0].frame
        if matches[0].rule.takes_content and frame.complements and frame.trigger.index not in reported:
            for token in parse.subtree(frame.complements[0]):
                yield token.index, frame.trigger.start
    for report in reports:
        rule = rules.by_id.get(report.why.rule)
        if rule is not None and rule.takes_content and len(report.spans) > 1:
            for token in parse.tokens_between(report.spans[1].start, report.spans[1].end):
                yield token.index, report.spans[0].start


def _trigger(parse: Parse, report: EventReport) -> int:
    return parse.tokens_between(report.spans[0].start, report.spans[0].end)[0].index


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
