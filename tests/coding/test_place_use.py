"""Whether a place name means the place or those who act there."""

import pytest

from detente.coding.place_use import place_use
from detente.coding.syntax import load_parser
from detente.lexicon import load_lexicon
from detente.model import PlaceUse, span_of


def use_of(text: str, name: str) -> PlaceUse:
    """The use of the first place of that name in the text."""
    start = text.index(name)
    parse = load_parser().parse(text, [(0, len(text))])
    return place_use(parse, span_of(text, start, start + len(name)), load_lexicon())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Moscow said on Monday that it would answer the sanctions.", "Moscow"),
        ("Officials were told that Ankara had rejected the offer.", "Ankara"),
        ("The minister accused Tehran of arming the rebels.", "Tehran"),
        ("The treaty was signed by Norway last year.", "Norway"),
        ("The protest against France went on for a week.", "France"),
        ("Relations between Peru and Chile have cooled.", "Peru"),
        ("Relations between Peru and Chile have cooled.", "Chile"),
        ("Berlin's decision to send tanks surprised the alliance.", "Berlin"),
        ("Russia's attack on the harbour was condemned.", "Russia"),
        ("The council raised the pressure on Belgrade.", "Belgrade"),
        ("He scored twice for Denmark in the final.", "Denmark"),
        ("The Wales captain left the field after ten minutes.", "Wales"),
        ("RUGBY - ITALY PICK NEW FORWARD", "ITALY"),
        ("Finland 3, Latvia 1", "Finland"),
        ("They spoke of cases like Russia's alleged complicity in the raid.", "Russia"),
        ("Sponsors of the rebels, be they Iran or Qatar, stayed away.", "Iran"),
        ("Sanctions hit Iran hard.", "Iran"),
        ("Its allies, including Egypt and Jordan, protested.", "Egypt"),
    ],
)
def test_names_of_those_who_act_are_metonymic(text: str, name: str) -> None:
    assert use_of(text, name) == PlaceUse.METONYMIC


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ministers met in Moscow on Monday.", "Moscow"),
        ("She flew from Ankara to Cairo.", "Cairo"),
        ("The envoy visited Tehran twice.", "Tehran"),
        ("Two men were named after the Salisbury attack.", "Salisbury"),
        ("The Moscow attack killed six people.", "Moscow"),
        ("Moscow talks ended without a result.", "Moscow"),
        ("Lund is a small town near the coast.", "Lund"),
        ("The house stands on the border with Austria.", "Austria"),
        ("The road between Quito and the sea was closed.", "Quito"),
        ("The president left for Oslo at noon.", "Oslo"),
        ("The fishermen live on the coast of Senegal.", "Senegal"),
        ("Kenya's coast was hit by heavy rain.", "Kenya"),
        ("He moved to Lyon, France, as a child.", "France"),
        ("The hurricane cleared Cuba on Friday.", "Cuba"),
        ("The storm passed Jamaica at night.", "Jamaica"),
        ("The battle for Syria is not over.", "Syria"),
        ("The struggle for Libya goes on.", "Libya"),
    ],
)
def test_names_of_where_it_is_are_literal(text: str, name: str) -> None:
    assert use_of(text, name) == PlaceUse.LITERAL


def test_joined_names_share_the_use_of_the_first() -> None:
    text = "Mali, Niger and Chad signed the pact."
    assert {use_of(text, name) for name in ("Mali", "Niger", "Chad")} == {PlaceUse.METONYMIC}


def test_listed_examples_share_the_use_of_their_noun() -> None:
    assert use_of("The firm has plants in countries such as Ghana and Togo.", "Ghana") == PlaceUse.LITERAL
    assert use_of("Four countries such as Ghana and Togo voted against it.", "Ghana") == PlaceUse.METONYMIC


def test_odd_text_never_raises() -> None:
    for text in ("Moscow", "Moscow Moscow Moscow", "(Moscow)", "2 - Moscow - 1", "Moscow\n\nMoscow:"):
        assert use_of(text, "Moscow") in set(PlaceUse)
