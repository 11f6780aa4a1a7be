"""Sentences of the problems that are about documents, layered pictures and parts of prompts."""

from __future__ import annotations

from assessments.intake.core.translatable import gettext_noop

PROMPTS: dict[str, str] = {
    "prompt_part_unknown": gettext_noop(
        "The node %(node)s gives words to the prompt that are not understood or not in the file; "
        "the text given may not be all of it."
    ),
    "prompt_shown_before": gettext_noop(
        "The words given are those that a node of the graph showed at an earlier run; whose they "
        "are and what they were made from is not understood."
    ),
}
DOCUMENTS: dict[str, str] = {
    "pdf_damaged": gettext_noop("The PDF's structure is damaged and was not read (%(kind)s)."),
    "pdf_pages_unread": gettext_noop("The text of %(count)s pages of the PDF could not be read."),
    "template_default": gettext_noop(
        "A date in the file is that of the empty template from which the program %(program)s makes "
        "every document; it says nothing about this one and is left out."
    ),
    "office_text_unread": gettext_noop(
        "The text of slides, notes and tables of this kind of file is not read."
    ),
    "layer_names_uncertain": gettext_noop(
        "Names of layers stand in the encoding of the system that wrote them, which the file does "
        "not name; they may be read wrongly."
    ),
}
