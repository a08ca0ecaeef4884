"""Who is named in a sentence: state, sector and name of each mention, as of a day."""

import pytest

from detente.coding.actors import find_actors
from detente.coding.syntax import Parser
from detente.coding.tree import Parse
from detente.lexicon import Lexicon
from detente.model import ActorMention

from .tables import cases, coded

# A sentence and, for words in it, "COUNTRY", "COUNTRY/SECTOR" or "COUNTRY/SECTOR/name"; "–" where the words name no
# actor whom one could know. A part that is left empty may be anything, "–" must be None.
TABLE = [
    ("Norway accused Chile of jamming its satellites.", {"Norway": "NOR", "Chile": "CHL"}),
    (
        "The Norwegian government accused Chilean officials.",
        {"Norwegian government": "NOR/GOV", "officials": "CHL/GOV"},
    ),
    ("Oslo recalled its envoy from Santiago.", {"Oslo": "NOR", "Santiago": "CHL"}),
    ("Norwegians demonstrated against the treaty.", {"Norwegians": "NOR"}),
    ("The Kremlin rejected the proposal.", {"Kremlin": "RUS/GOV"}),
    ("The White House praised the treaty.", {"White House": "USA/GOV"}),
    ("Downing Street said nothing.", {"Downing Street": "GBR/GOV"}),
    ("The Norwegian foreign minister flew to Lima.", {"Norwegian foreign minister": "NOR/GOV"}),
    ("Norway's foreign minister flew to Lima.", {"foreign minister": "NOR/GOV"}),
    ("The foreign minister of Norway flew to Lima.", {"foreign minister": "NOR/GOV"}),
    ("Chilean troops crossed the border into Peru.", {"Chilean troops": "CHL/MIL", "Peru": "PER"}),
    ("The Chilean army closed the pass.", {"Chilean army": "CHL/MIL"}),
    ("Chile's navy seized two boats.", {"navy": "CHL/MIL"}),
    ("Police in Peru arrested a courier.", {"Police": "/COP"}),
    ("Peruvian police arrested a courier.", {"Peruvian police": "PER/COP"}),
    ("The Danish parliament passed the law.", {"Danish parliament": "DNK/LEG"}),
    ("Bolivian protesters blocked the road.", {"Bolivian protesters": "BOL/OPP"}),
    ("The United Nations sent observers.", {"United Nations": "–//United Nations"}),
    ("NATO held an exercise off Iceland.", {"NATO": "–", "Iceland": "ISL"}),
    ("The European Union welcomed the vote.", {"European Union": "–//European Union"}),
    ("The U.N. Security Council met on Friday.", {"Security Council": "–"}),
    ("Hezbollah fired rockets at a town.", {"Hezbollah": "LBN"}),
    (
        "Chancellor Angela Merkel met Vladimir Putin.",
        {"Angela Merkel": "DEU//Angela Merkel", "Vladimir Putin": "RUS/GOV"},
    ),
    ("French President Emmanuel Macron spoke.", {"Emmanuel Macron": "FRA/GOV/Emmanuel Macron"}),
    ("Macron spoke to reporters in Lyon.", {"Macron": "FRA/GOV/Emmanuel Macron"}),
    ("Lavrov dismissed the report.", {"Lavrov": "RUS/GOV"}),
    ("Turkish envoy Ayla Demir left. Demir said nothing.", {"Ayla Demir": "TUR//Ayla Demir", "Demir said": "TUR"}),
    ("Ayla Demir, Turkey's envoy, left the hall.", {"Ayla Demir": "TUR//Ayla Demir"}),
    ("Peru's ambassador, Rosa Quispe, left the hall.", {"Rosa Quispe": "PER//Rosa Quispe"}),
    ("Rosa Quispe left the hall.", {"Rosa Quispe": "–"}),
    ("Paris Hilton opened a hotel.", {"Paris Hilton": "–"}),
    ("Jordan Pickford saved a penalty.", {"Jordan Pickford": "–"}),
    ("Michael Jordan visited a school.", {"Michael Jordan": "–"}),
    ("North Korea launched a missile.", {"North Korea": "PRK"}),
    ("South Korean officials declined to comment.", {"South Korean officials": "KOR/GOV"}),
    ("South Sudan and Sudan signed an accord.", {"South Sudan": "SSD", "Sudan signed": "SDN"}),
    ("New Mexico sued the company.", {"New Mexico": "–"}),
    ("Guinea-Bissau thanked Equatorial Guinea.", {"Guinea-Bissau": "GNB", "Equatorial Guinea": "GNQ"}),
    ("Kosovo opened an embassy.", {"Kosovo": "KOS"}),
    ("The U.S. and the U.K. signed a pact.", {"U.S.": "USA", "U.K.": "GBR"}),
    ("They told us to polish the brass.", {"us": "–", "polish": "–"}),
    ("The president of the chess club resigned.", {"president": "–"}),
    ("A former Norwegian foreign minister spoke.", {"foreign minister": "NOR"}),
    ("The Russian deputy foreign minister left.", {"deputy foreign minister": "RUS/GOV/–"}),
    ("Taliban fighters attacked the base.", {"Taliban": "AFG"}),
    ("The Democratic Republic of the Congo protested.", {"Democratic Republic of the Congo": "COD"}),
    ("We ate turkey and drank from fine china.", {"turkey": "–", "china": "–"}),
]
WRONG: dict[str, str] = {
    "Ayla Demir, Turkey's envoy, left the hall.": "the parser takes the name for no person",
}


def find(text: str, words: str) -> ActorMention | None:
    """The longest mention that shares a character with the words."""
    start = text.index(words)
    beside = [each for each in coded(text).actors if each.span.start < start + len(words) and start < each.span.end]
    return max(beside, key=lambda each: len(each.span.text), default=None)


@pytest.mark.parametrize(("text", "expected"), cases(TABLE, WRONG))
def test_the_words_name_whom_a_reader_takes_them_for(text: str, expected: dict[str, str]) -> None:
    for words, wanted in expected.items():
        mention = find(text, words)
        actor = mention.actor if mention else None
        if wanted == "–":
            assert actor is None or (actor.country is None), (words, actor)
            continue
        assert actor is not None, words
        for asked, there in zip(wanted.split("/"), (actor.country, actor.sector, actor.name), strict=False):
            assert asked == "" or (asked == "–" and there is None) or asked == there, (words, actor)


def test_office_holders_are_those_of_the_day() -> None:
    text = "The Russian foreign minister met the British prime minister."
    on_the_day = {each.actor.name for each in coded(text, "2017-04-13").actors if each.actor}
    later = {each.actor.name for each in coded(text, "2024-05-03").actors if each.actor}
    assert on_the_day == {"Sergey Lavrov", "Theresa May"}
    assert "Rishi Sunak" in later
    unknown = {each.actor.name for each in coded(text, None).actors if each.actor}
    assert unknown == {None}


def test_a_family_name_of_two_introduced_people_is_nobody() -> None:
    text = "Norwegian envoy Kari Berg met Swedish envoy Nils Berg. Berg then left."
    last = coded(text).actors[-1]
    assert last.span.text != "Berg" or last.actor is None


def test_every_mention_says_why(parser: Parser, lexicon: Lexicon) -> None:
    text = "Norway's foreign minister met Ayla Demir, Turkey's envoy, at the Kremlin; she thanked him."
    for mention in find_actors(parser.parse(text, [(0, len(text))]), lexicon, None):
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert mention.why.rule
        assert 0 <= mention.why.score <= 1


def test_a_parse_without_words_names_nobody(parser: Parser, lexicon: Lexicon) -> None:
    nothing: Parse = parser.parse("", [])
    assert find_actors(nothing, lexicon, None) == ()
