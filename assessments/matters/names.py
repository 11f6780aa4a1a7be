"""How names of people and companies are compared."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from assessments.prompts.lexicon import chinese

# What tells the kind of a company and not which one: the end of a name that may be left out.
COMPANY_ENDS: Final = (
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "公司",
    "coltd",
    "limited",
    "ltd",
    "gmbh",
    "llc",
    "inc",
    "corporation",
    "corp",
)


def name_key(name: str) -> str:
    """Return a name as it is compared.

    Widths, case, punctuation and accents of Latin letters make no difference, nor whether Chinese
    stands in traditional or simplified characters. Vowel signs of other scripts and symbols stay:
    they tell names apart.
    """
    plain = _without_accents(unicodedata.normalize("NFKC", name).casefold())
    kept = "".join(c for c in plain if unicodedata.category(c)[0] in "LNMS")
    return kept.translate(chinese().traditional)[:200]


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name in the order of the alphabet: "Smith, John" is "John Smith"."""
    split = re.split(r"[\s,，]+", name)
    return tuple(sorted(key for word in split if (key := name_key(word))))


def _without_accents(text: str) -> str:
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        after_latin = kept and unicodedata.name(kept[-1], "").startswith("LATIN")
        if not (after_latin and unicodedata.combining(char)):
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def without_kind(key: str) -> str:
    """Return a compared name without the word for the kind of company at its end."""
    for end in COMPANY_ENDS:
        if key.endswith(end) and len(key) > len(end) + 1:
            return key[: -len(end)]
    return key
