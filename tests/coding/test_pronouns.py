"""Whom a personal pronoun means; nobody where the text leaves it open."""

import re

import pytest

from detente.coding.persons import People
from detente.coding.pronouns import SURE, Candidate, choose
from detente.coding.tree import head_token
from detente.lexicon import load_lexicon
from detente.model import span_of

from .tables import cases, coded, parsed

# A text, the pronoun with the word after it, and the family name of whom it means; None where nobody can be told.
TABLE = [
    ("Emmanuel Macron met the miners. He promised them a new shaft.", "He promised", "Macron"),
    ("Angela Merkel left the summit. She flew home at noon.", "She flew", "Merkel"),
    ("Emmanuel Macron said that he would come.", "he would", "Macron"),
    ("Angela Merkel met Emmanuel Macron. She gave a dinner.", "She gave", "Merkel"),
    ("Angela Merkel met Emmanuel Macron. He gave a dinner.", "He gave", "Macron"),
    ("Turkish envoy Ayla Demir left Oslo. She said nothing.", "She said", "Demir"),
    ("Emmanuel Macron invited Olaf Scholz to Lyon. He also sent a letter.", "He also", "Macron"),
    ("Vladimir Putin praised Sergei Lavrov and thanked him.", "him.", "Lavrov"),
    ("Angela Merkel and her husband went home.", "her husband", "Merkel"),
    ("Rosa Quispe spoke. The hall was cold. The soup was bad. She left.", "She left", None),
    ("He arrived in Lima on Friday.", "He arrived", None),
    ("She told reporters that the road was closed.", "She told", None),
    ("Angela Merkel spoke. He left the room.", "He left", None),
    ("Norway closed its embassy. He was surprised.", "He was", None),
]
WRONG: dict[str, str] = {}


@pytest.mark.parametrize(("text", "words", "name"), cases(TABLE, WRONG))
def test_a_pronoun_means_whom_the_text_says(text: str, words: str, name: str | None) -> None:
    start = text.index(words)
    end = start + len(re.match(r"\w+", words)[0])  # type: ignore[index]
    mention = next((each for each in coded(text).actors if (each.span.start, each.span.end) == (start, end)), None)
    assert mention is not None, "the pronoun is no mention"
    if name is None:
        assert mention.actor is None
    else:
        assert mention.actor is not None
        assert (mention.actor.name or "").split()[-1] == name


def test_a_pronoun_takes_the_country_of_its_person() -> None:
    mentions = coded("Turkish envoy Ayla Demir left Oslo. She said nothing.").actors
    assert [each.actor.country for each in mentions if each.actor and each.span.text == "She"] == ["TUR"]


def test_pronouns_in_another_paragraph_stay_open() -> None:
    mentions = coded("Emmanuel Macron opened the fair.\n\nHe was quick, a visitor said.").actors
    assert [each.actor for each in mentions if each.span.text == "He"] == [None]


def chosen(text: str, pronoun: str, names: list[str]) -> tuple[str | None, float]:
    """The name that the pronoun (with the words after it, to tell it from others) most likely means, and how sure."""
    parse = parsed(text)
    spans = [span_of(text, text.index(name), text.index(name) + len(name)) for name in names]
    candidates = [Candidate(head_token(parse, span), span.text) for span in spans]
    token = parse.tokens_between(text.index(pronoun), text.index(pronoun) + 1)[0]
    best, score = choose(parse, token, candidates, load_lexicon().built("people", People, People))
    return (None if best is None else names[best]), score


# A text, the pronoun with the words after it, the two names asked about, and the one meant.
CHOICES = [
    ("Marisol praised Tamsin, and Tamsin thanked her.", "her.", ["Marisol", "Tamsin"], "Marisol"),
    ("Marisol told Tamsin that she had won the seat.", "she had", ["Marisol", "Tamsin"], "Marisol"),
    ("Marisol and her sister Tamsin opened a shop.", "her sister", ["Marisol", "Tamsin"], "Marisol"),
    ("When she was ten, Marisol moved to the coast with Tamsin.", "she was", ["Marisol", "Tamsin"], "Marisol"),
    ("Marisol met Tamsin in May. She had lost her keys.", "She had", ["Marisol", "Tamsin"], "Marisol"),
    ("Tamsin watched while Marisol taught herself to swim.", "herself", ["Tamsin", "Marisol"], "Marisol"),
    ("Mrs Marisol sent Tamsin a note. He never read it.", "He never", ["Marisol", "Tamsin"], "Tamsin"),
    ("Marisol spoke to Tamsin, the actress. She wore red.", "She wore", ["Marisol", "Tamsin"], "Marisol"),
    ('Marisol wrote about Tamsin. "She is a genius," Marisol said.', "She is", ["Marisol", "Tamsin"], "Tamsin"),
]
CHOICES_WRONG: dict[str, str] = {}


@pytest.mark.parametrize(("text", "pronoun", "names", "meant"), cases(CHOICES, CHOICES_WRONG))
def test_choose_names_the_likelier_of_two(text: str, pronoun: str, names: list[str], meant: str) -> None:
    assert chosen(text, pronoun, names)[0] == meant


def test_choose_answers_even_where_it_is_unsure_and_says_so() -> None:
    name, score = chosen("A crowd saw Marisol with Tamsin near her house.", "her house", ["Marisol", "Tamsin"])
    assert name is not None
    assert 0 < score < SURE


def test_choose_is_less_sure_where_a_third_person_stands_out() -> None:
    _, alone = chosen("The hall was full. Tamsin spoke. She was calm.", "She was", ["Tamsin"])
    _, behind = chosen("Marie Durand spoke for an hour about Tamsin. She was calm.", "She was", ["Tamsin"])
    assert behind < SURE <= alone


def test_choose_gives_nobody_where_grammar_rules_everyone_out() -> None:
    assert chosen("Marisol saw her.", "her.", ["Marisol"]) == (None, 0.0)


def test_a_person_once_called_she_is_not_he_later() -> None:
    text = "Marisol gave her first speech. A guard stood by the door. He was tired."
    assert chosen(text, "He was", ["Marisol"]) == (None, 0.0)
