"""Problems: what a reader could not read or does not believe, as a code, facts and a sentence.

There is one table for all readers. `assessments.wording.files` translates its sentences; this
package does not, because it knows no Django.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NoReturn

from assessments.intake.core.limits import Limit
from assessments.intake.core.problems_external import EXTERNAL_READERS
from assessments.intake.core.problems_git import GIT
from assessments.intake.core.problems_graphs import GRAPHS
from assessments.intake.core.translatable import gettext_noop

Param = str | int | float | None
NOTHING: Mapping[str, Param] = MappingProxyType({})

# Every sentence is marked, so that the Django side can translate it.
SENTENCES: dict[str, str] = {
    # The file as a whole.
    "empty_file": gettext_noop("The file is empty."),
    "unreadable_file": gettext_noop("The file could not be opened."),
    "unknown_format": gettext_noop("This kind of file is not read; it is kept as it is."),
    "truncated": gettext_noop("The file ends before its own structure says it should; %(where)s."),
    "damaged": gettext_noop("A part of the file is damaged and was left out: %(where)s."),
    "name_differs": gettext_noop(
        "By its content the file is %(found)s, though its name ends in %(ending)s."
    ),
    "bytes_after_end": gettext_noop(
        "%(bytes)s bytes follow the end of the picture and were not read."
    ),
    "reader_failed": gettext_noop(
        "Reading failed at an unexpected place (%(kind)s); the file is kept."
    ),
    # All that is known of a process that has ended without a report.
    "reader_died": gettext_noop(
        "Reading ended before it was done: it needed more memory than is allowed, or the reader "
        "failed, or it was stopped from outside."
    ),
    "timed_out": gettext_noop("Reading took longer than %(most)s %(unit)s and was ended."),
    # Bounds.
    "report_too_large": gettext_noop(
        "The file states more than is kept for a file of its size: %(texts)s texts were cut or "
        "left out, and %(entries)s entries of lists were left out. The file itself is kept whole."
    ),
    "file_too_large": gettext_noop("The file is larger than %(most)s %(unit)s."),
    "too_many_pixels": gettext_noop(
        "The picture has more than %(most)s %(unit)s; its pixels were not read."
    ),
    "too_many_blocks": gettext_noop("The file has more parts than are read (%(most)s %(unit)s)."),
    "text_too_large": gettext_noop(
        "The file has more text than is read (%(most)s %(unit)s); some of it was left out."
    ),
    "too_deep": gettext_noop("The data is nested deeper than %(most)s %(unit)s and was not read."),
    "too_many_nodes": gettext_noop(
        "The graph has more than %(most)s %(unit)s and was not followed."
    ),
    "graph_too_tangled": gettext_noop("The graph could not be followed within %(most)s %(unit)s."),
    "too_many_members": gettext_noop(
        "The archive has more than %(most)s %(unit)s and was not read."
    ),
    "archive_too_large": gettext_noop(
        "The archive unpacks to more than %(most)s %(unit)s and was not read."
    ),
    "archive_ratio": gettext_noop(
        "The archive unpacks to more than %(most)s %(unit)s its size; not read."
    ),
    "too_many_messages": gettext_noop(
        "The export has more than %(most)s %(unit)s; the rest was not read."
    ),
    "too_many_edits": gettext_noop(
        "The file records more than %(most)s %(unit)s; the rest was not read."
    ),
    # Conversations.
    "conversation_too_large": gettext_noop(
        "A conversation is larger than %(most)s %(unit)s and was not read."
    ),
    "too_much_conversation": gettext_noop(
        "The export holds more than %(most)s %(unit)s; every conversation is "
        "listed, and the turns of the later ones were not kept."
    ),
    "too_many_conversations": gettext_noop(
        "The export holds more than %(most)s %(unit)s; the rest is not listed."
    ),
    "export_damaged": gettext_noop(
        "The export breaks off or is damaged after %(kept)s conversations; the rest was not read."
    ),
    "conversations_unread": gettext_noop(
        "%(count)s entries of the export have no known shape and were not read."
    ),
    "conversation_form_unknown": gettext_noop(
        "The program that wrote the conversations is not known; turns were recognised by the usual "
        "names of the speakers alone."
    ),
    "conversation_suspected": gettext_noop(
        "The file looks like a conversation in a form that is not known. Nothing of it was read as "
        "a turn; its text is kept as it is."
    ),
    "conversation_in_document": gettext_noop(
        "The text of the document looks like a conversation with a machine. It is kept as text and "
        "was not read as turns; an export of the conversation, or its text alone, is."
    ),
    "order_uncertain": gettext_noop(
        "The order of the turns is not certain: the file names no turn that another one answers, "
        "and turns of one speaker follow each other."
    ),
    "speaker_inferred": gettext_noop(
        "%(name)s is taken for a speaker because the name takes turns with the other speaker; the "
        "text does not say who it is."
    ),
    "activity_verb_kept": gettext_noop(
        "Requests in the list of activities may begin with a word of the list itself, in a "
        "language in which it is not known."
    ),
    "page_may_be_part": gettext_noop(
        "The conversation is read from a saved page, which holds only what was loaded when it was "
        "saved; turns may be missing, and none of them has a time."
    ),
    "page_without_turns": gettext_noop(
        "The title of the page names %(service)s, but no turn of a conversation was recognised in "
        "it."
    ),
    "saved_page_missing": gettext_noop(
        "The file has the form of a page that a browser saved (MHTML), but no page was found in it."
    ),
    "question_end_unknown": gettext_noop(
        "The file marks where a question begins, not where it ends: only its first line is given "
        "as the person's words, and more of them may stand at the beginning of the answer."
    ),
    "lines_damaged": gettext_noop(
        "%(count)s lines of the file are damaged and were not read, the first of them line "
        "%(first)s."
    ),
    "table_unread": gettext_noop(
        "The table could not be read beyond line %(line)s; the rows below it are missing."
    ),
    # Archives, documents, code.
    "archive_damaged": gettext_noop(
        "The archive's list of members is damaged; nothing of it was read."
    ),
    "archive_nested": gettext_noop("%(name)s is an archive inside the archive and was not opened."),
    "member_encrypted": gettext_noop("%(name)s is encrypted and was not read."),
    "member_link": gettext_noop("%(name)s is a symbolic link and was not followed."),
    "member_path": gettext_noop(
        "The name %(name)s points outside the archive; it was read in memory only."
    ),
    "macro_present": gettext_noop("The file contains a macro; it was not run."),
    "front_matter_damaged": gettext_noop(
        "The front matter of the text is not well-formed and was not read."
    ),
    "pdf_damaged": gettext_noop("The PDF's structure is damaged and was not read (%(kind)s)."),
    "pdf_pages_unread": gettext_noop("The text of %(count)s pages of the PDF could not be read."),
    **GIT,
    "c2pa_unchecked": gettext_noop(
        "The file carries Content Credentials and is too large for them to be checked."
    ),
    # What texts say.
    "xml_refused": gettext_noop(
        "The XML in the file declares entities or a document type and was not read."
    ),
    "xml_damaged": gettext_noop("The XML in the file is not well-formed and was not read."),
    "json_damaged": gettext_noop(
        "The JSON under %(where)s is not well-formed; its text is kept as it is."
    ),
    "encoding_unclear": gettext_noop(
        "The text under %(where)s is in no known encoding; parts were replaced."
    ),
    "encoding_guessed": gettext_noop(
        "Nothing states the encoding of the text under %(where)s; it was read as Chinese or "
        "Japanese because its bytes fit that, which is not certain."
    ),
    "repeated_text": gettext_noop(
        "The file holds two texts under %(where)s that differ; what is given is from the first."
    ),
    "layer_names_uncertain": gettext_noop(
        "The names of %(count)s layers are in an encoding that the file does not state; how they "
        "are spelt is not certain."
    ),
    "template_time": gettext_noop(
        "The time %(value)s is that of the template of %(program)s, which every document made with "
        "it carries; it says nothing of this one."
    ),
    "no_metadata": gettext_noop(
        "The file names no generator and carries no prompt. Words that can be seen or heard in it "
        "were not read."
    ),
    "program_alone": gettext_noop(
        "The file names the program %(program)s and carries no prompt; whether that program "
        "generated it is not stated. Words that can be seen or heard in it were not read."
    ),
    "texts_not_understood": gettext_noop(
        "No generator and no prompt was recognised, but the file carries texts or parts that are "
        "not understood here: %(names)s."
    ),
    "preview_program_missing": gettext_noop(
        "No preview was made: the program that draws pages is not installed here."
    ),
    "format_not_read": gettext_noop(
        "The file is of the kind %(format)s, of which nothing more is read here; it is kept as it "
        "is."
    ),
    "contradiction": gettext_noop("For %(field)s the file says %(first)s and also %(second)s."),
    **GRAPHS,
    "generations_not_kept": gettext_noop(
        "A prompt stands in the file, but no generation with it; whether it ran is not known."
    ),
    "generations_several": gettext_noop(
        "The file keeps %(count)s generations; the prompt and settings given are those of the last "
        "one whose result was used, or else of the last one."
    ),
    "runs_several": gettext_noop(
        "The file lists %(count)s runs that differ; the prompt and settings given are those of the "
        "run that stands first, and all are listed."
    ),
    "fields_unread": gettext_noop(
        "The file has fields that are named like those of prompts or conversations (%(names)s); "
        "what they hold was read as text alone."
    ),
    "form_of_webui": gettext_noop(
        "The settings are written as Stable Diffusion WebUI writes them, which other programs do "
        "too; the file also names %(program)s. Which program made it is not certain."
    ),
    "settings_several": gettext_noop(
        "The text holds the settings of %(count)s runs; which of them made this is not known, and "
        "none is given as its prompt and settings."
    ),
    "runs_unread": gettext_noop(
        "%(count)s entries of the log hold no prompt with settings and were not read."
    ),
    "runs_none": gettext_noop("The file has the form of a log of runs, but none could be read."),
    "settings_alone": gettext_noop(
        "The file holds settings without a prompt and without a seed; whether anything was made "
        "with them is not known."
    ),
    "placeholder": gettext_noop(
        "The file holds the placeholder %(value)s for %(field)s, not a value."
    ),
    # Marks of origin.
    "c2pa_unavailable": gettext_noop(
        "The file carries Content Credentials; the library that checks them is not installed."
    ),
    "c2pa_unreadable": gettext_noop("The Content Credentials could not be read (%(kind)s)."),
    "c2pa_kind_unchecked": gettext_noop(
        "The file carries or names Content Credentials; they are not checked in this kind of file."
    ),
    "c2pa_without_file": gettext_noop(
        "These are Content Credentials without the file that they sign; whether they fit it is not "
        "known."
    ),
    "c2pa_remote": gettext_noop(
        "The file names Content Credentials at a remote address; nothing is fetched."
    ),
    "label_damaged": gettext_noop("The AIGC label is not well-formed; its text is kept as it is."),
    "label_value": gettext_noop(
        "The AIGC label's field %(field)s holds %(value)s, which the standard does not provide."
    ),
    "label_missing_field": gettext_noop("The AIGC label lacks the field %(field)s."),
    "label_twice": gettext_noop("The file carries the AIGC label more than once."),
    "label_contradiction": gettext_noop(
        "The AIGC labels in the file contradict each other: the field %(field)s holds %(first)s "
        "and also %(second)s."
    ),
    "label_variant": gettext_noop(
        "The AIGC label has another form than the standard provides: %(form)s."
    ),
    "label_private": gettext_noop(
        "The file carries a provider's own marks (%(names)s); they are not the label of the "
        "standard."
    ),
    "label_present": gettext_noop(
        "The file already carries an AIGC label, or something in its place; a label is written "
        "once and never replaced."
    ),
    "label_unsupported": gettext_noop(
        "An AIGC label is not written into this kind of file here, nor into an encrypted PDF. "
        "Pictures, sound and film of the usual kinds, Office files, PDF and Markdown take one; "
        "plain text is labelled by words that are seen."
    ),
    "label_breaks_signature": gettext_noop(
        "The file is signed (Content Credentials); a label would make its signature fail."
    ),
    "label_no_room": gettext_noop(
        "The file's own metadata leaves no room for the label, or has a form that is not extended."
    ),
    "label_not_read_back": gettext_noop(
        "The label could not be read back from the copy, which was therefore not handed out."
    ),
    # Screenshots.
    "screenshot_edited": gettext_noop(
        "The name of the screenshot says that it was edited afterwards; what was changed is not "
        "known."
    ),
    "recognition_missing": gettext_noop(
        "The text of pictures is not recognised here; not installed: %(missing)s. Nothing of what "
        "the picture shows was read."
    ),
    "recognition_stopped": gettext_noop(
        "Recognising the text of the picture was stopped by its limits; lines may be missing."
    ),
    "recognition_failed": gettext_noop(
        "The text of the picture could not be recognised; nothing of what it shows was read."
    ),
    "signature_broken": gettext_noop(
        "The generator's signature does not match the picture or its metadata."
    ),
    "credentials_irregular": gettext_noop(
        "The Content Credentials lack something that their specification asks for (%(codes)s). "
        "That says nothing of a change to the file or to what was signed."
    ),
    "credentials_failed": gettext_noop(
        "The file or its Content Credentials do not match what was signed."
    ),
    **EXTERNAL_READERS,
}

# How an AIGC label departs from the standard's form; `label_variant` names one of these.
FORMS: dict[str, str] = {
    "entities": gettext_noop("its signs are written as entities of HTML"),
    "percent": gettext_noop("its signs are written as in addresses"),
    "quotes": gettext_noop("it has single quotation marks"),
    "escaped": gettext_noop("its quotation marks stand behind backslashes"),
    "prefix": gettext_noop("the key stands before the JSON object"),
    "base64": gettext_noop("it is written in Base64"),
    "key_case": gettext_noop("its key is not written AIGC in capitals"),
    "no_key": gettext_noop("it stands in another field, without its key"),
    "properties": gettext_noop("its fields stand apart instead of in one JSON object"),
    "letter_case": gettext_noop("its fields have other capitals than the standard's"),
    "field_names": gettext_noop("it has fields that the standard does not name (%(names)s)"),
    "unknown_fields": gettext_noop("it has none of the standard's fields, but %(names)s"),
    "provider": gettext_noop("it has a provider's own fields (%(names)s)"),
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A code of `SENTENCES` with the facts that its sentence names."""

    code: str
    params: Mapping[str, Param] = field(default_factory=lambda: NOTHING)

    def message(self) -> str:
        params = dict(self.params)
        if str(params.get("form")) in FORMS:
            params["form"] = FORMS[str(params["form"])] % params
        return SENTENCES[self.code] % params


class Rejected(Exception):
    """A part of a file goes beyond a limit or cannot be read; carries the problem to report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def problem(code: str, **params: Param) -> Problem:
    return Problem(code=code, params=params)


def over_limit(limit: Limit) -> Problem:
    """The problem that reports a file beyond this limit."""
    return problem(limit.code, most=limit.value, unit=limit.unit)


def reject(fault: Problem) -> NoReturn:
    raise Rejected(fault)


def raise_limit(limit: Limit) -> NoReturn:
    raise Rejected(over_limit(limit))
