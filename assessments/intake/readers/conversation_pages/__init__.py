"""Web pages of conversations: ChatGPT's export, Gemini's activity, pages that somebody saved.

Marks: a page in HTML with ChatGPT's list `jsonData`, Gemini in Google's list of activities, or the
marks that a service puts on what is said. Nothing of a page is executed.
"""

from __future__ import annotations

from assessments.intake.conversations import detect_page as detect
from assessments.intake.conversations import read_page as read

MEDIA_TYPES = ("text/html",)
SAMPLES = ("readers/chat.html",)
__all__ = ["MEDIA_TYPES", "SAMPLES", "detect", "read"]
