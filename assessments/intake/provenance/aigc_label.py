"""The metadata label of GB 45438-2025: one JSON object under the key `AIGC`, in any carrier.

All readers of files share this module: each passes the texts that it found under that key, or in
fields where the label has been seen, and gets the label's fields as written. Forms that occur are
accepted; each departure from the standard's form is reported by one code, `label_variant`, with the
form as its parameter, and none is corrected. The annex of the standard could not be read, so the
names and values of the fields follow TC260's practice guides and real files (docs/formats.md).
"""

from __future__ import annotations

import base64
import binascii
import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
SHOWN_NAMES = 8  # names of other fields that the problem repeats
# How a damaged text is repaired so that it can be read: the form that is reported, and the repair.
REPAIRS = (
    ("entities", html.unescape),
    ("entities", lambda text: html.unescape(html.unescape(text))),
    ("percent", unquote),
    ("quotes", lambda text: text.replace("'", '"')),
    ("escaped", lambda text: text.replace('\\"', '"')),
    ("prefix", lambda text: text[text.find("{") :] if text.strip().startswith(KEY) else ""),
    ("base64", lambda text: _from_base64(text)),
)
# Fields of a label that a provider defined for itself.
VARIANT_MARKS = ("ServiceProvider", "ContentId", "ServiceUser")


@dataclass(frozen=True, kw_only=True)
class Form:
    """A departure from the standard's form; `names` are the fields, where it is one of fields."""

    form: str
    names: str = ""

    def problem(self) -> Problem:
        return problem("label_variant", form=self.form, names=self.names)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A text that may be the label, or fields that stood apart, and how the carrier departed."""

    text: str = ""
    fields: Mapping[str, str] | None = None
    forms: tuple[Form, ...] = ()


def read(
    candidates: Iterable[str | Candidate],
) -> tuple[Mapping[str, str] | None, tuple[Problem, ...]]:
    """The first label among what was found under the key, and the problems of all of it."""
    found: list[Mapping[str, str]] = []
    problems: list[Problem] = []
    for given in candidates:
        candidate = Candidate(text=given) if isinstance(given, str) else given
        fields, forms = _fields_of(candidate)
        if fields is None:
            if Form(form="key_case") not in candidate.forms:  # a program's own setting of that name
                problems.append(problem("label_damaged"))
            continue
        problems.extend(form.problem() for form in (*candidate.forms, *forms))
        if found and candidate.fields is not None and fields.items() <= found[0].items():
            continue  # the same fields once more, each as a property of its own
        found.append(fields)
    if not found:
        return None, tuple(problems)
    if len(found) > 1:
        problems.append(problem("label_twice"))
        problems.extend(_differences(found))
    return found[0], (*problems, *check_fields(found[0]))


def agrees(other: Candidate, labels: Iterable[Candidate]) -> bool:
    """Return whether a candidate cannot be read or contradicts none of the fields of a label."""
    fields, _ = _fields_of(other)
    known = [found for label in labels if (found := _fields_of(label)[0]) is not None]
    return fields is None or not known or not any(_differences([known[0], fields]))


def _differences(found: list[Mapping[str, str]]) -> Iterable[Problem]:
    """Yield what the labels of one file state differently, with both values."""
    for name in FIELDS:
        values = list(dict.fromkeys(fields[name] for fields in found if fields.get(name)))
        for other in values[1:]:
            first, second = values[0][:SHOWN_VALUE], other[:SHOWN_VALUE]
            yield problem("label_contradiction", field=name, first=first, second=second)


def _fields_of(candidate: Candidate) -> tuple[Mapping[str, str] | None, tuple[Form, ...]]:
    if candidate.fields is None:
        return parse(candidate.text)
    return normalise(candidate.fields)


def label_in(text: str) -> Candidate | None:
    """The label inside a text that may hold other things; None where there is none."""
    keyless = '"ContentProducer"' in text
    if KEY not in text and f'"{KEY.lower()}"' not in text and not keyless:
        return None
    stripped = text.strip("\0\ufeff \r\n\t")
    if stripped.startswith(KEY):
        rest = stripped[len(KEY) :].lstrip("\0 :=")
        return Candidate(text=rest) if rest.startswith("{") else None
    value = parse_json(stripped)
    if not isinstance(value, Mapping):
        return None
    if KEY in map(str.upper, value):
        return Candidate(text=stripped)
    return Candidate(text=stripped, forms=(Form(form="no_key"),)) if keyless else None


def parse(text: str) -> tuple[Mapping[str, str] | None, tuple[Form, ...]]:
    """The fields, None where they are unreadable, and where the form is not the standard's."""
    forms: tuple[Form, ...] = ()
    value = parse_json(text)
    for name, repair in REPAIRS:
        if value is None:
            value = parse_json(repair(text))
            forms = (Form(form=name),) if value is not None else ()
    value, small = _unwrap(value)
    if not isinstance(value, Mapping) or not value:
        return None, ()
    if small:
        forms = (*forms, Form(form="key_case"))
    named, more = normalise({str(key): _to_text(item) for key, item in value.items()})
    return named, (*forms, *more)


def normalise(fields: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[Form, ...]]:
    """The fields by the standard's names, whatever their case, and what departs in the names.

    A field of another name stays as it is written: what it was meant to be is not guessed.
    """
    named = {FIELDS_BY_FOLDED_NAME.get(key.casefold(), key): text for key, text in fields.items()}
    others = [name for name in named if name not in FIELDS]
    if len(others) == len(named):
        known = any(mark in named for mark in VARIANT_MARKS)
        return named, (Form(form="provider" if known else "unknown_fields", names=_join(others)),)
    forms = []
    if named.keys() != fields.keys():
        forms.append(Form(form="letter_case"))
    if others:
        forms.append(Form(form="field_names", names=_join(others)))
    return named, tuple(forms)


def _join(names: list[str]) -> str:
    return ", ".join(name[:SHOWN_VALUE] for name in names[:SHOWN_NAMES])


def _from_base64(text: str) -> str:
    """The text inside Base64, with the label's key before it or not; empty for other texts."""
    try:
        inside = base64.b64decode(text.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
    return inside[inside.find("{") :] if inside.lstrip().startswith((KEY, "{")) else ""


def _unwrap(value: Any) -> tuple[Any, bool]:
    """The value under the label's own key or in a list of one, however often it was encoded.

    Also whether that key is not written in capitals.
    """
    small = False
    for _ in range(MAX_WRAPPINGS):
        if isinstance(value, str):
            value = parse_json(value)
        elif isinstance(value, list) and len(value) == 1:
            value = value[0]
        elif isinstance(value, Mapping) and len(value) == 1 and KEY in map(str.upper, value):
            small = small or KEY not in value
            value = next(iter(value.values()))
        elif isinstance(value, Mapping) and KEY in value:
            value = value[KEY]
        else:
            break
    return value, small


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
