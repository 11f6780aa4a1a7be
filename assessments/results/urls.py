"""Addresses of assessments and their results."""

from __future__ import annotations

from django.urls import path

from assessments.results import views, views_compare, views_delete, views_review, views_what_if

DRAFT = "interview/<uuid:pk>/"

urlpatterns = [
    path(f"{DRAFT}review/", views_review.review, name="review"),
    path(f"{DRAFT}result/", views_review.result, name="draft-result"),
    path("assessments/", views.assessment_list, name="list"),
    path("assessments/start/", views.start, name="start"),
    path("assessments/<uuid:pk>/", views.detail, name="detail"),
    path("assessments/<uuid:pk>/record/", views.record, name="record"),
    path("assessments/<uuid:pk>/record.json", views.record_json, name="record-json"),
    path("assessments/<uuid:pk>/record.yaml", views.record_yaml, name="record-yaml"),
    path("assessments/<uuid:pk>/result.json", views.result_json, name="result-json"),
    path("assessments/<uuid:pk>/again/", views.again, name="again"),
    path("assessments/<uuid:pk>/delete/", views_delete.delete, name="work-delete"),
    path("assessments/<uuid:pk>/what-if/", views_what_if.what_if, name="what-if"),
    path("assessments/<uuid:pk>/compare/<uuid:other>/", views_compare.compare, name="compare"),
]
