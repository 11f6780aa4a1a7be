"""Addresses of the tree of outputs and the comparison of two files."""

from __future__ import annotations

from django.urls import path

from assessments.lineage import views

DRAFT = "interview/<uuid:pk>/"

urlpatterns = [
    path(f"{DRAFT}tree/", views.tree, name="draft-tree"),
    path(f"{DRAFT}tree/place/", views.place, name="draft-place"),
    path(f"{DRAFT}storyboard/", views.storyboard, name="draft-storyboard"),
    path(f"{DRAFT}compare/", views.compare, name="draft-compare"),
    path(f"{DRAFT}heat-map/<uuid:source>/<uuid:final>/", views.heat_map, name="heat-map"),
]
