"""What a reader could not read or does not believe: a code, its facts, its English sentence.

One table for all readers. Another language is the task of `assessments.intake_wording`; here is no
translation, because nothing in this package knows Django.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NoReturn

from assessments.intake.limits import Limit

Param = str | int | float | None
NOTHING: Mapping[str, Param] = MappingProxyType({})

SENTENCES: dict[str, str] = {
    # The file as a whole.
    "empty_file": "The file is empty.",
    "unreadable_file": "The file could not be opened.",
    "unknown_format": "This kind of file is not read; it is kept as it is.",
    "truncated": "The file ends before its own structure says it should; %(where)s.",
    "damaged": "A part of the file is damaged and was left out: %(where)s.",
    "name_differs": "By its content the file is %(found)s, though its name ends in %(ending)s.",
    "bytes_after_end": "%(bytes)s bytes follow the end of the picture and were not read.",
    "reader_failed": "Reading failed at an unexpected place (%(kind)s); the file is kept.",
    "reader_died": "Reading needed more memory than is allowed and was ended.",
    "timed_out": "Reading took longer than %(most)s %(unit)s and was ended.",
    # Bounds.
    "file_too_large": "The file is larger than %(most)s %(unit)s.",
    "too_many_pixels": "The picture has more than %(most)s %(unit)s; its pixels were not read.",
    "too_many_blocks": "The file has more parts than are read (%(most)s %(unit)s).",
    "text_too_large": "A text in the file is larger than %(most)s %(unit)s and was not read.",
    "too_deep": "The data is nested deeper than %(most)s %(unit)s and was not read.",
    "too_many_nodes": "The graph has more than %(most)s %(unit)s and was not followed.",
    "graph_too_tangled": "The graph could not be followed within %(most)s %(unit)s.",
    "too_many_members": "The archive has more than %(most)s %(unit)s and was not read.",
    "archive_too_large": "The archive unpacks to more than %(most)s %(unit)s and was not read.",
    "archive_ratio": "The archive unpacks to more than %(most)s %(unit)s its size; not read.",
    "too_many_messages": "The export has more than %(most)s %(unit)s; the rest was not read.",
    "too_many_edits": "The file records more than %(most)s %(unit)s; the rest was not read.",
    # Conversations.
    "conversation_too_large": "A conversation is larger than %(most)s %(unit)s and was not read.",
    "too_much_conversation": "The export holds more than %(most)s %(unit)s; every conversation is "
    "listed, and the turns of the later ones were not kept.",
    "export_damaged": "The export breaks off or is damaged after %(kept)s conversations; the rest "
    "was not read.",
    "conversations_unread": "%(count)s entries of the export have no known shape and were not read.",
    # What texts say.
    "xml_refused": "The XML in the file declares entities or a document type and was not read.",
    "xml_damaged": "The XML in the file is not well-formed and was not read.",
    "json_damaged": "The JSON under %(where)s is not well-formed; its text is kept as it is.",
    "encoding_unclear": "The text under %(where)s is in no known encoding; parts were replaced.",
    "no_metadata": "The file names no generator and carries no prompt.",
    "contradiction": "For %(field)s the file says %(first)s and also %(second)s.",
    "ambiguous": "The file holds %(count)s candidates for %(field)s; none was chosen.",
    "graph_cycle": "The graph runs in a circle; what lies on the circle was not followed.",
    "graph_unfinished": "The graph has no node that saves a result; the prompt is not certain.",
    "prompt_expanded": "A language model rewrote the prompt while the graph ran; the text given is "
    "what went into it.",
    "placeholder": "The file holds the placeholder %(value)s for %(field)s, not a value.",
    "unknown_fields": "Some fields of the metadata have no known meaning and are kept as raw text.",
    # Marks of origin.
    "c2pa_unavailable": "The file carries Content Credentials; the library that checks them is not "
    "installed.",
    "c2pa_unreadable": "The Content Credentials could not be read (%(kind)s).",
    "c2pa_remote": "The file names Content Credentials at a remote address; nothing is fetched.",
    "label_damaged": "The AIGC label is not well-formed; its text is kept as it is.",
    "label_value": "The AIGC label's field %(field)s holds %(value)s, which the standard does not "
    "provide.",
    "label_missing_field": "The AIGC label lacks the field %(field)s.",
    "label_twice": "The file carries the AIGC label more than once.",
    "label_variant": "The AIGC label has another form than the standard provides (%(form)s).",
    "signature_broken": "The generator's signature does not match the picture or its metadata.",
    "signature_unchecked": "The generator's signature could not be checked (%(why)s).",
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A code of `SENTENCES` with the facts its sentence names."""

    code: str
    params: Mapping[str, Param] = field(default_factory=lambda: NOTHING)

    def message(self) -> str:
        return SENTENCES[self.code] % self.params


class Refused(Exception):
    """A part of a file goes beyond a bound or cannot be read; carries the problem to report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def problem(code: str, **params: Param) -> Problem:
    return Problem(code=code, params=params)


def beyond(limit: Limit) -> Problem:
    return problem(limit.code, most=limit.most, unit=limit.unit)


def refuse(what: Problem | Limit) -> NoReturn:
    raise Refused(beyond(what) if isinstance(what, Limit) else what)
