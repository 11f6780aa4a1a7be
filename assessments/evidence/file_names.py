"""The name of an uploaded file as it is stored and shown.

A clean name is no path and has no invisible characters and none that change the direction of
text. It is never used as the path of the stored bytes.
"""

from __future__ import annotations

import unicodedata

from assessments.typesetting.unseen import drop_unseen

MAX_NAME_CHARS = 200
MAX_EXTENSION_CHARS = 20
DEFAULT_NAME = "file"


def clean_name(name: str) -> str:
    """Return the last part of a path in NFC, visible characters only, `MAX_NAME_CHARS` at most.

    A name without any visible character becomes `DEFAULT_NAME`.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    known = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    visible = unicodedata.normalize("NFC", drop_unseen(known))
    visible = " ".join(visible.split()).strip(" .")
    return _shorten(visible) or DEFAULT_NAME


def _shorten(name: str) -> str:
    """Shorten a name to `MAX_NAME_CHARS` in the middle, so that its extension stays."""
    if len(name) <= MAX_NAME_CHARS:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > MAX_EXTENSION_CHARS:
        return name[: MAX_NAME_CHARS - 1] + "…"
    return f"{stem[: MAX_NAME_CHARS - len(extension) - 2]}….{extension}"
