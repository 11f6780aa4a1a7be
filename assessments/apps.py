from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        from django.conf import settings

        # Here, not with the addresses: those are read after the checks were chosen.
        from aigc_copyright import checks  # noqa: F401  registers them
        from assessments import account_signals, draft_claims
        from assessments.intake import signers
        from assessments.panels import positions_panel
        from cases.panels import panel_register

        panel_register(positions_panel)
        account_signals.connect()
        draft_claims.connect()
        signers.own = settings.C2PA_TRUST_ANCHORS
