"""A seed in; a stream of made-up articles with injected copies, as long as wanted, out.

Sentences come from a grammar over syllable words drawn by Zipf's law, names, towns and numbers, so that articles share
function words, frames and frequent words, and nothing else. Each outlet has lines of its own that stand under most of
its articles. One article in five repeats an earlier one: syndicated by another outlet, issued again with a line more,
cut to its first third or half, or with one word in fourteen replaced.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from detente.model import Article

SEED = 20170413
FIRST_DAY = date(2024, 1, 1)
DAYS = 365
OUTLETS = 300
WORDS, NAMES, TOWNS = 40_000, 20_000, 4_000
COPIED = 0.2
# How far back the origin of a copy may lie, in articles of the stream.
REACH = 3_000
REPLACED = 1 / 14
FURNISHED = 0.7

ONSETS = tuple(
    re.findall(r"\w+", "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st str t th tr v w y z")
)
NUCLEI = tuple(re.findall(r"\w+", "a e i o u ai ea ee io oa ou"))
CODAS = tuple(re.findall(r"\w+", "b ck d ft g l ld ll m n nd ng nt p r rd rk rn s sh ss st t th x"))
FRAMES = (
    "The {w} {w} of {t} {w}ed {n} over the {w} {w} and {d} {w} {w}.",
    "{n} told reporters in {t} that the {w} would {w} its {w} before the {w} of {w}.",
    "At least {d} {w} were {w}ed near {t} when a {w} {w} {w}ed the {w} {w}, officials said.",
    "{n} and {n} met in {t} to discuss {w}, {w} and the {w} of {d} {w}.",
    "A {w} spokesman, {n}, said the {w} had {w}ed {w} since {w} {w} began.",
    "In a statement, the {w} of {t} called the {w} {w} and asked {n} to {w} it.",
    '"We {w} the {w} and the {w} {w}," {n} said, adding that {t} had {w} {w}.',
    "According to the {w}, {d} {w} and {d} {w} {w}ed the {w} on the road to {t}.",
    "The {w} comes after {n} {w}ed a {w} {w} with the {w} of {t}.",
    "Neither {n} nor the {w} {w} could be reached for {w} on the {w} {w}.",
    "{t} has {w}ed its {w} {w} by {d} percent, the {w} {w} showed.",
    "It was not clear whether the {w} {w} would {w} {n}, whose {w} {w} {w}s in {t}.",
)

# One sentence in so many has a phrase that all outlets use, as news has them.
STOCK_EVERY = 100
STOCK = (
    "{n} did not immediately respond to a request for comment on the {w}.",
    "The {w} spoke on condition of anonymity because he was not authorized to discuss the {w} of {t}.",
    "It is the first time since the end of the {w} that {t} has {w}ed a {w}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One article of the stream, and, for a copy, the id of what it repeats and how."""

    article: Article
    copy_of: str | None = None
    kind: str | None = None


def stream(size: int, seed: int = SEED) -> Iterator[Made]:
    """So many articles in the order of their days; the same for the same seed, and the start of any longer one."""
    maker = _Maker(random.Random(seed))  # noqa: S311 - made-up texts
    recent: list[tuple[Article, list[str]]] = []
    for number in range(size):
        day = FIRST_DAY + timedelta(days=number * DAYS // max(size, 1))
        if recent and maker.random.random() < COPIED:
            made = maker.copy(number, day, *maker.random.choice(recent))
        else:
            sentences = maker.sentences()
            article = maker.article(number, day, maker.random.randrange(OUTLETS), sentences)
            recent.append((article, sentences))
            recent[:-REACH] = []
            made = Made(article=article)
        yield made


class _Maker:
    """What makes sentences, articles and copies from one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.random = chance
        self.words = self._distinct(WORDS, 1)
        self.names = [
            f"{one.title()} {other.title()}"
            for one, other in zip(self._distinct(NAMES, 2), self._distinct(NAMES, 2), strict=True)
        ]
        self.towns = [each.title() for each in self._distinct(TOWNS, 2)]
        self.weights = {
            len(each): list(accumulate(1 / (rank + 10) for rank in range(len(each))))
            for each in (self.words, self.names, self.towns)
        }
        self.furniture = [[self.sentence() for _ in range(3)] for _ in range(OUTLETS)]

    def article(self, number: int, day: date, outlet: int, sentences: list[str]) -> Article:
        """The article as that outlet prints it."""
        lines = [" ".join(sentences)]
        if self.random.random() < FURNISHED:
            lines.append(" ".join(self.random.sample(self.furniture[outlet], 2)))
        text = "\n\n".join(lines)
        return Article(id=f"{number:07d}", text=text, published=day, publisher=f"Outlet {outlet}", language="en")

    def copy(self, number: int, day: date, origin: Article, sentences: list[str]) -> Made:
        """A repetition of an earlier article, of one kind of four."""
        kind = self.random.choice(("syndicated", "again", "cut", "replaced"))
        outlet = self.random.randrange(OUTLETS)
        told = list(sentences)
        if kind == "again":
            outlet = int((origin.publisher or "").split()[1])
            told.insert(self.random.randrange(len(told)), self.sentence())
        elif kind == "cut":
            told = told[: max(3, round(len(told) * self.random.uniform(0.33, 0.5)))]
        elif kind == "replaced":
            told = [self.reworded(each) for each in told]
        return Made(article=self.article(number, day, outlet, told), copy_of=origin.id, kind=kind)

    def sentences(self) -> list[str]:
        """The sentences of one article, 6 to 14."""
        return [self.sentence() for _ in range(self.random.randint(6, 14))]

    def sentence(self) -> str:
        """One sentence, its slots filled."""
        frame = self.random.choice(FRAMES if self.random.randrange(STOCK_EVERY) else STOCK)
        pieces = frame.split("{")
        return pieces[0] + "".join(self._slot(piece[0]) + piece[2:] for piece in pieces[1:])

    def reworded(self, sentence: str) -> str:
        """The sentence with one word in fourteen replaced."""
        return " ".join(
            self._drawn(self.words) if self.random.random() < REPLACED else word for word in sentence.split(" ")
        )

    def _slot(self, kind: str) -> str:
        if kind == "d":
            return str(self.random.randint(2, 900))
        return self._drawn({"w": self.words, "n": self.names, "t": self.towns}[kind])

    def _drawn(self, among: list[str]) -> str:
        return self.random.choices(among, cum_weights=self.weights[len(among)])[0]

    def _distinct(self, count: int, least: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            syllables = self.random.randint(least, least + 2)
            found["".join(self.random.choice(part) for _ in range(syllables) for part in (ONSETS, NUCLEI, CODAS))] = (
                None
            )
        return list(found)
