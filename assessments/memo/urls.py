"""Addresses of memos."""

from __future__ import annotations

from django.urls import path

from assessments.memo import views

urlpatterns = [
    path("assessments/<uuid:pk>/memos/", views.memos, name="memos"),
    path("memos/<uuid:pk>/", views.memo, name="memo"),
    path("memos/<uuid:pk>/memo.pdf", views.memo_pdf, name="memo-pdf"),
]
