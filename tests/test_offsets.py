"""Whatever the text, coding does not raise, every span is true, every id leads somewhere, and a second run agrees."""

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import detente
from detente.model import Coding, Span

SENTENCES = st.sampled_from(
    [
        "Norway accused Chile on Tuesday of jamming its satellites.",
        "“We will not wait,” the Norwegian foreign minister told reporters in Lima. “Nor should you.”",
        "She said that 'the road' was \"closed",
        "Turkey’s envoy, Ayla Demir, met her Peruvian counterpart; he denied it.",
        "OSLO, May 3 (AP) — The talks failed last week, officials of Norway and Chile said.",
        "Did Peru bomb the harbour of Valparaíso in 1879?",
        "Norway expels Chilean envoy",
        "By Ana Brandt",
        "He imposed sanctions, they withdrew, it retaliated, and who met whom at the U.N. on 31 February 2024?",
        "ДВА ДНЯ В МОСКВЕ. 挪威指责智利。 İSTANBUL'DA ﬁve ﬂags",
    ]
)
MARKS = st.text(alphabet="\"“”„‟«»‹›'‘’‛`´…—–-()[]{}<>.,;:!?¿¡*_#@&%/\\|~^", max_size=6)
SPACES = st.text(
    alphabet=" \t\n\r\v\f\x1c\x1d\x1e\x85\xa0\u200b\u200d\u2028\u2029\u3000\ufeff\u00ad", min_size=1, max_size=4
)
CONTROLS = st.text(alphabet="\x01\x02\x07\x08\x1b\x7f\u202e\u2066\U000e0001", max_size=2)
# All of Unicode but what no article may hold: a null character and halves of characters.
ANYTHING = st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=15)
TEXTS = st.lists(st.one_of(SENTENCES, SENTENCES, MARKS, SPACES, CONTROLS, ANYTHING), min_size=1, max_size=9).map(
    "".join
)


def spans(found: object) -> Iterator[Span]:
    """Every span in a noun, however deep."""
    if isinstance(found, Span):
        yield found
    elif isinstance(found, tuple):
        for each in found:
            yield from spans(each)
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            yield from spans(getattr(found, field.name))


def check(coding: Coding) -> None:
    """True spans, ids that differ, and ids that lead to what they name."""
    text = coding.article.text
    for span in spans(coding):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    for nouns in (coding.reports, coding.quotations, coding.claims):
        assert len({each.id for each in nouns}) == len(nouns)
        assert {each.article for each in nouns} <= {coding.article.id}
    assert {claim.report for claim in coding.claims} <= {None, *(each.id for each in coding.reports)}
    assert {claim.quotation for claim in coding.claims} <= {None, *(each.id for each in coding.quotations)}
    scores = [each.why.score for each in (*coding.actors, *coding.reports, *coding.quotations, *coding.claims)]
    assert all(0 <= score <= 1 for score in scores)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
@example(text="“")
@example(text="\ufeffNorway accused Chile.\r\n\r\n\u2028“No,\u00a0said Chile.")
@example(text="he " * 60)
@example(text="Norway " * 60)
@example(text="of of of, by by. and and and and Norway's's's's said said said")
@example(text="Norway and " * 40 + "Chile accused " + "Peru, " * 40 + "of theft.")
@example(text="“" * 50 + "Norway said" + "”" * 50)
@example(text="January 99, 20245; the 31st of 13/13/13; 2024-02-31; Tuesday the century of last")
def test_any_text_is_coded_with_true_spans(text: str) -> None:
    try:
        coding = detente.code_text(text, published="2024-05-03")
    except detente.InputError:
        assert not text.strip(), "only a blank text may be refused"
        return
    assert coding.article.text == text
    check(coding)
    assert detente.code_text(text, published="2024-05-03") == coding


def test_a_list_of_a_thousand_names_is_coded() -> None:
    check(detente.code_text("Chile accused " + "Norway, " * 1200 + "of theft."))


@pytest.mark.parametrize("text", ["", " \n\t ", "\0", "a\0b", "half a \ud83d character"])
def test_what_is_no_text_is_refused(text: str) -> None:
    with pytest.raises(detente.InputError):
        detente.code_text(text)


@pytest.mark.parametrize("published", ["soon", "2024-02-31", ""])
def test_a_day_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(detente.InputError, match="is not a date"):
        detente.code_text("Norway accused Chile.", published=published)


def test_ids_depend_on_the_text_and_its_day() -> None:
    text = "Norway accused Chile of jamming its satellites."
    one, same, other = (detente.code_text(text, published=day) for day in ("2024-05-03", "2024-05-03", "2024-05-04"))
    assert one == same
    assert one.article.id != other.article.id
    assert one.reports[0].id != other.reports[0].id
