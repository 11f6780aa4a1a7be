"""Markdown: the mapping `AIGC` in the front matter (TC260-PG-20258A); the text stays as it is.

Refuses UTF-16, in which front matter is not read by the programs that look for it.
"""

from __future__ import annotations

import json

from assessments.intake.core.source import Source
from assessments.intake.provenance import aigc_label
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import no_room

BOM = b"\xef\xbb\xbf"
WIDE = (b"\xff\xfe", b"\xfe\xff")
FENCE = b"---"


def write(source: Source, text: str) -> list[Splice]:
    data = source.data()
    if data[:2] in WIDE:
        no_room()
    start = len(BOM) if data.startswith(BOM) else 0
    end = b"\r\n" if b"\r\n" in data[:4096] else b"\n"
    # JSON's quoted strings are YAML's too, so a number of digits stays a text.
    fields = json.loads(text).items()
    lines = [f"{aigc_label.KEY}:", *(f"  {name}: {json.dumps(value)}" for name, value in fields)]
    label = b"".join(line.encode() + end for line in lines)
    if data.startswith(FENCE + end, start):
        return [Splice(at=start + len(FENCE + end), put=label)]
    return [Splice(at=start, put=FENCE + end + label + FENCE + end)]
