"""Addresses of everything about one's own account, under /account/.

Signing in, addresses, password, second factor and sessions are django-allauth's.
"""

from __future__ import annotations

from django.urls import include, path

from assessments.views import people

urlpatterns = [
    path("", people.account, name="account"),
    path("language/", people.language_save, name="account-language"),
    path("letters/", people.letters_save, name="account-letters"),
    path("letters/<str:token>/", people.unsubscribe, name="unsubscribe"),
    path("export/", people.export, name="account-export"),
    path("delete/", people.delete, name="account-delete"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("", include("allauth.account.urls")),
]
