"""The language is told where it can be, and English is never guessed for another script."""

import pytest

from detente.articles.language import detect_language

ENGLISH = (
    "The foreign ministers of Norway and Iceland met in Bergen on Monday and agreed to compare their fishing logs. "
)
FRENCH = (
    "Les ministres des affaires étrangères se sont rencontrés lundi à Bergen pour comparer les chiffres de la pêche. "
)
GERMAN = "Die Außenminister trafen sich am Montag in Bergen und vereinbarten, die Zahlen der Fischer zu vergleichen. "


@pytest.mark.parametrize(("text", "code"), [(ENGLISH, "en"), (FRENCH, "fr"), (GERMAN, "de")])
def test_long_texts_have_a_language(text: str, code: str) -> None:
    assert detect_language(text * 3) == code


@pytest.mark.parametrize(
    "text", ["", "1, 2, 3", "France, Turkey", "Yield 12 pct vs 7 pct. Sales 310,000 vs 288,000", FRENCH]
)
def test_short_texts_have_none(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Россия и Китай", "ru"),
        ("中国外交部发言人", "zh"),
        ("الرئيس المصري", "ar"),
        ("Ελλάδα και Τουρκία", "el"),
        ("日本政府は", "ja"),
    ],
)
def test_other_scripts_are_never_english(text: str, code: str) -> None:
    assert detect_language(text) == code


def test_a_few_foreign_words_do_not_matter() -> None:
    assert detect_language(ENGLISH * 3 + "«Россия»") == "en"
