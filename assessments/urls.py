"""Django's door to the addresses: each stands in the room of its concern."""

from __future__ import annotations

from django.urls import include, path

app_name = "assessments"

urlpatterns = [
    path("", include("assessments.evidence.urls")),
    path("", include("assessments.proposals.urls")),
    path("", include("assessments.lineage.urls")),
    path("", include("assessments.labelling.urls")),
    path("", include("assessments.results.urls")),
    path("", include("assessments.memo.urls")),
    path("", include("assessments.sharing.urls")),
    path("", include("assessments.history.urls")),
    path("", include("assessments.dossier.urls")),
    # Last: a section of the interview and an item of it may bear any name.
    path("", include("assessments.interview.urls")),
]
