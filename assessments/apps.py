from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# What every round of the sweep looks at beside the rows of jobs.
SWEPT = (
    "assessments.answers.forgetting.sessions_forget",
    "assessments.answers.forgetting.drafts_forget",
    "assessments.desk.services_requests.requests_remind",
    "assessments.dossier.announce.proofs_announce",
    "assessments.evidence.follow_up.start_all_follow_ups",
    "assessments.evidence.log_roots.roots_round",
    "assessments.evidence.sweep.originals_round",
    "assessments.lineage.services.trees_request",
    "assessments.memo.announce.memos_announce",
    "assessments.memo.services.memos_discard",
    "assessments.quotas.services.quotas_forget",
    "assessments.securing.services.reminders_send",
)


# What follows once the files of a draft changed.
FILE_LISTENERS = ("assessments.lineage.services.tree_request",)


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        from django.conf import settings

        from assessments.accounts import attempts, time_steps
        from assessments.audit import checks  # noqa: F401  registers them
        from assessments.evidence.follow_up import on_files_changed
        from assessments.intake.external import installed as external_readers
        from assessments.intake.provenance import signers
        from assessments.interview import claims
        from assessments.jobs import also_sweep, stored_files
        from assessments.memo import checks as memo_checks  # noqa: F401  registers them
        from assessments.memo import signals as memo_signals
        from assessments.notifications import account_news
        from assessments.privacy import signals
        from assessments.results import signals as results_signals

        attempts.connect()
        time_steps.connect()
        signals.connect()
        memo_signals.connect()
        results_signals.connect()
        claims.connect()
        account_news.connect()
        stored_files.connect()
        for sweeper in SWEPT:
            also_sweep(sweeper)
        for listener in FILE_LISTENERS:
            on_files_changed(listener)
        signers.own = settings.C2PA_TRUST_ANCHORS
        external_readers.folder = settings.EXTERNAL_READERS_FOLDER
        external_readers.names = settings.EXTERNAL_READERS
