"""The table of benchmarks: their names, the packs they read, how they run, and which of their figures are guarded.

Guarded figures have floors (``floors.json``, kept by ``gate.py``); the others are only shown. To add a benchmark, add
one file and one entry here. The slowest come first, so that two workers end at about the same time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from eval import (
    breaks,
    claims,
    countries,
    dates,
    derivation,
    exchange,
    happenings,
    holders,
    load,
    metonymy,
    pages,
    pairs,
    places,
    pronouns,
    quotations,
    sentences,
    speed,
)
from eval.measures import Scores

# How far below its floor a figure may lie. One machine gives the same figures each time; on another, the last digits
# of the parser's arithmetic can turn single parses, so the slack is what one or two turned answers move: in packs of
# a thousand rows and more about 0.002.
SLACK = 0.002
# The rarest type of the pairs has 15 rows and weighs a fifteenth: one of them turned moves the mean by up to 0.0044.
PAIRS_SLACK = 0.005
# 371 contents of the pack are direct: one of them turned moves their recall by 0.0027.
QUOTATIONS_SLACK = 0.003
# About 180 triples are found: one turned answer moves their precision by 0.006.
SENTENCES_SLACK = 0.012

# Ratios of times are not the same twice: three runs of one stand-in on a busy machine, 20 articles of each publisher,
# gave 0.86, 0.94 and 1.05.
SPEED_SLACK = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One benchmark. ``alone`` says that it must not share the machine with another while it runs.

    ``beside``: what it reads lies beside the packs, and the gate and ``all`` pass it over where that is not there.
    """

    name: str
    files: tuple[str, ...]
    run: Callable[[Path, int | None], Scores]
    guarded: tuple[str, ...] = ()
    slack: float = SLACK
    lower_is_better: bool = False
    alone: bool = False
    beside: bool = False

    def can_run(self, bench: Path) -> bool:
        """Whether its files are there, or it must complain that they are not."""
        return not self.beside or all((bench / name).is_file() for name in self.files)


ALL = (
    Benchmark(
        name="countries",
        files=countries.FILES,
        run=countries.run,
        guarded=("recall", "precision"),
    ),
    Benchmark(
        name="dates",
        files=dates.FILES,
        run=dates.run,
        guarded=("strict_f1", "relaxed_f1", "value_f1"),
    ),
    Benchmark(
        name="metonymy",
        files=metonymy.FILES,
        run=metonymy.run,
        guarded=("relocar_accuracy", "relocar_macro_f1", "conll_accuracy", "conll_macro_f1"),
    ),
    Benchmark(
        name="pronouns",
        files=pronouns.FILES,
        run=pronouns.run,
        guarded=("f1", "high_right", "coder_right"),
    ),
    Benchmark(
        name="places",
        files=places.FILES,
        run=places.run,
        guarded=("lgl_accuracy_161km", "lgl_country_accuracy", "geovirus_accuracy_161km"),
    ),
    Benchmark(
        name="quotations",
        files=quotations.FILES,
        run=quotations.run,
        guarded=(
            "source_exact_f1",
            "source_overlap_f1",
            "cue_exact_f1",
            "cue_overlap_f1",
            "content_exact_f1",
            "content_overlap_f1",
            "direct_content_recall",
        ),
        slack=QUOTATIONS_SLACK,
    ),
    Benchmark(
        name="pairs",
        files=pairs.FILES,
        run=pairs.run,
        guarded=("types_macro_f1", "quads_macro_f1", "own_quads_macro_f1"),
        slack=PAIRS_SLACK,
    ),
    Benchmark(
        name="sentences",
        files=sentences.FILES,
        run=sentences.run,
        guarded=("precision", "recall", "f1"),
        slack=SENTENCES_SLACK,
    ),
    Benchmark(
        name="claims",
        files=claims.FILES,
        run=claims.run,
        guarded=("f1", "asserts_f1", "denies_f1"),
        slack=SENTENCES_SLACK,
    ),
    Benchmark(
        name="claims_unseen",
        files=claims.FILES_UNSEEN,
        run=claims.run_unseen,
        # 23 claims are too few to shut a gate on.
        guarded=(),
    ),
    Benchmark(
        name="pages",
        files=pages.FILES,
        run=pages.run,
        guarded=("title_accuracy", "date_accuracy", "body_rouge_lsum_f1"),
    ),
    Benchmark(
        name="holders",
        files=holders.FILES,
        run=holders.run,
        guarded=("known", "right_holder"),
        beside=True,
    ),
    Benchmark(
        name="happenings",
        files=happenings.FILES,
        run=happenings.run,
        guarded=("bcubed_f1", "pairwise_f1", "copies_precision", "copies_recall"),
    ),
    Benchmark(
        name="derivation",
        files=derivation.FILES,
        run=derivation.run,
        guarded=(
            "wires_clean",
            "syndicated_precision",
            "syndicated_recall",
            "cut_precision",
            "cut_recall",
            "spun_precision",
            "spun_recall",
            "merged_precision",
            "merged_recall",
            "spun_sentences_f1",
            "merged_sentences_f1",
        ),
    ),
    Benchmark(
        name="load",
        files=load.FILES,
        run=load.run,
        lower_is_better=True,
        alone=True,
    ),
    Benchmark(
        name="speed",
        files=speed.FILES,
        run=speed.run,
        guarded=("ratio_to_parse",),
        slack=SPEED_SLACK,
        lower_is_better=True,
        alone=True,
    ),
)

# Run by name only: for looking at while building, and times that belong to the machine.
EXTRA = (
    Benchmark(name="quotations-train", files=quotations.TRAINING_FILES, run=quotations.run_training),
    Benchmark(name="exchange", files=exchange.FILES, run=exchange.run, lower_is_better=True, alone=True),
    Benchmark(name="breaks", files=breaks.FILES, run=breaks.run),
)

BY_NAME = {each.name: each for each in (*ALL, *EXTRA)}
