"""The three roles as groups of Django's own accounts: creator, lawyer, curator.

What a curator may do is said by the library of decisions; creators and lawyers need no
permission of the admin.
"""

from __future__ import annotations

from django.contrib.auth.models import Group

from cases.decisions.curators import curator_group_ensure

CREATOR, LAWYER, CURATOR = ROLES = ("creator", "lawyer", "curator")
# What a person may say of themselves when signing up; nobody checks that a lawyer is one.
SELF_CHOSEN = (CREATOR, LAWYER)


def roles_ensure() -> dict[str, Group]:
    """The groups, with the permissions that belong to them now."""
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in (CREATOR, LAWYER)}
    return {**groups, CURATOR: curator_group_ensure()}
