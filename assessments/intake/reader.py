"""Reads one file and returns one `FileReport`, whatever the file is; no exception is raised."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Rejected, problem
from assessments.intake.core.report import Extracted, FileReport, copy_as
from assessments.intake.core.source import Source
from assessments.intake.core.unset_times import without_unset
from assessments.intake.dispatch import reader_of, readers
from assessments.intake.documents import words
from assessments.intake.provenance import c2pa

# Kinds whose readers ask for Content Credentials themselves, by their beginning.
ANY_SEED = -1
# Kinds by their beginning, and endings of names that belong to one of them alone. Programs write
# text and JSON under any ending, so these are compared with endings of other kinds only.
KINDS = (
    ("text/html", "page"),
    ("text/", "text"),
    ("application/json", "text"),
    ("application/pdf", "pdf"),
    ("application/zip", "archive"),
    ("application/vnd.", "office"),
    ("image/vnd.adobe.photoshop", "layers"),
    ("audio/", "recording"),
    ("video/", "recording"),
)
FAMILIES = {
    **dict.fromkeys(
        ("png", "jpg", "jpeg", "webp", "gif", "avif", "heic", "tif", "tiff"), "picture"
    ),
    **dict.fromkeys(("mp4", "mov", "webm", "mkv", "mp3", "wav", "flac", "m4a", "ogg"), "recording"),
    **dict.fromkeys(("docx", "pptx", "xlsx", "odt", "odp", "ods"), "office"),
    **dict.fromkeys(("json", "jsonl", "csv"), "text"),
    "pdf": "pdf",
    "psd": "layers",
}
SHOWN_PROGRAM = 60  # characters of its name in a sentence
ADDRESSES = ("https://", "http://")
WEIGHT = re.compile(r"::-?[\d.]{0,8}")  # of a part of Midjourney's requests
ASKED = ("image/", "audio/", "video/")


def read(file: Source | Path | str | bytes, *, name: str | None = None) -> FileReport:
    """Read one file. `name` is what the person called it; it does not decide how it is read."""
    source = file if isinstance(file, Source) else _open_source(file, name)
    try:
        digest = source.sha256
    except OSError:
        return FileReport(file=source.name, sha256=None, problems=(problem("unreadable_file"),))
    extracted = extract(source)
    return copy_as(FileReport, extracted, file=source.name, sha256=digest)


def _open_source(path_or_bytes: Path | str | bytes, name: str | None) -> Source:
    if isinstance(path_or_bytes, bytes):
        return Source(name=name or "", content=path_or_bytes)
    name = str(path_or_bytes) if name is None else name
    return Source(name=name, path=_to_path(path_or_bytes))


def _to_path(value: Path | str) -> Path:
    return value if isinstance(value, Path) else Path(value)


def extract(source: Source) -> Extracted:
    """What the file states; a failure of its reader is reported as a problem."""
    if not source.size:
        return _report_only(problem("empty_file"))
    try:
        reader = reader_of(source, READERS)
        extracted = reader.read(source) if reader else _report_only(problem("unknown_format"))
        extracted = _without_random_seed(_add_credentials(extracted, source))
        extracted = words.describe(without_unset(_set_addresses_apart(extracted)))
        extracted = _name_program(extracted)
        extracted = _compare_ending(extracted, source.extension)
    except Rejected as rejection:
        return _report_only(rejection.problem)
    except MemoryError:
        return _report_only(problem("reader_died"))
    except Exception as error:  # a reader's own defect must fail this file only
        return _report_only(problem("reader_failed", kind=type(error).__name__))
    if len(extracted.problems) < 2:
        return extracted
    return replace(extracted, problems=_without_repeats(extracted.problems))


def _add_credentials(extracted: Extracted, source: Source) -> Extracted:
    """The Content Credentials of a file whose own reader does not ask for them."""
    kind = extracted.media_type
    if not kind or kind.startswith(ASKED) or extracted.c2pa or source.size > limits.FILE.value:
        return extracted
    names = source.zip_names
    if c2pa.ZIP_MEMBER not in names and (names or not source.is_small):
        return extracted
    found = c2pa.look(source.data(), kind, marked=c2pa.ZIP_MEMBER in names)
    if found.c2pa is None:
        return extracted
    return replace(
        extracted,
        c2pa=found.c2pa,
        generator=extracted.generator or found.generator,
        times=(*extracted.times, *found.times),
        problems=(*extracted.problems, *found.problems),
        extra={**found.extra, **extracted.extra},
        confidence=c2pa.rate(extracted.confidence, found),
    )


def _compare_ending(extracted: Extracted, ending: str) -> Extracted:
    """Report a name that ends like another kind of file; pictures compare their own endings."""
    family = FAMILIES.get(ending)
    found = next(
        (name for start, name in KINDS if (extracted.media_type or "").startswith(start)), None
    )
    if family is None or found is None or family == found:
        return extracted
    differs = problem("name_differs", found=extracted.media_type, ending=ending)
    return replace(extracted, problems=(differs, *extracted.problems))


def _without_random_seed(extracted: Extracted) -> Extracted:
    """The settings without -1, by which programs ask for any seed; which one it was is unknown."""
    if extracted.parameters.seed != ANY_SEED:
        return extracted
    return replace(
        extracted,
        parameters=replace(extracted.parameters, seed=None),
        problems=(*extracted.problems, problem("placeholder", field="seed", value=str(ANY_SEED))),
    )


def _name_program(extracted: Extracted) -> Extracted:
    """Return a report that says of a file with the name of a program no more than that."""
    program = str(extracted.extra.get("creator_tool") or "")[:SHOWN_PROGRAM]
    if not program:
        return extracted
    named = problem("program_alone", program=program)
    faults = (named if fault.code == "no_metadata" else fault for fault in extracted.problems)
    return replace(extracted, problems=tuple(faults))


def _set_addresses_apart(extracted: Extracted) -> Extracted:
    """Return a request of nothing but addresses, as to blend pictures, with these as its inputs."""
    parts = (extracted.prompt or "").split()
    addresses = [part for part in parts if part.startswith(ADDRESSES)]
    if not addresses or not all(part in addresses or WEIGHT.fullmatch(part) for part in parts):
        return extracted
    inputs = (*extracted.inputs, *(address.partition("?")[0] for address in addresses))
    return replace(extracted, prompt=None, inputs=tuple(dict.fromkeys(inputs)))


def _read_member(content: bytes, name: str) -> FileReport:
    return read(content, name=name)


READERS = readers(_read_member)


def _without_repeats(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple({(fault.code, *fault.params.items()): fault for fault in problems}.values())


def _report_only(fault: Problem) -> Extracted:
    return Extracted(problems=(fault,))
