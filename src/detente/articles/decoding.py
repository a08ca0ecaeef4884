"""The bytes of a text file in, its characters out: UTF-8, UTF-16 and UTF-32, else Western European.

Line ends are kept as they are; a byte order mark is no character of the text. Bytes that are no text in any of these
raise ``InputError``; other encodings of one byte a letter (Cyrillic, Greek) are not told from Western European.
"""

import codecs
import unicodedata
from typing import BinaryIO

from detente.errors import InputError

# A whole book is about 1 MB; what is larger is a collection, and collections come as rows.
MAX_FILE_BYTES = 64 * 2**20

# Share of control characters above which characters are noise. None of 1,144 texts of the development packs has any;
# of strings of 20, 50 and 100 random bytes other than zero, 7 %, 1 % and none pass as text.
MAX_CONTROL_SHARE = 0.02

# Every other byte of plain Latin letters in UTF-16 is zero; binary files have zeros in both places.
UTF16_ZERO_SHARE = 0.4

# Broken bytes in a UTF-8 file, as a share of its whole characters outside ASCII, up to which it is still UTF-8.
MAX_BROKEN_SHARE = 0.1

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_CONTROLS = frozenset("\t\n\r\f\v\x1a\x85")


def read_whole(stream: BinaryIO) -> bytes:
    """All bytes of a file that is one article. Raises ``InputError`` where it is too large to be one."""
    content = stream.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        message = f"over {MAX_FILE_BYTES // 2**20} MB, which no article is. Split it into one article a row (.jsonl)."
        raise InputError(message)
    return content


def decode(content: bytes) -> str:
    """The characters of a text file, unchanged. Raises ``InputError`` with the bare reason where it is no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(encoding, errors="replace"))
    if b"\0" in content:
        return _checked(content.decode(_unmarked_utf16(content), errors="replace"))
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_damaged_or_western(content))


def _unmarked_utf16(content: bytes) -> str:
    half = len(content) / 2
    if content[1::2].count(0) > UTF16_ZERO_SHARE * half and 0 not in content[0::2]:
        return "utf-16-le"
    if content[0::2].count(0) > UTF16_ZERO_SHARE * half and 0 not in content[1::2]:
        return "utf-16-be"
    raise InputError("binary, not text")


def _damaged_or_western(content: bytes) -> str:
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for character in text if not character.isascii()) - broken
    if broken <= MAX_BROKEN_SHARE * whole:
        return text
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _checked(text: str) -> str:
    controls = sum(1 for each in text if unicodedata.category(each) == "Cc" and each not in _LINE_CONTROLS)
    if controls > MAX_CONTROL_SHARE * len(text):
        raise InputError("binary, not text")
    return text
