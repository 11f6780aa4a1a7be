"""What the words of a document say of its making: a label that is seen, a conversation pasted in.

Documents are read for their words, changes and properties; turns are read in exports and plain
texts alone, since pages, columns and boxes of a document need not stand in the order of talk.
"""

from __future__ import annotations

from dataclasses import replace

from assessments.intake import conversations
from assessments.intake.core.problems import problem
from assessments.intake.core.report import Extracted
from assessments.intake.documents import visible_label

DOCUMENTS = (
    *("application/pdf", "application/rtf", "text/rtf"),
    *("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."),
)


def describe(found: Extracted) -> Extracted:
    """Return the report on a document with what its words say; any other report unchanged."""
    text = found.extra.get("text")
    kind = found.media_type or ""
    if not isinstance(text, str) or not text or not kind.startswith(DOCUMENTS) or found.messages:
        return found
    label = found.extra.get("visible_label") or visible_label.find(text)
    extra = {**found.extra, "visible_label": label} if label else found.extra
    problems = found.problems
    if conversations.detect_text(text) or conversations.resembles(text):
        problems = (*problems, problem("conversation_in_document"))
    return replace(found, extra=extra, problems=problems)
