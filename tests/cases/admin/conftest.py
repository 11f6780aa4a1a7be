"""A curator signed in to the admin, and the data of a form as a browser would send it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.forms import BaseForm
from django.test import Client

from cases.decisions.curators import curator_group_ensure


@pytest.fixture
def curator(client: Client) -> Client:
    return sign_in(client, "curator")


@pytest.fixture
def colleague() -> Client:
    """A second curator in a browser of their own."""
    return sign_in(Client(), "colleague")


def sign_in(client: Client, name: str) -> Client:
    user = User.objects.create(username=name, is_staff=True)
    user.groups.add(curator_group_ensure())
    client.force_login(user)
    return client


def sent_by(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """What the form at this address would send after these changes."""
    return sent_again(client.get(url), **changes)


def sent_again(response: Any, **changes: Any) -> dict[str, Any]:
    """What the form that a response shows would send after these changes."""
    context = response.context
    data = _values(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        data |= _values(formset.management_form)
        for form in formset.forms:
            data |= _values(form)
    return data | changes


def _values(form: BaseForm) -> dict[str, Any]:
    values = {field.html_name: field.value() for field in form}
    # A browser sends nothing for an empty choice or an unticked box; 0 is a value.
    return {
        name: value for name, value in values.items() if value is not None and value is not False
    }
