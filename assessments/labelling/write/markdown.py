"""Markdown: the mapping `AIGC` in the front matter (TC260-PG-20258A); the text stays as it is.

A file in UTF-16 is rejected, because the programs that look for front matter do not read it there.
"""

from __future__ import annotations

import json

from assessments.intake.core.source import Source
from assessments.intake.provenance import aigc_label
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import reject_no_room

BOM = b"\xef\xbb\xbf"  # of UTF-8
UTF_16_BOMS = (b"\xff\xfe", b"\xfe\xff")
FENCE = b"---"  # the line before and behind YAML front matter
HEAD = 4096  # bytes in which the kind of line end shows


def write(source: Source, text: str) -> list[Splice]:
    data = source.data()
    if data[:2] in UTF_16_BOMS:
        reject_no_room()
    start = len(BOM) if data.startswith(BOM) else 0
    end = b"\r\n" if b"\r\n" in data[:HEAD] else b"\n"
    # YAML 1.2 takes JSON's quoted strings, so that a text of digits stays a text.
    fields = json.loads(text).items()
    lines = [f"{aigc_label.KEY}:", *(f"  {name}: {json.dumps(value)}" for name, value in fields)]
    label = b"".join(line.encode() + end for line in lines)
    if data.startswith(FENCE + end, start):
        return [Splice(offset=start + len(FENCE + end), inserted=label)]
    return [Splice(offset=start, inserted=FENCE + end + label + FENCE + end)]
