"""The door to letters for services."""

from __future__ import annotations

from assessments.notifications.email import notify

__all__ = ["notify"]
