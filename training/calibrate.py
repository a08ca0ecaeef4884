"""``python -m training.calibrate``: the card of the exported model, its temperature and figures measured anew.

The temperature is the one with the lowest log loss on the held-out examples; figures are of these, too, which no
training saw. ``rule_weight`` is given: it was chosen on the development pairs (see docs/decisions/0005).
"""

import math
from collections.abc import Sequence
from pathlib import Path

import click
import yaml

from detente.coding.classify import ask_rules
from detente.coding.event_model import EventModel
from detente.coding.judge import NONE, Pair, judge, likeliest
from detente.coding.syntax import load_parser
from detente.lexicon import load_lexicon
from eval.measures import accuracy, macro_f1, share
from training import SHIPPED
from training.examples import Example, read_examples
from training.lines import labels_of

TEMPERATURES = tuple(0.6 + 0.05 * step for step in range(49))
BINS = 10

Answers = list[tuple[str, dict[str, float]]]


@click.command()
@click.option("--rule-weight", default=3.0, show_default=True)
@click.option("--version", default="1", show_default=True, help="Written to the card, so that results can name it.")
def main(rule_weight: float, version: str) -> None:
    """Write the card beside the exported model."""
    lexicon = load_lexicon()
    labels = labels_of(lexicon.ontology)
    card = {
        "name": "detente-events-en",
        "version": version,
        "types": list(labels.types),
        "modes": list(labels.modes),
        "statuses": list(labels.statuses),
        "temperature": 1.0,
        "rule_weight": rule_weight,
        "figures": {},
    }
    path = SHIPPED / "events.yaml"
    write(path, card)
    answers, statuses = _answers([each for each in read_examples(lexicon.ontology) if each.held_out])
    temperature = min(TEMPERATURES, key=lambda each: log_loss(answers, each))
    card["temperature"] = round(temperature, 2)
    gold, found = [each for each, _ in answers], [likeliest(scores) for _, scores in answers]
    card["figures"] = {
        "held_out": len(answers),
        "types_macro_f1": round(macro_f1(gold, found), 4),
        "types_accuracy": round(accuracy(gold, found), 4),
        "statuses_accuracy": round(share(sum(statuses), len(statuses)), 4),
        "calibration_error_before": calibration_error(answers, 1.0),
        "calibration_error": calibration_error(answers, temperature),
    }
    write(path, card)
    print(yaml.safe_dump(card["figures"]))


def write(path: Path, card: dict[str, object]) -> None:
    """The card as YAML, in the order of its fields."""
    head = (
        "# The card of the event model: what its outputs stand for, how it is joined with the rules, and its figures.\n"
    )
    path.write_text(head + yaml.safe_dump(card, sort_keys=False, width=110), "utf-8")


def _answers(examples: Sequence[Example]) -> tuple[Answers, list[bool]]:
    lexicon, parser = load_lexicon(), load_parser()
    assert lexicon.built("event model", EventModel, EventModel).knows([NONE])  # noqa: S101
    answers, statuses = [], []
    for example in examples:
        parse = parser.parse(example.text, [(0, len(example.text))])
        pair = Pair(example.sources, example.targets)
        answer = ask_rules(parse, pair, lexicon)
        trigger = answer.match.frame.trigger if answer.match else None
        judgement = judge(parse, pair, answer.shares, trigger, lexicon)
        answers.append((example.type, judgement.types))
        if example.type != NONE:
            statuses.append(judgement.status() == example.status)
    return answers, statuses


def tempered(scores: dict[str, float], temperature: float) -> dict[str, float]:
    """The probabilities with their logarithms divided by the temperature."""
    weights = {name: max(score, 1e-12) ** (1 / temperature) for name, score in scores.items()}
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def log_loss(answers: Answers, temperature: float) -> float:
    """The mean of -log of what the right answers got."""
    return -sum(math.log(tempered(scores, temperature)[gold]) for gold, scores in answers) / len(answers)


def calibration_error(answers: Answers, temperature: float) -> float:
    """The expected calibration error: mean distance of confidence and accuracy, in ten bins of confidence."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for gold, scores in answers:
        now = tempered(scores, temperature)
        best = likeliest(now)
        bins[min(int(now[best] * BINS), BINS - 1)].append((now[best], best == gold))
    distances = (abs(sum(sure for sure, _ in each) - sum(right for _, right in each)) for each in bins)
    return round(sum(distances) / len(answers), 4)


if __name__ == "__main__":
    main()
