"""URLs of sharing and of messages."""

from __future__ import annotations

from django.urls import path

from assessments.sharing import views

urlpatterns = [
    path("assessments/<uuid:pk>/share/", views.share, name="share"),
    path("assessments/<uuid:pk>/questions/", views.questions, name="questions"),
    path("shares/<uuid:pk>/revoke/", views.share_revoke, name="share-revoke"),
    path("shares/<uuid:pk>/files/", views.share_files, name="share-files"),
    path("shared/<uuid:pk>/", views.shared, name="shared"),
]
