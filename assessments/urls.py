"""Django's door to the addresses: each stands in the room of its concern."""

from __future__ import annotations

from django.urls import include, path

from assessments.results.decision_panel import held_panel
from assessments.results.law_panel import rules_panel
from cases.pages.panels import law_panel_register, panel_register

app_name = "assessments"

# What the pages of the library show of the reasoning.
panel_register(held_panel)
law_panel_register(rules_panel)

urlpatterns = [
    path("", include("assessments.evidence.urls")),
    path("", include("assessments.making.urls")),
    path("", include("assessments.proposals.urls")),
    path("", include("assessments.lineage.urls")),
    path("", include("assessments.labelling.urls")),
    path("", include("assessments.results.urls")),
    path("", include("assessments.memo.urls")),
    path("", include("assessments.securing.urls")),
    path("", include("assessments.sharing.urls")),
    path("", include("assessments.history.urls")),
    path("", include("assessments.dossier.urls")),
    # Last: a section of the interview and an item of it may bear any name.
    path("", include("assessments.interview.urls")),
]
