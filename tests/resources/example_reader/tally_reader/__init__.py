"""Tally files, a format made up for this example: a mark, then one JSON object with the settings.

Marks: the file begins with NUL, `TALLY 1` and a line feed.
"""

from __future__ import annotations

import json

from assessments.intake import Extracted, Parameters, Raw, Rejected, Source, StatedTime, problem

MARK = b"\0TALLY 1\n"
MEDIA_TYPES = ("application/x-tally",)
SAMPLES = ("lantern.tally",)


def detect(source: Source) -> bool:
    """Return whether a file is a Tally file; only its first bytes are looked at."""
    return source.head.startswith(MARK)


def read(source: Source) -> Extracted:
    """Read what the file states; what it does not state stays None."""
    text = source.data().removeprefix(MARK).decode("utf-8", "replace")
    try:
        fields = json.loads(text)
    except ValueError as error:
        raise Rejected(problem("json_damaged", where="Tally")) from error
    return Extracted(
        media_type=MEDIA_TYPES[0],
        generator=fields.get("program"),
        prompt=fields.get("prompt"),
        parameters=Parameters(seed=fields.get("seed"), model=fields.get("model")),
        times=(StatedTime(what="generated", value=fields["made"], source="made"),),
        raw=(Raw(where="JSON", text=text),),
        confidence="stated",
    )
