"""Addresses of the JSON Schemas; other programs keep them, so they never change."""

from __future__ import annotations

from django.urls import path

from cases.pages import views

app_name = "schemas"

urlpatterns = [
    path("creation-record-1.json", views.schema_record, name="creation-record-1"),
    path("decision-1.json", views.schema_decision, name="decision-1"),
]
