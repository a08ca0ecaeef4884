"""A place name in a parsed text in, its use out: the place itself ("in Moscow") or those who act there ("Moscow said")."""

from detente.coding.pronouns import head_token
from detente.coding.tree import Parse, Token
from detente.lexicon import Lexicon, Words
from detente.model import PlaceUse, Span


class UseWords(Words):
    """The shape of ``place_use.yaml``."""

    literal_prepositions: list[str]
    actor_prepositions: list[str]
    literal_verbs: list[str]
    place_heads: list[str]


def place_use(parse: Parse, span: Span, lexicon: Lexicon) -> PlaceUse:
    """Whether the name is meant as a place or for those who act there."""
    words = lexicon.words("place_use", UseWords)
    return PlaceUse.LITERAL if _is_literal(parse, head_token(parse, span), words) else PlaceUse.METONYMIC


def _is_literal(parse: Parse, token: Token, words: UseWords) -> bool:
    head = parse.head(token)
    if token.dep in {"conj", "appos"} and head.index != token.index:
        return _is_literal(parse, head, words) if head.pos in {"PROPN", "NOUN"} else True
    if token.dep == "pobj":
        return head.lemma not in words.actor_prepositions
    if token.dep in {"nsubj", "nsubjpass", "csubj"}:
        return head.lemma in words.literal_verbs or token.dep == "nsubjpass"
    if token.dep == "dobj":
        return head.lemma in words.literal_verbs
    if token.dep in {"poss", "compound", "nmod", "amod", "npadvmod"}:
        return head.lemma in words.place_heads or token.dep in {"npadvmod"}
    return token.dep not in {"agent", "dative", "attr"}
