"""The group of curators and its permissions."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Group, Permission

CURATORS = "curator"
# A decision is withdrawn and never deleted, because links, results and memos refer to it.
DECISION = frozenset({"add", "change", "view"})
HISTORY = frozenset({"view"})
PART = frozenset({"add", "change", "delete", "view"})
ALLOWED = {"decision": DECISION, "historicaldecision": HISTORY}


def curator_group_ensure() -> Group:
    """Create or update the group of curators with exactly the necessary permissions."""
    group, _created = Group.objects.get_or_create(name=CURATORS)
    group.permissions.set(_list_permissions())
    return group


def _list_permissions() -> list[Permission]:
    names = [model._meta.model_name or "" for model in apps.get_app_config("cases").get_models()]
    wanted = [f"{action}_{name}" for name in names for action in ALLOWED.get(name, PART)]
    return list(Permission.objects.filter(content_type__app_label="cases", codename__in=wanted))
