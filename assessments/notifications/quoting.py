"""Words of a person, quoted in an e-mail of this site so that they cannot act as a part of it."""

from __future__ import annotations

import re
import unicodedata

from assessments.typesetting.unseen import reveal

MAX_QUOTED_CHARS = 60
# Between these, mail programs see an address and make a link of it, scheme or not; the ideographic
# full stop separates the labels of a host name, too (RFC 3490, 3.1).
JOINTS = frozenset("./\\:@。")
PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")
NO_CHARACTERS = ("Co", "Cs")  # private use, surrogates


def quote_words(text: str) -> str:
    """Return words on one line, shortened, without anything that a mail program makes a link of."""
    line = " ".join(text.split())
    known = "".join(char for char in line if unicodedata.category(char) not in NO_CHARACTERS)
    shown = reveal(known)
    if len(shown) > MAX_QUOTED_CHARS:
        shown = shown[: MAX_QUOTED_CHARS - 1].rstrip() + "…"
    parted = "".join(f"{char} " if _joins(char) else char for char in shown)
    return " ".join(parted.split())


def quote_person(name: str) -> str:
    """Return a name as `quote_words` does; a plain e-mail address stays as it is."""
    return name if PLAIN_ADDRESS.fullmatch(name) else quote_words(name)


def _joins(char: str) -> bool:
    return not JOINTS.isdisjoint(unicodedata.normalize("NFKC", char))
