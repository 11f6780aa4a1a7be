"""Addresses of memos."""

from __future__ import annotations

from django.urls import path

from assessments.memo import views

urlpatterns = [
    path("assessments/<uuid:pk>/memos/", views.memos, name="memos"),
    path("memos/", views.memos_mine, name="memos-mine"),
    path("memos/<uuid:pk>/", views.memo, name="memo"),
    path("memos/<uuid:pk>/again/", views.memo_again, name="memo-again"),
    path("memos/<uuid:pk>/memo.pdf", views.memo_pdf, name="memo-pdf"),
]
