"""Addresses of the law; memos and other sites keep them, so they never change."""

from __future__ import annotations

from django.urls import path

from cases.pages import views_law

app_name = "law"

urlpatterns = [
    path("", views_law.law_list, name="list"),
    path("<slug:slug>/", views_law.law_instrument, name="instrument"),
    path("<slug:slug>/<slug:article>/", views_law.law_article, name="article"),
]
