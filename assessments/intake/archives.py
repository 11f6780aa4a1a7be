"""ZIP archives: every member read by the same door, within bounds; nothing is written to disk.

Trigger: `PK` and no office file or layered picture inside (their readers come first). A chat export
is such an archive: its conversations become the archive's messages, its pictures are members beside
them. Archives inside an archive are named and not opened.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessments.intake import conversations, documents
from assessments.intake.containers import zips
from assessments.intake.conversations.collect import Collected, found
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Refused, beyond, problem
from assessments.intake.core.report import Found, Reading
from assessments.intake.core.source import Source

MEDIA_TYPE = "application/zip"
SYSTEM = ("__MACOSX/", ".DS_Store", "Thumbs.db")
EXPORT = re.compile(r"(?:.*/)?conversations[-_\d]{0,12}\.json")  # large ones come in parts
NESTED = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xfd7zXZ", b"BZh")


def detect(source: Source) -> bool:
    return source.head[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def read(source: Source) -> Found:
    """The archive's conversations as its own, and one reading for each of its members."""
    if source.size > limits.EXPORT_FILE.most:
        raise Refused(beyond(limits.EXPORT_FILE))
    gathered = _Gathered()
    with zips.opened(source, zips.EXPORT) as archive:
        gathered.problems += _unsafe(archive.file.infolist())
        for member in archive.members:
            _member(archive, member, gathered)
    return gathered.found()


@dataclass(kw_only=True)
class _Gathered:
    readings: list[Reading] = field(default_factory=list)
    exports: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    chars: int = 0  # of text kept from the members so far

    def found(self) -> Found:
        generators = {one.generator for one in self.exports if one.generator}
        extra: dict[str, object] = {"members": [one.as_json() for one in self.readings]}
        if listed := [item for one in self.exports for item in one.extra.get("conversations", ())]:
            extra["conversations"] = listed
        return Found(
            media_type=MEDIA_TYPE,
            generator=generators.pop() if len(generators) == 1 else None,
            messages=tuple(message for one in self.exports for message in one.messages),
            edits=tuple(edit for one in self.exports for edit in one.edits),
            times=tuple(time for one in self.exports for time in one.times),
            problems=tuple(self.problems),
            extra=extra,
            confidence="stated" if self.exports else "none",
        )


def _unsafe(members: list[zipfile.ZipInfo]) -> Iterator[Problem]:
    for member in members:
        if zips.is_link(member):
            yield problem("member_link", name=zips.shown(member.filename))
        elif zips.climbs(member.filename):
            yield problem("member_path", name=zips.shown(member.filename))


def _member(archive: zips.Archive, member: zipfile.ZipInfo, gathered: _Gathered) -> None:
    name = zips.shown(member.filename)
    if any(mark in member.filename for mark in SYSTEM):
        return
    try:
        head = _head(archive, member)
        if _is_conversations(member, head):
            _conversations(archive, member, gathered)
        else:
            content = archive.member_data(member, limits.FILE)
            source = Source(name=name, content=content)
            if conversations.detect_page(source) and _has_export(archive):
                # The same conversations once more, as a page.
                gathered.readings.append(_passed_over(source))
            else:
                _by_the_door(source, gathered)
    except Refused as refusal:
        gathered.readings.append(Reading(file=name, sha256=None, problems=(refusal.problem,)))


def _has_export(archive: zips.Archive) -> bool:
    return any(EXPORT.fullmatch(one.filename) for one in archive.members)


def _passed_over(source: Source) -> Reading:
    return Reading(file=source.name, sha256=source.sha256, media_type="text/html")


def _by_the_door(source: Source, gathered: _Gathered) -> None:
    from assessments.intake import reader  # the door knows this reader; it is asked only now

    if source.head.startswith(NESTED) and not documents.detect(source):
        gathered.problems.append(problem("archive_nested", name=source.name))
        return
    reading = reader.read(source.content or b"", name=source.name)
    gathered.chars += sum(len(one.text) for one in reading.raw)
    gathered.chars += sum(len(one.text) for one in reading.messages)
    if gathered.chars > limits.EXPORT_TEXT.most:
        reading = Reading(
            file=reading.file, sha256=reading.sha256, problems=(beyond(limits.EXPORT_TEXT),)
        )
    gathered.readings.append(reading)


def _head(archive: zips.Archive, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as file:
            return file.read(conversations.SEARCHED)
    except zips.BROKEN as error:
        where = zips.shown(member.filename)
        raise Refused(problem("damaged", where=where)) from error


def _is_conversations(member: zipfile.ZipInfo, head: bytes) -> bool:
    return conversations.detect(Source(name=member.filename, content=head))


def _conversations(archive: zips.Archive, member: zipfile.ZipInfo, gathered: _Gathered) -> None:
    """Streamed from the archive: an export's conversations may be larger than a member may be."""
    collected = Collected()
    with archive.open(member) as file:
        try:
            stream = conversations.stream(file, collected)
            one = found(collected, stream, "application/json")
        except zips.BROKEN as error:
            where = zips.shown(member.filename)
            raise Refused(problem("damaged", where=where)) from error
    gathered.exports.append(one)
    gathered.problems += one.problems
