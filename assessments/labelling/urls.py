"""Addresses of labelled copies."""

from __future__ import annotations

from django.urls import path

from assessments.labelling import views

DRAFT = "interview/<uuid:pk>/"

urlpatterns = [
    path(f"{DRAFT}labels/", views.labels, name="draft-labels"),
    path(f"{DRAFT}labels/<uuid:upload>/", views.label_copy, name="label-copy"),
]
