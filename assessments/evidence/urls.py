"""Addresses of uploaded files."""

from __future__ import annotations

from django.urls import path

from assessments.evidence import views, views_versions

DRAFT = "interview/<uuid:pk>/"

urlpatterns = [
    path(f"{DRAFT}files/", views.files, name="draft-files"),
    path(f"{DRAFT}files-read-again/<uuid:upload>/", views.file_retry, name="file-retry"),
    path(f"{DRAFT}files-take-out/<uuid:upload>/", views.file_remove, name="file-remove"),
    path(f"{DRAFT}files-version/<uuid:upload>/", views_versions.version, name="file-version"),
    path("histories/", views.tool_histories, name="histories"),
    path("uploads/<uuid:pk>/preview.jpg", views.preview, name="file-preview"),
]
