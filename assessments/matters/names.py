"""How names of people and companies are compared."""

from __future__ import annotations

import unicodedata
from typing import Final

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
    """Return a name as it is compared: compatible forms, lower case, letters and digits only."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN")[:200]


def without_kind(key: str) -> str:
    """Return a compared name without the word for the kind of company at its end."""
    for end in COMPANY_ENDS:
        if key.endswith(end) and len(key) > len(end) + 1:
            return key[: -len(end)]
    return key
