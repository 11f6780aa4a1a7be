"""The fixed phrases of the firm, read from the file of the site (`MEMO_FIRM_FILE`).

The file is read anew for each memo, and may be changed or gone after the start. Whatever is wrong
with it is one error, which the system check names and a page answers without a memo.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Final

import yaml
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.quotas.refusal import Refused

logger = logging.getLogger(__name__)
LISTS: Final = ("letterhead", "declarations")
PHRASES: Final = (*LISTS, "closing")
LANGUAGES: Final = ("en", "zh-hans")
MAX_BYTES = 64 * 1024  # it is stored with every memo
MAX_DEPTH = 5
MAX_LINES = 40
MAX_CHARS = 4000


class InvalidFirmFile(Refused):
    """The file cannot be read or has another form; no memo is made without what it holds."""

    status = 503
    retry_after = 0
    says = _(
        "The letterhead and the fixed phrases of this site cannot be read at the moment, so no "
        "memo was made. Tell whoever runs this site, and try again later."
    )


def firm_phrases(language: str) -> dict[str, Any]:
    """Return letterhead, declarations and closing of the firm in a language; else nothing.

    This is the only place that knows where they are kept. Raises `InvalidFirmFile`.
    """
    if not settings.MEMO_FIRM_FILE:
        return {}
    path = Path(settings.MEMO_FIRM_FILE)
    try:
        phrases = _checked(_load(path)).get(language) or {}
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        logger.error("MEMO_FIRM_FILE: %s: %s", path, error)
        raise InvalidFirmFile(f"{path}: {error}") from error
    return {n: tuple(v) if n in LISTS else v for n, v in phrases.items()}


def _load(path: Path) -> Any:
    with path.open("rb") as file:
        read = file.read(MAX_BYTES + 1)
    if len(read) > MAX_BYTES:
        raise ValueError(f"expected at most {MAX_BYTES} bytes.")
    text, depth = read.decode("utf-8"), 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("expected no aliases.")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ValueError("expected no lists within lists.")
    return yaml.safe_load(text) or {}


def _checked(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not set(value) <= set(LANGUAGES):
        raise ValueError("expected the languages en and zh-hans at the top.")
    for language, phrases in value.items():
        if not isinstance(phrases, dict | type(None)):
            raise ValueError(f"{language}: expected some of {PHRASES} below it.")
        for name, phrase in (phrases or {}).items():
            _check_phrase(f"{language}.{name}", name, phrase)
    return value


def _check_phrase(place: str, name: Any, phrase: Any) -> None:
    if name not in PHRASES:
        raise ValueError(f"{place}: expected one of {PHRASES}.")
    if not isinstance(phrase, list if name in LISTS else str):
        kind = "a list of texts" if name in LISTS else "a text"
        raise ValueError(f"{place}: expected {kind}.")
    lines = phrase if isinstance(phrase, list) else [phrase]
    if len(lines) > MAX_LINES or not all(isinstance(line, str) for line in lines):
        raise ValueError(f"{place}: expected at most {MAX_LINES} texts.")
    if any(len(line) > MAX_CHARS for line in lines):
        raise ValueError(f"{place}: expected at most {MAX_CHARS} characters in a text.")
    if any(not char.isprintable() and char not in "\n\t" for line in lines for char in line):
        raise ValueError(f"{place}: expected no control characters.")
