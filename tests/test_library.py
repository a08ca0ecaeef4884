"""The public functions: what scripts and notebooks call, and what they are told when they ask for the impossible."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import detente
from detente.library import Library, check_type, quotation_texts
from detente.pipeline import link

TEXT = "Norway accused Chile on Tuesday of jamming its satellites."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A store of three sentences, linked."""
    texts = {
        "2024-03-05": "Norway accused Chile on Monday of jamming its satellites.",
        "2024-04-10": "Norway expelled two Chilean diplomats on Tuesday.",
        "2024-06-21": "“Enough,” the Norwegian foreign minister said. Norway and Chile held talks in Lima on Thursday.",
    }
    with detente.open_store(tmp_path_factory.mktemp("stores") / "news.detente", create=True) as opened:
        opened.add([detente.code_text(text, published=day) for day, text in texts.items()])
        link(opened)
        yield opened


def test_a_text_is_coded() -> None:
    coding = detente.code_text(TEXT, published="2024-05-03", title="Norway accuses Chile")
    assert coding.article.title == "Norway accuses Chile"
    (report,) = coding.reports
    assert (report.type, report.when.first) == ("ACCUSE", date(2024, 4, 30))
    assert coding == detente.code_text(TEXT, published=date(2024, 5, 3), title="Norway accuses Chile")


def test_a_given_pair_is_classified() -> None:
    found = detente.classify(TEXT, sources=[(0, 6)], targets=[(15, 20)])
    assert (found.type, found.quad, found.status) == ("ACCUSE", 3, "happened")
    assert found.why is not None
    assert sum(found.scores.values()) == pytest.approx(1, abs=0.01)


def test_where_nothing_is_told_the_type_is_unknown() -> None:
    found = detente.classify("Norway lies north of Chile.", sources=[(0, 6)], targets=[(21, 26)])
    assert (found.type, found.quad, found.status, found.why) == (None, None, None, None)
    assert sum(found.scores.values()) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("span", [(0, 99), (-1, 3), (4, 2), (3, 3)])
def test_offsets_outside_the_text_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(detente.InputError, match="offsets"):
        detente.classify(TEXT, sources=[span], targets=[])


def test_a_missing_store_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(detente.StoreError, match="detente run"):
        detente.open_store(tmp_path / "none.detente")
    assert not (tmp_path / "none.detente").exists()


def test_a_relation_is_told_period_by_period(store: Library) -> None:
    series = store.relation("NOR", "CHL", period="month")
    assert [str(each.first) for each in series] == ["2024-03-01", "2024-04-01", "2024-05-01", "2024-06-01"]
    assert [len(each.events) for each in series] == [1, 1, 0, 1]
    assert series[2].temperature is None
    assert len(series) == 4
    assert set(series.labels) >= {event for each in series for event in each.events}


def test_every_figure_leads_back_to_the_words(store: Library) -> None:
    """Relation, event, report, span, article: each id leads to the next."""
    events = {event.id: event for event in store.events()}
    reports = {report.id: report for report in store.reports()}
    articles = {article.id: article for article in store.all_articles()}
    walked = 0
    for relation in store.relation("NOR", "CHL"):
        for report in (reports[each] for event in relation.events for each in events[event].reports):
            text = articles[report.article].text
            assert all(text[span.start : span.end] == span.text for span in report.spans)
            walked += 1
    assert walked == 3


def test_a_pair_without_events_has_no_periods_and_no_chart(store: Library) -> None:
    series = store.relation("PER", "ISL")
    assert list(series) == []
    with pytest.raises(detente.InputError):
        series.chart()


def test_an_unknown_period_or_type_is_told(store: Library) -> None:
    with pytest.raises(detente.InputError, match="'decade' is not known; known: day, week, month"):
        store.relation("NOR", "CHL", period="decade")
    with pytest.raises(detente.DetenteError, match="'BRIBE' is not known; known: AGREE"):
        check_type("BRIBE")
    assert check_type("accuse") == "ACCUSE"


def test_quotations_come_with_their_words(store: Library) -> None:
    rows = list(quotation_texts(store, None, "NOR"))
    assert ["Enough" in str(row["text"]) for row in rows if row["kind"] == "direct"] == [True]
