"""Conversations as programs export them in JSON or JSON lines, with their turns in order.

Marks: keys that only known programs write near the beginning, or turns of a person with a text. The
parsing is shared with pages, texts and archives (`intake/conversations`); the programs are listed
under "Conversations" below. Exports are streamed.
"""

from __future__ import annotations

from assessments.intake.conversations import detect, read

MEDIA_TYPES = ("application/json",)
SAMPLES = (
    "evidence-cases/claude-no-parents-a.json",
    "evidence-cases/claude-code-session.jsonl",
    "evidence-cases/nextchat-backup.json",
)
__all__ = ["MEDIA_TYPES", "SAMPLES", "detect", "read"]
