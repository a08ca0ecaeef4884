"""What joins two tellings and what parts them: types, parts of states, days, places; and what is kept side by side."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.lexicon import load_lexicon
from detente.linking import link_reports
from detente.linking.happenings import load_happenings
from detente.linking.origins import Publisher, plain_name
from detente.model import (
    Actor,
    ActorMention,
    Article,
    Basis,
    Bound,
    Casualties,
    Claim,
    Copy,
    Event,
    EventReport,
    Harm,
    Stance,
    Topic,
    Voice,
    Where,
    Why,
    span_of,
)
from tests.linking.test_events import mention, printed, report, state, when

RUSSIA = mention("Russia", Actor(country="RUS", name="Russia"))
MOSCOW = mention("Moscow", Actor(country="RUS"))
KREMLIN = mention("Kremlin", Actor(country="RUS", sector="GOV", name="Kremlin"))
TROOPS = mention("Russian troops", Actor(country="RUS", sector="MIL"))
CIVILIANS = mention("Russians", Actor(country="RUS", sector="CVL"))
OPPOSITION = mention("Russian opposition", Actor(country="RUS", sector="OPP"))
NATO = mention("NATO", Actor(sector="IGO", name="NATO"))
EU = mention("EU", Actor(sector="EUR", name="European Union"))


def person(name: str, country: str = "RUS") -> ActorMention:
    told = mention(name, Actor(country=country, sector="GOV", name=name))
    return replace(told, why=Why(rule="person.table", score=0.9))


def place(name: str, country: str | None = "UKR", lat: float | None = None, lon: float | None = None) -> Where:
    return Where(name=name, span=span_of(name, 0, len(name)), country=country, lat=lat, lon=lon)


KHARKIV, ODESA, UKRAINE = place("Kharkiv", lat=50.0, lon=36.2), place("Odesa", lat=46.5, lon=30.7), place("Ukraine")


def attack(article: str, source: ActorMention = RUSSIA, **parts: object) -> EventReport:
    told = report(article, kind="ASSAULT", sources=(source,), targets=(state("UKR"),))
    made = replace(told, **parts)  # type: ignore[arg-type]
    return replace(made, id=f"{told.id}{source.span.text}{sorted(map(str, parts.items()))}")


def story(*articles: str) -> list[Copy]:
    return [Copy(article=each, story="one", copy_of=None, similarity=None) for each in articles]


def dead(number: int, bound: Bound = Bound.EXACT) -> tuple[Casualties, ...]:
    return (Casualties(harm=Harm.KILLED, number=number, bound=bound, span=span_of(str(number), 0, 1)),)


def differ(event: Event) -> dict[Topic, list[str]]:
    return {each.about: [held.value for held in each.values] for each in event.disagreements}


@pytest.mark.parametrize("other", [MOSCOW, KREMLIN, TROOPS, CIVILIANS, person("Vladimir Putin")])
def test_a_state_goes_with_its_parts_and_says_so(other: ActorMention) -> None:
    (event,) = link_reports([attack("a"), attack("b", other)], {}, [])
    (link,) = event.links
    assert link.score >= 0.5
    assert "RUS" in link.reason or "Russia" in link.reason
    assert "both ASSAULT" in link.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RUSSIA, OPPOSITION),
        (RUSSIA, state("BLR")),
        (NATO, EU),
        (NATO, state("USA")),
        (person("Vladimir Putin"), person("Sergey Lavrov")),
        (TROOPS, CIVILIANS),
    ],
)
def test_who_is_no_part_of_the_other_stays_apart(one: ActorMention, other: ActorMention) -> None:
    assert len(link_reports([attack("a", one), attack("b", other)], {}, [])) == 2


def test_two_persons_do_not_meet_through_their_state() -> None:
    told = [attack("a"), attack("b", person("Vladimir Putin")), attack("c", person("Sergey Lavrov"))]
    assert len(link_reports(told, {}, story("a", "b", "c"))) == 2


def test_near_types_join_in_one_story_and_answers_never_do() -> None:
    raid = [attack("a"), replace(attack("b"), type="COERCE", id="c")]
    (event,) = link_reports(raid, {}, story("a", "b"))
    assert differ(event) == {Topic.TYPE: ["ASSAULT", "COERCE"]}
    assert "repression" in event.links[0].reason
    for answer in ("REJECT", "AGREE", "CONSULT"):
        other = replace(attack("b"), type=answer, id="c")
        assert len(link_reports([replace(attack("a"), type="ACCUSE"), other], {}, story("a", "b"))) == 2
    assert len(link_reports([attack("a"), replace(attack("a"), type="COERCE", id="c")], {}, [])) == 2, "one article"


def test_a_meeting_is_one_whether_all_met_or_one_visited() -> None:
    met = report("a", sources=(state("FRA"), state("DEU")))
    visited = report("b", sources=(state("DEU"),), targets=(state("FRA"),))
    assert len(link_reports([met, visited], {}, [])) == 1


def test_towns_far_apart_are_two_happenings_and_a_country_holds_its_town() -> None:
    assert len(link_reports([attack("a", where=KHARKIV), attack("b", where=ODESA)], {}, story("a", "b"))) == 2
    (event,) = link_reports([attack("a", where=KHARKIV), attack("b", where=UKRAINE)], {}, [])
    assert differ(event) == {}
    abroad = place("Belgorod", "RUS")
    assert len(link_reports([attack("a", where=KHARKIV), attack("b", where=abroad)], {}, story("a", "b"))) == 2


def test_tolls_towns_and_days_that_differ_stand_side_by_side() -> None:
    told = [
        attack("a", where=KHARKIV, casualties=dead(12)),
        attack("b", where=KHARKIV, casualties=dead(20, Bound.LEAST)),
        attack("c", where=KHARKIV, casualties=dead(12), when=when(1)),
        attack("d", where=place("Merefa", lat=49.8, lon=36.1), casualties=dead(12)),
    ]
    (event,) = link_reports(told, {}, story("a", "b", "c", "d"))
    assert differ(event) == {
        Topic.DATES: ["2022-02-08", "2022-02-09"],
        Topic.KILLED: ["12", "least 20"],
        Topic.PLACES: ["Kharkiv (UKR)", "Merefa (UKR)"],
    }
    held = event.disagreements[1].values
    assert [len(each.reports) for each in held] == [3, 1]
    assert {report for each in held for report in each.reports} <= set(event.reports)


def test_tolls_that_can_both_be_true_are_no_disagreement() -> None:
    told = [attack("a", casualties=dead(12)), attack("b", casualties=dead(10, Bound.LEAST))]
    (event,) = link_reports([*told, attack("c", casualties=dead(13, Bound.ABOUT))], {}, [])
    assert differ(event) == {}


def test_blame_that_is_not_settled_is_one_event_with_two_sides() -> None:
    kyiv = replace(state("UKR"), span=span_of("Kyiv", 0, 4))
    blamed = attack("b", kyiv, where=KHARKIV, voice=Voice.NAMED, told_by=KREMLIN)
    (event,) = link_reports([attack("a", where=KHARKIV), blamed], {}, story("a", "b"))
    assert differ(event) == {Topic.SOURCES: ["RUS", "UKR"], Topic.VOICE: ["RUS", "the article's own"]}
    unattributed = replace(blamed, voice=Voice.ARTICLE, told_by=None)
    assert len(link_reports([attack("a", where=KHARKIV), unattributed], {}, story("a", "b"))) == 2


def test_claims_on_an_event_show_their_sides() -> None:
    told = attack("a")
    made = [
        Claim(id=stance, article="a", proposition=told.sources[0].span, claimant=who, stance=stance, report=told.id,
              quotation=None, why=told.why)
        for stance, who in ((Stance.ASSERTS, state("UKR")), (Stance.DENIES, KREMLIN))
    ]  # fmt: skip
    (event,) = link_reports([told], {}, [], made)
    assert differ(event) == {Topic.CLAIMS: ["RUS denies", "UKR asserts"]}
    (quiet,) = link_reports([told], {}, [], made[:1])
    assert differ(quiet) == {}


def test_a_copy_printed_days_later_is_dated_by_its_origin() -> None:
    first, later = (attack(each, when=when(day, basis=Basis.PUBLICATION)) for each, day in (("a", 0), ("b", 6)))
    articles = {"a": Article(id="a", text="a", published=date(2022, 2, 8)), "b": Article(id="b", text="b")}
    (event,) = link_reports([first, later], articles, [Copy(article="b", story="s", copy_of="a", similarity=1.0)])
    assert event.independent_sources == 1
    assert len(link_reports([first, later], articles, [])) == 2


def test_editions_of_one_owner_count_once() -> None:
    articles = printed(a="uk.reuters.com", b="Reuters", c="www.bbc.co.uk", d="The Bay Courier", e="Bay Courier")
    (event,) = link_reports([attack(each) for each in "abcde"], articles, [])
    assert event.independent_sources == 3
    assert len(event.publishers) == 5


def test_no_publisher_has_two_owners() -> None:
    rows = load_lexicon().table("publishers", Publisher)
    owned = [{plain_name(name) for name in (*row.names, row.owner)} for row in rows]
    assert sum(map(len, owned)) == len(set.union(*owned)), "a name stands in two rows"
    assert all(name for names in owned for name in names)
    assert [row.owner for row in rows] == sorted((row.owner for row in rows), key=str.casefold)


def test_the_table_of_near_types_names_types_of_the_ontology() -> None:
    lexicon = load_lexicon()
    known = load_happenings(lexicon)
    assert {*known.near, *known.blamed} <= lexicon.ontology.types.keys()
    assert all(0.5 <= entry.likeness < 1 for near in known.near.values() for entry in near.values())
    assert not known.state & known.people


TELLINGS = st.builds(
    attack,
    st.sampled_from("abcdef"),
    st.sampled_from([RUSSIA, KREMLIN, TROOPS, OPPOSITION, NATO, person("Vladimir Putin"), person("Sergey Lavrov")]),
    where=st.sampled_from([None, KHARKIV, ODESA, UKRAINE]),
    type=st.sampled_from(["ASSAULT", "COERCE"]),
    when=st.builds(when, st.sampled_from([None, 0, 1, 2]), st.sampled_from([1, 2, 9]), st.sampled_from(list(Basis))),
    casualties=st.sampled_from([(), dead(3), dead(9)]),
    voice=st.sampled_from([Voice.ARTICLE, Voice.UNNAMED]),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(TELLINGS, max_size=14), st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_events(reports: list[EventReport], random: object) -> None:
    copies = [*story("a", "b", "c"), Copy(article="d", story="two", copy_of="a", similarity=0.9)]
    unique = list({each.id: each for each in reports}.values())
    events = link_reports(unique, printed(a="x", b="y"), copies)
    mixed = list(unique)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert link_reports(mixed, printed(b="y", a="x"), copies[::-1]) == events
    assert sorted(name for event in events for name in event.reports) == sorted(each.id for each in unique)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert len(event.links) == len(event.reports) - 1
        assert {link.report for link in event.links} | {link.to for link in event.links} <= set(event.reports)
        assert all(link.reason and 0.5 <= link.score <= 1 for link in event.links)
