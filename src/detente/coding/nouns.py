"""What is known before the verbs are looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.model import ActorMention, Article, When, Where


@dataclass(frozen=True, slots=True)
class Nouns:
    """The article's actors, dates and places."""

    article: Article
    actors: Sequence[ActorMention]
    dates: Sequence[When]
    places: Sequence[Where]
