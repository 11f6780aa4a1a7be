"""Adds what a client shared to a matter: a copy of record and assessment, at a hash.

The client's own work is not changed and not needed any more: the copy stays with the
matter when the client revokes the share, changes the record or deletes the account. Files are not
copied; they are open to the matter as long as the share gives leave.
"""

from __future__ import annotations

import hashlib

from django.db import transaction

from assessments.desk.services_matters import log_matter
from assessments.matters.access import matter_locked
from assessments.matters.models_firms import Intake, Matter, Member
from assessments.works.models import Assessment, Work
from assessments.works.shares import Share
from cases.record import CreationRecord, dump_json

FROZEN = ("record", "as_of", "rubric", "library_hash", "result", "library")


@transaction.atomic
def share_add(*, share: Share, matter: Matter, by: Member) -> Assessment:
    """Add the assessment of a share to a matter; a second time returns what is there.

    What is there rests on the share from then on, where the one before was revoked.
    """
    matter_locked(matter.pk)  # of two clicks the second finds the first
    there = Intake.objects.filter(work__matter=matter, source=share.assessment).first()
    if there is not None:
        if there.share is None or there.share.revoked_at is not None:  # shared anew
            there.share = share
            there.save(update_fields=["share"])
            facts = {"source": str(share.assessment_id), "record_sha256": there.record_sha256}
            log_matter(matter, "matter.received", by, facts)
        return there.work.assessments.latest("created_at")
    source = share.assessment
    work = Work.objects.create(matter=matter, title=source.work.title, record=source.record)
    taken = Assessment.objects.create(work=work, **{name: getattr(source, name) for name in FROZEN})
    record = dump_json(CreationRecord.model_validate(source.record))
    digest = hashlib.sha256(record.encode()).hexdigest()
    Intake.objects.create(work=work, source=source, share=share, record_sha256=digest, by=by)
    facts = {"assessment": str(taken.pk), "source": str(source.pk), "record_sha256": digest}
    log_matter(matter, "matter.received", by, facts)
    return taken
