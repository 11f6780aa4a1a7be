"""Conversations as programs export them in JSON or JSON lines."""

from __future__ import annotations

from assessments.intake.conversations import detect, read

__all__ = ["detect", "read"]
