"""Word, Excel and PowerPoint files: the custom property `AIGC` (TC260-PG-20258A).

Every part is copied as it is; only the content types, the package relationships and the custom
properties get one more entry. A signed package is rejected, because its signature would fail. The
package is ECMA-376 Part 2 (Open Packaging Conventions), the properties are ECMA-376 Part 1.
"""

from __future__ import annotations

import io
import re
import zipfile
from copy import copy as duplicate
from html import escape
from itertools import count

from assessments.intake.containers import zips
from assessments.intake.core import limits
from assessments.intake.core.problems import problem, reject
from assessments.intake.core.source import Source
from assessments.intake.provenance import aigc_label
from assessments.intake.readers.office import CONTENT_TYPES, CUSTOM
from assessments.intake.readers.office import TYPES as PARTS
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import reject_no_room, replace_whole

TYPES = tuple(PARTS.values())
RELATIONS = "_rels/.rels"  # the relationships part of the package itself
SIGNATURES = "_xmlsignatures/"  # where digital signatures stand by convention
_FORMATS = "http://schemas.openxmlformats.org/"
_CUSTOM_SPACE = f"{_FORMATS}officeDocument/2006/custom-properties"
_VALUES_SPACE = f"{_FORMATS}officeDocument/2006/docPropsVTypes"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATION = f"{_FORMATS}officeDocument/2006/relationships/custom-properties"
TYPE = (
    f'<Override xmlns="{_FORMATS}package/2006/content-types" PartName="/{CUSTOM}" '
    f'ContentType="{CUSTOM_TYPE}"/>'
)
RELATION = (
    f'<Relationship xmlns="{_FORMATS}package/2006/relationships" Id="%s" '
    f'Type="{CUSTOM_RELATION}" Target="{CUSTOM}"/>'
)
# `fmtid` is [MS-OLEPS]'s format identifier of user-defined properties.
PROPERTY = (
    f'<property xmlns="{_CUSTOM_SPACE}" fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" '
    f'pid="%d" name="{aigc_label.KEY}"><vt:lpwstr xmlns:vt="{_VALUES_SPACE}">%s</vt:lpwstr>'
    "</property>"
)
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    f'<Properties xmlns="{_CUSTOM_SPACE}">%s</Properties>'
)
# [MS-OLEPS]: property identifiers 0 and 1 are reserved, so those of custom properties begin at 2.
FIRST_PID = 2
PID = re.compile(rb'\spid\s{0,8}=\s{0,8}["\'](\d{1,9})["\']')
RELATION_ID = re.compile(rb"""\sId\s{0,8}=\s{0,8}["']([^"']{1,255})["']""")
END_TAGS = {
    CONTENT_TYPES: re.compile(rb"</(?:\w{1,40}:)?Types\s{0,8}>"),
    RELATIONS: re.compile(rb"</(?:\w{1,40}:)?Relationships\s{0,8}>"),
    CUSTOM: re.compile(rb"</(?:\w{1,40}:)?Properties\s{0,8}>"),
}


def write(source: Source, text: str) -> list[Splice]:
    with zips.open_archive(source) as archive:
        names = [member.filename for member in archive.file.infolist()]
        if len(set(names)) < len(names) or any(name.startswith(SIGNATURES) for name in names):
            reject_no_room()
        changed = _change_parts(archive, text)
        return replace_whole(source, _copy_package(archive, changed))


def _change_parts(archive: zips.Archive, text: str) -> dict[str, bytes]:
    """The changed parts of the package, by their names."""
    types = _read_part(archive, CONTENT_TYPES)
    relations = _read_part(archive, RELATIONS)
    if archive.has(CUSTOM):
        custom = _read_part(archive, CUSTOM)
        number = max((int(pid) for pid in PID.findall(custom)), default=FIRST_PID - 1) + 1
        entry = PROPERTY % (number, escape(text))
        return {CUSTOM: _add_entry(custom, entry, CUSTOM)}
    if CUSTOM_RELATION.encode() in relations:
        reject_no_room()  # the properties stand in a part of another name
    taken = set(RELATION_ID.findall(relations))
    names = (f"aigc{number}" for number in count(1))
    name = next(name for name in names if name.encode() not in taken)
    return {
        CONTENT_TYPES: _add_entry(types, TYPE, CONTENT_TYPES),
        RELATIONS: _add_entry(relations, RELATION % name, RELATIONS),
        CUSTOM: (PROPERTIES % (PROPERTY % (FIRST_PID, escape(text)))).encode(),
    }


def _read_part(archive: zips.Archive, name: str) -> bytes:
    data = archive.data(name, limits.XML_BYTES)
    if data is None:
        reject(problem("damaged", where=name))
    return data


def _add_entry(part: bytes, entry: str, name: str) -> bytes:
    """The part with an entry before its end tag; a part in UTF-16 has no such tag."""
    ends = list(END_TAGS[name].finditer(part))
    if len(ends) != 1:
        reject_no_room()
    at = ends[0].start()
    return part[:at] + entry.encode() + part[at:]


def _copy_package(archive: zips.Archive, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        copy.comment = archive.file.comment
        for member in archive.file.infolist():
            data = changed.get(member.filename)
            if data is None:
                data = b"" if member.is_dir() else archive.member_data(member)
            copy.writestr(duplicate(member), data)  # writing changes what it is given
        if not archive.has(CUSTOM):
            moment = archive.file.infolist()[0].date_time
            added = zipfile.ZipInfo(CUSTOM, moment)
            copy.writestr(added, changed[CUSTOM], zipfile.ZIP_DEFLATED)
    return out.getvalue()
