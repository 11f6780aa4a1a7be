"""The text of a web page by the encoding that it states, else by what its bytes are.

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
