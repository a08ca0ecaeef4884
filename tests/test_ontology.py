"""The ontology files hold together: types, modes, scores and the crosswalk in both directions."""

import pytest

from detente.lexicon import DATA, CameoCode, EventType, Ontology, read_table, read_yaml

PLOVER = read_yaml([DATA / "ontologies" / "plover.yaml"], Ontology)
CAMEO = {row.code: row for row in read_table(DATA / "ontologies" / "cameo.tsv", CameoCode)}
PAIRS = [(name, mode) for name, entry in PLOVER.types.items() for mode in (None, *entry.modes)]
# The pairs whose CAMEO code is read back without their mode, since CAMEO is coarser there; see docs/ontology.md.
SHARED = {
    ("CONSULT", "multilateral"),
    ("THREATEN", "arrest"),
    ("PROTEST", "strike"),
    ("PROTEST", "vandalize"),
    ("MOBILIZE", "weapons"),
    ("MOBILIZE", "militia"),
    ("COERCE", "censor"),
    ("COERCE", "withhold"),
    ("COERCE", "misinformation"),
    ("COERCE", "cyber"),
    ("ASSAULT", "primitive"),
    ("ASSAULT", "drone"),
}


def test_the_counts_are_those_of_the_manual() -> None:
    assert len(PLOVER.types) == 16
    assert sum(len(entry.modes) for entry in PLOVER.types.values()) == 67
    assert len(PLOVER.contexts) == 37


@pytest.mark.parametrize("entry", PLOVER.types.values(), ids=PLOVER.types)
def test_scores_fit_the_quad_class(entry: EventType) -> None:
    scores = [entry.score, *(mode.score for mode in entry.modes.values() if mode.score is not None)]
    assert entry.quad in {1, 2, 3, 4}
    assert all(-10 <= score <= 10 for score in scores)
    assert entry.score > 0 if entry.quad <= 2 else entry.score <= 0
    assert entry.definition.endswith(".")


def test_contradictions_are_resolved_as_written_down() -> None:
    assert PLOVER.score("ACCUSE", None) == -3
    assert PLOVER.types["SANCTION"].quad == 4
    assert {CAMEO[code].type for code in CAMEO if code.startswith("20")} == {"ASSAULT"}
    required = {name for name, entry in PLOVER.types.items() if entry.recipient == "required"}
    assert required == {"COOPERATE", "AID", "SANCTION"}


def test_a_mode_is_keyed_by_its_type() -> None:
    assert PLOVER.score("REQUEST", "assist") == 0.5
    assert PLOVER.score("REJECT", "assist") == -1.5
    assert PLOVER.score("REJECT", "meet") == PLOVER.score("REJECT", None)


@pytest.mark.parametrize(("event_type", "mode"), PAIRS)
def test_every_type_and_mode_comes_back_from_cameo(event_type: str, mode: str | None) -> None:
    code = CAMEO[PLOVER.cameo(event_type, mode)]
    assert code.type == event_type
    if mode is not None:
        assert (code.mode == mode) is ((event_type, mode) not in SHARED)


@pytest.mark.parametrize("row", CAMEO.values(), ids=CAMEO)
def test_every_cameo_row_uses_what_the_ontology_defines(row: CameoCode) -> None:
    assert row.name
    assert set(row.contexts) <= set(PLOVER.contexts)
    if row.type is None:
        assert (row.mode, row.contexts, row.quad_plover) == (None, (), None)
        assert row.code.startswith("01")
    else:
        assert row.mode is None or row.mode in PLOVER.types[row.type].modes
        assert row.quad_plover == PLOVER.types[row.type].quad
    figures = (row.goldstein_icews, row.goldstein_gdelt, row.goldstein_phoenix)
    assert all(figure is None or -10 <= figure <= 10 for figure in figures)


def test_every_root_and_every_parent_has_a_row() -> None:
    assert {code for code in CAMEO if len(code) == 2} == {f"{root:02}" for root in range(1, 21)}
    assert {code[:-1] for code in CAMEO if len(code) > 2} <= set(CAMEO)
    assert list(CAMEO) == sorted(CAMEO)


@pytest.mark.parametrize(
    ("code", "quads"),
    [
        ("016", (3, 1, 1, 0)),
        ("042", (1, 1, 1, 1)),
        ("090", (3, 3, 2, 3)),
        ("112", (3, 3, 3, 3)),
        ("141", (4, 4, 3, 4)),
        ("160", (4, 4, 4, 3)),
        ("190", (4, 4, 4, 4)),
    ],
)
def test_the_four_quad_classes_differ_where_they_should(code: str, quads: tuple[int, ...]) -> None:
    row = CAMEO[code]
    assert (row.quad_plover, row.quad_icews, row.quad_gdelt, row.quad_phoenix) == quads


def test_the_scores_of_denials_differ_between_the_tables() -> None:
    denial = CAMEO["016"]
    assert (denial.goldstein_icews, denial.goldstein_gdelt, denial.goldstein_phoenix) == (-5.0, -2.0, 3.4)
    assert CAMEO["1213"].goldstein_gdelt is None
