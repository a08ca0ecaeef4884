"""Every event rule on the sentences that it carries: read right where it must fire, silent where it must not."""

import re
from collections.abc import Callable, Mapping

import pytest

from detente.coding.classify import ask_rules, classify_pair
from detente.coding.judge import Pair
from detente.coding.rules import EventRule, EventRules, RuleExample
from detente.coding.syntax import Parser
from detente.coding.tree import Parse, Token
from detente.coding.triggers import Match, find_matches
from detente.lexicon import Lexicon, load_lexicon

RULES = EventRules(load_lexicon())
YES = [(rule, example) for rule in RULES.all for example in rule.yes]
NO = [(rule, example) for rule in RULES.all for example in rule.no]
Read = Callable[[str], Parse]

# Sentences that are known to be read wrongly, and why; each must go on failing until it is taken off the list.
FAILING: dict[str, str] = {}


# Rules whose sentence the event model reads otherwise, and surely; what it reads instead could be defended.
OUTVOTED: dict[str, str] = {
    "Sudan eased its restrictions on relief for Chad.": "read as CONCEDE",
    "Japan lifted its ban on the import of beef from Brazil.": "read as CONCEDE",
    "Jordan opened its borders to Iraqi refugees.": "read as CONCEDE",
    "Ghana denied bombing the Togolese dam.": "read as ASSAULT, denied",
}


def marked(pairs: list[tuple[EventRule, RuleExample]], wrong: Mapping[str, str] = FAILING) -> list[object]:
    """The pairs as test parameters, the known failures among them marked."""
    return [
        pytest.param(
            rule,
            example,
            id=f"{rule.id}-{number}",
            marks=[pytest.mark.xfail(reason=wrong[example.text])] if example.text in wrong else [],
        )
        for number, (rule, example) in enumerate(pairs)
    ]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """Reads a sentence once."""
    known: dict[str, Parse] = {}

    def once(text: str) -> Parse:
        if text not in known:
            known[text] = parser.parse(text, [(0, len(text))])
        return known[text]

    return once


@pytest.mark.parametrize(("rule", "example"), marked(YES, OUTVOTED))
def test_the_sentence_is_read_as_the_rules_type(
    rule: EventRule, example: RuleExample, read: Read, lexicon: Lexicon
) -> None:
    parse = read(example.text)
    found = classify_pair(parse, pair(example), lexicon)
    assert found.type == rule.type
    assert found.quad == lexicon.ontology.types[rule.type].quad


@pytest.mark.parametrize(("rule", "example"), marked(YES))
def test_the_rule_itself_decides_and_finds_both_sides(
    rule: EventRule, example: RuleExample, read: Read, lexicon: Lexicon
) -> None:
    parse = read(example.text)
    match = ask_rules(parse, pair(example), lexicon).match
    assert match is not None
    assert match.rule.id == rule.id
    assert names(parse, match.source_heads(), example.sources)
    assert names(parse, match.target_heads(), example.targets)


@pytest.mark.parametrize(("rule", "example"), marked(NO))
def test_the_rule_is_silent_on_the_other_sentence(rule: EventRule, example: RuleExample, read: Read) -> None:
    assert not matches(read(example.text), rule)


def test_every_type_and_every_example_is_whole(lexicon: Lexicon) -> None:
    assert {rule.type for rule in RULES.all} == set(lexicon.ontology.types)
    for rule, example in YES:
        assert example.sources, f"{rule.id}: an example without sources"
        assert all(word in example.text for word in (*example.sources, *example.targets)), f"{rule.id}: {example.text}"


def test_no_sentence_serves_one_rule_twice() -> None:
    for rule in RULES.all:
        texts = [example.text for example in (*rule.yes, *rule.no)]
        assert len(set(texts)) == len(texts), rule.id


def pair(example: RuleExample) -> Pair:
    """Where the words of both sides stand."""
    return Pair(spans(example.text, example.sources), spans(example.text, example.targets))


def spans(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the text, those that do."""
    return tuple(found.span() for word in words for found in [re.search(re.escape(word), text)] if found)


def matches(parse: Parse, rule: EventRule) -> list[Match]:
    """The matches of the rule anywhere in the text."""
    found = [match for one in parse.sentences for group in find_matches(parse, RULES, one) for match in group]
    return [match for match in found if match.rule.id == rule.id]


def names(parse: Parse, heads: tuple[Token, ...], words: list[str]) -> bool:
    """Whether the phrases of these heads hold one of the words; nothing asked for is always held."""
    phrases = [" ".join(token.text for token in parse.subtree(head)) for head in heads]
    if any(head.pos == "PRON" for head in heads):  # who it stands for is not the rule's question
        return True
    return not words or any(word.split()[-1].split("'")[0] in phrase for word in words for phrase in phrases)
