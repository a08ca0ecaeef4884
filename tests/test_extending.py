"""What may be added without touching the code: a word, a rule, a type, an ontology, a language, a state, a format.

Each test works on a copy of the data folder, adds what one file says, and codes an article with it.
"""

import re
import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import pytest
import yaml

from detente.articles import FORMATS, Draft, Notice, read_articles
from detente.coding import code_article
from detente.coding.rules import EventRules
from detente.coding.syntax import Parser
from detente.coding.tree import Parse, Sentence, Token, make_parse
from detente.errors import DataError, NotFoundError
from detente.lexicon import DATA, Lexicon, load_lexicon
from detente.model import Article, Coding, span_of

RULE = """
rules:
- id: toy.rule
  type: {type}
  verbs: [{verb}]
  target: [object, with]
  weight: 0.9
  yes: [{{text: Norway bartered with Chile., sources: [Norway], targets: [Chile]}}]
  no: [{{text: Norway lies north of Chile.}}]
"""
BARTER = {
    "definition": "Goods are given for goods.",
    "quad": 2,
    "score": 3.0,
    "cameo": "060",
    "recipient": "required",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data folder."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def rule(event_type: str, verb: str = "barter") -> str:
    """A data file with one rule."""
    return RULE.format(type=event_type, verb=verb)


def with_barter(data: Path) -> None:
    """Add an ontology ``toy``: ours with one type more."""
    ontology = yaml.safe_load((data / "ontologies" / "plover.yaml").read_text("utf-8"))
    ontology["types"]["BARTER"] = BARTER
    (data / "ontologies" / "toy.yaml").write_text(yaml.safe_dump(ontology, allow_unicode=True), "utf-8")


def code(text: str, lexicon: Lexicon, parser: Parser, language: str | None = None) -> Coding:
    """The coding of a text with these data."""
    return code_article(Article(id="a", text=text, language=language), lexicon, parser)


def told(coding: Coding) -> list[tuple[str, str | None, str | None]]:
    """Type, first source and first target of each report, by country."""
    return [
        (
            each.type,
            *(side[0].actor.country if side and side[0].actor else None for side in (each.sources, each.targets)),
        )
        for each in coding.reports
    ]  # type: ignore[misc]


def test_a_new_rule_is_one_data_file(data: Path, parser: Parser) -> None:
    sentence = "Norway bartered with Chile."
    assert told(code(sentence, load_lexicon(), parser)) == []
    (data / "languages" / "en" / "events" / "toy.yaml").write_text(rule("COOPERATE"), "utf-8")
    assert told(code(sentence, load_lexicon(folder=data), parser)) == [("COOPERATE", "NOR", None)]


def test_a_new_word_is_one_line_of_a_data_file(data: Path, parser: Parser) -> None:
    sentence = "Norway lampooned Chile."
    path = data / "languages" / "en" / "events" / "accuse.yaml"
    path.write_text(path.read_text("utf-8") + rule("ACCUSE", "lampoon").split("rules:")[1], "utf-8")
    assert told(code(sentence, load_lexicon(), parser)) == []
    assert told(code(sentence, load_lexicon(folder=data), parser)) == [("ACCUSE", "NOR", "CHL")]


def test_a_new_type_is_named_by_the_ontology_and_told_by_a_rule(data: Path, parser: Parser) -> None:
    with_barter(data)
    (data / "languages" / "en" / "events" / "toy.yaml").write_text(rule("BARTER"), "utf-8")
    lexicon = load_lexicon("en", "toy", data)
    coding = code("Norway bartered with Chile. Norway accused Chile of theft.", lexicon, parser)
    assert told(coding) == [("BARTER", "NOR", "CHL"), ("ACCUSE", "NOR", "CHL")]
    assert (coding.reports[0].quad, coding.reports[0].score, coding.reports[0].cameo) == (2, 3.0, "060")


def test_a_rule_of_a_type_that_the_ontology_lacks_is_refused(data: Path) -> None:
    (data / "languages" / "en" / "events" / "toy.yaml").write_text(rule("BARTER"), "utf-8")
    with pytest.raises(DataError, match=r"toy\.rule.*BARTER.*not known; known: AGREE"):
        EventRules(load_lexicon(folder=data))


def test_a_rule_without_examples_is_refused(data: Path) -> None:
    untried = re.sub(r"  yes: .*\n", "  yes: []\n", rule("SUPPORT"))
    (data / "languages" / "en" / "events" / "toy.yaml").write_text(untried, "utf-8")
    with pytest.raises(DataError, match="yes"):
        EventRules(load_lexicon(folder=data))


def test_a_misspelt_field_is_refused_by_name(data: Path) -> None:
    (data / "languages" / "en" / "events" / "toy.yaml").write_text(rule("SUPPORT").replace("verbs", "verps"), "utf-8")
    with pytest.raises(DataError, match="verps"):
        EventRules(load_lexicon(folder=data))


def test_a_language_and_its_ontology_are_data(data: Path, parser: Parser) -> None:
    """A toy language with one rule, and a toy ontology with one type; its grammar happens to be that of English."""
    shutil.copytree(data / "languages" / "en", data / "languages" / "xx", ignore=shutil.ignore_patterns("events"))
    (data / "languages" / "xx" / "events").mkdir()
    (data / "languages" / "xx" / "events" / "all.yaml").write_text(rule("BARTER"), "utf-8")
    toy = {"name": "toy", "version": "1", "types": {"BARTER": BARTER}, "contexts": {}}
    (data / "ontologies" / "toy.yaml").write_text(yaml.safe_dump(toy), "utf-8")
    lexicon = load_lexicon("xx", "toy", data)
    text = "Norway bartered with Chile. Norway accused Chile of theft."
    assert told(code(text, lexicon, parser, language="xx")) == [("BARTER", "NOR", "CHL")]
    assert [each.reason for each in code(text, lexicon, parser, language="en").left_out] == ["language en is not known"]


def test_an_unknown_language_or_ontology_names_the_known_ones(data: Path) -> None:
    with pytest.raises(NotFoundError, match=r"language 'xx' is not known; known: en\. Add"):
        load_lexicon("xx", folder=data)
    with pytest.raises(NotFoundError, match=r"ontology 'toy' is not known; known: plover\. Add"):
        load_lexicon("en", "toy", data)


def test_a_new_state_is_one_row(data: Path, parser: Parser) -> None:
    path = data / "gazetteer" / "states.tsv"
    cells = ["RUR", "Ruritania", "", "", "Ruritanian", "Ruritanians", "Strelsau", ""]
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + "\t".join(cells) + "\n", "utf-8")
    coding = code("Ruritania accused Chile of theft. Ruritanian troops bombed Peru.", load_lexicon(folder=data), parser)
    assert told(coding) == [("ACCUSE", "RUR", "CHL"), ("ASSAULT", "RUR", "PER")]


def test_a_broken_row_is_named(data: Path, parser: Parser) -> None:
    path = data / "gazetteer" / "states.tsv"
    count = len(path.read_text("utf-8").splitlines())
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\nRUR\tRuritania\n", "utf-8")
    with pytest.raises(DataError, match=rf"states\.tsv: row {count + 1} has 2 cells; it must have 8"):
        code("Ruritania accused Chile of theft.", load_lexicon(folder=data), parser)


def read_toy(where: str, stream: BinaryIO) -> Iterator[Draft | Notice]:
    """One article a line, its id before a bar."""
    for number, line in enumerate(stream.read().decode("utf-8").splitlines(), start=1):
        given_id, bar, text = line.partition("|")
        place = f"{where}: line {number}"
        yield Draft(where=place, text=text, given_id=given_id) if bar else Notice(where=place, reason="no bar")


def test_a_new_format_is_one_line_of_a_table(
    tmp_path: Path, parser: Parser, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news.toy").write_text("a|Norway accused Chile of theft.\nnothing\nb|Chile thanked Peru.\n", "utf-8")
    monkeypatch.setitem(FORMATS, ".toy", read_toy)
    notices: list[Notice] = []
    codings = [code_article(article, lexicon, parser) for article in read_articles([tmp_path], notify=notices.append)]
    assert [each.article.given_id for each in codings] == ["a", "b"]
    assert [told(each)[0][0] for each in codings] == ["ACCUSE", "SUPPORT"]
    assert [str(each) for each in notices] == [f"{tmp_path / 'news.toy'}: line 2: no bar"]


class SpaceParser:
    """A parser that knows only spaces: one sentence a paragraph, each word hanging on the first."""

    def parse(
        self, text: str, paragraphs: Sequence[tuple[int, int]], furniture: Collection[int] = frozenset()
    ) -> Parse:
        """A parse of the right shape that knows nothing."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for number, (start, end) in enumerate(paragraphs):
            first = len(tokens)
            for match in re.compile(r"\S+").finditer(text, start, end):
                span = span_of(text, *match.span())
                tokens.append(
                    Token(
                        index=len(tokens),
                        start=span.start,
                        end=span.end,
                        text=span.text,
                        lemma=span.text.lower(),
                        pos="X",
                        tag="XX",
                        dep="dep" if len(tokens) > first else "root",
                        head=first,
                        sentence=number,
                    )
                )
            sentences.append(
                Sentence(
                    index=number,
                    first=first,
                    last=len(tokens) - 1,
                    start=tokens[first].start,
                    end=tokens[-1].end,
                    paragraph=number,
                    body=number not in furniture,
                )
            )
        return make_parse(text, tuple(tokens), tuple(sentences), ())


def test_another_parser_needs_only_the_same_signature(lexicon: Lexicon) -> None:
    parser: Parser = SpaceParser()
    coding = code("Norway accused Chile of theft on 5 April 2024.\n\n“No,” said Chile .", lexicon, parser)
    assert {"NOR", "CHL"} <= {each.actor.country for each in coding.actors if each.actor}
    assert [str(each.first) for each in coding.dates] == ["2024-04-05"]
    assert coding.reports == ()
