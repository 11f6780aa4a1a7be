"""Checks what the child of an external reader printed: it is as untrusted as the file itself.

The form is that of our own readers, the values of `core.report`. Further facts of turns and edits
are left out, and a kind of file that is read here is refused; of the rest `asking` takes what
others may say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from assessments.intake.core import limits
from assessments.intake.core.problems import SENTENCES
from assessments.intake.core.report import Extracted
from assessments.intake.dispatch import media_types

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}")
ROLES = frozenset({"user", "assistant", "system", "tool"})
KINDS = frozenset({"insert", "delete", "replace", "move", "format", "comment", "layer", "commit"})
# Not `signed` and `named`: a signature is checked here, and a name is no part of the file.
EVENTS = frozenset(
    {"created", "modified", "generated", "digitised", "sent", "edited", "committed", "exported"}
)
OWN = "external_reader"  # begins the codes of problems that are about these readers


class Refused(ValueError):
    """An answer departs from the form or the bounds."""


def parse(answer: bytes) -> Extracted:
    """Return what a reader found; raises `Refused`."""
    try:
        found = form().validate_json(answer, strict=True)
    except ValueError as error:  # pydantic's are
        raise Refused("form") from error
    for fault in _faults(found):
        raise Refused(fault)
    return replace(
        found,
        messages=tuple(replace(message, extra={}) for message in found.messages),
        edits=tuple(replace(edit, extra={}) for edit in found.edits),
    )


@cache
def form() -> TypeAdapter[Extracted]:
    """The form of a report, checked by its own types."""
    from pydantic import TypeAdapter

    return TypeAdapter(Extracted)


def _faults(found: Extracted) -> Iterator[str]:
    kind = found.media_type
    if kind is not None and (not MEDIA_TYPE.fullmatch(kind) or kind in media_types()):
        yield "media_type"
    for text in (found.prompt, found.negative_prompt):
        if text is not None and len(text) > limits.PROMPT_CHARS.value:
            yield "prompt"
    numbers = (found.parameters.cfg_scale, *(lora.weight for lora in found.parameters.loras))
    if not all(number is None or math.isfinite(number) for number in numbers):
        yield "parameters"
    if len(found.messages) > limits.EXPORT_MESSAGES.value:
        yield "messages"
    if not ROLES.issuperset(message.role for message in found.messages):
        yield "messages"
    if len(found.edits) > limits.EDITS.value or not KINDS.issuperset(e.kind for e in found.edits):
        yield "edits"
    if not EVENTS.issuperset(time.what for time in found.times):
        yield "times"
    for fault in found.problems:
        if fault.code not in SENTENCES or fault.code.startswith(OWN):
            yield "problems"
        try:
            fault.message()
        except (KeyError, TypeError, ValueError):
            yield "problems"
