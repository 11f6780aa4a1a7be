"""Django's door to the rows of firms and matters."""

from __future__ import annotations

from assessments.matters.models_firms import (
    Client,
    ConflictCheck,
    FactView,
    Firm,
    Intake,
    Invitation,
    Matter,
    MatterPerson,
    Member,
    Note,
    Party,
)
from assessments.matters.models_requests import Request, RequestMessage

__all__ = [
    "Client",
    "ConflictCheck",
    "FactView",
    "Firm",
    "Intake",
    "Invitation",
    "Matter",
    "MatterPerson",
    "Member",
    "Note",
    "Party",
    "Request",
    "RequestMessage",
]
