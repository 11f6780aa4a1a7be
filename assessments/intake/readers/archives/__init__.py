"""ZIP archives: every member is read as a file of its own, within bounds, and never on disk.

Marks: `PK` and no office file or layered picture inside (their readers come first). A chat export
is such an archive: its conversations become the archive's messages, its pictures are members beside
them. Archives inside an archive are named and not opened.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from assessments.intake import conversations
from assessments.intake.containers import zips
from assessments.intake.conversations import grok_posts
from assessments.intake.conversations.collect import ConversationCollector, extract
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Rejected, over_limit, problem
from assessments.intake.core.report import Extracted, FileReport
from assessments.intake.core.source import Source

MEDIA_TYPE = "application/zip"
# Files that macOS and Windows add by themselves.
SYSTEM_NAMES = ("__MACOSX/", ".DS_Store", "Thumbs.db")
EXPORT = re.compile(r"(?:.*/)?conversations[-_\d]{0,12}\.json")  # large ones come in parts
# The first bytes of ZIP, RAR, 7-Zip, gzip, xz and bzip2.
NESTED = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xfd7zXZ", b"BZh")
MEDIA_TYPES = (MEDIA_TYPE,)
SAMPLES = ("readers/two-files.zip",)


def detect(source: Source) -> bool:
    # APPNOTE.TXT 4.3.7, local file header, and 4.3.16, the end record of an empty archive.
    return source.head[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def read(
    source: Source,
    read_member: Callable[[bytes, str], FileReport],
    is_document: Callable[[Source], bool],
) -> Extracted:
    """The archive's conversations as its own, and one report for each of its members.

    A member that is an archive itself is read only where it is a document (`is_document`).
    """
    if source.size > limits.EXPORT_FILE.value:
        raise Rejected(over_limit(limits.EXPORT_FILE))
    gathered = _ArchiveReport(read_member=read_member, is_document=is_document)
    with zips.open_archive(source, zips.EXPORT) as archive:
        gathered.problems += _report_unsafe(archive.file.infolist())
        for member in archive.members:
            _read_member(archive, member, gathered)
    return gathered.build()


@dataclass(kw_only=True)
class _ArchiveReport:
    """The reports of the members so far."""

    read_member: Callable[[bytes, str], FileReport]
    is_document: Callable[[Source], bool]
    reports: list[FileReport] = field(default_factory=list)
    exports: list[Extracted] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    chars: int = 0  # of text kept from the members so far

    def build(self) -> Extracted:
        exports = self.exports
        # An archive has no generator itself: that of its conversations counts where nothing else in
        # it was made by another, or by hand.
        made = [member for member in self.reports if member.confidence != "none"]
        generators = {stated.generator for stated in (*exports, *made)}
        extra: dict[str, object] = {"members": [report.as_json() for report in self.reports]}
        for key in ("conversations", grok_posts.KEY):
            if listed := [entry for export in exports for entry in export.extra.get(key, ())]:
                extra[key] = listed
        return Extracted(
            media_type=MEDIA_TYPE,
            generator=generators.pop() if len(generators) == 1 else None,
            messages=tuple(message for export in exports for message in export.messages),
            edits=tuple(edit for export in exports for edit in export.edits),
            times=tuple(time for export in exports for time in export.times),
            problems=tuple(self.problems),
            extra=extra,
            confidence="stated" if exports else "none",
        )


def _report_unsafe(members: list[zipfile.ZipInfo]) -> Iterator[Problem]:
    for member in members:
        if zips.is_link(member):
            yield problem("member_link", name=zips.printable_name(member.filename))
        elif zips.climbs(member.filename):
            yield problem("member_path", name=zips.printable_name(member.filename))


def _read_member(archive: zips.Archive, member: zipfile.ZipInfo, gathered: _ArchiveReport) -> None:
    name = zips.printable_name(member.filename)
    if any(mark in member.filename for mark in SYSTEM_NAMES):
        return
    try:
        head = _read_head(archive, member)
        if _is_conversations(member, head):
            _read_conversations(archive, member, gathered)
        else:
            content = archive.member_data(member, limits.FILE)
            source = Source(name=name, content=content)
            if conversations.detect_page(source) and _has_export(archive):
                # The same conversations once more, as a page.
                gathered.reports.append(_report_unread(source))
            else:
                _read_any(source, gathered)
    except Rejected as rejection:
        gathered.reports.append(FileReport(file=name, sha256=None, problems=(rejection.problem,)))


def _has_export(archive: zips.Archive) -> bool:
    return any(EXPORT.fullmatch(member.filename) for member in archive.members)


def _report_unread(source: Source) -> FileReport:
    return FileReport(file=source.name, sha256=source.sha256, media_type="text/html")


def _read_any(source: Source, gathered: _ArchiveReport) -> None:
    if source.head.startswith(NESTED) and not gathered.is_document(source):
        gathered.problems.append(problem("archive_nested", name=source.name))
        return
    report = gathered.read_member(source.content or b"", source.name)
    gathered.chars += sum(len(raw.text) for raw in report.raw)
    gathered.chars += sum(len(message.text) for message in report.messages)
    if gathered.chars > limits.EXPORT_TEXT.value:
        report = FileReport(
            file=report.file, sha256=report.sha256, problems=(over_limit(limits.EXPORT_TEXT),)
        )
    gathered.reports.append(report)


def _read_head(archive: zips.Archive, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as file:
            return file.read(conversations.MAX_SEARCHED)
    except zips.BROKEN as error:
        where = zips.printable_name(member.filename)
        raise Rejected(problem("damaged", where=where)) from error


def _is_conversations(member: zipfile.ZipInfo, head: bytes) -> bool:
    return conversations.detect(Source(name=member.filename, content=head))


def _read_conversations(
    archive: zips.Archive, member: zipfile.ZipInfo, gathered: _ArchiveReport
) -> None:
    """Read conversations as a stream, since they may be larger than a member may be."""
    collected = ConversationCollector()
    with archive.open(member) as file:
        try:
            stream = conversations.stream(file, collected)
            export = extract(collected, stream, "application/json")
        except zips.BROKEN as error:
            where = zips.printable_name(member.filename)
            raise Rejected(problem("damaged", where=where)) from error
    gathered.exports.append(export)
    gathered.problems += export.problems
