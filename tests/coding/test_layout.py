"""Paragraphs and furniture: what is told apart from the report, with its reason, and where paragraphs end."""

import time

import pytest

from detente.coding.layout import LONGEST_PARAGRAPH, FurniturePatterns, FurnitureRule, FurnitureWords, find_layout
from detente.lexicon import load_lexicon
from detente.model import Article

RULES = load_lexicon().words("furniture", FurnitureWords).rules
PATTERNS = FurniturePatterns(load_lexicon())
BODY = "The talks in Oslo failed on Monday, and both envoys left the palace by the back door."
MORE = "A second round is to be held in Bern in June, said the Swiss hosts of the meeting."


def layout(text: str, title: str | None = None) -> list[tuple[str | None, str]]:
    """Reason and words of each paragraph."""
    article = Article(id="a", text=text, title=title)
    found = find_layout(article, load_lexicon())
    return [(each.reason, text[each.start : each.end]) for each in found.paragraphs]


def left_out_reason(paragraph: str, rule: FurnitureRule) -> str | None:
    """Why the paragraph, or its beginning, is furniture."""
    if rule.whole:
        return PATTERNS.reason(paragraph, is_last=True)
    cut = PATTERNS.prefix(paragraph)
    return cut[1] if cut else None


@pytest.mark.parametrize(("rule", "example"), [(rule, each) for rule in RULES for each in rule.yes])
def test_furniture_is_told_with_its_reason(rule: FurnitureRule, example: str) -> None:
    assert left_out_reason(example, rule) == rule.reason


@pytest.mark.parametrize(("rule", "example"), [(rule, each) for rule in RULES for each in rule.no])
def test_sentences_are_no_furniture(rule: FurnitureRule, example: str) -> None:
    assert left_out_reason(example, rule) is None


def test_every_rule_has_examples_and_an_id_of_its_own() -> None:
    assert all(rule.yes and rule.no for rule in RULES)
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_paragraphs_end_at_blank_lines_and_line_breaks() -> None:
    assert layout(f"{BODY}\n\n{MORE}\n{BODY}") == [(None, BODY), (None, MORE), (None, BODY)]


def test_windows_and_old_mac_line_breaks_end_paragraphs() -> None:
    assert layout(f"{BODY}\r\n\r\n{MORE}\r{BODY}") == [(None, BODY), (None, MORE), (None, BODY)]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "The talks in Oslo failed on Monday, and both\nenvoys left the palace by the back door before\nnoon.\n\n"
    assert layout(wrapped + MORE) == [(None, wrapped.strip()), (None, MORE)]


def test_an_indented_first_line_opens_a_paragraph_of_a_wrapped_text() -> None:
    text = "   The talks in Oslo failed on Monday and\nboth envoys left the palace.\n   A second round is due in\nJune."
    assert [words for _, words in layout(text)] == [
        "The talks in Oslo failed on Monday and\nboth envoys left the palace.",
        "A second round is due in\nJune.",
    ]


def test_the_title_and_its_repeats_are_left_out() -> None:
    title = "Oslo talks fail as envoys leave"
    assert layout(f"{title}\n\n{title}\n\n{BODY}\n\n{title.upper()}\n\n{MORE}") == [
        ("title", title),
        ("repeated title", title),
        (None, BODY),
        ("repeated title", title.upper()),
        (None, MORE),
    ]


def test_a_given_title_is_left_out_where_it_stands_in_the_text() -> None:
    title = "Oslo talks fail as envoys leave"
    assert layout(f"{title}\n\n{BODY}\n\n{title}", title) == [
        ("title", title),
        (None, BODY),
        ("repeated title", title),
    ]


def test_a_title_with_a_full_stop_is_left_out_where_it_is_given() -> None:
    title = "Oslo talks fail."
    assert layout(f"{title}\n\n{BODY}", title)[0][0] in {"title", "repeated title"}


def test_a_line_without_a_stop_at_the_end_is_a_teaser() -> None:
    teaser = "Queen to open new bridge in Lisbon"
    assert layout(f"{BODY}\n\n{MORE}\n\n{teaser}")[-1] == ("teaser", teaser)


def test_a_line_without_a_stop_in_the_middle_is_a_heading() -> None:
    assert layout(f"{BODY}\n\nA second round\n\n{MORE}") == [(None, BODY), ("heading", "A second round"), (None, MORE)]


def test_a_list_after_a_colon_is_body() -> None:
    text = f"{BODY}\n\nThe envoys named three points:\n\n{MORE}"
    assert [reason for reason, _ in layout(text)] == [None, None, None]


def test_a_dateline_is_cut_off_its_paragraph() -> None:
    assert layout(f"OSLO (AP) — {BODY}\n\n{MORE}") == [("dateline", "OSLO (AP) —"), (None, BODY), (None, MORE)]


def test_a_text_of_one_line_without_a_stop_is_body() -> None:
    assert layout("Norway accuses Chile of jamming") == [(None, "Norway accuses Chile of jamming")]


def test_white_space_alone_has_no_paragraphs() -> None:
    assert layout(" \n\t\n ") == []


def test_an_endless_line_is_cut_at_the_end_of_a_sentence() -> None:
    text = " ".join([BODY] * 400)
    pieces = layout(text)
    assert len(pieces) > 1
    assert all(len(words) <= LONGEST_PARAGRAPH and words.endswith("door.") for _, words in pieces)
    assert " ".join(words for _, words in pieces) == text


def test_an_endless_line_without_sentences_is_cut_all_the_same() -> None:
    pieces = layout("x" * (3 * LONGEST_PARAGRAPH))
    assert [len(words) for _, words in pieces] == [LONGEST_PARAGRAPH] * 3


@pytest.mark.parametrize(
    "piece", ["x", "A", "Xa ", "a. ", "(", "By Xa ", "— ", '"', " \n", "Oslo reported from Bern. ", "@", "-"]
)
def test_time_does_not_run_away_on_odd_text(piece: str) -> None:
    """What grows with the square of the length would take a minute and more."""
    began = time.perf_counter()
    layout(piece * (100_000 // len(piece)))
    assert time.perf_counter() - began < 5
