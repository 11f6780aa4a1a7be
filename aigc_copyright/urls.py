"""All addresses of the application."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.urls import include, path

from aigc_copyright import health, mailbox, pages
from assessments import method_views
from assessments.views.people import language_set

# Whom a session belongs to is their own affair; staff ends it by closing the account.
admin.site.unregister(UserSession)
# One door for everyone: the admin's own form would ask for no second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("i18n/setlang/", language_set, name="set_language"),
    path("", pages.home, name="home"),
    path("style-guide/", pages.style_guide_page, name="style-guide"),
    path("appearance/", pages.scheme, name="scheme"),
    path("account/", include("aigc_copyright.accounts")),
    path("mailbox/", mailbox.letters, name="mailbox"),
    path("mailbox/<str:key>/", mailbox.letter, name="mailbox-letter"),
    path("cases/", include("cases.urls")),
    path("schemas/", include("cases.urls_schemas")),
    path("method/", method_views.how_we_score, name="method"),
    path("calibration/", method_views.calibration, name="calibration"),
    path("", include("assessments.urls")),
]

handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler429 = pages.too_many_requests
handler500 = pages.server_error
