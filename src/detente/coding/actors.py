"""A parsed article in, its actor mentions out: states, bodies, groups, offices, persons, pronouns, as of a day.

Phrases are read three times over, each time with more around them known: by their own words (``reading.py``), the
pronouns by the persons and bodies named (``pronouns.py``, ``neuter.py``), and then the roles and descriptions that lean
on both (``descriptions.py``, ``collectives.py``). What the text does not say stays None.
"""

from collections.abc import Sequence
from datetime import date

from detente.coding.abbreviations import with_abbreviations
from detente.coding.collectives import find_collectives
from detente.coding.descriptions import Surroundings, read_again
from detente.coding.gazetteer import MentionWords
from detente.coding.introductions import find_introductions
from detente.coding.names import NameHit, NameIndex, NameKind
from detente.coding.neuter import resolve_neuter
from detente.coding.persons import People
from detente.coding.phrases import find_phrases
from detente.coding.pronouns import resolve_pronouns
from detente.coding.reading import Reader
from detente.coding.roles import Roles
from detente.coding.titles import Titles
from detente.coding.tree import Parse, head_token
from detente.lexicon import Lexicon
from detente.model import ActorMention, Where

NAMES_OF_PLACES = frozenset({NameKind.STATE, NameKind.CAPITAL})


def find_actors(
    parse: Parse, lexicon: Lexicon, on: date | None, places: Sequence[Where] = ()
) -> tuple[ActorMention, ...]:
    """Every mention of an actor in the parsed text, in its order, as of the day ``on``; empty if there is none.

    With ``places``, a role beside one of them is of its state ("Houston police").
    """
    roles = lexicon.built("roles", Roles, Roles)
    people = lexicon.built("people", People, People)
    words = lexicon.words("mentions", MentionWords)
    found = lexicon.built("names", NameIndex, NameIndex).find(parse.text, on)
    hits = _without_namesakes(found, places)
    phrases = find_phrases(parse, with_abbreviations(parse, hits, roles, words), roles)
    reader = Reader(parse, people, lexicon.built("titles", Titles, Titles), words, on)
    introduced = find_introductions(reader, phrases)
    mentions = {phrase.head.index: reader.mention(phrase, introduced) for phrase in phrases}
    mentions.update(reader.surnames(phrases, introduced))
    named = [mentions[index] for index in sorted(mentions)]
    pronouns = [*resolve_pronouns(parse, named, people), *resolve_neuter(parse, named, people)]
    surroundings = Surroundings(parse, [*named, *pronouns], words, places)
    mentions.update(read_again(reader, phrases, mentions, surroundings))
    collectives = list(find_collectives(surroundings, lexicon))
    counted = {head_token(parse, each.span).index for each in collectives}
    named = [mentions[index] for index in sorted(mentions.keys() - counted)]
    return tuple(sorted([*named, *pronouns, *collectives], key=lambda each: each.span.start))


def _without_namesakes(hits: Sequence[NameHit], places: Sequence[Where]) -> list[NameHit]:
    """The hits without states and capitals whose name is here that of a place elsewhere ("Salisbury", "Georgia")."""
    countries = {(place.span.start, place.span.end): place.country for place in places}
    return [
        hit
        for hit in hits
        if hit.name.kind not in NAMES_OF_PLACES
        or countries.get((hit.start, hit.end), hit.name.country) in {hit.name.country, None}
    ]
