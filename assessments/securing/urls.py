"""Addresses of what follows an answer."""

from __future__ import annotations

from django.urls import path

from assessments.securing import views, views_owner, views_stronger

DRAFT = "interview/<uuid:pk>/"

urlpatterns = [
    path("clauses/", views.clauses, name="clauses"),
    path("secure/<uuid:pk>/", views.secure_open, name="secure-open"),
    path(f"{DRAFT}secure/", views.secure, name="secure"),
    path("assessments/<uuid:pk>/secure/", views.secure_work, name="secure-work"),
    path(f"{DRAFT}stronger/", views_stronger.stronger_next, name="stronger-next"),
    path(f"{DRAFT}stronger/<str:code>/", views_stronger.stronger, name="stronger"),
    path(f"{DRAFT}owner/", views_owner.owner_next, name="owner"),
    path(f"{DRAFT}owner/answer/", views_owner.owner_answer, name="owner-answer"),
    path(f"{DRAFT}owner/<slug:name>/", views_owner.owner_ask, name="owner-ask"),
]
