"""``python -m training.train``: teach the event model the example sentences; about 40 minutes on two cores.

Seeded: the same sentences and versions give the same model on the same machine. What comes out is a checkpoint for
``python -m training.export``.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import torch
from torch import nn

from detente.lexicon import load_lexicon
from training import BUILD
from training.compose import compose
from training.examples import read_examples
from training.lines import Asked, Labels, ask, labels_of, line_of, numbers_of, split
from training.negatives import negatives
from training.network import Network, encoder_folder, load_tokenizer

# One sweep each on the held-out examples; the differences below .01 are noise between seeds. Rate 1e-4 to 2e-4; rounds
# 3 to 8 (macro F1 still rises up to 6, by less than .01 from 5 on).
RATE = 2e-4
HEAD_RATE = 10  # times the encoder's
ROUNDS = 5
BATCH = 32
LONGEST = 80
SMOOTHING = 0.05
# What the modes and statuses count beside the types.
SIDE_LOSS = 0.3
# Batches are made of lines of like length out of so many batches' lines at a time, to waste little padding.
BUCKET = 20


@dataclass(frozen=True, slots=True)
class Course:
    """What a run varies: the seed, the rounds, and the share of the training lines."""

    seed: int = 0
    rounds: int = ROUNDS
    share: float = 1.0


@click.command()
@click.option("--seed", default=0, show_default=True)
@click.option("--rounds", default=ROUNDS, show_default=True)
@click.option("--share", default=1.0, show_default=True, help="Share of the training sentences, for a learning curve.")
@click.option("--composed", default=2500, show_default=True, help="Composed sentences beside the written ones.")
@click.option("--out", type=click.Path(path_type=Path), default=BUILD / "events.pt", show_default=True)
def main(seed: int, rounds: int, share: float, composed: int, out: Path) -> None:
    """Train on the example sentences and write a checkpoint."""
    lexicon = load_lexicon()
    labels = labels_of(lexicon.ontology)
    written = read_examples(lexicon.ontology)
    examples = [*written, *compose(composed, lexicon.ontology, seed), *negatives(written, seed)]
    taught, _ = split(list(ask(examples, lexicon, labels)))
    network = train(taught, labels, Course(seed=seed, rounds=rounds, share=share))
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), out)
    print(f"{out}: written")


def train(taught: Sequence[Asked], labels: Labels, course: Course) -> Network:
    """The network after its rounds over a share of the lines."""
    torch.manual_seed(course.seed)
    chance = random.Random(course.seed)  # noqa: S311 - no secret
    taught = chance.sample(list(taught), int(len(taught) * course.share))
    folder = encoder_folder(BUILD)
    tokenizer = load_tokenizer(folder, len(labels.types) - 1)
    network = Network(folder, tokenizer, (len(labels.types), len(labels.modes), len(labels.statuses)))
    steps = course.rounds * -(-len(taught) // BATCH)
    optimizer, schedule = _optimizer(network, steps)
    started = time.monotonic()
    for number in range(course.rounds):
        network.train()
        total = 0.0
        for batch in _batches(taught, chance):
            loss = _loss(network, tokenizer, batch, labels, chance)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        loss_of_all, seconds = total * BATCH / len(taught), time.monotonic() - started
        print(f"round {number + 1}: loss {loss_of_all:.3f}, {seconds:.0f} s", flush=True)
    return network


def _optimizer(network: Network, steps: int):  # type: ignore[no-untyped-def] # noqa: ANN202 - torch's own classes
    encoder = [each for each in network.encoder.parameters() if each.requires_grad]
    groups = [
        {"params": encoder, "lr": RATE},
        {"params": [*network.heads.parameters(), network.marks], "lr": RATE * HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [RATE, RATE * HEAD_RATE], total_steps=steps, pct_start=0.1, anneal_strategy="linear"
    )
    return optimizer, schedule


def _batches(taught: Sequence[Asked], chance: random.Random) -> Iterator[list[Asked]]:
    order = chance.sample(list(taught), len(taught))
    size = BATCH * BUCKET
    buckets = [sorted(order[at : at + size], key=_length) for at in range(0, len(order), size)]
    batches = [bucket[at : at + BATCH] for bucket in buckets for at in range(0, len(bucket), BATCH)]
    chance.shuffle(batches)
    yield from batches


def _length(asked: Asked) -> int:
    return len(asked.example.text)


def _loss(
    network: Network,
    tokenizer: Any,  # noqa: ANN401 - the library's own class
    batch: Sequence[Asked],
    labels: Labels,
    chance: random.Random,
) -> torch.Tensor:
    lines = [line_of(each, chance) for each in batch]
    pieces = tokenizer(lines, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
    # Half the bits take a third of the time on processors that know them; the heads stay exact.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = network(pieces["input_ids"], pieces["attention_mask"])
    wanted = torch.tensor([numbers_of(each.example, labels) for each in batch]).T
    losses = [
        nn.functional.cross_entropy(logits.float(), gold, label_smoothing=smoothing, reduction="sum")
        / max(int((gold >= 0).sum()), 1)
        for logits, gold, smoothing in zip(outputs, wanted, (SMOOTHING, 0.0, 0.0), strict=True)
    ]
    return losses[0] + SIDE_LOSS * (losses[1] + losses[2])


if __name__ == "__main__":
    main()
