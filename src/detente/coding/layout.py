"""An article in, its paragraphs out, each told apart as body or furniture, with the reason.

Furniture is what stands around the report: titles and their repeats, bylines, datelines, sign-offs, teasers of other
stories, captions with credits, "Read more" lines. Its patterns are data (``furniture.yaml``). Limit: a teaser that is
a whole sentence with a full stop is taken for body.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.lexicon import Lexicon, Words
from detente.model import Article, LeftOut, span_of

# A longer run is cut at a sentence's end, so that one line of a megabyte does not become one parse.
LONGEST_PARAGRAPH = 10_000
# In hard-wrapped texts most lines that end without a stop go on in lower case. Swept .1 to .6 over the 5,602 texts with
# such lines of a hard-wrapped wire: at .1 30 are missed, at .2 35, at .3 53, at .6 525; 7 web texts never change.
WRAPPED_SHARE = 0.2
# The longest of a news site's 295 titles has 22 words, and one has more than 20.
LONGEST_HEADLINE = 24


class FurnitureRule(Words):
    """One pattern. ``whole``: it must match the paragraph from its first character; else a prefix is cut off."""

    id: str
    reason: str
    pattern: str
    where: str = "anywhere"
    whole: bool = True
    yes: list[str]
    no: list[str]


class FurnitureWords(Words):
    """The shape of ``furniture.yaml``."""

    rules: list[FurnitureRule]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters ``start`` to ``end``; ``reason`` says why it is furniture, None for body."""

    start: int
    end: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs of an article in the order of its text."""

    paragraphs: tuple[Paragraph, ...]

    def offsets(self) -> list[tuple[int, int]]:
        """Where the paragraphs stand."""
        return [(each.start, each.end) for each in self.paragraphs]

    def furniture(self) -> frozenset[int]:
        """The numbers of the paragraphs that are furniture."""
        return frozenset(number for number, each in enumerate(self.paragraphs) if each.reason)

    def left_out(self, text: str) -> list[LeftOut]:
        """The furniture with its reasons."""
        return [
            LeftOut(span=span_of(text, each.start, each.end), reason=each.reason)
            for each in self.paragraphs
            if each.reason
        ]


def find_layout(article: Article, lexicon: Lexicon) -> Layout:
    """The paragraphs of the article; an empty layout for a text of white space."""
    text = article.text
    blocks = list(_blocks(text))
    rules = lexicon.built("furniture", FurniturePatterns, FurniturePatterns)
    ruled = [
        rules.reason(text[start:end], is_last=number >= len(blocks) - 3) for number, (start, end) in enumerate(blocks)
    ]
    headlines = _headlines(text, blocks, article.title)
    paragraphs: list[Paragraph] = []
    for number, (start, end) in enumerate(blocks):
        reason = ruled[number] or headlines.get(number)
        if reason is None:
            paragraphs.extend(_body(text, start, end, rules))
        else:
            paragraphs.append(Paragraph(start, end, reason))
    return Layout(tuple(paragraphs))


class FurniturePatterns:
    """The compiled rules of ``furniture.yaml``."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words("furniture", FurnitureWords)
        self._whole = [(re.compile(rule.pattern), rule) for rule in words.rules if rule.whole]
        self._prefix = [(re.compile(rule.pattern), rule) for rule in words.rules if not rule.whole]

    def reason(self, paragraph: str, *, is_last: bool) -> str | None:
        """Why the paragraph is furniture; None if no rule says so. Rules ``where: last`` look at the article's end."""
        for pattern, rule in self._whole:
            if (rule.where == "anywhere" or is_last) and pattern.match(paragraph):
                return rule.reason
        return None

    def prefix(self, paragraph: str) -> tuple[int, str] | None:
        """How many characters at the paragraph's start are furniture (a dateline), and the reason; None if none."""
        for pattern, rule in self._prefix:
            match = pattern.match(paragraph)
            if match and match.end() > 0:
                return match.end(), rule.reason
        return None


def _body(text: str, start: int, end: int, rules: FurniturePatterns) -> Iterator[Paragraph]:
    """A body paragraph, its dateline cut off, in pieces that are not too long."""
    cut = rules.prefix(text[start:end])
    if cut:
        stop = start + len(text[start : start + cut[0]].rstrip())
        yield Paragraph(start, stop, cut[1])
        start += cut[0]
        start += len(text[start:end]) - len(text[start:end].lstrip())
    while end - start > LONGEST_PARAGRAPH:
        middle = text.rfind(". ", start, start + LONGEST_PARAGRAPH)
        stop = middle + 1 if middle > start else start + LONGEST_PARAGRAPH
        yield Paragraph(start, stop)
        start = stop
        start += len(text[start:end]) - len(text[start:end].lstrip())
    if start < end:
        yield Paragraph(start, end)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines, indented first lines or, where lines are not hard-wrapped, line breaks."""
    broken = _line_break(text)
    start = 0
    for stop, following in [*((each.start(), each.end()) for each in broken.finditer(text)), (len(text), len(text))]:
        piece = text[start:stop]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            yield left, right
        start = following


def _line_break(text: str) -> re.Pattern[str]:
    lines = text.splitlines()
    unended = [(one, two) for one, two in itertools.pairwise(lines) if one.strip() and two[:1].isalpha()]
    unended = [(one, two) for one, two in unended if one.rstrip()[-1:] not in ".!?\"”'’:;)"]
    carried = sum(two[:1].islower() for _, two in unended)
    if unended and carried / len(unended) > WRAPPED_SHARE:
        return re.compile(r"\n[^\S\n]*\n\s*|\n(?=[^\S\n]{2,}\S)|\n\t")
    return re.compile(r"[\r\n\u2028\u2029]+")


def _headlines(text: str, blocks: list[tuple[int, int]], title: str | None) -> dict[int, str]:
    """Titles at the head, their repeats anywhere, headings in the middle and teasers at the end, by block number."""
    if len(blocks) < 2:
        return {}
    followers = [text[start] for start, _ in blocks[1:]] + [" "]
    looks = {
        number
        for number, ((start, end), follower) in enumerate(zip(blocks, followers, strict=True))
        if _is_headline(text[start:end]) and not follower.islower()
    }
    reasons: dict[int, str] = {}
    titles = {_folded(title)} if title else set()
    last_body = max((number for number in range(len(blocks)) if number not in looks), default=-1)
    for number, (start, end) in enumerate(blocks):
        folded = _folded(text[start:end])
        if folded in titles:
            reasons[number] = "repeated title" if number or title is None else "title"
        elif number in looks and last_body >= 0:
            first = number == 0 or all(before in reasons for before in range(number))
            reasons[number] = "teaser" if number > last_body else "title" if first and not titles else "heading"
            if reasons[number] == "title":
                titles.add(folded)
    return reasons


def _is_headline(paragraph: str) -> bool:
    words = paragraph.split()
    return len(words) <= LONGEST_HEADLINE and paragraph[-1] not in ".!?…\"”'’:;,)]—-" and paragraph[:1] not in "\"“'‘"


def _folded(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
