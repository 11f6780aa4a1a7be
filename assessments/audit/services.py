"""The service of the audit log: re-exports `audit_append` for services and views."""

from __future__ import annotations

from assessments.audit.log import audit_append

__all__ = ["audit_append"]
