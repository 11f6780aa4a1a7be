"""Keeps the report on a file within the limit that follows from the size of the file.

What was read of a small file can be large: deflate packs about 1032 to 1, and JSON writes a control
character in six bytes. The longest texts are cut first, then the longest lists; a problem counts
what was left out, so that no cut text passes for a whole one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.intake.core.limits import report_limit
from assessments.intake.core.problems import problem
from assessments.intake.core.report import FileReport, problem_json

Json = dict[str, Any]
CUT = " […]"  # ends a text that was cut
# Bytes below which entries are left out instead of being cut further: a date, a name or a number
# of usual length is whole or not there.
MIN_ITEM, MIN_VALUE = 400, 32
# Never cut: a part of a prompt would pass for the prompt.
WHOLE = frozenset({"prompt", "negative_prompt"})
PROBLEM_BYTES = 2048  # kept free for the problem that is added


def encode_report(report: FileReport, size: int) -> bytes:
    """Return the report on a file of `size` bytes as JSON in UTF-8, within its limit."""
    plain = report.as_json()
    encoded = encode(plain)
    limit = report_limit(size)
    return encoded if len(encoded) <= limit.value else encode(cut_report(plain, limit.value))


def encode(value: Any) -> bytes:
    """Return a value as JSON in UTF-8, lone surrogates included, as `json.loads` reads it."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def cut_report(report: Json, limit: int) -> Json:
    """Return the report cut to `limit` bytes of JSON, with the problem that says what is missing.

    The limit must be far above the size of the names of the fields and `PROBLEM_BYTES`.
    """
    cutter = _Cutter()
    kept = cutter.fit(report, limit - PROBLEM_BYTES)
    left_out = problem("report_too_large", texts=cutter.texts, entries=cutter.items)
    return {**kept, "problems": [*kept["problems"], problem_json(left_out)]}


def shorten(value: Json, limit: int) -> Json:
    """Return an object cut to `limit` bytes of JSON, for a place where the whole is at hand."""
    shortened: Json = _Cutter().fit(value, limit)
    return shortened


@dataclass
class _Cutter:
    """Cuts values and counts the texts and the entries that were cut or left out."""

    texts: int = 0
    items: int = 0

    def fit(self, value: Any, limit: int) -> Any:
        """Cut a JSON value to `limit` bytes; None where it cannot be cut so far."""
        if len(encode(value)) <= limit:
            return value
        if isinstance(value, str):
            return self._fit_text(value, limit)
        if isinstance(value, Mapping):
            return self.fit_mapping(value, limit)
        if isinstance(value, list):
            return self._fit_list(value, limit)
        return None  # a number of very many digits

    def fit_mapping(self, value: Mapping[str, Any], limit: int) -> Json:
        """Cut the longest values of a mapping; the last names where there are too many."""
        names = {name: len(encode(name)) + len(": , ") for name in value}
        sizes = {name: len(encode(inner)) for name, inner in value.items()}
        share = fair_share(sizes.values(), limit - len("{}") - sum(names.values()))
        kept = list(value)
        if share < MIN_VALUE:
            share = MIN_VALUE
            kept = first_within(names, limit - len("{}"), share)
            self.items += len(value) - len(kept)
        return {name: self._fit_value(name, value[name], share) for name in kept}

    def _fit_value(self, name: str, value: Any, limit: int) -> Any:
        if name in WHOLE and len(encode(value)) > limit:
            self.texts += 1
            return None
        return self.fit(value, limit)

    def _fit_list(self, value: list[Any], limit: int) -> list[Any]:
        room = limit - len("[]")
        share = fair_share((len(encode(item)) for item in value), room - len(", ") * len(value))
        kept = value
        if share < MIN_ITEM:
            share = MIN_ITEM
            kept = value[: max(0, room // (share + len(", ")))]
            self.items += len(value) - len(kept)
        return [self.fit(item, share) for item in kept]

    def _fit_text(self, text: str, limit: int) -> str:
        self.texts += 1
        room = limit - len(encode(CUT))
        text = text[: max(0, room)]  # a character takes a byte or more
        while text and (size := len(encode(text)) - len('""')) > room:
            text = text[: min(len(text) - 1, len(text) * room // size)]
        return text + CUT if text else ""


def fair_share(sizes: Iterable[int], limit: int) -> int:
    """Return the largest size to which all larger ones must be cut so that the sum is within limit.

    Sizes up to it are kept whole: the longest are cut first, all to the same length.
    """
    left, ordered = limit, sorted(sizes)
    for number, size in enumerate(ordered):
        share = left // (len(ordered) - number)
        if size > share:
            return share
        left -= size
    return limit


def first_within(sizes: Mapping[str, int], limit: int, value_size: int) -> list[str]:
    """Return the first names whose sizes, with a value of `value_size` each, are within limit."""
    kept: list[str] = []
    for name, size in sizes.items():
        limit -= size + value_size
        if limit < 0:
            break
        kept.append(name)
    return kept
