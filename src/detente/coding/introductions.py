"""The phrases of an article in, whom its full names introduce out, by the family names that they are repeated by.

A person is known by the table of office holders, or by the words around the name ("Turkish envoy Ayla Demir", "Ayla
Demir, Turkey's envoy"); of others the name is all that is known. A family name that the article gives to two people
means nobody, whatever the table has.
"""

from collections.abc import Mapping, Sequence

from detente.coding.folding import fold
from detente.coding.persons import Identity
from detente.coding.phrases import Phrase
from detente.coding.reading import SCORES, Introduced, Reader
from detente.model import Actor


def find_introductions(reader: Reader, phrases: Sequence[Phrase]) -> Introduced:
    """Who the article's full names are, by folded family name; None for a name of two people."""
    at_head = {phrase.head.index: phrase for phrase in phrases}
    found: dict[str, list[Identity]] = {}
    for phrase in phrases:
        if reader.is_body(phrase):
            continue
        written = reader.written_name(phrase)
        identity = _person(reader, phrase, at_head)
        if identity is None and phrase.person and " " in written:
            identity = Identity(Actor(name=written), SCORES["person.named"])
        if identity and identity.actor.name:
            surnames = reader.people.surnames(written, identity.actor.country)
            for surname in {*map(fold, surnames), *reader.people.spellings(identity.actor.name)}:
                found.setdefault(surname, []).append(identity)
    return {surname: _same_person(each) for surname, each in found.items()}


def _person(reader: Reader, phrase: Phrase, at_head: Mapping[int, Phrase]) -> Identity | None:
    """The person a phrase names in full: by the table, else by the words around the name."""
    known = reader.known(phrase)
    if known or not phrase.person:
        return known
    written = reader.written_name(phrase)
    described = (
        phrase if reader.country(phrase) else _described(reader, phrase, at_head) or _origin(reader, phrase, at_head)
    )
    if " " not in written or described is None:
        return None
    country = reader.country(described)
    role = described.role or phrase.role
    actor = Actor(country=country, sector=role.sector if role else None, name=written)
    return Identity(actor, SCORES["person.introduced"]) if country or role else None


def _described(reader: Reader, phrase: Phrase, at_head: Mapping[int, Phrase]) -> Phrase | None:
    """The phrase in apposition that tells who the person is ("X, Turkey's envoy" or "Turkey's envoy, X")."""
    beside = [child for child in reader.parse.children(phrase.head) if child.dep == "appos"]
    if phrase.head.dep == "appos":
        beside.append(reader.parse.head(phrase.head))
    for token in beside:
        other = at_head.get(token.index)
        if other and other.role and not other.person:
            return other
    return phrase if phrase.role else None


def _origin(reader: Reader, phrase: Phrase, at_head: Mapping[int, Phrase]) -> Phrase | None:
    """The state from which someone is said to be ("Ayla Demir from Turkey")."""
    for child in reader.parse.children(phrase.head):
        if child.dep == "prep" and child.lemma in reader.words.origin:
            states = (at_head.get(token.index) for token in reader.parse.children(child))
            return next((state for state in states if state and reader.country(state)), None)
    return None


def _same_person(identities: Sequence[Identity]) -> Identity | None:
    """The best known of identities that are one person; None for two people."""
    if len({each.actor.name for each in identities}) > 1:
        return None
    return max(identities, key=lambda each: each.score)
