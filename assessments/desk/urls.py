"""URLs of the lawyers' desk."""

from __future__ import annotations

from django.urls import path

from assessments.desk import views, views_facts, views_files, views_matters, views_requests

app_name = "desk"

urlpatterns = [
    path("", views.desk, name="desk"),
    path("firm/", views.firm, name="firm"),
    path("firm/invite/", views.invite, name="invite"),
    path("firm/invitations/<uuid:pk>/withdraw/", views.uninvite, name="uninvite"),
    path("firm/members/<int:pk>/role/", views.member_role, name="member-role"),
    path("firm/members/<int:pk>/leave/", views.member_end, name="member-end"),
    path("invitations/<uuid:pk>/", views.invitation, name="invitation"),
    path("matters/", views_matters.matter_list, name="matters"),
    path("matters/new/", views_matters.matter_new, name="matter-new"),
    path("matters/<uuid:pk>/", views_matters.matter, name="matter"),
    path("matters/<uuid:pk>/change/", views_matters.matter_change, name="matter-change"),
    path("matters/<uuid:pk>/delete/", views_matters.matter_delete, name="matter-delete"),
    path("matters/<uuid:pk>/parties/", views_matters.matter_parties, name="matter-parties"),
    path("matters/<uuid:pk>/people/", views_matters.matter_people, name="matter-people"),
    path("matters/<uuid:pk>/notes/", views_matters.note, name="matter-note"),
    path("matters/<uuid:pk>/works/<uuid:work>/facts/", views_facts.facts, name="facts"),
    path(
        "matters/<uuid:pk>/works/<uuid:work>/facts/assess/",
        views_facts.assess,
        name="facts-assess",
    ),
    path(
        "matters/<uuid:pk>/works/<uuid:work>/facts/<str:part>/<int:number>/",
        views_facts.fact,
        name="fact",
    ),
    path("matters/<uuid:pk>/timeline/", views_files.timeline, name="timeline"),
    path("matters/<uuid:pk>/export/", views_files.matter_export, name="export"),
    path("assessments/<uuid:pk>/ask/", views_requests.request_new, name="request-new"),
    path("requests/<uuid:pk>/", views_requests.request, name="request"),
    path("requests/<uuid:pk>/answer/", views_requests.request_answer, name="request-answer"),
    path("requests/<uuid:pk>/judge/", views_requests.request_judge, name="request-judge"),
    path("shares/<uuid:pk>/", views_matters.share_into, name="share-into"),
]
