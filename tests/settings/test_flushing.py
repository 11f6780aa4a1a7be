"""The database between two tests that commit: their rows go, those of migrations stay."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from cases.decisions.curators import CURATORS
from tests.support.flushing import has_all, wanted

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("taken_away", [False, True])
def test_rows_of_a_test_go_and_those_of_migrations_stay(
    django_user_model: Any, taken_away: bool
) -> None:
    django_user_model.objects.create_user("somebody")
    Group.objects.all().delete()
    if taken_away:
        Permission.objects.all().delete()
    call_command("flush", interactive=False, verbosity=0)

    assert not django_user_model.objects.exists()
    assert has_all() and len(wanted()) > 200
    assert Group.objects.get().name == CURATORS
    assert Group.objects.get().permissions.exists()
