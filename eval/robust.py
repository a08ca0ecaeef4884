"""All news packs and pages in; what broke, which offsets were untrue, and a digest of all rows written, out.

No score is measured. Every article is coded; whatever raises is a fault with the article's id, and so is every span
anywhere in a coding whose text is not the article's at its offsets. The digest is the SHA-256 of the JSON lines that
``detente code`` would write, in the order of the packs: two runs, any number of workers and any PYTHONHASHSEED must
give the same. Rows that raise write nothing.
"""

import dataclasses
import hashlib
import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from detente.model import Coding, Span
from eval import adapters
from eval.dates import Code
from eval.packs import day, progress, sample_rows
from eval.pages import ReadPage, page_paths

NEWS = ("news_guardian.jsonl", "news_wikinews.jsonl", "news_reuters.jsonl.gz")

# Articles sent to a worker at a time: enough that sending costs nothing, few enough that workers end together.
ARTICLES_AT_A_TIME = 8

RowMaker = Callable[[Coding], Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text to code, with the name to call it by."""

    name: str
    text: str
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one text: its line, how many spans were looked at, and the faults."""

    line: bytes
    spans: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of all texts."""

    articles: int
    characters: int
    spans: int
    faults: tuple[str, ...]
    digest: str


def run(bench: Path, limit: int | None = None, *, workers: int = 1) -> Report:
    """The report over all texts of the packs, or over ``limit`` of each pack."""
    texts, faults = read_texts(bench, limit, adapters.read_page)
    if workers == 1:
        return report(texts, map(examine, progress(texts, "robust", len(texts))), faults)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
        outcomes = pool.map(examine, texts, chunksize=ARTICLES_AT_A_TIME)
        return report(texts, progress(outcomes, "robust", len(texts)), faults)


def read_texts(bench: Path, limit: int | None, read_page: ReadPage) -> tuple[list[Text], list[str]]:
    """The texts of the news packs and pages in their order, and the pages that could not be read."""
    rows = [row for pack in NEWS for row in sample_rows(bench / pack, limit)]
    texts = [Text(name=row["id"], text=row["text"], published=day(row["published"])) for row in rows]
    faults = []
    for path in page_paths(bench, limit):
        try:
            article = read_page(path)
        except Exception as error:  # noqa: BLE001 - naming whatever is raised is what this check is for
            faults.append(f"{path.name}: reading raised {type(error).__name__}: {error}")
            continue
        if article is None:
            faults.append(f"{path.name}: no article was found in the page")
        else:
            published = article.published.isoformat() if article.published else None
            texts.append(Text(name=path.name, text=article.text, published=published))
    return texts, faults


def examine(text: Text, *, code: Code = adapters.code, row_of: RowMaker = adapters.row_of) -> Outcome:
    """Code one text, check every span, write its line; whatever is raised becomes a fault."""
    try:
        coding = code(text.text, text.published)
        line = json.dumps(row_of(coding), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
    except Exception as error:  # noqa: BLE001 - naming whatever is raised is what this check is for
        return Outcome(line=b"", spans=0, faults=(f"{text.name}: coding raised {type(error).__name__}: {error}",))
    spans = list(spans_of(coding))
    faults = [f"{text.name}: {each} is not true to the text" for each in spans if not is_true(each, text.text)]
    if coding.article.text != text.text:
        faults.append(f"{text.name}: the coded article's text is not the text given")
    return Outcome(line=line, spans=len(spans), faults=tuple(faults))


def spans_of(value: object) -> Iterator[Span]:
    """Every span anywhere inside a value: in the fields of dataclasses, in sequences and mappings."""
    if isinstance(value, Span):
        yield value
        return
    inner: Iterable[object] = ()
    if dataclasses.is_dataclass(value):
        inner = [getattr(value, field.name) for field in dataclasses.fields(value)]
    elif isinstance(value, Mapping):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, tuple | list | set | frozenset):
        inner = value
    for each in inner:
        yield from spans_of(each)


def is_true(span: Span, text: str) -> bool:
    """Whether the span's words are those of the text at its offsets."""
    return 0 <= span.start <= span.end <= len(text) and text[span.start : span.end] == span.text


def report(texts: Iterable[Text], outcomes: Iterable[Outcome], faults: Iterable[str]) -> Report:
    """All outcomes added up, in their order."""
    read = list(texts)
    found, spans, lines = list(faults), 0, hashlib.sha256()
    for outcome in outcomes:
        lines.update(outcome.line)
        spans += outcome.spans
        found += outcome.faults
    characters = sum(len(each.text) for each in read)
    return Report(articles=len(read), characters=characters, spans=spans, faults=tuple(found), digest=lines.hexdigest())
