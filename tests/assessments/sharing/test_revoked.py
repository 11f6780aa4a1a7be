"""Who had a share and has it no more is a stranger at every address, but for memos of their own."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from assessments.works.shares import Share
from tests.test_url_access import _answer, _sign_in, make_arguments, names, rows

# What was made for them stays theirs (docs/decisions/0019): the papers, which are ready.
OWN = frozenset(f"assessments:{name}/papers" for name in ("memo", "memo-pdf", "memo-again"))


def answers(person: str, cookies: Any, arguments: dict[str, Any]) -> dict[str, str]:
    known = sorted(set(names()))
    return {
        f"{row.method} {row.name}": _answer(person, cookies, row, name, arguments)
        for row in rows()
        for name in known
        if row.covers(name) and row.name not in OWN
    }


@pytest.mark.django_db
def test_a_revoked_reader_gets_what_a_stranger_gets() -> None:
    arguments = make_arguments()
    cookies = _sign_in("reader")  # the session goes on
    Share.objects.update(revoked_at=timezone.now())

    stranger = {f"{row.method} {row.name}": row.answers["lawyer"] for row in rows()}
    got = answers("reader", cookies, arguments)

    assert {place: got[place] for place in got if got[place] != stranger[place]} == {}
    assert len(got) > 150
