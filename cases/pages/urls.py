"""Addresses of the library of decisions."""

from __future__ import annotations

from django.urls import path

from cases.pages import views

app_name = "cases"

urlpatterns = [
    path("", views.decision_list, name="list"),
    path("timeline/", views.decision_timeline, name="timeline"),
    path("<slug:slug>/", views.decision_detail, name="detail"),
]
