"""Addresses of the short path."""

from __future__ import annotations

from django.urls import path

from assessments.making import views, views_begin, views_questions

DRAFT = "interview/<uuid:pk>/"

urlpatterns = [
    path("begin/", views_begin.begin, name="begin"),
    path(f"{DRAFT}making/", views.making, name="making"),
    path(f"{DRAFT}ask/", views_questions.ask_next, name="ask-next"),
    path(f"{DRAFT}ask/<slug:name>/", views_questions.ask, name="ask"),
]
