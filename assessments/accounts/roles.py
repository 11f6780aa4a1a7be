"""The three roles as groups of Django's own accounts: creator, lawyer, curator.

The library of decisions defines the permissions of a curator; creators and lawyers need no
permission of the admin.
"""

from __future__ import annotations

from django.contrib.auth.models import Group

from cases.decisions.curators import curator_group_ensure

CREATOR, LAWYER, CURATOR = ROLES = ("creator", "lawyer", "curator")
# The roles that a user can choose at sign-up; nobody verifies that a lawyer is one.
SELF_CHOSEN = (CREATOR, LAWYER)


def roles_ensure() -> dict[str, Group]:
    """Create the groups where they are missing, set their permissions, and return them."""
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in (CREATOR, LAWYER)}
    return {**groups, CURATOR: curator_group_ensure()}
