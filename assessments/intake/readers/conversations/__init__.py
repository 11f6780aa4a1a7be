"""Conversations as programs export them in JSON or JSON lines, with their turns in order.

Marks: keys that only known programs write near the beginning, or turns of a person with a text. The
parsing is shared with pages, texts and archives (`intake/conversations`); the programs are listed
under "Conversations" below. Exports are streamed. Where nothing in the file is a conversation, the
readers behind this one read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assessments.intake import conversations
from assessments.intake.conversations import detect
from assessments.intake.core.problems import problem
from assessments.intake.core.report import Extracted
from assessments.intake.core.source import Source

UNREAD = "conversations_unread"
MEDIA_TYPES = ("application/json",)
SAMPLES = (
    "evidence-cases/claude-no-parents-a.json",
    "evidence-cases/claude-code-session.jsonl",
    "evidence-cases/nextchat-backup.json",
)
__all__ = ["MEDIA_TYPES", "SAMPLES", "detect", "read"]


def read(source: Source, read_otherwise: Callable[[Source], Extracted]) -> Extracted:
    """Read the conversations of a file, or else whatever it is without them."""
    found = conversations.read(source)
    unread = {fault.code for fault in found.problems} == {UNREAD}
    if not unread or found.confidence != "none" or found.extra or not source.is_small:
        return found
    other = read_otherwise(source)
    suspected = problem("conversation_suspected")
    if other.confidence != "none" or suspected in other.problems:
        return other
    if not conversations.names_person(source):
        return other
    return replace(other, problems=(*other.problems, suspected))
