"""The URLs of the application."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.urls import include, path

from aigc_copyright import health, metrics
from assessments.notifications import mailbox
from assessments.privacy.views import language_set
from assessments.results import views_method
from assessments.site import views as site_views

admin.autodiscover()
# Sessions are private to their users; staff end them by closing the account.
admin.site.unregister(UserSession)
# The sign-in form of the admin would not ask for the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("admin/jobs/", include("assessments.jobs.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("i18n/setlang/", language_set, name="set_language"),
    path("", site_views.home, name="home"),
    path("style-guide/", site_views.style_guide_page, name="style-guide"),
    path("appearance/", site_views.scheme, name="scheme"),
    path("account/", include("assessments.privacy.urls")),
    path("mailbox/", mailbox.email_list, name="mailbox"),
    path("mailbox/<str:key>/", mailbox.email_detail, name="mailbox-letter"),
    path("cases/", include("cases.pages.urls")),
    path("law/", include("cases.pages.urls_law")),
    path("schemas/", include("cases.pages.urls_schemas")),
    # Other programs keep this address, so it never changes.
    path(
        "schemas/assessment-result-1.json",
        views_method.schema_result,
        name="schema-assessment-result-1",
    ),
    path("method/", views_method.how_we_score, name="method"),
    path("calibration/", views_method.calibration, name="calibration"),
    path("desk/", include("assessments.desk.urls")),
    path("", include("assessments.urls")),
]

handler400 = site_views.bad_request
handler403 = site_views.forbidden
handler404 = site_views.not_found
handler429 = site_views.too_many_requests
handler500 = site_views.server_error
