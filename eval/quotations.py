"""News texts in; exact and overlap precision, recall and F1 of source, cue and content out, in the sense of Citron's.

Attributions of a document are matched one to one, ours with the gold's: the pair that shares most content tokens first,
then (also where no content is shared) the pair that shares most cue tokens, ties in the order of the text. A part earns
credit only within its pair. That is stricter than asking whether a span occurs anywhere in the document, or joining all
tokens of a document: a right name beside the wrong words is an error here, since who said what is the question.

Exact: all spans of the part are equal. Overlap: tokens shared within pairs, against all tokens found and all of the
gold, summed over the documents; tokens are runs of letters and digits, or single other marks. A part that is empty is
neither found nor missed. Direct contents are those of the gold that begin and end with double quotation marks: one
is recalled when the content of its pair has the same words, whatever the marks. All rows are used.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from detente.model import Coding, Quotation
from eval import adapters
from eval.adapters import Offsets
from eval.measures import Scores, Tally, share
from eval.packs import progress, sample_rows

FILES = ("quotations.jsonl",)
TRAINING_FILES = ("quotations_train.jsonl",)
PARTS = ("source", "cue", "content")

TOKEN = re.compile(r"\w+|[^\w\s]")
DOUBLE_MARK = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
# A closing mark and the comma or full stop beside it, in either order, on either side of the content's end.
CLOSING_WIDTH = 2

Code = Callable[[str, str | None], Coding]
Spans = tuple[Offsets, ...]


class GoldAttribution(TypedDict):
    """One annotated attribution."""

    source: list[list[int]]
    cue: list[list[int]]
    content: list[list[int]]


class Row(TypedDict):
    """One row of a pack."""

    id: str
    published: str
    text: str
    attributions: list[GoldAttribution]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The spans of source, cue and content; a part without words has none."""

    source: Spans
    cue: Spans
    content: Spans

    def part(self, name: str) -> Spans:
        """The spans of the part called source, cue or content."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text with the gold's attributions and ours."""

    text: str
    gold: tuple[Attribution, ...]
    found: tuple[Attribution, ...]


class Tokens:
    """The tokens of a text, found by offsets."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in TOKEN.finditer(text)]
        self._starts, self._ends = [start for start, _ in spans], [end for _, end in spans]
        self._is_word = [text[start].isalnum() for start in self._starts]

    def inside(self, spans: Spans) -> frozenset[int]:
        """The numbers of the tokens that share a character with one of the spans."""
        return frozenset(
            number
            for start, end in spans
            for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )

    def words(self, spans: Spans) -> frozenset[int]:
        """The same without punctuation."""
        return frozenset(number for number in self.inside(spans) if self._is_word[number])


def run(bench: Path, limit: int | None = None, *, code: Code = adapters.code) -> Scores:
    """Scores of the quotations that coding finds in the pack."""
    return _run(bench / FILES[0], limit, code)


def run_training(bench: Path, limit: int | None = None, *, code: Code = adapters.code) -> Scores:
    """The same on the training pack: for looking at while building, not for the gate."""
    return _run(bench / TRAINING_FILES[0], limit, code)


def score(documents: Iterable[Document]) -> dict[str, float]:
    """The figures over documents."""
    exact = dict.fromkeys(PARTS, Tally())
    overlap = dict.fromkeys(PARTS, Tally())
    direct = direct_words = Tally()
    for document in documents:
        tokens, pairs = Tokens(document.text), match(document)
        for part in PARTS:
            exact[part] += _exact(document, pairs, part)
            overlap[part] += _overlap(document, pairs, part, tokens)
        whole, words = _direct(document, pairs, tokens)
        direct, direct_words = direct + whole, direct_words + words
    metrics: dict[str, float] = {}
    for part in PARTS:
        metrics |= exact[part].named(f"{part}_exact") | overlap[part].named(f"{part}_overlap")
    metrics["direct_content_recall"] = share(direct.hits, direct.gold)
    metrics["direct_content_word_recall"] = share(direct_words.hits, direct_words.gold)
    return metrics


def match(document: Document) -> list[tuple[int, int]]:
    """Pairs of places (gold's, ours), each used once: most shared content tokens first, then most shared cue tokens."""
    tokens = Tokens(document.text)
    gold = [(tokens.inside(each.content), tokens.inside(each.cue)) for each in document.gold]
    found = [(tokens.inside(each.content), tokens.inside(each.cue)) for each in document.found]
    ranked = sorted(
        (-len(content & content_2), -len(cue & cue_2), place, place_2)
        for place, (content, cue) in enumerate(gold)
        for place_2, (content_2, cue_2) in enumerate(found)
        if content & content_2 or cue & cue_2
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, place, place_2 in ranked:
        if place not in pairs and place_2 not in taken:
            pairs[place] = place_2
            taken.add(place_2)
    return sorted(pairs.items())


def is_direct(text: str, content: Spans) -> bool:
    """Whether a content begins and ends with double quotation marks, inside its spans or just outside of them."""
    if not content:
        return False
    start, end = content[0][0], content[-1][1]
    opens = DOUBLE_MARK.search(text, max(0, start - 1), start + 1)
    closes = DOUBLE_MARK.search(text, max(start, end - CLOSING_WIDTH), end + CLOSING_WIDTH)
    return opens is not None and closes is not None


def _run(path: Path, limit: int | None, code: Code) -> Scores:
    rows: list[Row] = sample_rows(path, limit)
    documents = []
    for row in progress(rows, path.stem, len(rows)):
        coding = code(row["text"], row["published"])
        gold = tuple(
            Attribution(source=_spans(each["source"]), cue=_spans(each["cue"]), content=_spans(each["content"]))
            for each in row["attributions"]
        )
        found = tuple(_attribution(each) for each in coding.quotations)
        documents.append(Document(text=row["text"], gold=gold, found=found))
    return Scores(rows=len(rows), metrics=score(documents))


def _exact(document: Document, pairs: Sequence[tuple[int, int]], part: str) -> Tally:
    both = [(document.gold[a].part(part), document.found[b].part(part)) for a, b in pairs]
    return Tally(
        hits=sum(bool(gold) and gold == ours for gold, ours in both),
        found=sum(bool(each.part(part)) for each in document.found),
        gold=sum(bool(each.part(part)) for each in document.gold),
    )


def _overlap(document: Document, pairs: Sequence[tuple[int, int]], part: str, tokens: Tokens) -> Tally:
    gold = [tokens.inside(each.part(part)) for each in document.gold]
    found = [tokens.inside(each.part(part)) for each in document.found]
    return Tally(
        hits=sum(len(gold[a] & found[b]) for a, b in pairs), found=sum(map(len, found)), gold=sum(map(len, gold))
    )


def _direct(document: Document, pairs: Sequence[tuple[int, int]], tokens: Tokens) -> tuple[Tally, Tally]:
    """Of the gold's direct contents: how many were found with the same words, and how many of their words."""
    partner = dict(pairs)
    whole = words = Tally()
    for place, each in enumerate(document.gold):
        if is_direct(document.text, each.content):
            gold = tokens.words(each.content)
            ours = tokens.words(document.found[partner[place]].content) if place in partner else frozenset()
            whole += Tally(hits=int(gold == ours), gold=1)
            words += Tally(hits=len(gold & ours), gold=len(gold))
    return whole, words


def _attribution(quotation: Quotation) -> Attribution:
    speaker = quotation.speaker.span if quotation.speaker else None
    return Attribution(
        source=((speaker.start, speaker.end),) if speaker else (),
        cue=_spans([(span.start, span.end) for span in quotation.cue]),
        content=_spans([(span.start, span.end) for span in quotation.content]),
    )


def _spans(offsets: Iterable[Sequence[int]]) -> Spans:
    return tuple(sorted((start, end) for start, end in offsets))
