"""The corpus of spun copies (``gold/spun.txt``) in; articles, and what each takes from which wire, out.

Each wire comes in four more versions: **syndicated** (another outlet prints it with a credit line, less one sentence),
**cut** (its first sentences, no credit), **spun** (every sentence reworded by hand, in another order) and **merged**
(half of its reworded sentences between the other half of those of the other wire on the same happening, and a sentence
fused from both). The two wires of a happening were written apart and derive from nothing.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from detente.model import Article, Span, content_id, span_of

GOLD = Path(__file__).parent / "gold" / "spun.txt"
SEED = 20170413
CUT = 3
# Days after the wire, at least and at most.
DELAYS = {"wire": (0, 0), "syndicated": (0, 3), "cut": (0, 3), "spun": (1, 3), "merged": (1, 3)}
KINDS = ("wire", "syndicated", "cut", "spun", "merged")
OUTLETS = ("Norwick Courier", "Tarn Mirror", "Kelp Point Post", "Harbour Gazette", "Fell Valley News")
FOOTER = "Subscribe to the {} for full access to every story, puzzle and recipe on all of your devices."

# A sentence of a wire: the wire's id and the sentence's number in it, from 0; and a sentence with those it rewords.
Origin = tuple[str, int]
Told = tuple[str, tuple[Origin, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """One article as its agency sent it, and the spinner's sentences with what they reword."""

    id: str
    agency: str
    day: date
    place: str
    title: str
    sentences: list[str] = field(default_factory=list)
    spun: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One article, its kind, the ids of the wires it takes from, and its sentences with what each rewords."""

    kind: str
    article: Article
    wires: frozenset[str]
    sentences: tuple[tuple[Span, tuple[Origin, ...]], ...]


@dataclass(slots=True)
class _Reading:
    wires: list[Wire] = field(default_factory=list)
    fused: dict[str, list[Told]] = field(default_factory=dict)


def happenings() -> list[tuple[Wire, Wire]]:
    """The wires, two by two."""
    wires = _read().wires
    return list(zip(wires[::2], wires[1::2], strict=True))


def versions(pair: tuple[Wire, Wire], kinds: Sequence[str] = KINDS) -> Iterator[Version]:
    """The versions of both wires of a happening, those of the given kinds."""
    fused = _read().fused[pair[0].id]
    for wire, other in (pair, pair[::-1]):
        for kind in kinds:
            chance = random.Random(f"{SEED} {wire.id} {kind}")  # noqa: S311 - an order that is the same each time
            last = max(wire.day, other.day) if kind == "merged" else wire.day
            # Who rewords a text can be told from its author by the day alone, so the reworded ones come a day later.
            day = last + timedelta(days=chance.randint(*DELAYS[kind]))
            yield _version(kind, wire, day, _told(kind, wire, other, fused, chance), chance)


def _told(kind: str, wire: Wire, other: Wire, fused: Sequence[Told], chance: random.Random) -> list[Told]:
    own: list[Told] = [(sentence, ((wire.id, number),)) for number, sentence in enumerate(wire.sentences)]
    if kind == "cut":
        return own[:CUT]
    if kind == "syndicated":
        return own[:-1]
    if kind == "wire":
        return [(sentence, ()) for sentence, _ in own]
    told = list(wire.spun)
    if kind == "merged":
        told = [*wire.spun[0::2], *other.spun[1::2], fused[int(wire.id[-1]) - 1]]
    lead, *rest = told
    chance.shuffle(rest)
    return [lead, *rest]


def _version(kind: str, wire: Wire, day: date, told: list[Told], chance: random.Random) -> Version:
    outlet = wire.agency if kind == "wire" else chance.choice(OUTLETS)
    text = f"{wire.place} ({wire.agency}) - " if kind in {"wire", "syndicated"} else ""
    spans, ends = [], []
    for number, (sentence, _) in enumerate(told):
        spans.append((len(text), len(text) + len(sentence)))
        ends.append("\n\n" if number % 2 else " ")
        text += sentence + ends[-1]
    text = text.strip()
    if kind != "wire":
        text += "\n\n" + FOOTER.format(outlet)
    wires = frozenset(each for _, origins in told for each, _ in origins)
    return Version(
        kind=kind,
        article=Article(
            id=content_id(wire.id, kind) if kind != "wire" else wire.id,
            given_id=f"{wire.id} {kind}",
            text=text,
            title=wire.title if kind in {"wire", "syndicated"} else None,
            published=day,
            publisher=outlet,
            language="en",
        ),
        wires=wires,
        sentences=tuple((span_of(text, *span), origins) for span, (_, origins) in zip(spans, told, strict=True)),
    )


def _read() -> _Reading:
    reading = _Reading()
    for line in GOLD.read_text("utf-8").splitlines():
        mark, _, words = line.partition(" ")
        wire = reading.wires[-1] if reading.wires else None
        if mark == "=":
            reading.wires.append(_wire(words))
        elif wire is None or mark == "#":
            continue
        elif mark == ".":
            wire.sentences.append(words)
        elif mark == "*":
            _fuse(reading, words)
        elif mark in {"~", "&"}:
            last = len(wire.sentences) - 1
            numbers = (last,) if mark == "~" else (last - 1, last)
            wire.spun.append((words, tuple((wire.id, number) for number in numbers)))
    return reading


def _wire(words: str) -> Wire:
    name, agency, day, place, title = words.split(" | ")
    return Wire(id=name, agency=agency, day=date.fromisoformat(day), place=place, title=title)


def _fuse(reading: _Reading, words: str) -> None:
    one, other = reading.wires[-2:]
    numbers, _, sentence = words.partition(" ")
    first, second = (int(each) - 1 for each in numbers.split("+"))
    reading.fused.setdefault(one.id, []).append((sentence, ((one.id, first), (other.id, second))))
