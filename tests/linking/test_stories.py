"""Stories: articles of one happening together, like happenings of another month apart, in any order."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.lexicon import Lexicon, load_lexicon
from detente.linking import find_stories as tell_stories
from detente.linking import link_articles
from detente.linking.copies import Repeat
from detente.model import Article, content_id

DAY = date(2021, 3, 1)


def find_stories(articles: list[Article], copies: list[Repeat], lexicon: Lexicon) -> list[tuple[str, ...]]:
    return [story.articles for story in tell_stories(articles, copies, lexicon)]


def article(name: str, title: str, text: str, days: int = 0) -> Article:
    return Article(id=name, title=title, text=text, published=DAY + timedelta(days=days))


QUAKE_ONE = article(
    "q1",
    "Strong earthquake shakes Veldria",
    "An earthquake of magnitude 6.8 shook northern Veldria before dawn, collapsing houses in the town of Oskar. "
    "Rescue teams dug through rubble for survivors as aftershocks went on, the governor of Oskar said.",
)
QUAKE_TWO = article(
    "q2",
    "Dozens missing after Veldria earthquake",
    "Dozens are missing in Oskar after the earthquake that struck Veldria. Rescue teams with dogs searched the rubble "
    "of collapsed houses, and aftershocks hampered survivors who slept in the open, the governor told reporters.",
    days=1,
)
QUAKE_THREE = article(
    "q3",
    "Aid flows to quake-hit Oskar",
    "Tents and blankets reached survivors of the earthquake in Oskar, northern Veldria, where rescue teams "
    "still search the rubble of collapsed houses. Aftershocks were weaker, the governor said.",
    days=2,
)
TRADE = article(
    "t1",
    "Marland and Sorvia sign grain treaty",
    "The trade ministers of Marland and Sorvia signed a treaty on grain tariffs in the capital. Farmers welcomed the "
    "lower tariffs, while exporters asked for quotas on wheat and barley to be lifted as well.",
)
CUP = article(
    "c1",
    "Holm win the cup on penalties",
    "Holm beat Tarn on penalties in the cup final before 40,000 spectators. Keeper Ida Brandt saved two shots, and the "
    "captain lifted the trophy as rain fell on the stadium.",
    days=1,
)
ALL = [QUAKE_ONE, QUAKE_TWO, QUAKE_THREE, TRADE, CUP]


def test_articles_of_one_happening_share_a_story_and_others_stand_alone() -> None:
    assert find_stories(ALL, [], load_lexicon()) == [("c1",), ("q1", "q2", "q3"), ("t1",)]


def test_no_articles_give_no_stories_and_empty_texts_stand_alone() -> None:
    assert find_stories([], [], load_lexicon()) == []
    blank = [Article(id="a", text=""), Article(id="b", text=" \n")]
    assert find_stories(blank, [], load_lexicon()) == [("a",), ("b",)]


def test_copies_are_of_one_story_whatever_their_words() -> None:
    tied = Repeat(article="t1", copy_of="c1", similarity=0.6)
    assert ("c1", "t1") in find_stories([TRADE, CUP], [tied], load_lexicon())


def test_distance_in_days_parts_what_words_would_tie() -> None:
    later = article("q4", QUAKE_TWO.title or "", QUAKE_TWO.text, days=400)
    near = find_stories([QUAKE_ONE, article("q4", later.title or "", later.text, days=2)], [], load_lexicon())
    assert near == [("q1", "q4")]
    text = "Insurers paid for houses in Oskar after the Veldria earthquake; premiums for ships and orchards stay put."
    weak = article("w1", "Insurers count the cost", text, days=1)
    far = article("w1", weak.title or "", weak.text, days=400)
    assert find_stories([QUAKE_ONE, weak], [], load_lexicon()) == [("q1", "w1")]
    assert find_stories([QUAKE_ONE, far], [], load_lexicon()) == [("q1",), ("w1",)]


def test_one_article_between_two_happenings_does_not_chain_them() -> None:
    digest = article("d1", "News in brief", f"{QUAKE_ONE.text} {TRADE.text} {CUP.text}")
    stories = find_stories([*ALL, digest], [], load_lexicon())
    home = {each: story for story in stories for each in story}
    assert len({home["q1"], home["t1"], home["c1"]}) == 3


def test_link_articles_gives_every_article_once_with_the_story_named_by_its_articles() -> None:
    reissue = article("t2", TRADE.title or "", TRADE.text, days=1)
    copies = {each.article: each for each in link_articles([*ALL, reissue, reissue])}
    assert sorted(copies) == ["c1", "q1", "q2", "q3", "t1", "t2"]
    assert copies["t2"].copy_of == "t1"
    assert copies["t2"].similarity == 1.0
    assert copies["t2"].story == copies["t1"].story == content_id("story", "t1", "t2")
    assert copies["t1"].copy_of is None


@settings(max_examples=20, deadline=None)
@given(st.permutations(ALL))
def test_the_order_of_arrival_does_not_matter(articles: list[Article]) -> None:
    assert link_articles(articles) == link_articles(ALL)
