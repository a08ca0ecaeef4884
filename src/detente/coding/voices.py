"""Event reports and quotations in, the reports with whose word each is out: the article's own, or a source's.

What stands in the words of a quotation, direct or not, is told by its speaker; of nested ones, by the innermost. What
the writer says outside marks ("I think that …") stays the article's own. A source counts as named if its words hold a
name; "officials" and "a diplomat" do not. "Allegedly" and "reportedly" leave an event to nobody named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.coding.tree import Parse, Token
from detente.lexicon import Lexicon, Words
from detente.model import ActorMention, EventReport, Quotation, Voice


class VoiceWords(Words):
    """The shape of ``voices.yaml``: adverbs and adjectives that leave what is told to nobody named; who writes."""

    hedges: list[str]
    writers: frozenset[str]


def with_voices(
    parse: Parse, reports: Iterable[EventReport], quotations: Sequence[Quotation], lexicon: Lexicon
) -> tuple[EventReport, ...]:
    """The reports in their order, each with its voice and, where a source tells it, with that source."""
    words = lexicon.words("voices", VoiceWords)
    hedges = frozenset(words.hedges)
    quoted = [
        each for each in quotations if each.speaker is None or each.speaker.span.text.lower() not in words.writers
    ]
    return tuple(_with_voice(parse, report, quoted, hedges) for report in reports)


def _with_voice(
    parse: Parse, report: EventReport, quotations: Sequence[Quotation], hedges: frozenset[str]
) -> EventReport:
    trigger = report.spans[0]
    around = [
        (sum(each.end - each.start for each in quotation.content), quotation)
        for quotation in quotations
        if any(each.start <= trigger.start and trigger.end <= each.end for each in quotation.content)
    ]
    if around:
        speaker = min(around, key=lambda each: each[0])[1].speaker
        return replace(report, voice=_voice_of(parse, speaker), told_by=speaker)
    word = parse.tokens_between(trigger.start, trigger.end)[0]
    return replace(report, voice=Voice.UNNAMED) if _is_hedged(parse, word, hedges) else report


def _voice_of(parse: Parse, speaker: ActorMention | None) -> Voice:
    if speaker is None:
        return Voice.UNNAMED
    if speaker.actor is not None and speaker.actor.name is not None:
        return Voice.NAMED
    words = parse.tokens_between(speaker.span.start, speaker.span.end)
    is_named = any(word.pos == "PROPN" and word.dep not in {"compound", "amod", "poss"} for word in words)
    return Voice.NAMED if is_named else Voice.UNNAMED


def _is_hedged(parse: Parse, word: Token, hedges: frozenset[str]) -> bool:
    return any(child.text.lower() in hedges for child in parse.children(word))
