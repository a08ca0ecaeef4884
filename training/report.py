"""``python -m training.report``: what the example sentences hold, and how much they repeat one another.

Two different texts are near-duplicates where, actors taken out, more than ``ALIKE`` of the shorter one's runs of four
words stand in the other. A template is a run of ``TEMPLATE_WORDS`` words, actors taken out, that opens several texts.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from detente.lexicon import load_lexicon
from training.examples import Example, read_examples

ALIKE = 0.6
RUN = 4
TEMPLATE_WORDS = 4


def main() -> None:
    """Print counts by type, status, register and desk, the held-out share, and what repeats."""
    examples = read_examples(load_lexicon().ontology)
    texts = {example.text for example in examples}
    print(f"readings {len(examples)}, texts {len(texts)}, held out {sum(each.held_out for each in examples)}")
    for name in ("type", "status", "register", "desk"):
        counts = Counter(getattr(each, name) for each in examples)
        print(f"{name}: " + ", ".join(f"{value} {count}" for value, count in counts.most_common()))
    modes = {(each.type, each.mode) for each in examples if each.mode}
    print(f"pairs of type and mode: {len(modes)}")
    print(f"near-duplicates: {len(near_duplicates(examples))}")
    opening, share = largest_template(examples)
    print(f"largest template: {opening!r} opens {share:.2%} of the texts")


def near_duplicates(examples: Sequence[Example]) -> list[tuple[str, str]]:
    """The pairs of different texts that are alike; empty where there are none."""
    runs = {example.text: _runs(_bare_words(example)) for example in examples}
    holders: dict[str, list[str]] = defaultdict(list)
    found = []
    for text, own in runs.items():
        shared = Counter(other for run in own for other in holders[run])
        found += [(other, text) for other, count in shared.items() if count > ALIKE * min(len(own), len(runs[other]))]
        for run in own:
            holders[run].append(text)
    return found


def largest_template(examples: Sequence[Example]) -> tuple[str, float]:
    """The opening words that most texts share, actors taken out, and the share of texts; '' and 0 for no examples."""
    openings = {example.text: " ".join(_bare_words(example)[:TEMPLATE_WORDS]) for example in examples}
    opening, count = next(iter(Counter(openings.values()).most_common(1)), ("", 0))
    return opening, count / len(openings) if openings else 0.0


def _bare_words(example: Example) -> list[str]:
    """The words of the text in lower case, each actor as one ``x``."""
    text = example.text
    for start, end in sorted((*example.sources, *example.targets), reverse=True):
        text = f"{text[:start]}x{text[end:]}"
    return re.findall(r"\w+", text.lower())


def _runs(words: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(words[place : place + RUN]) for place in range(max(len(words) - RUN + 1, 1)))


if __name__ == "__main__":
    main()
