"""Credits: whom a text names as its origin, with the words that say so."""

import pytest

from detente.lexicon import Lexicon, load_lexicon
from detente.linking.credits import CreditRule, OriginWords, credits_of
from detente.model import OriginBasis

RULES = load_lexicon().words("origins", OriginWords).rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_keeps_its_examples(rule: CreditRule, lexicon: Lexicon) -> None:
    assert rule.yes and rule.no
    for text, name in rule.yes:
        found = credits_of(lexicon).find(text, None)
        assert found is not None, text
        assert (found.name, found.basis, found.rule) == (name, rule.basis, rule.id), text
        assert text[found.start : found.end] == found.text
    for text in rule.no:
        found = credits_of(lexicon).find(text, None)
        assert found is None or found.rule != rule.id, text


def test_a_credit_goes_before_an_attribution_and_the_first_before_the_next(lexicon: Lexicon) -> None:
    text = "The talks failed, Xinhua reported.\nCopyright 2024 The Associated Press.\nSource: AFP"
    found = credits_of(lexicon).find(text, None)
    assert found is not None
    assert (found.name, found.basis) == ("Associated Press", OriginBasis.CREDIT)


@pytest.mark.parametrize("publisher", ["Reuters", "REUTERS", "www.reuters.com", "Thomson Reuters"])
def test_an_agency_is_no_origin_of_its_own_texts(publisher: str, lexicon: Lexicon) -> None:
    text = "OSLO (Reuters) - The talks failed. (Reporting by Ana Brandt; Editing by Li Wei)"
    assert credits_of(lexicon).find(text, publisher) is None
    assert credits_of(lexicon).find(text, "Tarn Mirror") is not None


def test_the_marks_of_an_agency_name_it(lexicon: Lexicon) -> None:
    found = credits_of(lexicon).find("The talks failed. (Reporting by Ana Brandt)", None)
    assert found is not None
    assert (found.name, found.text) == ("Reuters", "(Reporting by")


def test_a_text_that_names_nobody_has_no_credit(lexicon: Lexicon) -> None:
    assert credits_of(lexicon).find("", None) is None
    assert credits_of(lexicon).find("Laplace mapped the cape. The UNIT said APPLES.", None) is None
