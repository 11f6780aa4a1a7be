"""The name of an uploaded file as it is stored and shown.

A clean name is no path and has no invisible characters and none that change the direction of
text. It is never used as the path of the stored bytes.
"""

from __future__ import annotations

import unicodedata

MAX_NAME_CHARS = 200
MAX_EXTENSION_CHARS = 20
DEFAULT_NAME = "file"
# Directional formatting characters (Unicode Standard Annex #9, 2), with which "gpj.exe" reads
# "exe.jpg", and separators, marks and letters that are invisible.
INVISIBLE = frozenset("\u061c\u200e\u200f\u2028\u2029\ufeff\u115f\u1160\u180e\u2800\u3164\uffa0")
DIRECTIONAL_RANGES = (("\u202a", "\u202e"), ("\u2066", "\u2069"))


def clean_name(name: str) -> str:
    """Return the last part of a path in NFC, visible characters only, `MAX_NAME_CHARS` at most.

    A name without any visible character becomes `DEFAULT_NAME`.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    visible = "".join(
        character for character in unicodedata.normalize("NFC", last) if _is_visible(character)
    )
    visible = " ".join(visible.split()).strip(" .")
    return _shorten(visible) or DEFAULT_NAME


def _is_visible(character: str) -> bool:
    if character in INVISIBLE or any(
        first <= character <= last for first, last in DIRECTIONAL_RANGES
    ):
        return False
    return unicodedata.category(character) not in ("Cc", "Cs", "Cn")


def _shorten(name: str) -> str:
    """Shorten a name to `MAX_NAME_CHARS` in the middle, so that its extension stays."""
    if len(name) <= MAX_NAME_CHARS:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > MAX_EXTENSION_CHARS:
        return name[: MAX_NAME_CHARS - 1] + "…"
    return f"{stem[: MAX_NAME_CHARS - len(extension) - 2]}….{extension}"
