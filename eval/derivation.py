"""The corpus of spun copies in; how often what derives from a wire is found, and rightly so, by kind, out.

The forty wires come with their syndicated, cut and spun versions in one set, and with their merged ones in another, so
that a merged version cannot be found by the spun one whose sentences it has. ``recall`` of a kind is the share of
its articles' wires that are named (as ``copy_of`` or as an origin of sentences), ``precision`` the share of the named
articles that are right; a wire that is said to derive from anything is an error of ``wires_clean``. ``sentences`` are
reworded sentences: right where the wire's sentence that they are said to come from overlaps one that they do reword.

The first ten happenings were in sight when thresholds were swept; ``held_out`` figures are those of the other ten.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from detente.model import Article, Copy, Derivation, Span
from eval import adapters, spun
from eval.measures import Scores, Tally, share
from eval.spun import KINDS, Version, Wire

FILES: tuple[str, ...] = ()
SETS = (("wire", "syndicated", "cut", "spun"), ("wire", "merged"))
IN_SIGHT = 10

Link = Callable[[Iterable[Article]], list[Copy]]
Pair = tuple[Wire, Wire]


def run(bench: Path, limit: int | None = None, *, link: Link = adapters.link) -> Scores:  # noqa: ARG001
    """Scores on the corpus, which stands in this folder; ``limit`` is a number of happenings."""
    pairs = spun.happenings()[:limit]
    metrics = measure(pairs, link)
    held_out = measure(pairs[IN_SIGHT:], link) if pairs[IN_SIGHT:] else {}
    metrics |= {f"held_out_{name}": value for name, value in held_out.items() if name.startswith(("spun", "merged"))}
    return Scores(rows=len(pairs) * 2 * len(KINDS), metrics=metrics)


def measure(pairs: Sequence[Pair], link: Link) -> dict[str, float]:
    """The figures of some happenings, all linked together."""
    articles: dict[str, Tally] = defaultdict(Tally)
    sentences: dict[str, Tally] = defaultdict(Tally)
    clean = 0
    for kinds in SETS:
        versions = [each for pair in pairs for each in spun.versions(pair, kinds)]
        wires = {each.article.id: each for each in versions if each.kind == "wire"}
        linked = {each.article: each for each in link(each.article for each in versions)}
        for version in versions:
            copy = linked[version.article.id]
            named = named_by(copy)
            if version.kind == "wire":
                clean += not named
                continue
            articles[version.kind] += Tally(hits=len(named & version.wires), found=len(named), gold=len(version.wires))
            sentences[version.kind] += sentence_tally(version, copy, wires)
    metrics = {"wires_clean": share(clean, 2 * len(SETS) * len(pairs))}
    for kind, tally in articles.items():
        metrics |= {f"{kind}_precision": tally.precision, f"{kind}_recall": tally.recall}
    for kind in ("spun", "merged"):
        metrics |= sentences[kind].named(f"{kind}_sentences")
    return metrics


def named_by(copy: Copy) -> set[str]:
    """The articles that one is said to come from."""
    return {each.origin for each in copy.derived} | ({copy.copy_of} if copy.copy_of else set())


def sentence_tally(version: Version, copy: Copy, wires: dict[str, Version]) -> Tally:
    """How many reworded sentences are found, and how many of those found are right."""
    reworded = [(span, origins) for span, origins in version.sentences if origins]
    right = 0
    for span, origins in reworded:
        true = [(wire, wires[wire].sentences[number][0]) for wire, number in origins]
        right += any(
            found.start < span.end
            and span.start < found.end
            and any(found.origin == wire and _meet(found, own) for wire, own in true)
            for found in copy.derived
        )
    return Tally(hits=right, found=len(copy.derived), gold=len(reworded))


def _meet(found: Derivation, own: Span) -> bool:
    return found.origin_start < own.end and own.start < found.origin_end
