from __future__ import annotations

from django.contrib import admin
from django.urls import path

from assessments.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", admin.site.admin_view(views.job_list), name="list"),
    path("<str:kind>/retry/", admin.site.admin_view(views.retry_failed), name="retry-failed"),
    path("<str:kind>/<str:pk>/retry/", admin.site.admin_view(views.retry_one), name="retry"),
    path("<str:kind>/<str:pk>/cancel/", admin.site.admin_view(views.cancel_one), name="cancel"),
]
