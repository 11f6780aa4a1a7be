"""People with sessions for `crowd.py`; says their session keys as JSON.

Runs inside `manage.py shell` of the site that is measured.
"""

from __future__ import annotations

import json

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client


def main(num_people: int) -> None:
    users = get_user_model()
    sessions = []
    for n in range(num_people):
        user = users.objects.create_user(f"person-{n}", email=f"person-{n}@example.org")
        client = Client()
        client.force_login(user)
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    print(json.dumps(sessions))
