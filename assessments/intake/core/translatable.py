"""Marks sentences for translation without translating them: nothing here knows Django."""

from __future__ import annotations


def gettext_noop(text: str) -> str:
    """Mark a sentence for the translators' tools, which look for this name, and return it."""
    return text
