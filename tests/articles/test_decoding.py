"""Bytes of every common encoding, and bytes that are no text."""

import random

import pytest

from detente.articles.decoding import decode
from detente.errors import InputError

WORDS = "Le président a dit : « non ».\r\nNaïve façade – 3 €\n"


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        b"\xef\xbb\xbf" + WORDS.encode(),
        WORDS.encode("utf-16"),
        b"\xfe\xff" + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        WORDS.encode("cp1252"),
    ],
)
def test_characters_come_unchanged(content: bytes) -> None:
    assert decode(content) == WORDS


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    assert decode("Économie à Genève, hélas déjà fermée là-bas où l’été".encode() + b"\xc3").startswith(
        "Économie à Genève"
    )


def test_other_scripts_survive() -> None:
    for words in ("Россия и Китай", "中国外交部", "الرئيس", "𝔘nicode 🕊"):
        assert decode(words.encode()) == words


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01\x02\x03" * 50,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"MZ\x90\x00\x03\x00\x00\x00",
        bytes(range(256)),
    ],
)
def test_binary_is_told(content: bytes) -> None:
    with pytest.raises(InputError, match="binary, not text"):
        decode(content)


def test_random_bytes_are_told() -> None:
    draw = random.Random(7)  # noqa: S311 - not for secrets
    for length in (200, 2000):
        with pytest.raises(InputError, match="binary, not text"):
            decode(bytes(draw.randrange(256) for _ in range(length)))
