"""URLs of the account pages, under /account/.

django-allauth provides signing in, e-mail addresses, passwords, the second factor and sessions.
"""

from __future__ import annotations

from django.urls import include, path

from assessments.privacy import views as privacy_views

urlpatterns = [
    path("", privacy_views.account, name="account"),
    path("language/", privacy_views.language_save, name="account-language"),
    path("letters/", privacy_views.letters_save, name="account-letters"),
    path("letters/<str:token>/", privacy_views.unsubscribe, name="unsubscribe"),
    path("export/", privacy_views.export, name="account-export"),
    path("delete/", privacy_views.delete, name="account-delete"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("", include("allauth.account.urls")),
]
