"""The three roles as groups of Django's own accounts: creator, lawyer, curator.

A curator keeps the library in the admin, and may do anything there but remove a decision or
its history: a decision is withdrawn. Creators and lawyers need no permission of the admin.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet

CREATOR, LAWYER, CURATOR = ROLES = ("creator", "lawyer", "curator")


def roles_ensure() -> dict[str, Group]:
    """The groups, with the permissions that belong to them now."""
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in ROLES}
    groups[CURATOR].permissions.set(_of_curators())
    return groups


def _of_curators() -> QuerySet[Permission]:
    library = Permission.objects.filter(content_type__app_label="cases")
    histories = library.filter(content_type__model__startswith="historical")
    return library.exclude(codename="delete_decision").exclude(
        pk__in=histories.exclude(codename__startswith="view_")
    )
