"""URLs of the activity log of a work."""

from __future__ import annotations

from django.urls import path

from assessments.history import views

urlpatterns = [
    path("assessments/<uuid:pk>/log/", views.log, name="log"),
    path("assessments/<uuid:pk>/log.json", views.log_json, name="log-json"),
    path("assessments/<uuid:pk>/log-proof.json", views.log_proof_json, name="log-proof"),
    path("assessments/<uuid:pk>/log/root/", views.root_mail, name="log-root"),
]
