"""The metadata label of GB 45438-2025: one JSON object under the key `AIGC`, in any carrier.

All readers of files share this module: each passes the texts that it found under that key, or in
fields where the label has been seen, and gets the label's fields as written. Forms that occur are
accepted; each departure from the standard's form is reported, none is corrected. The annex of the
standard could not be read, so the names and values of the fields follow TC260's practice guides and
real files (docs/formats.md).
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from assessments.intake.core.coerce import parse_json
from assessments.intake.core.problems import Problem, problem

KEY = "AIGC"
FIELDS = (
    "Label",
    "ContentProducer",
    "ProduceID",
    "ReservedCode1",
    "ContentPropagator",
    "PropagateID",
    "ReservedCode2",
)
REQUIRED = FIELDS[:3]
LABEL_VALUES = {"1", "2", "3"}  # generated, possibly generated, suspected to be generated
FIELDS_BY_FOLDED_NAME = {field.casefold(): field for field in FIELDS}
MAX_WRAPPINGS = 6  # a text in a text in an object; the bound ends the unwrapping of a made file
SHOWN_VALUE = 60  # characters of a wrong value that the problem repeats
# How a damaged text is repaired so that it can be read: the form that is reported, and the repair.
REPAIRS = (
    ("entities", html.unescape),
    ("entities", lambda text: html.unescape(html.unescape(text))),
    ("percent", unquote),
    ("quotes", lambda text: text.replace("'", '"')),
    ("escaped", lambda text: text.replace('\\"', '"')),
    ("prefix", lambda text: text[text.find("{") :] if text.strip().startswith(KEY) else ""),
)
# Fields of a label that a provider defined for itself.
VARIANT_MARKS = ("ServiceProvider", "ContentId", "ServiceUser")


def read(texts: Iterable[str]) -> tuple[Mapping[str, str] | None, tuple[Problem, ...]]:
    """The first label among the texts found under the key, and the problems of all of them."""
    found: list[Mapping[str, str]] = []
    problems: list[Problem] = []
    for text in texts:
        fields, form = parse(text)
        if fields is None:
            problems.append(problem("label_damaged"))
            continue
        if form:
            problems.append(problem("label_variant", form=form))
        found.append(fields)
    if not found:
        return None, tuple(problems)
    if len(found) > 1:
        problems.append(problem("label_twice"))
    return found[0], (*problems, *check_fields(found[0]))


def label_in(text: str) -> str | None:
    """The label inside a text that may hold other things; None where there is none."""
    if KEY not in text and f'"{KEY.lower()}"' not in text:
        return None
    stripped = text.strip("\0\ufeff \r\n\t")
    if stripped.startswith(KEY):
        rest = stripped[len(KEY) :].lstrip("\0 :=")
        return rest if rest.startswith("{") else None
    value = parse_json(stripped)
    keyed = isinstance(value, Mapping) and KEY in map(str.upper, value)
    return stripped if keyed else None


def parse(text: str) -> tuple[Mapping[str, str] | None, str | None]:
    """The fields, None where they are unreadable, and the form where it is not the standard's."""
    form = None
    value = parse_json(text)
    for name, repair in REPAIRS:
        if value is None:
            value = parse_json(repair(text))
            form = name if value is not None else None
    value = _unwrap(value)
    if not isinstance(value, Mapping) or not value:
        return None, None
    fields = {str(key): _to_text(item) for key, item in value.items()}
    named = {FIELDS_BY_FOLDED_NAME.get(key.casefold(), key): text for key, text in fields.items()}
    if not any(field in named for field in FIELDS):
        known = any(mark in named for mark in VARIANT_MARKS)
        form = "provider" if known else "unknown_fields"
    elif named.keys() != fields.keys():
        form = "letter_case"
    return named, form


def _unwrap(value: Any) -> Any:
    """The value under the label's own key or in a list of one, however often it was encoded."""
    for _ in range(MAX_WRAPPINGS):
        if isinstance(value, str):
            value = parse_json(value)
        elif isinstance(value, list) and len(value) == 1:
            value = value[0]
        elif isinstance(value, Mapping) and len(value) == 1 and KEY in map(str.upper, value):
            value = next(iter(value.values()))
        elif isinstance(value, Mapping) and KEY in value:
            value = value[KEY]
        else:
            break
    return value


def _to_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else str(value)


def check_fields(fields: Mapping[str, str]) -> tuple[Problem, ...]:
    """The problems of the fields: a required one that is missing, a value that is not allowed."""
    if not any(field in fields for field in FIELDS):
        return ()
    problems = [
        problem("label_missing_field", field=name) for name in REQUIRED if not fields.get(name)
    ]
    label = fields.get("Label")
    if label and label not in LABEL_VALUES:
        problems.append(problem("label_value", field="Label", value=label[:SHOWN_VALUE]))
    for name in FIELDS[1:]:
        value = fields.get(name, "")
        if not (value.isascii() and value.isprintable()):
            problems.append(problem("label_value", field=name, value=value[:SHOWN_VALUE]))
    return tuple(problems)
