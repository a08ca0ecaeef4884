"""Breaks and points of a store with a year of made-up events: sentences, rows, lists, pictures and pages."""

import asyncio
import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from click.testing import CliRunner

from detente.cli import main
from detente.library import Library, open_store
from detente.model import Break, Period, Point, Relation
from detente.standing_rows import period_name, signed, told, told_point
from detente.web import make_app
from eval.streams import FIRST, Plan, Planted, Stream, rhythm, stream

DAY = date(2023, 6, 30)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Norway and Chile fall out on the last of June; Norway and Peru stay friends, Chile and Peru foes."""
    random = np.random.default_rng(2)
    daily = rhythm(random)
    broken = Planted(a="CHL", b="NOR", day=DAY, size=-6.0, days=365, volume=2.0)
    plans = [
        Plan(a="CHL", b="NOR", rate=1.0, tone=3.0, planted=(broken,)),
        Plan(a="NOR", b="PER", rate=0.3, tone=5.0),
        Plan(a="CHL", b="PER", rate=0.3, tone=-5.0),
    ]
    made: list[Stream] = [stream(plan, random, daily) for plan in plans]
    path = tmp_path_factory.mktemp("stores") / "news.detente"
    with open_store(path, create=True) as opened:
        opened.replace_events([event for each in made for event in each.events])
        yield opened


def detente(*arguments: object) -> str:
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def rows(*arguments: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in detente(*arguments, "--format", "jsonl").splitlines()]


def test_the_strongest_break_of_the_store_leads_to_its_events(store: Library) -> None:
    first, *_ = rows("relations", "--breaks", "--store", store.path)
    assert (first["source"], first["target"], first["change"]) == ("CHL", "NOR", "colder")
    assert first["first"] <= first["day"] <= first["last"]
    assert abs((date.fromisoformat(first["day"]) - DAY).days) <= 7
    assert first["size"] == pytest.approx(first["after"] - first["before"])
    assert first["sentence"].startswith("From ")
    assert all(event["contribution"] < 0 and event["id"] for event in first["events"])
    assert rows("relations", "--breaks", "--top", 1, "--store", store.path) == [first]


@pytest.mark.parametrize("options", [["--breaks"], ["--points", "--period", "week"], ["--reciprocity"]])
def test_lists_of_a_pair_are_printed_in_three_formats(options: list[str], store: Library) -> None:
    arguments = ["relations", "nor", "chl", *options, "--store", store.path]
    found = rows(*arguments)
    assert found
    assert len(list(csv.DictReader(io.StringIO(detente(*arguments, "--format", "csv"))))) == len(found)
    assert f"({len(found)})" in detente(*arguments)


def test_the_break_of_a_pair_marks_its_month(store: Library) -> None:
    for options in ([], ["--both"]):
        told_of = rows("relations", "NOR", "CHL", "--breaks", *options, "--store", store.path)
        months = [
            row["period"] for row in rows("relations", "NOR", "CHL", *options, "--store", store.path) if row["break"]
        ]
        assert months == sorted({row["day"][:7] + "-01" for row in told_of})


def test_the_pairs_stand_from_cold_to_warm(store: Library) -> None:
    found = rows("relations", "--store", store.path)
    assert [(row["source"], row["target"]) for row in found] == [("CHL", "PER"), ("CHL", "NOR"), ("NOR", "PER")]
    assert all(row["lower"] <= row["temperature"] <= row["upper"] for row in found)


def test_the_heat_map_has_every_pair_and_leaves_gaps_open(store: Library, tmp_path: Path) -> None:
    for theme in ("light", "dark"):
        for width in (400, 1600):
            text = json.dumps(store.heat_map(theme=theme, width=width).to_dict(), ensure_ascii=False)
            assert all(pair in text for pair in ("CHL ↔ PER", "CHL ↔ NOR", "NOR ↔ PER"))
    for suffix in ("svg", "png", "html"):
        detente("plot", "--all", "--top", 1, "--store", store.path, "-o", tmp_path / f"pairs.{suffix}")
        assert (tmp_path / f"pairs.{suffix}").stat().st_size > 3000
    assert "CHL ↔ NOR" not in (tmp_path / "pairs.svg").read_text("utf-8")


def test_the_chart_tells_what_changed(store: Library) -> None:
    text = json.dumps(store.relation("NOR", "CHL", both=True).chart(width=1000).to_dict(), ensure_ascii=False)
    assert "colder by" in text
    assert "NOR ↔ CHL" in text


def test_the_page_of_the_pair_has_its_breaks_with_their_events(store: Library) -> None:
    async def ask(path: str) -> httpx.Response:
        transport = httpx.ASGITransport(app=make_app(store))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(path)

    page = asyncio.run(ask("/pair/NOR/CHL?both=1"))
    assert page.status_code == 200
    assert "colder by" in page.text
    assert "both=1" in page.text
    twin = asyncio.run(ask("/pair/NOR/CHL.json?both=1")).json()
    assert (twin["directed"], twin["breaks"][0]["change"]) == (False, "colder")
    assert twin["breaks"][0]["events"]
    assert asyncio.run(ask("/pair/NOR/CHL.svg?both=1&period=day")).status_code == 200


BREAK = Break(
    source="FRA", target="DEU", directed=True, day=date(2020, 5, 4), first=date(2020, 5, 2), last=date(2020, 5, 4),
    since=date(2020, 1, 1), until=date(2020, 12, 31), before=1.2, after=-2.9, size=-4.1, standardised=-5, strength=6,
    causes=(),
)  # fmt: skip


def test_a_break_is_told_in_a_sentence() -> None:
    assert (
        told(BREAK, {}).sentence == "From 4 May 2020 (2 May 2020 to 4 May 2020) colder by 4.1: +1.2 before, −2.9 after"
    )


@pytest.mark.parametrize(
    ("period", "since", "is_low", "sentence"),
    [
        (Period.MONTH, date(2015, 3, 1), True, "June 2017: −6.1, the lowest month since March 2015"),
        (Period.MONTH, None, True, "June 2017: −6.1, the lowest month on record, which begins in January 2012"),
        (Period.DAY, None, False, "1 June 2017: −6.1, the highest day on record, which begins on 1 January 2012"),
        (Period.WEEK, date(2016, 5, 2), True,
         "The week of 1 June 2017: −6.1, the lowest week since the week of 2 May 2016"),
    ],
)  # fmt: skip
def test_a_point_tells_since_when(period: Period, since: date | None, is_low: bool, sentence: str) -> None:
    relation = Relation(
        source="FRA", target="DEU", first=date(2017, 6, 1), last=date(2017, 6, 30), events=(), independent_reports=0,
        cooperation=0, conflict=0, temperature=-6.1, lower=-7, upper=-5,
    )  # fmt: skip
    point = Point(relation=relation, is_low=is_low, since=since)
    assert told_point(point, date(2012, 1, 1), period, {}).sentence == sentence


def test_figures_and_days_are_written_as_people_write_them() -> None:
    assert (signed(0.04), signed(-0.04), signed(-2.25)) == ("0.0", "0.0", "−2.2")
    assert period_name(FIRST, Period.DAY) == "1 January 2023"
