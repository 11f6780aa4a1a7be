"""Addresses of the interview. An id of an item may be any text, so it stands last."""

from __future__ import annotations

from django.urls import path

from assessments.views import interview, interview_items, interview_result, interview_sections

DRAFT = "interview/<uuid:pk>/"
ITEM = "<slug:section>/<path:item>/"

urlpatterns = [
    path("interview/", interview.begin, name="interview"),
    path("drafts/", interview.drafts, name="drafts"),
    path(DRAFT, interview.overview, name="draft"),
    path(f"{DRAFT}delete/", interview.delete, name="draft-delete"),
    path(f"{DRAFT}record.json", interview.export_json, name="draft-json"),
    path(f"{DRAFT}record.yaml", interview.export_yaml, name="draft-yaml"),
    path(f"{DRAFT}review/", interview_result.review, name="review"),
    path(f"{DRAFT}result/", interview_result.result, name="draft-result"),
    path(f"{DRAFT}change/", interview.draft_change, name="draft-change"),
    path(f"{DRAFT}put-back/", interview_items.put_back, name="put-back"),
    path(f"{DRAFT}add/<slug:section>/", interview_items.add, name="item-add"),
    path(f"{DRAFT}insert/{ITEM}", interview_items.insert, name="item-insert"),
    path(f"{DRAFT}copy/{ITEM}", interview_items.duplicate, name="item-duplicate"),
    path(f"{DRAFT}move/{ITEM}", interview_items.move, name="item-move"),
    path(f"{DRAFT}remove/{ITEM}", interview_items.remove, name="item-remove"),
    path(f"{DRAFT}split/<path:item>/", interview_items.split_text, name="step-split"),
    path(f"{DRAFT}files/<slug:section>/", interview_items.files, name="files-add"),
    path(f"{DRAFT}files/{ITEM}", interview_items.files, name="step-file"),
    path(f"{DRAFT}<slug:section>/", interview_sections.section, name="section"),
    path(f"{DRAFT}{ITEM}", interview_sections.item, name="item"),
    path("assessments/<uuid:pk>/change/", interview.change, name="change"),
    path("assessments/<uuid:pk>/like/", interview.like, name="like"),
]
