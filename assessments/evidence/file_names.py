"""The name of a file as it is kept and shown: what a person called it, and nothing that acts.

Refuses to be a path, to hide characters or to turn the order of reading; never becomes the place
where the bytes are stored.
"""

from __future__ import annotations

import unicodedata

LONGEST = 200
LONGEST_ENDING = 20
NAMELESS = "file"
# They turn what stands after them around, so that "gpj.exe" reads "exe.jpg"; or cannot be seen.
TURNING = frozenset("\u061c\u200e\u200f\u2028\u2029\ufeff")
TURNING_RANGES = (("\u202a", "\u202e"), ("\u2066", "\u2069"))


def clean_name(name: str) -> str:
    """The last part of a name, visible characters only, at most `LONGEST` of them."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(one for one in unicodedata.normalize("NFC", last) if _is_shown(one))
    shown = " ".join(shown.split()).strip(" .")
    return _shortened(shown) or NAMELESS


def _is_shown(one: str) -> bool:
    if one in TURNING or any(first <= one <= last for first, last in TURNING_RANGES):
        return False
    return unicodedata.category(one) not in ("Cc", "Cs", "Cn")


def _shortened(name: str) -> str:
    """Cut in the middle, so that the ending stays."""
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        return name[: LONGEST - 1] + "…"
    return f"{stem[: LONGEST - len(ending) - 2]}….{ending}"
