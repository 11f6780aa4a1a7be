"""A copy of a file with the metadata label of GB 45438-2025; everything else stays as it is.

Each kind of file gets the label where TC260's practice guides place it (docs/formats.md). A writer
names only the bytes that change, so a film of a gigabyte needs no more memory than its table of
contents. A file that already has a label is rejected, since the standard wants exactly one and
nobody may alter another's; so is a file whose signature would no longer match, unless the caller
allows it. Plain text has no place for metadata, so that its label is visible words, which are not
written here. The project's own readers read every copy back before it is returned.
"""

from __future__ import annotations

from assessments.intake.core import limits
from assessments.intake.core.problems import Rejected, problem, raise_limit, reject
from assessments.intake.core.source import Source
from assessments.intake.reader import extract
from assessments.labelling.write import (
    isobmff,
    markdown,
    matroska,
    office,
    ogg,
    pdf,
    pictures,
    sound,
    tiff_gif,
)
from assessments.labelling.write.copying import Copy, Splice
from assessments.labelling.write.label import Label
from assessments.labelling.write.writer import Writer

__all__ = ["STREAMED", "WRITERS", "Copy", "Label", "Splice", "label_copy", "write_label"]

STREAMED: dict[str, Writer] = {
    "video/mp4": isobmff.write,
    "video/quicktime": isobmff.write,
    "audio/mp4": isobmff.write,
    "audio/mpeg": sound.mp3,
    "audio/wav": sound.wav,
    "audio/flac": sound.flac,
    "audio/ogg": ogg.write,
    "video/x-msvideo": sound.avi,
    "video/x-matroska": matroska.write,
    "video/webm": matroska.write,
}
WRITERS: dict[str, Writer] = {
    "image/png": pictures.png,
    "image/jpeg": pictures.jpeg,
    "image/webp": pictures.webp,
    "image/tiff": tiff_gif.tiff,
    "image/gif": tiff_gif.gif,
    "application/pdf": pdf.write,
    "text/markdown": markdown.write,
    **dict.fromkeys(office.TYPES, office.write),
    **STREAMED,
}
CREDENTIAL_KEYS = ("present", "remote")  # facts of the credentials that mean a signed file


def write_label(data: bytes, label: Label, *, even_if_signed: bool = False) -> bytes:
    """The labelled copy of a file that is in memory; raises `Rejected` as `label_copy` does."""
    copy = label_copy(Source(name="", content=data), label, even_if_signed=even_if_signed)
    with copy.open() as file:
        return file.read()


def label_copy(source: Source, label: Label, *, even_if_signed: bool = False) -> Copy:
    """The file's copy with the label; raises `Rejected` with the reason where it takes none."""
    label.check()
    before = extract(source)
    writer = WRITERS.get(before.media_type or "")
    if writer is None:
        reject(problem("label_unsupported"))
    if before.media_type not in STREAMED and source.size > limits.FILE.value:
        raise_limit(limits.FILE)
    if before.aigc_label or any(fault.code.startswith("label_") for fault in before.problems):
        reject(problem("label_present"))
    signed = before.c2pa is not None and any(before.c2pa.get(key) for key in CREDENTIAL_KEYS)
    if signed and not even_if_signed:
        reject(problem("label_breaks_signature"))
    splices = _run_writer(writer, source, label)
    copy = Copy(name=source.name, original=source, splices=splices)
    after = extract(copy)
    if after.aigc_label != label.fields() or after.media_type != before.media_type:
        reject(problem("label_not_read_back"))
    return copy


def _run_writer(writer: Writer, source: Source, label: Label) -> tuple[Splice, ...]:
    try:
        return tuple(writer(source, label.text()))
    except Rejected:
        raise
    except Exception:  # a broken file meets a writer in many ways; each means no copy
        reject(problem("damaged", where="label"))
