"""Which place a name means, and whether it stands for the place or for those who act there."""

import pytest

from detente.coding.placenames import fold
from detente.model import Where

from .tables import cases, coded

# A sentence, the name in it, the place's country (None: not known), and its use.
TABLE = [
    ("The envoys met in Moscow.", "Moscow", "RUS", "literal"),
    ("Moscow said that the talks had failed.", "Moscow", "RUS", "metonymic"),
    ("Floods damaged bridges in northern Chile.", "Chile", "CHL", "literal"),
    ("Chile protested against the decision.", "Chile", "CHL", "metonymic"),
    ("Talks between Oslo and Lima broke down.", "Oslo", "NOR", "metonymic"),
    ("The ship left Valparaiso at noon.", "Valparaiso", "CHL", "literal"),
    ("Troops marched towards Aleppo.", "Aleppo", "SYR", "literal"),
    ("The Norwegian minister visited Peru.", "Peru", "PER", "literal"),
    ("Norway imposed sanctions on Belarus.", "Belarus", "BLR", "metonymic"),
    ("Relations with Tehran are poor.", "Tehran", "IRN", "metonymic"),
    ("The road from Lima to Cusco was closed.", "Cusco", "PER", "literal"),
    ("The Lima government resigned.", "Lima", "PER", "metonymic"),
    ("The city of Geneva paid for the hall.", "Geneva", "CHE", "literal"),
    ("Geneva airport was closed on Monday.", "Geneva", "CHE", "literal"),
    ("An earthquake struck Nepal.", "Nepal", "NPL", "literal"),
    ("The treaty was signed by Finland.", "Finland", "FIN", "metonymic"),
    ("She was born in Paris, Texas.", "Texas", "USA", "literal"),
    ("He was born in Paris, Texas.", "Paris", "USA", "literal"),
    ("People in London, Ontario, went to vote.", "London", "CAN", "literal"),
    ("The mayor of São Paulo spoke.", "São Paulo", "BRA", "literal"),
    ("They crossed the border near Quuxville.", "Quuxville", None, "literal"),
    ("They lived in Georgia, near Tbilisi.", "Georgia", "GEO", "literal"),
    ("Fishing in the South China Sea was banned.", "South China Sea", None, "literal"),
]
WRONG: dict[str, str] = {
    "The ship left Valparaiso at noon.": "the parser takes the name for a work of art",
    "Troops marched towards Aleppo.": "the parser takes the name for a people",
    "The mayor of São Paulo spoke.": "the parser takes the name for a person",
}


def place(text: str, name: str) -> Where | None:
    """The place that the name stands for."""
    start = text.index(name)
    return next(
        (each for each in coded(text).places if each.span.start <= start and each.span.end >= start + len(name)), None
    )


@pytest.mark.parametrize(("text", "name", "country", "use"), cases(TABLE, WRONG))
def test_a_name_means_a_place(text: str, name: str, country: str | None, use: str) -> None:
    found = place(text, name)
    assert found is not None, "the name is no place"
    assert (found.country, found.use) == (country, use)


def test_known_cities_have_degrees_and_a_number() -> None:
    found = place("The envoys met in Moscow.", "Moscow")
    assert found is not None
    assert (found.lat, found.lon) == (pytest.approx(55.75, abs=0.1), pytest.approx(37.6, abs=0.1))
    assert found.geonames == 524901


def test_an_unknown_place_has_no_degrees() -> None:
    found = place("They crossed the border near Quuxville.", "Quuxville")
    assert found is not None
    assert (found.lat, found.lon, found.geonames) == (None, None, None)


@pytest.mark.parametrize("name", ["São Tomé", "Sao Tome", "SAO TOME", "Sao-Tome", "São\u00a0Tomé"])
def test_spellings_of_one_name_fold_to_one(name: str) -> None:
    assert fold(name) == "sao tome"
