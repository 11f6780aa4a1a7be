"""Word, Excel and PowerPoint files: the custom property `AIGC` (TC260-PG-20258A).

Every part is written over as it is; only the list of types, the list of relations and the custom
properties get one entry more. Refuses a package that is signed, whose signature would fail.
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
from assessments.intake.core.problems import problem, refuse
from assessments.intake.core.source import Source
from assessments.intake.documents.office import CONTENT_TYPES, CUSTOM
from assessments.intake.documents.office import TYPES as PARTS
from assessments.intake.provenance import aigc_label
from assessments.labelling.write.copying import Splice
from assessments.labelling.write.writer import no_room, whole

TYPES = tuple(PARTS.values())
RELATIONS = "_rels/.rels"
SIGNATURES = "_xmlsignatures/"
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
PROPERTY = (
    f'<property xmlns="{_CUSTOM_SPACE}" fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" '
    f'pid="%d" name="{aigc_label.KEY}"><vt:lpwstr xmlns:vt="{_VALUES_SPACE}">%s</vt:lpwstr>'
    "</property>"
)
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    f'<Properties xmlns="{_CUSTOM_SPACE}">%s</Properties>'
)
FIRST = 2  # the numbers of custom properties begin here
NUMBER = re.compile(rb'\spid\s{0,8}=\s{0,8}["\'](\d{1,9})["\']')
IDENTITY = re.compile(rb"""\sId\s{0,8}=\s{0,8}["']([^"']{1,255})["']""")
ENDS = {
    CONTENT_TYPES: re.compile(rb"</(?:\w{1,40}:)?Types\s{0,8}>"),
    RELATIONS: re.compile(rb"</(?:\w{1,40}:)?Relationships\s{0,8}>"),
    CUSTOM: re.compile(rb"</(?:\w{1,40}:)?Properties\s{0,8}>"),
}


def write(source: Source, text: str) -> list[Splice]:
    with zips.opened(source) as archive:
        names = [one.filename for one in archive.file.infolist()]
        if len(set(names)) < len(names) or any(one.startswith(SIGNATURES) for one in names):
            no_room()
        changed = _changed(archive, text)
        return whole(source, _copied(archive, changed))


def _changed(archive: zips.Archive, text: str) -> dict[str, bytes]:
    """The parts that become others, by their names."""
    types = _part(archive, CONTENT_TYPES)
    relations = _part(archive, RELATIONS)
    if archive.has(CUSTOM):
        custom = _part(archive, CUSTOM)
        number = max((int(one) for one in NUMBER.findall(custom)), default=FIRST - 1) + 1
        entry = PROPERTY % (number, escape(text))
        return {CUSTOM: _with(custom, entry, CUSTOM)}
    if CUSTOM_RELATION.encode() in relations:
        no_room()  # the properties stand under another name
    taken = set(IDENTITY.findall(relations))
    name = next(one for at in count(1) if (one := f"aigc{at}").encode() not in taken)
    return {
        CONTENT_TYPES: _with(types, TYPE, CONTENT_TYPES),
        RELATIONS: _with(relations, RELATION % name, RELATIONS),
        CUSTOM: (PROPERTIES % (PROPERTY % (FIRST, escape(text)))).encode(),
    }


def _part(archive: zips.Archive, name: str) -> bytes:
    data = archive.data(name, limits.XML_BYTES)
    if data is None:
        refuse(problem("damaged", where=name))
    return data


def _with(part: bytes, entry: str, name: str) -> bytes:
    """The part with an entry before its end; one in another encoding has no such end."""
    ends = list(ENDS[name].finditer(part))
    if len(ends) != 1:
        no_room()
    at = ends[0].start()
    return part[:at] + entry.encode() + part[at:]


def _copied(archive: zips.Archive, changed: dict[str, bytes]) -> bytes:
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
