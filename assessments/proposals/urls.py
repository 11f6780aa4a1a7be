"""Addresses of what files propose."""

from __future__ import annotations

from django.urls import path

from assessments.proposals import views
from assessments.proposals.views_conversations import conversations
from assessments.proposals.views_extent import extent
from assessments.proposals.views_film import film
from assessments.proposals.views_final import final
from assessments.proposals.views_recognised import recognised

DRAFT = "interview/<uuid:pk>/"

urlpatterns = [
    path(f"{DRAFT}proposals/", views.proposals, name="draft-proposals"),
    path(
        f"{DRAFT}proposals/<uuid:upload>/conversations/",
        conversations,
        name="draft-conversations",
    ),
    path(
        f"{DRAFT}proposals/<uuid:upload>/recognised/",
        recognised,
        name="draft-recognised",
    ),
    path(f"{DRAFT}proposals/final-work/", final, name="draft-final"),
    path(f"{DRAFT}compare/extent/", extent, name="draft-extent"),
    path(f"{DRAFT}compare/film/", film, name="draft-film"),
]
