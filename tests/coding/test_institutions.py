"""Institutions, offices and people of any state by pattern: which country and which sector each is."""

import pytest

from detente.model import ActorMention
from tests.coding.tables import cases, coded

# A sentence, words in it, and the country and sector of whom they name.
NAMED = (
    ("The Bolivian truckers blocked the road to the border.", "Bolivian truckers", "BOL", "LAB"),
    ("Kenyan regulators fined the bank on Friday.", "Kenyan regulators", "KEN", "GOV"),
    ("The Saudi royal family condemned the book.", "Saudi royal family", "SAU", "ELI"),
    ("Egyptian Copts protested against the law.", "Egyptian Copts", "EGY", "REL"),
    ("Italian mafia bosses were arrested at dawn.", "Italian mafia bosses", "ITA", "CRM"),
    ("Croatian health workers went on strike.", "Croatian health workers", "HRV", "MED"),
    ("Nepali rescue workers reached the village.", "Nepali rescue workers", "NPL", "SOC"),
    ("Chilean mathematicians condemned the cuts.", "Chilean mathematicians", "CHL", "EDU"),
    ("Portuguese winegrowers protested in the capital.", "Portuguese winegrowers", "PRT", "AGR"),
    ("Hungary's stock exchange suspended the shares.", "Hungary's stock exchange", "HUN", "BUS"),
    ("The Tanzanian president's office denied the report.", "Tanzanian president's office", "TZA", "GOV"),
    ("The Peruvian women's group condemned the ruling.", "Peruvian women's group", "PER", "SOC"),
    ("Bahrain's Shura Council approved the law.", "Bahrain's Shura Council", "BHR", "LEG"),
    ("Danish investigators searched the ship.", "Danish investigators", "DNK", "COP"),
    ("Kashmiri separatists called a strike.", "Kashmiri separatists", "IND", "REB"),
    ("Rohingya refugees fled to Bangladesh.", "Rohingya refugees", "MMR", "REF"),
    ("Irish-American lawmakers criticised London.", "Irish-American lawmakers", "USA", "LEG"),
    ("Kosovo Serbs blocked the bridge.", "Kosovo Serbs", "KOS", None),
    ("The Korean government protested.", "Korean government", "KOR", "GOV"),
    ("Dominican police arrested three men.", "Dominican police", "DOM", "COP"),
    ("The Moscow Exchange suspended trading.", "Moscow Exchange", "RUS", "BUS"),
    ("The State Great Khural approved the treaty.", "State Great Khural", "MNG", "LEG"),
)
# Words that say who someone is only beside a name.
BESIDE = (
    ("Police arrested a Turkish woman at the airport.", "Turkish woman", "TUR", "CVL"),
    ("A Ghanaian footballer was detained.", "Ghanaian footballer", "GHA", "ELI"),
    ("The Austrian federation protested.", "Austrian federation", "AUT", "SOC"),
    ("A British national was expelled.", "British national", "GBR", "CVL"),
)
# Those who held an office before are PLOVER's elites.
PAST = (
    ("The former Gabonese minister was arrested.", "Gabonese minister", "GAB", "ELI"),
    ("The ex-Brazilian president was arrested.", "Brazilian president", "BRA", "ELI"),
    ("Former Israeli soldiers criticised the war.", "Israeli soldiers", "ISR", "ELI"),
    ("A retired Indian general was killed.", "Indian general", "IND", "ELI"),
)
# Words that a state's name stands in or beside without making it the actor.
NOT_THE_STATE = (
    ("Pro-Russian separatists shot down the plane.", "RUS"),
    ("Anti-American protesters burned flags.", "USA"),
    ("Ethnic Albanians protested in the square.", "ALB"),
    ("Ethnic Russians protested in the square.", "RUS"),
    ("Russian-speakers protested in the square.", "RUS"),
    ("The Georgia Supreme Court upheld the ban.", "GEO"),
    ("He owns a German shepherd.", "DEU"),
    ("Lima beans are grown there.", "PER"),
    ("The Oslo agreement collapsed.", "NOR"),
)


def mention_of(sentence: str, words: str) -> ActorMention:
    end = sentence.index(words) + len(words)
    return next(each for each in coded(sentence).actors if each.span.start < end <= each.span.end)


@pytest.mark.parametrize(("sentence", "words", "country", "sector"), cases((*NAMED, *BESIDE, *PAST), {}))
def test_who_the_words_name(sentence: str, words: str, country: str, sector: str | None) -> None:
    actor = mention_of(sentence, words).actor
    assert actor is not None
    assert (actor.country, actor.sector) == (country, sector)


@pytest.mark.parametrize(("sentence", "country"), cases(NOT_THE_STATE, {}))
def test_a_name_within_other_words_is_not_the_state(sentence: str, country: str) -> None:
    assert country not in {each.actor.country for each in coded(sentence).actors if each.actor}


@pytest.mark.parametrize("sentence", ["The woman was arrested.", "The team won.", "A group met there."])
def test_words_that_need_a_name_are_no_role_without_one(sentence: str) -> None:
    assert [each for each in coded(sentence).actors if each.why.rule != "person.unknown"] == []


def test_the_longest_of_two_role_phrases_tells_the_sector() -> None:
    workers, aid_workers = "Libyan workers met.", "Libyan aid workers met."
    sectors = [each.actor and each.actor.sector for text in (workers, aid_workers) for each in coded(text).actors]
    assert sectors == ["LAB", "SOC"]
