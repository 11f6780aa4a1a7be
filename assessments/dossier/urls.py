"""Addresses of evidence, dossiers and originals."""

from __future__ import annotations

from django.urls import path

from assessments.dossier import views, views_exhibits

urlpatterns = [
    path("assessments/<uuid:pk>/evidence/", views.evidence, name="evidence"),
    path("assessments/<uuid:pk>/dossier/", views.dossier, name="dossier"),
    path("assessments/<uuid:pk>/exhibits/", views_exhibits.exhibits, name="exhibits"),
    path("assessments/<uuid:pk>/exhibits/<int:number>/", views_exhibits.exhibit, name="exhibit"),
    path("assessments/<uuid:pk>/receipt/", views.receipt, name="receipt"),
    path("assessments/<uuid:pk>/timestamp/", views.timestamp, name="timestamp"),
    path("dossiers/import/", views.dossier_import, name="dossier-import"),
    path("dossiers/<uuid:pk>/dossier.zip", views.dossier_zip, name="dossier-zip"),
    path("files/<uuid:pk>/original", views.original, name="original"),
]
