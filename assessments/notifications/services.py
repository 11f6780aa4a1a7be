"""The service that other rooms call to notify a user."""

from __future__ import annotations

from assessments.notifications.email import notify

__all__ = ["notify"]
