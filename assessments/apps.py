from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# What every round of the sweep looks at beside the rows of jobs.
SWEPT = (
    "assessments.answers.services.drafts_forget",
    "assessments.dossier.announce.proofs_announce",
    "assessments.evidence.follow_up.start_all_follow_ups",
    "assessments.evidence.sweep.originals_round",
    "assessments.memo.announce.memos_announce",
)


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        from django.conf import settings

        from assessments.intake.provenance import signers
        from assessments.interview import claims
        from assessments.jobs import also_sweep
        from assessments.privacy import signals

        signals.connect()
        claims.connect()
        for look in SWEPT:
            also_sweep(look)
        signers.own = settings.C2PA_TRUST_ANCHORS
