"""Every address whose page assesses a record, or reads all its prompts, is counted or bounded.

The addresses are those of the project: a new one that costs as much cannot be left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver

from assessments.answers.services import draft_of_work
from assessments.engine.case import Case
from assessments.prompts import asides, reader
from assessments.quotas.middleware import COMPUTING
from assessments.results.services import assessment_run, work_create
from tests.support.accounts import confirmed_user
from tests.support.records import record

pytestmark = pytest.mark.django_db
# It reads prompts up to `making.rounds.MAX_MARKED_CHARS`, and is asked for anew every few seconds.
BOUNDED = {"making"}
# What stands in an address for its other names; an item that is not there costs nothing.
NAMES = {"code": "steps", "name": "clause", "section": "steps", "question": "steps"}
STEPS = 30


def addresses(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in patterns:
        if isinstance(entry, URLPattern):
            yield entry.name or "", prefix + str(entry.pattern)
        else:
            yield from addresses(entry.url_patterns, prefix + str(entry.pattern))


def own_addresses() -> list[tuple[str, str]]:
    found: Any = next(entry for entry in get_resolver().url_patterns if _is_own(entry))
    return sorted(set(addresses(found.url_patterns, str(found.pattern))))


def _is_own(entry: Any) -> bool:
    return getattr(entry, "namespace", None) == "assessments"


def test_what_costs_as_much_as_assessing_is_counted_or_bounded(
    client: Client, files_as_library: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    cost: Counter[str] = Counter()
    begin, set_apart = Case.__init__, asides.set_apart

    def assessed(case: Case, *args: Any, **options: Any) -> None:
        cost["assessed"] += 1
        begin(case, *args, **options)

    def read(*args: Any, **options: Any) -> Any:
        cost["prompts"] += 1
        return set_apart(*args, **options)

    client.force_login(owner := confirmed_user("owner"))
    prompts = [
        f"a red boat {n} on the river at dusk, three paper lanterns above" for n in range(STEPS)
    ]
    steps = [
        {"id": f"s{n}", "action": "generate", "tool": "t1", "prompt": prompt}
        for n, prompt in enumerate(prompts)
    ]
    made = assessment_run(work=work_create(owner=owner, record=record(steps=steps)))
    draft = draft_of_work(made.work)
    monkeypatch.setattr(Case, "__init__", assessed)
    monkeypatch.setattr(reader, "set_apart", read)
    costly, tried = set(), set()
    for name, pattern in own_addresses():
        path = "/" + pattern.replace("<uuid:other>", str(made.pk))
        for word, value in NAMES.items():
            path = path.replace(f"<str:{word}>", value).replace(f"<slug:{word}>", value)
        if "<" in path.replace("<uuid:pk>", ""):
            continue
        for row in (draft, made):
            cost.clear()
            cache.clear()  # of results and pages; and what was read of prompts
            reader.read_prompt.cache_clear()
            response = client.get(path.replace("<uuid:pk>", str(row.pk)))
            if response.status_code == 200:
                tried.add(name)
                if cost["assessed"] or cost["prompts"] >= STEPS:
                    costly.add(name)
    assert {"making", "draft-result", "record", "review", "secure", "draft-tree"} <= tried
    assert {"draft-result", "record", "secure", "what-if"} <= costly
    assert costly - COMPUTING - BOUNDED == set()
