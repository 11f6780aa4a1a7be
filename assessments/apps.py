from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        from django.conf import settings

        from assessments.intake.provenance import signers
        from assessments.interview import claims
        from assessments.privacy import signals
        from assessments.results.decision_panel import positions_panel
        from cases.pages.panels import panel_register

        panel_register(positions_panel)
        signals.connect()
        claims.connect()
        signers.own = settings.C2PA_TRUST_ANCHORS
