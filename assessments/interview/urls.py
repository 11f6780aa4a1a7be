"""URLs of the interview. The id of an item may be any text, so it is the last part of a path."""

from __future__ import annotations

from django.urls import path

from assessments.interview import views, views_items, views_sections

DRAFT = "interview/<uuid:pk>/"
ITEM = "<slug:section>/<path:item>/"

urlpatterns = [
    path("interview/", views.begin, name="interview"),
    path("drafts/", views.drafts, name="drafts"),
    path(DRAFT, views.overview, name="draft"),
    path(f"{DRAFT}delete/", views.delete, name="draft-delete"),
    path(f"{DRAFT}record.json", views.export_json, name="draft-json"),
    path(f"{DRAFT}record.yaml", views.export_yaml, name="draft-yaml"),
    path(f"{DRAFT}change/", views.draft_change, name="draft-change"),
    path(f"{DRAFT}put-back/", views_items.put_back, name="put-back"),
    path(f"{DRAFT}add/<slug:section>/", views_items.add, name="item-add"),
    path(f"{DRAFT}insert/{ITEM}", views_items.insert, name="item-insert"),
    path(f"{DRAFT}copy/{ITEM}", views_items.duplicate, name="item-duplicate"),
    path(f"{DRAFT}move/{ITEM}", views_items.move, name="item-move"),
    path(f"{DRAFT}remove/{ITEM}", views_items.remove, name="item-remove"),
    path(f"{DRAFT}split/<path:item>/", views_items.split_text, name="step-split"),
    path(f"{DRAFT}files/<slug:section>/", views_items.files, name="files-add"),
    path(f"{DRAFT}files/{ITEM}", views_items.files, name="step-file"),
    path(f"{DRAFT}<slug:section>/", views_sections.section, name="section"),
    path(f"{DRAFT}{ITEM}", views_sections.item, name="item"),
    path("assessments/<uuid:pk>/change/", views.change, name="change"),
    path("assessments/<uuid:pk>/like/", views.like, name="like"),
]
