"""A system check of the deployment: could the application's own connection change the log?

`manage.py check --deploy --database default` runs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

HINT = 'See "Activity log" in docs/operations.md.'


@register(Tags.database, deploy=True)
def check_log_guards(databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Warn of every way in which the application's role could change, disable or empty the log."""
    if "default" not in (databases or ()):
        return []
    from assessments.audit.guards import find_weaknesses

    return [
        Warning(f"The activity log can be rewritten: {weakness}", hint=HINT, id="audit.W001")
        for weakness in find_weaknesses()
    ]
