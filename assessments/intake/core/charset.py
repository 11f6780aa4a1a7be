"""The encoding of a text: as a page states it, else by what the bytes are.

HTML Living Standard, 13.2.3.2: a byte order mark goes before `meta charset`, which stands in the
first 1024 bytes. GB 2312 and GBK are read as GB 18030, which contains both (Encoding Standard, 4.2
treats them as one).
"""

from __future__ import annotations

import codecs
import re

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
         (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
# `meta charset` and `http-equiv`, and the declaration of XHTML.
STATED = re.compile(
    rb"<(?:meta\s[^>]{0,200}?charset|\?xml\s[^>]{0,100}?encoding)\s{0,9}=\s{0,9}[\"']?"
    rb"([A-Za-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
MAX_SEARCHED = 1024
CHINESE = frozenset({"gb2312", "gbk", "gb18030", "hz"})
# The standard reads what calls itself ISO 8859-1 or ASCII as Windows-1252.
WESTERN = frozenset({"iso8859-1", "ascii"})
FALLBACKS = ("utf-8", "gb18030", "latin-1")


# GBK, two bytes a sign; those of GB 2312 (1980), which nearly all Chinese text consists of.
PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
COMMON = re.compile(rb"[\xa1-\xa3\xb0-\xf7][\xa1-\xfe]")
# Shift JIS: kana (two bytes), without which there is no Japanese sentence.
KANA = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]")
MIN_PAIRS, MOSTLY = 2, 0.7
MAX_GUESSED = 4096  # bytes of a text that are looked at


def guess(data: bytes) -> tuple[str, str | None]:
    """Decode a text whose encoding nothing states, and name the encoding where it is a guess.

    Latin-1 fits any bytes. Its letters above U+007F stand alone among ASCII, whereas Chinese and
    Japanese signs stand in pairs of bytes; which of the two it is remains a guess.
    """
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    name = _name_pairs(data[:MAX_GUESSED])
    try:
        return data.decode(name), name
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def is_guessed(data: bytes) -> bool:
    """Return whether a text is read in a two-byte encoding that nothing states."""
    return not data.isascii() and guess(data)[1] not in (None, "latin-1")


def _name_pairs(sample: bytes) -> str:
    """Return the two-byte encoding that a text is likely in, or Latin-1."""
    pairs = PAIR.findall(sample)
    common = sum(COMMON.fullmatch(pair) is not None for pair in pairs)
    if len(pairs) >= MIN_PAIRS and common >= MOSTLY * len(pairs):
        return "gb18030"
    return "shift_jis" if len(KANA.findall(sample)) >= MIN_PAIRS else "latin-1"


def decode_page(data: bytes) -> str:
    """Decode a page; a stated encoding that does not fit the bytes counts as none."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    stated = _stated_encoding(data)
    for name in (stated, *FALLBACKS) if stated else FALLBACKS:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _stated_encoding(data: bytes) -> str | None:
    """Return the encoding of text that a page states; None where it is none that is known."""
    found = STATED.search(data, 0, MAX_SEARCHED)
    if found is None:
        return None
    try:
        codec = codecs.lookup(found[1].decode("ascii"))
    except LookupError:
        return None
    if codec.name in CHINESE:
        return "gb18030"
    if codec.name in WESTERN:
        return "cp1252"
    # One that needs two bytes a sign could not have been read so far; others are no text.
    is_text = codec._is_text_encoding and not codec.name.startswith(("utf-16", "utf-32"))
    return codec.name if is_text else None
