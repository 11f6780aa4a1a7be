"""PDF: `/AIGC` in the Info dictionary (TC260-PG-20258A), as an incremental update.

The original's bytes stand first, unchanged (ISO 32000-1, 7.5.6). An encrypted file is rejected.
"""

from __future__ import annotations

import io

from assessments.intake.core.problems import problem, reject
from assessments.intake.core.source import Source
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import replace_whole


def write(source: Source, text: str) -> list[Splice]:
    from pypdf import PdfReader, PdfWriter

    data = source.data()
    if PdfReader(io.BytesIO(data)).is_encrypted:
        reject(problem("label_unsupported"))
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    writer.add_metadata({"/AIGC": text})
    out = io.BytesIO()
    writer.write(out)
    return replace_whole(source, out.getvalue())
