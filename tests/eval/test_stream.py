"""The made-up stream of articles, and the measure of scale on a little of it."""

from pathlib import Path

from eval.scale_copies import measure
from eval.stream import stream


def test_the_stream_is_the_same_each_time_and_one_in_five_is_a_copy_of_an_earlier_article() -> None:
    made = list(stream(400))
    assert made == list(stream(400))
    seen: set[str] = set()
    for each in made:
        assert each.copy_of is None or each.copy_of in seen
        assert (each.copy_of is None) == (each.kind is None)
        seen.add(each.article.id)
    assert 0.1 < sum(each.copy_of is not None for each in made) / len(made) < 0.3


def test_copies_of_a_little_stream_are_found(tmp_path: Path) -> None:
    figures = dict(measure(2000, tmp_path, early=1000))
    assert figures["recall"] > 0.9
    assert figures["precision"] > 0.9
    assert figures["ratio, copies"] > 0
