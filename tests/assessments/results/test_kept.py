"""What was reasoned of a draft is not reasoned again while nothing of it changes."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from assessments.engine import HeldFiles, Result, assess
from assessments.engine.held_files import HeldFile, Measured
from assessments.precedents.placed_library import Library
from assessments.results import kept, services
from assessments.works.drafts import Draft
from cases.record import dump_json, load
from tests.support.accounts import confirmed_user
from tests.support.pages import STRONG, WEAK, text_of
from tests.support.real_library import real_library
from tests.support.records import record

pytestmark = pytest.mark.django_db
LIBRARY = real_library()
DAY = dt.date(2026, 11, 1)
TOKEN = re.compile(r'csrfmiddlewaretoken" value="\w+"')
PAGES = ("result/", "secure/", "owner/answer/", "stronger/")


@pytest.fixture
def reasoned(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[str]:
    """A mark for each time that the reasoning ran, by who asked for it."""
    settings.PAGE_CACHE = True
    runs: list[str] = []

    def noted(name: str, *given: Any, **named: Any) -> Result:
        runs.append(name)
        return assess(*given, **named)

    for name, module in (("shown", kept), ("stored", services)):
        monkeypatch.setattr(module, "assess", partial(noted, name))
    return runs


def handed_in(client: Client) -> Draft:
    client.post("/assessments/start/", {"text": dump_json(load(STRONG)), "open": "1"})
    return Draft.objects.get()


def test_all_pages_of_a_draft_reason_once_and_say_the_same(
    client: Client, files_as_library: None, reasoned: list[str], settings: Any
) -> None:
    pk = handed_in(client).pk
    pages = [client.get(f"/interview/{pk}/{page}", follow=True) for page in PAGES * 2]
    assert {page.status_code for page in pages} == {200}
    assert reasoned == ["shown"]
    settings.PAGE_CACHE = False
    again = client.get(f"/interview/{pk}/secure/")
    said, said_again = (TOKEN.sub("", text_of(page)) for page in (pages[1], again))
    assert (len(reasoned), said_again) == (2, said)


def test_what_is_stored_is_reasoned_anew(
    client: Client, files_as_library: None, reasoned: list[str]
) -> None:
    client.force_login(confirmed_user("owner"))
    pk = handed_in(client).pk
    client.get(f"/interview/{pk}/result/")
    client.post(f"/interview/{pk}/result/")
    assert reasoned == ["shown", "stored"]


def test_an_answer_that_changes_is_reasoned_anew(
    client: Client, files_as_library: None, reasoned: list[str]
) -> None:
    draft = handed_in(client)
    client.get(f"/interview/{draft.pk}/result/")
    draft.answers["steps"][0]["prompt"] = "another boat"
    draft.save()
    client.get(f"/interview/{draft.pk}/result/")
    assert reasoned == ["shown", "shown"]


def test_each_thing_that_a_result_follows_from_tells_results_apart(reasoned: list[str]) -> None:
    owner = confirmed_user("owner")
    base, rules = LIBRARY.base, LIBRARY.rules
    small = Library(decisions=LIBRARY.decisions[:2], rules=rules).base
    draft, of = Draft.objects.create(session_key="a"), record()
    other_rules = rules.model_copy(update={"version": "other"})
    first, read = (of, base, rules, DAY, HeldFiles()), HeldFile(text="a boat")
    held = (of, base, rules, DAY, HeldFiles(files={"e1": read}))
    pairs: list[tuple[tuple[Any, ...], tuple[Any, ...]]] = [
        (first, (record(title="Another"), base, rules, DAY, HeldFiles())),
        (first, (of, small, rules, DAY, HeldFiles())),
        (first, (of, base, other_rules, DAY, HeldFiles())),
        (first, (of, base, rules, DAY + dt.timedelta(days=1), HeldFiles())),
        (first, (of, base, rules, DAY, None)),
        (first, held),
        (held, (of, base, rules, DAY, HeldFiles(files={"e1": HeldFile(text="a boot")}))),
        (held, (of, base, rules, DAY, HeldFiles(files={"e1": replace(read, anchored=True)}))),
        (first, (of, base, rules, DAY, HeldFiles(measured={"s1": Measured(changed=False)}))),
    ]
    for number, (one, other) in enumerate(pairs):
        kept.result_of_draft(draft, *one)
        before = len(reasoned)
        for _ in range(2):
            assert kept.result_of_draft(draft, *other) == assess(*other)
        assert len(reasoned) == before + 1, number
    for whose in ({"session_key": "b"}, {"owner": owner}):
        kept.result_of_draft(draft, *first)
        before = len(reasoned)
        for name, value in whose.items():
            setattr(draft, name, value)
        kept.result_of_draft(draft, *first)
        assert len(reasoned) == before + 1, whose
    kept.result_of_draft(Draft.objects.create(owner=owner), *first)
    assert len(reasoned) == before + 2


@pytest.mark.parametrize("path", [STRONG, WEAK])
def test_a_kept_result_is_the_reasoned_one(reasoned: list[str], path: Any) -> None:
    draft, values = Draft.objects.create(), (load(path), LIBRARY.base, LIBRARY.rules, DAY, None)
    assert kept.result_of_draft(draft, *values) == kept.result_of_draft(draft, *values)
    assert kept.result_of_draft(draft, *values) == assess(*values)
    assert reasoned == ["shown"]


def test_nothing_is_left_of_a_draft_that_is_deleted_and_nothing_large_is_kept(
    reasoned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, values = Draft.objects.create(), (record(), LIBRARY.base, LIBRARY.rules, DAY, None)
    kept.result_of_draft(draft, *values)
    name = str(draft.pk)
    assert caches["results"].get(name) is not None
    draft.delete()
    assert caches["results"].get(name) is None
    monkeypatch.setattr(kept, "MAX_BYTES", 100)
    large = Draft.objects.create()
    kept.result_of_draft(large, *values)
    assert caches["results"].get(str(large.pk)) is None
