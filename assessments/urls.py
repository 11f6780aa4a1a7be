"""Addresses of the assessments app."""

from __future__ import annotations

from django.urls import include, path

from assessments.views import audit, files, sharing
from assessments.views import works as views

app_name = "assessments"

urlpatterns = [
    # Before the interview, whose sections may bear any name.
    path("", include("assessments.urls_reading")),
    path("", include("assessments.urls_interview")),
    path("", include("assessments.urls_answer")),
    path("assessments/", views.assessment_list, name="list"),
    path("assessments/start/", views.start, name="start"),
    path("assessments/<uuid:pk>/", views.detail, name="detail"),
    path("assessments/<uuid:pk>/record/", views.record, name="record"),
    path("assessments/<uuid:pk>/record.json", views.record_json, name="record-json"),
    path("assessments/<uuid:pk>/record.yaml", views.record_yaml, name="record-yaml"),
    path("assessments/<uuid:pk>/result.json", views.result_json, name="result-json"),
    path("assessments/<uuid:pk>/again/", views.again, name="again"),
    path("assessments/<uuid:pk>/memos/", views.memos, name="memos"),
    path("assessments/<uuid:pk>/share/", sharing.share, name="share"),
    path("assessments/<uuid:pk>/questions/", sharing.questions, name="questions"),
    path("assessments/<uuid:pk>/log/", audit.log, name="log"),
    path("assessments/<uuid:pk>/log.json", audit.log_json, name="log-json"),
    path("assessments/<uuid:pk>/evidence/", files.evidence, name="evidence"),
    path("assessments/<uuid:pk>/dossier/", files.dossier, name="dossier"),
    path("assessments/<uuid:pk>/receipt/", files.receipt, name="receipt"),
    path("assessments/<uuid:pk>/timestamp/", files.timestamp, name="timestamp"),
    path("dossiers/import/", files.dossier_import, name="dossier-import"),
    path("dossiers/<uuid:pk>/dossier.zip", files.dossier_zip, name="dossier-zip"),
    path("files/<uuid:pk>/original", files.original, name="original"),
    path("shares/<uuid:pk>/revoke/", sharing.share_revoke, name="share-revoke"),
    path("shared/<uuid:pk>/", sharing.shared, name="shared"),
    path("memos/<uuid:pk>/", views.memo, name="memo"),
    path("memos/<uuid:pk>/memo.pdf", views.memo_pdf, name="memo-pdf"),
]
