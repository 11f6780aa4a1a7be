"""People with sessions and confirmed addresses; says their session keys as JSON.

Runs inside `manage.py shell` on a host.
"""

from __future__ import annotations

import json

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client


def main(num_people: int) -> None:
    sessions = []
    for n in range(num_people):
        address = f"person-{n}@example.org"
        user = get_user_model().objects.create_user(f"person-{n}", email=address)
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
        client = Client()
        client.force_login(user)
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    print(json.dumps(sessions))
