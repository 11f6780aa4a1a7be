from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "aigc_copyright"

    def ready(self) -> None:
        # Here, not with the addresses: those are read after the checks were chosen.
        from aigc_copyright import checks  # noqa: F401  registers them
