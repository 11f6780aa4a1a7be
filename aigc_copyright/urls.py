"""All addresses of the application."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from aigc_copyright import health, pages
from assessments import method_views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", pages.home, name="home"),
    path("style-guide/", pages.style_guide_page, name="style-guide"),
    path("appearance/", pages.scheme, name="scheme"),
    path("account/", include("aigc_copyright.accounts")),
    path("cases/", include("cases.urls")),
    path("schemas/", include("cases.urls_schemas")),
    path("method/", method_views.how_we_score, name="method"),
    path("calibration/", method_views.calibration, name="calibration"),
    path("", include("assessments.urls")),
]

handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler500 = pages.server_error
