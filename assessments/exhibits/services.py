"""Stores what a person fills in of an exhibit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from assessments.accounts.queries import roles_of
from assessments.accounts.roles import LAWYER
from assessments.audit.services import audit_append
from assessments.exhibits.codes import Capacity
from assessments.exhibits.models import ExhibitEntry
from assessments.exhibits.queries import FACTS, OPINIONS, key_of
from assessments.works.access import is_owner
from assessments.works.models import Assessment
from cases.record import Evidence

CLASS = ("legal_class", "class_reason")
EXAMINATION = ("examined_on", "examined", "examined_shows")
NO_EXAMINATION: Mapping[str, Any] = {"examined_on": None, "examined": "", "examined_shows": ""}


def capacity_of(user: User, assessment: Assessment) -> Capacity:
    """Return in which capacity a reader of an assessment fills in; nobody verifies a lawyer."""
    if LAWYER in roles_of(user):
        return "lawyer"
    return "maker" if assessment.work.owner_id == user.pk else "reader"


def may_examine(user: User, assessment: Assessment) -> bool:
    """Return whether a user may record an examination: a lawyer who does not own the work."""
    return capacity_of(user, assessment) == "lawyer" and not is_owner(user, assessment)


@transaction.atomic
def exhibit_fill_in(
    *, assessment: Assessment, piece: Evidence, by: User, values: Mapping[str, Any]
) -> None:
    """Store what a user fills in of an exhibit; nothing left of it removes the row.

    Only a lawyer chooses a class by law, and records an examination of somebody else's exhibit;
    from anybody else both are left out. An examination needs its day, what was looked at and what
    it showed.
    """
    capacity = capacity_of(by, assessment)
    names = (*FACTS, *OPINIONS, *(CLASS if capacity == "lawyer" else ()))
    kept: dict[str, Any] = {name: values.get(name, "").strip() for name in names}
    if not kept.get("legal_class"):
        kept["class_reason"] = ""
    if may_examine(by, assessment) and all(values.get(name) for name in EXAMINATION):
        kept |= {name: values[name] for name in EXAMINATION}
    row: dict[str, Any] = {"work": assessment.work, "evidence": key_of(piece), "by": by}
    if not any(kept.values()):
        ExhibitEntry.objects.filter(**row).delete()
    else:
        cleared = {} if capacity == "lawyer" else dict.fromkeys(CLASS, "")
        cleared |= NO_EXAMINATION
        about = {"what": piece.what, "sha256": (piece.sha256 or "").lower(), "capacity": capacity}
        ExhibitEntry.objects.update_or_create(defaults={**about, **cleared, **kept}, **row)
    facts = {"assessment": str(assessment.pk), "part": piece.id}
    subject = str(assessment.work_id)
    audit_append(subject=subject, act="exhibit.filled-in", actor=by.pk, facts=facts)
