"""Addresses of what is done with the files of a draft."""

from __future__ import annotations

from django.urls import path

from assessments.views import files_read, labels, proposals, tree

DRAFT = "interview/<uuid:pk>/"

urlpatterns = [
    path(f"{DRAFT}files/", files_read.files, name="draft-files"),
    path(f"{DRAFT}files-read-again/<uuid:upload>/", files_read.file_retry, name="file-retry"),
    path(f"{DRAFT}files-take-out/<uuid:upload>/", files_read.file_remove, name="file-remove"),
    path(f"{DRAFT}proposals/", proposals.proposals, name="draft-proposals"),
    path(f"{DRAFT}tree/", tree.tree, name="draft-tree"),
    path(f"{DRAFT}tree/place/", tree.place, name="draft-place"),
    path(f"{DRAFT}storyboard/", tree.storyboard, name="draft-storyboard"),
    path(f"{DRAFT}compare/", tree.compare, name="draft-compare"),
    path(f"{DRAFT}compare/extent/", tree.extent, name="draft-extent"),
    path(f"{DRAFT}heat-map/<uuid:source>/<uuid:final>/", tree.heat_map, name="heat-map"),
    path(f"{DRAFT}labels/", labels.labels, name="draft-labels"),
    path(f"{DRAFT}labels/<uuid:upload>/", labels.label_copy, name="label-copy"),
    path("uploads/<uuid:pk>/preview.jpg", files_read.preview, name="file-preview"),
]
