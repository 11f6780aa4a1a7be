"""A decision that another one reversed is named as such in results and memos, and decides nothing.

The real library gets a decision that reverses the one that decided the work.
"""

from __future__ import annotations

import datetime as dt
import json
from html import unescape
from typing import Any

import pytest
from django.test import Client

from assessments.engine import assess
from assessments.exhibits.snapshot import Matter
from assessments.management.commands.memo import snapshot_of
from assessments.memo.compose import compose_memo
from assessments.memo.job import memo_snapshot
from assessments.memo.services import memo_request
from assessments.precedents.placed_library import Library, library_from_files, library_published
from assessments.results import terminal
from assessments.results.services import assessment_run
from cases.decisions.documents import text_of as text_of_decision
from cases.decisions.services import decision_store
from cases.library import Decision
from cases.record import CreationRecord, load
from tests.support.library import decision_data
from tests.support.pages import WEAK, assess_record, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAY = dt.date(2026, 1, 5)


def deciding_slug(result: Any) -> str:
    return next(c.slug for c in result.precedents if c.relation in ("follows", "opposed"))


def reversing(slug: str) -> dict[str, Any]:
    by = {"en": slug, "zh": slug}
    return decision_data(
        "reversal-2026",
        outcome="undecided",
        name={"en": "The Reversal", "zh": "改判案"},
        short_name={"en": "The Reversal", "zh": "改判案"},
        date={"value": DAY.isoformat(), "mark": "A"},
        last_verified="2026-02-01",
        treatment=[{"relation": "reversed", "by": by, "slug": slug, "mark": "A"}],
    )


def relations(result: Any) -> dict[str, str]:
    return {compared.slug: compared.relation for compared in result.precedents}


@pytest.fixture(scope="module")
def files() -> Library:
    return library_from_files()


@pytest.fixture(scope="module")
def record() -> CreationRecord:
    return load(WEAK)


@pytest.fixture(scope="module")
def reversed_slug(files: Library, record: CreationRecord) -> str:
    return deciding_slug(assess(record, files.base, files.rules))


@pytest.fixture
def loaded(files: Library, reversed_slug: str) -> str:
    """The slug of the deciding decision, which alone is in the database."""
    decision = files.by_slug[reversed_slug]
    data = json.loads(text_of_decision(decision))
    data.pop("treatment", None)  # it names decisions that are not there
    decision_store(data=data, reason="made for a test")
    return decision.slug


@pytest.fixture(scope="module")
def library(files: Library, reversed_slug: str) -> Library:
    decision = files.by_slug[reversed_slug]
    ending = Decision.model_validate(reversing(decision.slug))
    return Library(decisions=[*files.decisions, ending], rules=files.rules)


def test_the_past_honours_what_bound_then(
    library: Library, record: CreationRecord, reversed_slug: str
) -> None:
    def relation_on(day: dt.date | None) -> str:
        return relations(assess(record, library.base, library.rules, day))[reversed_slug]

    assert relation_on(DAY - dt.timedelta(days=1)) in ("follows", "opposed")
    assert relation_on(DAY) not in ("follows", "opposed")
    assert relation_on(None) not in ("follows", "opposed")


def test_the_report_of_the_command_line_says_it_from_that_day_on(
    library: Library, record: CreationRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "NUM_PRECEDENTS", len(library.precedents))

    def printed(day: dt.date) -> str:
        return terminal.report(record, assess(record, library.base, library.rules, day), library)

    assert "reversed on 5 January 2026" in printed(DAY)
    assert "reversed on" not in printed(DAY - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("en", "Reversed on 5 January 2026 by The Reversal."),
        ("zh-hans", "2026年1月5日被改判案改判。"),
    ],
)
def test_a_memo_says_it_where_the_decision_is_compared_and_cited(
    library: Library, record: CreationRecord, reversed_slug: str, language: Any, notice: str
) -> None:
    def printed(day: dt.date) -> str:
        made = snapshot_of(record, library, language=language, day=day, matter=Matter())
        return unescape(compose_memo(made).html)

    name = library.by_slug[reversed_slug].short_name
    cited = (
        f"{name.en} [reversed on 5 January 2026]"
        if language == "en"
        else f"{name.zh}［2026年1月5日被改判］"
    )
    assert notice in printed(DAY)
    assert cited in printed(DAY)
    assert cited not in printed(DAY - dt.timedelta(days=1))


def test_a_stored_result_that_relied_on_it_says_so_and_a_new_one_does_not_rely(
    creator: Any, loaded: str
) -> None:
    made = assess_record(creator, WEAK)
    slug = deciding_slug(made.typed_result)
    decision = library_published().by_slug[loaded]
    before = page(signed_in(creator, "en"), made)
    decision_store(data=reversing(decision.slug), reason="made for a test")

    after = page(signed_in(creator, "en"), made)
    again = assessment_run(work=made.work)

    assert "reversed on" not in before
    assert "Reversed on 5 January 2026 by The Reversal" in after
    assert f"{decision.short_name.en} [reversed on 5 January 2026]" in after
    assert "It still decided this work when it was assessed: assess it again." in after
    assert again.library_hash != made.library_hash
    assert relations(again.typed_result)[slug] not in ("follows", "opposed")
    new = page(signed_in(creator, "en"), again)
    assert "Reversed on 5 January 2026 by The Reversal" in new
    assert "It still decided this work" not in new


def test_a_memo_of_a_result_that_relied_on_it_asks_to_assess_again(
    creator: Any, loaded: str
) -> None:
    made = assess_record(creator, WEAK)
    decision_store(data=reversing(loaded), reason="made for a test")
    memo = memo_request(assessment=made, language="en", by=creator)

    printed = unescape(compose_memo(memo_snapshot(memo)).html)

    assert "still relied on it: assess the work again before this comparison is used." in printed


def test_the_calibration_leaves_it_out_and_names_it(client: Client, loaded: str) -> None:
    before = unescape(text_of(client.get("/calibration/")))
    decision_store(data=reversing(loaded), reason="made for a test")

    after = unescape(text_of(client.get("/calibration/")))

    assert "Not counted, because a later decision reversed" not in before
    assert "Not counted, because a later decision reversed" in after
    assert "[reversed on 5 January 2026]" in after
    assert library_published().standings[loaded].binds_until == DAY


def page(client: Client, assessment: Any) -> str:
    return unescape(text_of(client.get(f"/assessments/{assessment.pk}/")))


def test_how_a_decision_stands_is_no_part_of_the_stored_result(creator: Any, loaded: str) -> None:
    made = assess_record(creator, WEAK)
    stored = json.loads(json.dumps(made.library))
    decision_store(data=reversing(loaded), reason="made for a test")
    made.refresh_from_db()

    assert made.library == stored
