"""Addresses of the plain site."""

from __future__ import annotations

from django.urls import path

from benchmarks.plain_site import views

urlpatterns = [
    path("", views.book_list, name="books"),
    path("healthz", views.healthz, name="healthz"),
]
