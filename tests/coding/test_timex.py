"""The rules of the language file of dates, and numbers in words."""

from detente.coding.timex import DateWords, load_grammar, number_of
from detente.lexicon import load_lexicon


def test_every_rule_has_a_known_cue_and_an_id_of_its_own() -> None:
    words = load_lexicon().words("dates", DateWords)
    assert {rule.cue for rule in words.rules} == set(words.cues)
    assert len({rule.id for rule in words.rules}) == len(words.rules)
    assert load_grammar(load_lexicon()) is load_grammar(load_lexicon())


def test_numbers_in_words() -> None:
    numbers = load_lexicon().words("dates", DateWords).numbers
    assert number_of("twenty-five", numbers) == 25
    assert number_of("two thousand", numbers) == 2000
    assert number_of("1,500", numbers) == 1500
    assert number_of("two apples", numbers) is None
