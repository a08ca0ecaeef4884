"""Who said what: marks, cues, contents and speakers, and that odd marks never hurt. All texts are made up here."""

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.coding.quotation_marks import find_marked
from detente.coding.quotations import find_quotations
from detente.coding.syntax import load_parser
from detente.coding.tree import Parse
from detente.lexicon import DATA, Lexicon, Ontology
from detente.model import Actor, ActorMention, Quotation, QuotationKind, Why, span_of

LEXICON = Lexicon(folder=DATA, language="en", ontology=Ontology(name="none", version="0", types={}, contexts={}))
PARSER = load_parser()


def parse_text(text: str) -> Parse:
    paragraphs = [match.span() for match in re.finditer(r"\S(?:.*\S)?", text)]
    return PARSER.parse(text, paragraphs)


def quotations_of(text: str, actors: tuple[ActorMention, ...] = ()) -> tuple[Quotation, ...]:
    return find_quotations(parse_text(text), actors, LEXICON, "article")


def only(text: str) -> Quotation:
    found = quotations_of(text)
    assert len(found) == 1, [(each.cue, each.content) for each in found]
    return found[0]


def words(quotation: Quotation) -> tuple[list[str], list[str], str | None]:
    speaker = None if quotation.speaker is None else quotation.speaker.span.text
    return [each.text for each in quotation.content], [each.text for each in quotation.cue], speaker


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker"),
    [
        (
            '"We will not sign it," the minister said.',
            ['"We will not sign it,"'],
            "said",
            "the minister",
        ),
        ("The minister said: “We will not sign.”", ["“We will not sign.”"], "said:", "The minister"),
        (
            "«The border stays closed», said President Ana Ruiz.",
            ["«The border stays closed»"],
            "said",
            "President Ana Ruiz",
        ),
        (
            '"The talks," she said, "have failed."',
            ['"The talks,"', '"have failed."'],
            "said",
            "she",
        ),
        (
            '"The talks failed," Ruiz said on Monday. "We must start again."',
            ['"The talks failed,"', '"We must start again."'],
            "said",
            "Ruiz",
        ),
        ("''The talks failed,'' Ruiz said.", ["''The talks failed,''"], "said", "Ruiz"),
    ],
)
def test_direct_quotations(text: str, content: list[str], cue: str, speaker: str) -> None:
    quotation = only(text)
    assert words(quotation) == (content, [cue], speaker)
    assert quotation.kind is QuotationKind.DIRECT


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker"),
    [
        (
            "The foreign minister has also said that the talks will continue.",
            ["that the talks will continue"],
            "has also said",
            "The foreign minister",
        ),
        ("The army is ready, according to the ministry.", ["The army is ready"], "according to", "the ministry"),
        ("The president promised to withdraw the troops.", ["to withdraw the troops"], "promised", "The president"),
        ("The premier criticized the new sanctions.", ["the new sanctions"], "criticized", "The premier"),
        ("The premier called for new elections.", ["new elections"], "called for", "The premier"),
        ("Prices, the bank said, will rise again.", ["Prices", "will rise again"], "said", "the bank"),
        ("The premier tried to persuade the lenders.", ["the lenders"], "tried to persuade", "The premier"),
        ("The minister expressed support for the plan.", ["the plan"], "expressed support for", "The minister"),
        ("The minister made a promise to sign the treaty.", ["to sign the treaty"], "made a promise", "The minister"),
        ("The envoy questioned whether the plan worked.", ["whether the plan worked"], "questioned", "The envoy"),
        ("The envoy denied taking the money.", ["taking the money"], "denied", "The envoy"),
        ("The premier called on the court to decide.", ["to decide"], "called on", "The premier"),
        ("The envoy is confident that he will win.", ["that he will win"], "is confident", "The envoy"),
        ("A 31-page report says that prices will rise.", ["that prices will rise"], "says", "A 31-page report"),
        ("A poll on Monday shows that most of them agree.", ["that most of them agree"], "shows", "A poll"),
    ],
)
def test_indirect_quotations(text: str, content: list[str], cue: str, speaker: str) -> None:
    quotation = only(text)
    assert words(quotation) == (content, [cue], speaker)
    assert quotation.kind is QuotationKind.INDIRECT


def test_a_nominal_cue_has_its_owner_as_speaker() -> None:
    found = quotations_of("The envoy left after Ruiz's claim that the border was closed.")
    contents = {each.content[0].text: each for each in found}
    claim = contents["that the border was closed"]
    assert (claim.cue[0].text, claim.speaker and claim.speaker.span.text) == ("claim", "Ruiz's")


def test_what_is_only_reported_has_no_speaker() -> None:
    quotation = only("The general has reportedly left the country.")
    assert words(quotation) == (["The general has", "left the country"], ["reportedly"], None)


def test_who_adds_something_is_who_spoke_before() -> None:
    found = quotations_of("Ruiz said the talks had failed, adding that she would not return.")
    assert [words(each)[2] for each in found] == ["Ruiz", "Ruiz"]


def test_a_question_has_the_one_asked_in_the_next_clause() -> None:
    found = quotations_of("Asked if the border was closed, the minister declined to comment.")
    assert [words(each)[0] for each in found] == [["if the border was closed"], ["to comment"]]


def test_a_name_in_marks_after_a_quotation_is_not_part_of_it() -> None:
    quotation = quotations_of('"The talks have failed," Ruiz said on the programme "World Tonight."')[0]
    assert [each.text for each in quotation.content] == ['"The talks have failed,"']


def test_a_quotation_without_its_comma_keeps_its_speaker() -> None:
    quotation = only("“The talks failed” the junior envoy said.")
    assert words(quotation) == (["“The talks failed”"], ["said"], "the junior envoy")


def test_a_name_after_a_dash_signs_what_stands_in_marks_before_it() -> None:
    quotation = only("“The plan is a grave mistake for all of us.” — Ann Ruiz")
    assert words(quotation) == (["“The plan is a grave mistake for all of us.”"], ["—"], "Ann Ruiz")


def test_a_heading_in_single_marks_is_not_part_of_speech_in_double_ones() -> None:
    text = "\"The mine will never open,\" Ruiz said.\n\n'Coal Is Not Dead.'\n\nThe town was quiet."
    quotation = quotations_of(text)[0]
    assert [each.text for each in quotation.content] == ['"The mine will never open,"']


def test_who_praises_follows_by() -> None:
    quotation = only("The plan was praised by the premier.")
    assert words(quotation) == (["The plan"], ["was praised"], "the premier")


def test_marks_inside_reported_speech_make_it_mixed() -> None:
    quotation = only("The minister said that the plan was “a grave mistake” for the region.")
    assert quotation.kind is QuotationKind.MIXED
    assert quotation.content[0].text == "that the plan was “a grave mistake” for the region"


def test_scare_quotes_are_no_quotation() -> None:
    assert quotations_of("Soldiers in so-called “peace zones” left the town on Friday.") == ()


def test_a_whole_sentence_in_marks_without_a_cue_has_no_speaker() -> None:
    quotation = only("The hall fell silent.\n\n“Nobody here believes this promise any more.”")
    assert quotation.speaker is None
    assert quotation.cue == ()


def test_a_long_quotation_goes_on_over_paragraphs() -> None:
    text = "“We have waited for years,” Ruiz said. “We ask for little.\n\n“We ask for peace.”\n\nThe hall cheered."
    quotation = quotations_of(text)[0]
    assert [each.text for each in quotation.content] == [
        "“We have waited for years,”",
        "“We ask for little.",
        "“We ask for peace.”",
    ]


def test_what_the_speaker_spoke_of_is_not_another_quotation() -> None:
    found = quotations_of("She said the president wants to win.")
    assert [each.cue[0].text for each in found] == ["said"]


def test_the_writer_speaks_as_i_whom_no_actor_stands_for() -> None:
    (found,) = quotations_of("I think that the talks will fail.")
    assert found.speaker is not None
    assert (found.speaker.span.text, found.speaker.actor) == ("I", None)


def test_whom_the_writer_addresses_is_not_quoted() -> None:
    assert quotations_of("You know that the talks will fail.") == ()


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("Ruiz went on to criticize the treaty.", "went on to criticize", "Ruiz"),
        ("The minister made an effort to explain the treaty.", "made an effort to explain", "The minister"),
        ("Ruiz began by praising the treaty.", "began by praising", "Ruiz"),
        ("The two parties released letters denouncing the treaty.", "released letters denouncing", "The two parties"),
    ],
)
def test_a_verb_that_leads_to_a_cue_is_part_of_it(text: str, cue: str, speaker: str) -> None:
    (found,) = quotations_of(text)
    assert found.cue[0].text == cue
    assert found.speaker is not None
    assert found.speaker.span.text == speaker


def test_a_verb_of_saying_keeps_its_own_deed() -> None:
    found = quotations_of("Ruiz urged the senate to support the treaty.")
    assert [each.cue[0].text for each in found] == ["urged"]


@pytest.mark.parametrize(
    "text",
    [
        "The city built a wall to address crime.",
        "Ruiz left the room without mentioning the treaty.",
        "There is a law on reporting crimes.",
    ],
)
def test_what_a_thing_is_for_or_about_is_not_said(text: str) -> None:
    assert quotations_of(text) == ()


def test_a_clause_that_a_colon_or_semicolon_parts_is_not_what_is_said() -> None:
    found = quotations_of("The harbour was closed; Ruiz said the ships would wait.")
    assert [each.content[0].text for each in found] == ["the ships would wait"]


def test_what_a_speaker_adds_is_a_quotation_of_its_own() -> None:
    found = quotations_of("Ruiz said that the treaty would hold, noting that the senate had backed it.")
    assert [(each.cue[0].text, each.content[0].text) for each in found] == [
        ("said", "that the treaty would hold"),
        ("noting", "that the senate had backed it"),
    ]
    assert all(each.speaker is not None and each.speaker.span.text == "Ruiz" for each in found)


def mention(text: str, name: str, actor: Actor) -> ActorMention:
    start = text.index(name)
    return ActorMention(span=span_of(text, start, start + len(name)), actor=actor, why=Why(rule="test", score=0.8))


def test_the_speaker_takes_the_actor_of_the_mention_on_its_head() -> None:
    text = "Foreign minister Ana Ruiz said that the talks will continue."
    actor = Actor(country="ESP", sector="GOV", name="Ana Ruiz")
    (found,) = quotations_of(text, (mention(text, "Ana Ruiz", actor),))
    assert found.speaker is not None
    assert found.speaker.span.text == "Foreign minister Ana Ruiz"
    assert found.speaker.actor == actor
    assert 0 < found.speaker.why.score < 0.8


def test_a_spokesman_stands_for_those_he_speaks_for() -> None:
    text = "A spokesman for the Kremlin said that the talks will continue."
    (found,) = quotations_of(text, (mention(text, "Kremlin", Actor(country="RUS", sector="GOV")),))
    assert found.speaker is not None
    assert found.speaker.actor == Actor(country="RUS", sector="GOV")


def test_an_aide_is_never_taken_for_the_person_he_works_for() -> None:
    text = "Merkel adviser Klaus Weber said that the talks will continue."
    (found,) = quotations_of(text, (mention(text, "Merkel", Actor(country="DEU", name="Angela Merkel")),))
    assert found.speaker is not None
    assert found.speaker.actor is None


def test_ids_depend_on_article_and_place_alone() -> None:
    parse = parse_text("The minister said that the talks will continue.")
    first, again = (find_quotations(parse, (), LEXICON, "a")[0].id for _ in range(2))
    assert first == again
    assert find_quotations(parse, (), LEXICON, "b")[0].id != first


STORY = (
    "“We will not sign,” the minister said. ‘Never,’ she added, “as long as I live.”\n\n"
    '"The army is ready," according to the general\'s aide, who called it "a matter of days."\n\n'
    "“This goes on.\n\n“And on,” he said. The premier's plan failed.\n\nNobody was «hurt», said police."
)
MARKS = list("“”„«»\"'‘’‹›`:")
EDITS = st.lists(st.tuples(st.integers(0, len(STORY)), st.sampled_from(["", *MARKS, "''", "\n\n"])), max_size=8)


def edited(edits: list[tuple[int, str]]) -> str:
    text = STORY
    for place, mark in edits:
        text = text[:place] + mark + text[place + (0 if mark else 1) :]
    return text


@given(EDITS)
@settings(max_examples=300, deadline=None)
def test_marked_stretches_keep_within_their_paragraph(edits: list[tuple[int, str]]) -> None:
    text = edited(edits)
    paragraphs = [match.span() for match in re.finditer(r"\S(?:.*\S)?", text)]
    marked = find_marked(text, paragraphs)
    assert all(each.start < each.end for each in marked)
    assert all(one.end <= other.start for one, other in pairwise(marked))
    for each in marked:
        assert any(start <= each.start and each.end <= end for start, end in paragraphs)


@given(EDITS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_odd_marks_never_raise_and_never_swallow_the_article(edits: list[tuple[int, str]]) -> None:
    text = edited(edits)
    for quotation in quotations_of(text):
        for span in (*quotation.content, *quotation.cue):
            assert text[span.start : span.end] == span.text != ""
            assert "\n\n" not in span.text
        if quotation.speaker is not None:
            span = quotation.speaker.span
            assert text[span.start : span.end] == span.text != ""


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker"),
    [
        ("Mr. Ruiz seemed to mock his vague talk of peace.", "his vague talk of peace", "seemed to mock", "Mr. Ruiz"),
        (
            "The junta issued a statement saying it took the port.",
            "it took the port",
            "issued a statement saying",
            "The junta",
        ),
        ("Ann Ruiz: “The port is ours.”", "“The port is ours.”", ":", "Ann Ruiz"),
        (
            "PORT TAKEN - Ann Ruiz and Carl Lee: “The port is ours.”",
            "“The port is ours.”",
            ":",
            "Ann Ruiz and Carl Lee",
        ),
        (
            "“The letters that are missing will be found.” Ruiz said.",
            "“The letters that are missing will be found.”",
            "said",
            "Ruiz",
        ),
        ("Ruiz was pressed to explain the raid.", "the raid", "to explain", "Ruiz"),
        (
            "The president will lead an effort to paint the rebels as criminals.",
            "the rebels as criminals",
            "will lead an effort to paint",
            "The president",
        ),
        (
            "The envoy said in a statement that the port was lost.",
            "that the port was lost",
            "said in a statement",
            "The envoy",
        ),
    ],
)
def test_cues_of_several_words_and_their_speakers(text: str, content: str, cue: str, speaker: str) -> None:
    assert words(only(text)) == ([content], [cue], speaker)


def test_who_asked_is_not_who_is_asked() -> None:
    asked, said = quotations_of("Asked if he would resign, the minister said: “I will stay in office.”")
    assert asked.speaker is None
    assert said.speaker is not None
    assert said.speaker.span.text == "the minister"


def test_what_was_told_goes_on_in_marks() -> None:
    quotation = only("Rates will rise, Ann Ruiz said. “We must act before the winter comes.”")
    assert len(quotation.content) == 2
    assert quotation.speaker is not None
    assert quotation.speaker.span.text == "Ann Ruiz"


def test_a_verb_that_says_anew_ends_what_was_said() -> None:
    first, second = quotations_of("Ruiz says he will go to Lima and tells the crowd that the war is over.")
    assert words(first) == (["he will go to Lima"], ["says"], "Ruiz")
    assert words(second) == (["that the war is over"], ["tells"], "Ruiz")


def test_who_said_is_who_warned() -> None:
    _, warned = quotations_of("Ruiz said it would help if the two states met but warned that “war was near.”")
    assert warned.speaker is not None
    assert warned.speaker.span.text == "Ruiz"


def test_paragraphs_left_open_that_nobody_claims_are_one_quotation() -> None:
    text = (
        "The letter is short.\n\n“We have waited for years for this treaty.\n\n“We ask for peace.”\n\nThe hall cheered."
    )
    (found,) = quotations_of(text)
    assert [each.text for each in found.content] == [
        "“We have waited for years for this treaty.",
        "“We ask for peace.”",
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The minister was calm: “The treaty will hold,” she said.", "“The treaty will hold,”"),
        ("Yet, “the treaty will hold,” said Ruiz.", "“the treaty will hold,”"),
        ("Ruiz said, “The treaty will hold,” and left the hall.", "“The treaty will hold,”"),
    ],
)
def test_whole_words_in_marks_are_all_that_is_said(text: str, content: str) -> None:
    (found,) = quotations_of(text)
    assert [each.text for each in found.content] == [content]


def test_two_verbs_never_claim_the_same_words_in_marks() -> None:
    found = quotations_of("It was late: “The talks have failed,” Ruiz said.")
    assert [each.cue[0].text for each in found] == ["said"]
