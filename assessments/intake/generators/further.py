"""Words of a person beside the prompt: of regions, styles, detailers, second passes, templates.

All readers of generators list them under one key, each with where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assessments.intake.core.coerce import to_text

KEY = "further_words"
MAX_ENTRIES = 50  # listed; real files have a few
NO_WORDS = frozenset({"none", "unknown", "undefined", "[prompt]", "true", "false"})
_LETTER = re.compile(r"[^\W\d_]")


def words(found: Iterable[tuple[str, Any]]) -> dict[str, list[dict[str, str]]]:
    """Return the texts, each with where it stood, under their key; nothing where there is none."""
    entries = [
        {"where": where, "text": text.strip()}
        for where, value in found
        if (text := to_text(value)) and _LETTER.search(text)
        if text.strip().lower() not in NO_WORDS
    ]
    return {KEY: entries[:MAX_ENTRIES]} if entries else {}
