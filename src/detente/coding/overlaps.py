"""Reports and the matches they came from in, without those that tell no event of their own out."""

from collections.abc import Iterator, Sequence

from detente.coding.rules import EventRules
from detente.coding.tree import Parse, Token
from detente.coding.triggers import Match
from detente.model import EventReport, LeftOut

# Characters between a verb and its object noun that tell one act.
NEAR = 60


def without_content(
    parse: Parse, found: Sequence[EventReport | LeftOut], triggers: Sequence[Sequence[Match]], rules: EventRules
) -> tuple[list[EventReport], list[LeftOut]]:
    """Take out of a sentence's reports what stands in the content of another trigger ("demanded that X withdraw").

    What is demanded is no event of its own either where nobody is named who demands it. What somebody says was done
    stays an event: "Syria said that Israel bombed Damascus" tells of a charge and of a raid.
    """
    content = dict(_contents(parse, found, triggers, rules))
    kept: list[EventReport] = []
    left_out: list[LeftOut] = []
    for report in found:
        if isinstance(report, LeftOut):
            left_out.append(report)
        elif content.get(trigger_of(parse, report).index, report.spans[0].start) == report.spans[0].start:
            kept.append(report)
        else:
            left_out.append(LeftOut(span=report.spans[0], reason="content of another event"))
    return kept, left_out


def _contents(
    parse: Parse, found: Sequence[EventReport | LeftOut], triggers: Sequence[Sequence[Match]], rules: EventRules
) -> Iterator[tuple[int, int]]:
    """The index of each word of a content, and where the trigger that holds it starts; reports come last and win."""
    reports = [each for each in found if isinstance(each, EventReport)]
    reported = {trigger_of(parse, each).index for each in reports}
    for matches in triggers:
        frame = matches[0].frame
        holds = matches[0].rule.takes_content and not matches[0].rule.deeds
        if holds and frame.complements and frame.trigger.index not in reported:
            for token in parse.subtree(frame.complements[0]):
                yield token.index, frame.trigger.start
    for report in reports:
        rule = rules.by_id.get(report.why.rule)
        if rule is not None and rule.takes_content and not rule.deeds and len(report.spans) > 1:
            for token in parse.tokens_between(report.spans[1].start, report.spans[1].end):
                yield token.index, report.spans[0].start


def trigger_of(parse: Parse, report: EventReport) -> Token:
    """The first word of a report's trigger."""
    return parse.tokens_between(report.spans[0].start, report.spans[0].end)[0]


def without_repeats(reports: Sequence[EventReport]) -> tuple[EventReport, ...]:
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
