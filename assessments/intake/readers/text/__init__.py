"""Plain text and Markdown."""

from __future__ import annotations

from assessments.intake.documents.text import detect, read

__all__ = ["detect", "read"]
