"""Sentences with nothing given in; how far the coder's events are those of people, type and both countries, out.

The gold (``gold/sentences.jsonl``) holds 300 sentences, drawn by a digest, 100 from all and 200 from those that name
two states or nationalities: coded by two annotators who did not see the coder's output (they agree on type and
countries with an F1 of .83), their differences decided by a third. It is stand-off: article, offsets, codes. Whole
articles are coded, and the reports whose trigger lies in a gold sentence count.

An event is compared as the triples (type, source country, target country) that it makes; the parties of AGREE, CONSULT
and COOPERATE stand in no order, a body of states is ``INT``, a missing side or an unknown country ``-``. ``even`` and
``odd`` are halves by position; the threshold of the confidence was chosen on all of it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import TypedDict

from detente.model import ActorMention, Coding, EventReport
from eval import adapters
from eval.measures import Scores, Tally, share
from eval.packs import day, progress, read_rows

FILES = ("news_wikinews.jsonl",)
GOLD = Path(__file__).parent / "gold" / "sentences.jsonl"
SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
BODY = "INT"
NOBODY = "-"

Triple = tuple[str, str, str]
CodeTitled = Callable[[str, str | None, str | None], Coding]


class Party(TypedDict):
    """A side's actor: where its words stand, and the country that the annotator gave it."""

    start: int
    end: int
    country: str | None


class GoldEvent(TypedDict):
    """One event as coded by hand."""

    type: str
    mode: str | None
    status: str
    sources: list[Party]
    targets: list[Party]
    trigger: list[int]
    sure: bool
    agreed: bool


class Sentence(TypedDict):
    """One sentence of an article, with all its events."""

    article: str
    start: int
    end: int
    stratum: str
    events: list[GoldEvent]


def run(bench: Path, limit: int | None = None, *, code: CodeTitled = adapters.code_titled) -> Scores:
    """Scores of the coder on the gold sentences; ``limit`` takes the first so many."""
    sentences = read_gold()[:limit]
    articles = {row["id"]: row for row in read_rows(bench / FILES[0])}
    wanted: dict[str, list[tuple[int, Sentence]]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        wanted[sentence["article"]].append((number, sentence))
    answers: list[tuple[int, set[Triple], set[Triple]]] = []
    for name, own in progress(wanted.items(), "sentences", len(wanted)):
        row = articles[name]
        reports = code(row["text"], day(row["published"]), row["title"]).reports
        answers += [(number, gold_triples(each), found_triples(each, reports)) for number, each in own]
    return Scores(rows=len(sentences), metrics=score(answers))


def read_gold(path: Path = GOLD) -> list[Sentence]:
    """The gold sentences in their order."""
    return read_rows(path)


def score(answers: Sequence[tuple[int, set[Triple], set[Triple]]]) -> dict[str, float]:
    """The figures of all sentences, of each half, and of each type that the gold has."""
    whole = tally(answers)
    metrics = {"precision": whole.precision, "recall": whole.recall, "f1": whole.f1}
    for name, rest in (("even", 0), ("odd", 1)):
        half = tally([each for each in answers if each[0] % 2 == rest])
        metrics |= half.named(name)
    for event_type in sorted({triple[0] for _, gold, _ in answers for triple in gold}):
        own = tally([(n, _of(event_type, gold), _of(event_type, found)) for n, gold, found in answers])
        metrics |= {f"{event_type}_precision": own.precision, f"{event_type}_recall": own.recall}
    counts = Counter(bool(found) for _, gold, found in answers if not gold)
    return metrics | {"nothing_kept": share(counts[False], counts.total())}


def tally(answers: Iterable[tuple[int, set[Triple], set[Triple]]]) -> Tally:
    """How many triples are found, in the gold, and both."""
    parts = [Tally(hits=len(gold & found), found=len(found), gold=len(gold)) for _, gold, found in answers]
    return sum(parts, start=Tally())


def gold_triples(sentence: Sentence) -> set[Triple]:
    """The triples of the gold events of a sentence."""
    return {
        triple
        for event in sentence["events"]
        for triple in _triples(
            event["type"],
            [_code(each["country"]) for each in event["sources"]],
            [_code(each["country"]) for each in event["targets"]],
        )
    }


def found_triples(sentence: Sentence, reports: Iterable[EventReport]) -> set[Triple]:
    """The triples of the reports whose trigger stands in the sentence."""
    return {
        triple
        for report in reports
        if sentence["start"] <= report.spans[0].start < sentence["end"]
        for triple in _triples(
            report.type, [party(each) for each in report.sources], [party(each) for each in report.targets]
        )
    }


def _triples(event_type: str, sources: Sequence[str], targets: Sequence[str]) -> Iterator[Triple]:
    if event_type in SYMMETRIC and not targets and len(sources) > 1:
        pairs: Iterable[tuple[str, str]] = combinations(sources, 2)
    else:
        pairs = product(sources or [NOBODY], targets or [NOBODY])
    for first, second in pairs:
        one, other = sorted((first, second)) if event_type in SYMMETRIC else (first, second)
        yield event_type, one, other


def _code(country: str | None) -> str:
    return BODY if country and country.startswith(BODY) else country or NOBODY


def party(mention: ActorMention) -> str:
    """The code of a mention's country or body; ``NOBODY`` where neither is known."""
    actor = mention.actor
    if actor is None:
        return NOBODY
    return actor.country or (BODY if actor.name and actor.sector else NOBODY)


def _of(event_type: str, triples: set[Triple]) -> set[Triple]:
    return {triple for triple in triples if triple[0] == event_type}
