"""Whatever a form sends as a round, a file or a place, no decision is an error of the server."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import transaction
from django.test import Client

from assessments.making.strip import strip_of
from assessments.making.views import DECISIONS
from tests.assessments.making.test_short_path import BELOW, FOX, begin, picture

pytestmark = pytest.mark.django_db
JUNK = ("x", "²", "00000000-0000-0000-0000-000000000000")
PLACES = (("key", "item", "file"), ("file", "to", "action", "at", "what"))


def test_no_decision_fails_whatever_is_sent(client: Client) -> None:
    maker = begin(client, picture("1.png", FOX, 1), picture("2.png", BELOW, 2))
    maker.post("making/", do="accept", key=strip_of(maker.draft).rounds[0].key)
    known = {"item": maker.steps[0]["id"], "key": strip_of(maker.draft).rounds[1].key}
    client.raise_request_exception = False
    failed = []
    for do, junk, names in product([*DECISIONS, "none"], JUNK, PLACES):
        sent = {**known, **dict.fromkeys(names, junk), "do": do}
        with transaction.atomic():
            answer = client.post(f"/interview/{maker.draft.pk}/making/", sent)
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            failed.append((do, junk, names))

    assert failed == []
