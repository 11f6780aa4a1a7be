from __future__ import annotations

from aigc_copyright.celery import app as celery_app

__all__ = ["celery_app"]
