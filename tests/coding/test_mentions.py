"""Words by which an article comes back to whom it has named: brackets, counterparts, "both sides", "the country"."""

import pytest

from detente.model import ActorMention

from .tables import cases, coded, countries

# A text, words in it, and the countries (else names) of all mentions that they make; [] where nobody is known.
COUNTED = [
    ("Norway and Chile agreed to a ceasefire. The two nations also swapped captives.", "The two nations", "CHL NOR"),
    ("Norway accused Chile of theft; both countries recalled their envoys.", "both countries", "CHL NOR"),
    ("Norwegian and Chilean negotiators met in Cairo. The two sides parted in anger.", "The two sides", "CHL NOR"),
    ("Peru will send ships. Chile will send aircraft. Both states expect trouble.", "Both states", "CHL PER"),
    ("Norway, Chile and Peru signed a pact. All three countries will pay.", "All three countries", "CHL NOR PER"),
    (
        "Peru looked on as Norway and Chile, at war since May, talked in Bolivia. The two countries agreed on nothing.",
        "The two countries",
        "CHL NOR",
    ),
    ("The two Koreas exchanged letters.", "Koreas", "KOR PRK"),
    ("The Baltic states closed their border.", "Baltic states", "EST LTU LVA"),
    ("The two countries signed a treaty.", "The two countries", ""),
    ("Norway, Chile and Peru signed a pact. Both countries will pay.", "Both countries", ""),
    ("Norway talked to Chile. People stood on both sides of the river.", "sides", ""),
    ("Two nations, Norway among them, signed.", "Two nations", ""),
    ("Biden and Putin met in Geneva. The two presidents shook hands.", "The two presidents", "RUS USA"),
]
# A text, words in it, and "COUNTRY/SECTOR/name" of their mention; "–" where nobody is known.
LEANING = [
    ("Sergei Lavrov met his Turkish counterpart in Antalya.", "counterpart", "TUR/GOV/Hakan Fidan"),
    ("Annalena Baerbock thanked her Chinese counterpart.", "counterpart", "CHN/GOV/Wang Yi"),
    ("The French foreign minister met his Greek counterpart.", "counterpart", "GRC/GOV/Giorgos Gerapetritis"),
    ("The mayor met his Greek counterpart.", "counterpart", "GRC"),
    ("Lavrov met his counterpart.", "counterpart", "–"),
    ("Putin sacked a general. His defence minister said nothing.", "defence minister", "RUS/GOV/Sergei Shoigu"),
    ("Putin's spokesman rejected the charge.", "spokesman", "RUS/GOV"),
    ("Donald Trump's top diplomat wrote a book.", "top diplomat", "USA/GOV/–"),
    ("Norway shelled a camp. The country said it had been attacked.", "The country", "NOR"),
    ("Norway shelled Chile. The country said it had been attacked.", "The country", "NOR"),
    ("Saudi Arabia and Chad met. The kingdom froze trade.", "The kingdom", "SAU"),
    ("France and Chad met. The kingdom froze trade.", "The kingdom", "–"),
    ("Norway accused Chile. The army of ants moved on.", "army of ants", "–"),
    ("Oslo was calm on Monday. The government denied the report.", "The government", "NOR/GOV"),
    ("The Chilean regime fell. Norway rejoiced. The regime had lasted for years.", "The regime had", "CHL/GOV"),
    ("Norway rejoiced. The regime had lasted for years.", "The regime", "–"),
    ("The army crossed the river at dawn.", "The army", "–"),
    ("In Oslo it rained. The ship was late.", "The ship", "–"),
    ("The French and German foreign ministers met.", "German", "DEU/GOV/Annalena Baerbock"),
    ("The presidents of Kenya and Uganda met.", "Uganda", "UGA/GOV/Yoweri Museveni"),
    ("French and Egyptian warships sailed.", "Egyptian", "EGY/MIL"),
    ("Former French president Nicolas Sarkozy spoke.", "Sarkozy", "FRA/ELI/Nicolas Sarkozy"),
    ("Maria Putin, a painter, spoke. Putin sold a picture.", "Putin sold", "–/–/Maria Putin"),
    ("Joseph Q. Biden waved.", "Biden", "–/–/Joseph Q. Biden"),
]
STATED = [
    ("Istanbul prosecutors charged a clerk.", "prosecutors", "TUR/JUD"),
    ("Houston police arrested a clerk.", "police", "USA/COP"),
    ("Police in Peru arrested a courier.", "Police", "PER/COP"),
    ("An Islamabad-based think tank wrote a report.", "think tank", "PAK/EDU"),
    ("Officials in Kyiv and Moscow traded blame.", "Officials", "–"),
    ("Soldiers in Iraq were paid late.", "Soldiers", "–"),
    ("A spokesman for Germany's foreign ministry left.", "spokesman", "DEU/GOV"),
    ("Peru's Congress met.", "Congress", "PER/LEG"),
    ("Georgia's General Assembly met.", "General Assembly", "GEO/–"),
    ("Hungary's Social Democrats met.", "Social Democrats", "HUN/PTY"),
    ("The UN's Syria envoy met reporters.", "envoy", "–/UNO/United Nations"),
    ("The US Syria envoy met reporters.", "envoy", "USA/GOV"),
    ("The Lok Sabha passed the bill.", "Lok Sabha", "IND/LEG"),
    ("Shin Bet arrested two men.", "Shin Bet", "ISR/SPY"),
    ("A Hamas official thanked Qatar.", "Hamas official", "PSE/REB/Hamas"),
    ("Ali Amman, a Jordanian envoy, sat down. Amman spoke.", "Amman spoke", "JOR/GOV/Ali Amman"),
    ("Amman spoke of war.", "Amman", "JOR"),
    ("Doctors in Salisbury, England, were puzzled.", "Salisbury", "–"),
    ("Syria's army shelled Kurdish fighters.", "Kurdish fighters", "SYR/REB"),
    ("Kurdish singers met in Cologne.", "Kurdish", "–"),
    ("The regime of Bashar al-Assad fell.", "regime", "SYR/GOV"),
    ("Hosni Mubarak was the President of Egypt until 2011.", "President of Egypt", "EGY/GOV/–"),
    ("George W Bush spoke.", "Bush", "USA//George W. Bush"),
    ("Sudan's army retreated before the RSF.", "RSF", "SDN/REB/Rapid Support Forces"),
    ("Egypt was named by RSF.", "RSF", "–/NGO/Reporters Without Borders"),
]
HEADS = [
    ("The UN chief spoke.", "UN chief", "–//António Guterres"),
    ("NATO's secretary general spoke.", "secretary general", "–//Jens Stoltenberg"),
    ("The CIA director spoke.", "CIA director", "USA/SPY/William J. Burns"),
    ("The Kremlin spokesman spoke.", "Kremlin spokesman", "RUS/GOV/Dmitry Peskov"),
    ("A former NATO secretary general spoke.", "secretary general", "–//NATO"),
    ("The deputy director of the CIA spoke.", "deputy director", "USA//–"),
    ("The Chinese foreign ministry spokesman spoke.", "spokesman", "CHN/GOV/–"),
]
SHORTENED = [
    ("The Malian Patriots' Council (MPC) met. The MPC voted.", "MPC voted", "MLI//Malian Patriots' Council"),
    ("Kenya's National Harvest Party (NHP) met. The NHP voted.", "NHP voted", "KEN/PTY/National Harvest Party"),
    ("The Front for Forest Freedom (FFF) met. The FFF voted.", "FFF voted", "–//Front for Forest Freedom"),
    ("Doctors Without Borders (AZG) met. AZG voted.", "AZG voted", "–//Medecins Sans Frontieres"),
    ("Gross domestic product (GDP) fell. GDP is low.", "GDP is", "–"),
    ("The National Rescue Agency (XYZ) met. The XYZ voted.", "XYZ voted", "–"),
    ("The United States (US) met. The US voted.", "US voted", "USA"),
]
WRONG: dict[str, str] = {}


def at(text: str, words: str) -> list[ActorMention]:
    """The mentions that share a character with the first occurrence of the words; the one that starts there first."""
    start = text.index(words)
    found = [each for each in coded(text).actors if each.span.start < start + len(words) and start < each.span.end]
    return sorted(found, key=lambda each: abs(each.span.start - start))


@pytest.mark.parametrize(("text", "words", "expected"), cases(COUNTED, WRONG))
def test_counted_words_mean_all_those_named_before(text: str, words: str, expected: str) -> None:
    found = [each for each in at(text, words) if each.actor]
    assert countries(found) == expected.split()
    assert len(found) == len(expected.split())


@pytest.mark.parametrize(("text", "words", "expected"), cases(LEANING + STATED + HEADS + SHORTENED, WRONG))
def test_words_that_lean_on_others_mean_whom_a_reader_takes_them_for(text: str, words: str, expected: str) -> None:
    found = at(text, words)
    actor = found[0].actor if found else None
    parts = expected.split("/")
    if expected == "–":
        assert actor is None or (actor.country is None and actor.name is None), actor
        return
    assert actor is not None
    for asked, there in zip(parts, (actor.country, actor.sector, actor.name), strict=False):
        assert asked == "" or (asked == "–" and there is None) or asked == there, actor


def test_all_sides_take_part_in_what_both_sides_do() -> None:
    reports = coded("Norway and Chile met in Cairo on Monday. Both sides condemned Peru.").reports
    condemned = next(each for each in reports if each.type == "ACCUSE")
    assert countries(condemned.sources) == ["CHL", "NOR"]
    assert countries(condemned.targets) == ["PER"]


def test_ministers_of_the_two_countries_act_for_both() -> None:
    reports = coded("Norway and Chile signed a pact. The foreign ministers of the two countries met on Monday.").reports
    met = next(each for each in reports if each.type == "CONSULT")
    assert countries(met.sources) == ["CHL", "NOR"]
