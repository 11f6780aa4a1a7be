"""Addresses of what can be asked of a result: what if, and what has changed."""

from __future__ import annotations

from django.urls import path

from assessments.views import comparing, what_if

urlpatterns = [
    path("assessments/<uuid:pk>/what-if/", what_if.what_if, name="what-if"),
    path("assessments/<uuid:pk>/compare/<uuid:other>/", comparing.compare, name="compare"),
]
