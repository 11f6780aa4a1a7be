"""Web pages of conversations: ChatGPT's export, Gemini's activity, pages that somebody saved."""

from __future__ import annotations

from assessments.intake.conversations import detect_page as detect
from assessments.intake.conversations import read_page as read

__all__ = ["detect", "read"]
