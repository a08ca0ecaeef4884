"""Events: reports of one happening joined, others kept apart, and sources counted once each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.linking import link_reports
from detente.model import (
    Actor,
    ActorMention,
    Article,
    Basis,
    Copy,
    EventReport,
    Status,
    When,
    Why,
    content_id,
    span_of,
)

DAY = date(2022, 2, 8)
WHY = Why(rule="test", score=1.0)


def mention(name: str, actor: Actor | None) -> ActorMention:
    return ActorMention(span=span_of(name, 0, len(name)), actor=actor, why=WHY)


def state(code: str) -> ActorMention:
    return mention(code, Actor(country=code))


def when(first: int | None = 0, length: int = 1, basis: Basis = Basis.STATED) -> When:
    if first is None:
        return When(first=None, last=None, basis=basis)
    start = DAY + timedelta(days=first)
    return When(first=start, last=start + timedelta(days=length - 1), basis=basis)


def report(
    article: str,
    *,
    kind: str = "CONSULT",
    status: Status = Status.HAPPENED,
    score: float = 1.0,
    sources: tuple[ActorMention, ...] = (state("FRA"), state("DEU")),
    targets: tuple[ActorMention, ...] = (),
    at: When | None = None,
) -> EventReport:
    at = at or when()
    return EventReport(
        id=content_id(article, kind, status, score, [each.span.text for each in (*sources, *targets)], at),
        article=article, type=kind, mode=None, contexts=(), cameo=None, quad=1, score=score, sources=sources,
        targets=targets, when=at, where=None, status=status, spans=(), why=WHY,
    )  # fmt: skip


def printed(**publishers: str | None) -> dict[str, Article]:
    return {name: Article(id=name, text=name, publisher=publisher) for name, publisher in publishers.items()}


def copy(article: str, origin: str | None) -> Copy:
    return Copy(article=article, story="s", copy_of=origin, similarity=1.0 if origin else None)


def test_reports_of_one_day_type_and_actors_are_one_event_whatever_the_order_of_actors() -> None:
    turned = report("b", sources=(state("DEU"), state("FRA")), score=2.0)
    (event,) = link_reports([report("a"), turned], printed(a="x", b="y"), [])
    assert event.articles == ("a", "b")
    assert event.publishers == ("x", "y")
    assert event.independent_sources == 2
    assert event.score == pytest.approx(1.5)
    assert (event.first, event.last) == (DAY, DAY)
    assert [actor.country for actor in event.sources] == ["DEU", "FRA"]


@pytest.mark.parametrize(
    "other",
    [
        report("b", kind="ACCUSE"),
        report("b", status=Status.DENIED),
        report("b", status=Status.PLANNED),
        report("b", sources=(state("FRA"),)),
        report("b", targets=(state("ITA"),)),
        report("b", at=when(1)),
        report("b", at=when(None)),
        report("b", at=when(0, length=200)),
    ],
)
def test_what_differs_in_type_status_actors_or_day_stays_apart(other: EventReport) -> None:
    assert len(link_reports([report("a"), other], {}, [])) == 2


def test_a_report_dated_by_its_publication_joins_the_stated_day_before() -> None:
    (event,) = link_reports([report("a"), report("b", at=when(1, basis=Basis.PUBLICATION))], {}, [])
    assert event.first == DAY
    pair = [report("a", at=when(0, basis=Basis.PUBLICATION)), report("b", at=when(1, basis=Basis.PUBLICATION))]
    assert len(link_reports(pair, {}, [])) == 2, "two days of publication do not vouch for each other"


def test_a_month_joins_the_one_event_in_it_and_none_of_two() -> None:
    month = report("m", at=when(-7, length=28))
    (event,) = link_reports([report("a"), month], {}, [])
    assert (event.first, event.last) == (DAY, DAY)
    assert len(link_reports([report("a"), report("b", at=when(5)), month], {}, [])) == 3


def test_unresolved_actors_are_told_apart_by_their_words() -> None:
    gunmen, rebels = (report("a", sources=(mention(name, None),)) for name in ("gunmen", "rebels"))
    events = link_reports([gunmen, rebels], {}, [])
    assert len(events) == 2
    assert all(event.sources == () for event in events)


def test_copies_collapse_to_their_origin_and_a_publisher_counts_once() -> None:
    reports = [report(name) for name in "abcde"]
    articles = printed(a="wire", b="x", c="y", d="wire", e=None)
    copies = [copy("b", "a"), copy("c", "b"), copy("a", None)]
    (event,) = link_reports(reports, articles, copies)
    assert event.publishers == ("wire", "x", "y")
    assert event.independent_sources == 2, "the wire with its copies, and the article of no known publisher"


def test_a_ring_of_copies_still_ends() -> None:
    (event,) = link_reports([report("a"), report("b")], {}, [copy("a", "b"), copy("b", "a")])
    assert event.independent_sources in {1, 2}


def test_a_further_telling_keeps_the_id() -> None:
    (before,) = link_reports([report("b")], {}, [])
    (after,) = link_reports([report("a", score=3.0), report("b")], {}, [])
    assert before.id == after.id


def test_no_reports_give_no_events() -> None:
    assert link_reports([], {}, []) == []


REPORTS = st.builds(
    report,
    st.sampled_from("abcdef"),
    kind=st.sampled_from(["CONSULT", "ACCUSE"]),
    status=st.sampled_from([Status.HAPPENED, Status.PLANNED]),
    score=st.sampled_from([1.0, 2.0]),
    at=st.builds(
        when, st.sampled_from([None, 0, 1, 2, 3]), st.sampled_from([1, 2, 5, 28]), st.sampled_from(list(Basis))
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(REPORTS, max_size=12), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_every_report_is_in_one_event(reports: list[EventReport], random: object) -> None:
    unique = list({each.id: each for each in reports}.values())
    events = link_reports(unique, printed(a="x", b="x"), [copy("b", "a")])
    mixed = list(unique)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert link_reports(mixed, printed(a="x", b="x"), [copy("b", "a")]) == events
    assert sorted(name for event in events for name in event.reports) == sorted(each.id for each in unique)
    assert len({event.id for event in events}) == len(events)


@settings(max_examples=40, deadline=None)
@given(st.lists(REPORTS, max_size=8))
def test_a_copy_of_every_article_changes_no_figure(reports: list[EventReport]) -> None:
    unique = list({each.id: each for each in reports}.values())
    doubles = [report(f"{e.article}2", kind=e.type, status=e.status, score=e.score, at=e.when) for e in unique]
    copies = [copy(f"{name}2", name) for name in "abcdef"]
    articles = printed(**{f"{name}{mark}": f"p{mark}" for name in "abcdef" for mark in ("", "2")})
    once = link_reports(unique, articles, copies)
    twice = link_reports([*unique, *doubles], articles, copies)
    figures = [
        [(e.id, e.score, e.first, e.last, e.independent_sources, e.sources) for e in events] for events in (once, twice)
    ]
    assert figures[0] == figures[1]


def test_without_the_copies_score_and_confidence_are_the_same() -> None:
    origin = report("wire", score=-3.0)
    spun = replace(report("copy", score=-9.0), why=Why(rule="test", score=0.2))
    other = replace(report("paper", score=-5.0), why=Why(rule="test", score=0.6))
    copies = [Copy(article="copy", story="s", copy_of="wire", similarity=0.8)]
    (linked,) = link_reports([origin, spun, other], {}, copies)
    (alone,) = link_reports([origin, other], {}, [])
    assert (linked.score, linked.confidence, linked.independent_sources) == (-4.0, 1.0, 2)
    assert (alone.score, alone.confidence, alone.independent_sources) == (-4.0, 1.0, 2)
    (orphan,) = link_reports([spun], {}, copies)
    assert orphan.confidence == 0.2
