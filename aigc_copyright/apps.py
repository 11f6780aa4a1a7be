from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core.checks import CheckMessage, Tags, register
from django.utils.translation import gettext_lazy as _


class AdminConfig(SimpleAdminConfig):
    """The apps' admin modules are imported with the addresses and by the check of the admin, so
    that other commands do without them."""

    default_site = "aigc_copyright.admin_site.Site"

    def ready(self) -> None:
        register(check_dependencies, Tags.admin)
        register(_check_admin, Tags.admin)


def _check_admin(app_configs: Any, **options: Any) -> list[CheckMessage]:
    from django.contrib.admin import autodiscover

    autodiscover()
    return check_admin_app(app_configs, **options)


class ProjectConfig(AppConfig):
    name = "aigc_copyright"

    def ready(self) -> None:
        # Here, not with the addresses: those are read after the checks were chosen.
        from aigc_copyright import checks  # noqa: F401  registers them
        from assessments.jobs import also_sweep

        _name_second_factor()
        also_sweep("aigc_copyright.worker_heartbeat.note_sweep")


def _name_second_factor() -> None:
    """Give the one model of the admin a name that has none of its own."""
    from allauth.mfa.models import Authenticator

    Authenticator._meta.verbose_name = _("second factor")
    Authenticator._meta.verbose_name_plural = _("second factors")
