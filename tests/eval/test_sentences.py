"""The triples of events, and the scores over gold sentences."""

from eval.sentences import Sentence, gold_triples, read_gold, score

NORWAY = {"start": 0, "end": 6, "country": "NOR"}
CHILE = {"start": 15, "end": 20, "country": "CHL"}
UNION = {"start": 30, "end": 32, "country": "INT:EU"}


def sentence(event_type: str, sources: list[object], targets: list[object]) -> Sentence:
    """A sentence with one event."""
    event = {
        "type": event_type, "mode": None, "status": "happened", "sources": sources, "targets": targets,
        "trigger": [7, 14], "sure": True, "agreed": True,
    }  # fmt: skip
    return {"article": "a", "start": 0, "end": 40, "stratum": "any", "events": [event]}  # type: ignore[typeddict-item]


def test_compound_sides_make_a_triple_a_pair() -> None:
    found = gold_triples(sentence("ACCUSE", [NORWAY, UNION], [CHILE]))
    assert found == {("ACCUSE", "NOR", "CHL"), ("ACCUSE", "INT", "CHL")}


def test_a_missing_side_and_an_unknown_country_are_nobody() -> None:
    assert gold_triples(sentence("PROTEST", [NORWAY], [])) == {("PROTEST", "NOR", "-")}
    assert gold_triples(sentence("PROTEST", [{**NORWAY, "country": None}], [])) == {("PROTEST", "-", "-")}


def test_those_who_meet_stand_in_no_order() -> None:
    together = gold_triples(sentence("CONSULT", [NORWAY, CHILE], []))
    assert together == gold_triples(sentence("CONSULT", [CHILE], [NORWAY])) == {("CONSULT", "CHL", "NOR")}


def test_scores_of_all_halves_and_types() -> None:
    accuse, meet = ("ACCUSE", "NOR", "CHL"), ("CONSULT", "CHL", "NOR")
    figures = score([(0, {accuse}, {accuse, meet}), (1, {meet}, set()), (2, set(), set())])
    assert figures["precision"] == figures["recall"] == 0.5
    assert (figures["even_recall"], figures["odd_recall"]) == (1, 0)
    assert figures["CONSULT_precision"] == 0
    assert figures["nothing_kept"] == 1


def test_the_gold_is_stand_off_and_whole() -> None:
    gold = read_gold()
    assert len(gold) == 300
    for each in gold:
        assert set(each) == {"article", "start", "end", "stratum", "events"}
        for event in each["events"]:
            for party in (*event["sources"], *event["targets"]):
                assert each["start"] <= party["start"] < party["end"] <= each["end"]
                assert set(party) == {"start", "end", "country"}
