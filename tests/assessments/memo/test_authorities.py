"""Every authority that a memo relies on has its name, and stands where authorities stand."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from assessments.engine import HeldFiles, Result, assess, canonical_json, load_authorities
from assessments.engine.codes import BASES
from assessments.exhibits.snapshot import Snapshot, decisions_from
from assessments.memo.build import MemoBuilder
from assessments.memo.comparison import bound_by, reported_decisions
from assessments.memo.compose import compose_memo
from assessments.memo.sections.cases import adverse, favourable
from assessments.precedents.placed_library import cited_slugs
from assessments.results.page import result_page
from assessments.results.terminal import report
from assessments.works.models import Assessment, Work
from cases.record import CreationRecord, load_data, to_plain
from tests.assessments.engine.test_scenarios import SCENARIOS, TOOLS
from tests.assessments.memo.conftest import DAY
from tests.assessments.memo.test_compose import section_of, text_of
from tests.support.owned_works import COMMISSIONED, FILM
from tests.support.records import record

NONE_HELD = HeldFiles()
HIDDEN = ("href", "slug", "code", "key")  # values of a page that are no text
# The script is the strongest layer; the prompted ones are bound by refusals.
SHORT_FILM: dict[str, Any] = {
    **FILM,
    "distinctiveness": "different",
    "steps": [
        {"id": "s1", "by": "w", "action": "write", "extent": "substantial", "adds": ["wording"],
         "layer": "script", "evidence": ["e1"]},
        {"id": "s2", "parent": "s1", "by": "d", "action": "generate", "tool": "t",
         "prompt": "caravan at salt flats, dawn, wide", "effect": "visible"},
    ],
    "evidence": [{"id": "e1", "what": "drafts", "made": "contemporaneous"}],
}  # fmt: skip


def scenario_records() -> list[CreationRecord]:
    """The records of the scenarios, and two with contracts and several layers."""
    found = [load_data(SHORT_FILM), load_data(COMMISSIONED)]
    found += [record(**{"tools": TOOLS, **scenario["record"]}) for scenario in SCENARIOS]
    return found


@pytest.fixture(scope="module")
def stored(library):
    """What the browser stores of an assessment: no more than the names that the result cites."""

    def make(made: CreationRecord, files: HeldFiles | None) -> tuple[Result, dict[str, Any]]:
        result = assess(made, library.base, library.rules, DAY, files)
        named = set(cited_slugs(result))
        decisions = [
            decision.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            for decision in library.cited_decisions(result)
        ]
        law = {key: entry for key, entry in load_authorities(DAY).items() if key in named}
        return result, {"decisions": decisions, "authorities": law, "places": []}

    return make


@pytest.fixture(scope="module")
def memo_of(snapshot, stored):
    def make(
        of: CreationRecord, language: str = "en", files: HeldFiles | None = NONE_HELD
    ) -> Snapshot:
        result, kept = stored(of, files)
        made: Snapshot = snapshot(language, of)
        law = {**kept["authorities"], **_of_elements(made)}
        decisions = decisions_from(kept["decisions"])
        return replace(made, result=result, decisions=decisions, authorities=law)

    return make


def _of_elements(made: Snapshot) -> dict[str, Any]:
    keys = {key for keys in made.element_law.values() for key in keys}
    return {key: made.authorities[key] for key in keys}


def ids_in(text: str, library) -> set[str]:
    """The ids of statutes and decisions that stand in a text; a page's address is none."""
    words = set(re.findall(r"[a-z0-9][a-z0-9.-]+[a-z0-9]", text))
    return words & {*load_authorities(), *library.by_slug}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_id_of_an_authority_is_printed(memo_of, stored, library, language):
    for made in scenario_records():
        assert not ids_in(text_of(compose_memo(memo_of(made, language)).html), library)
        result, kept = stored(made, NONE_HELD)
        shown = page_values(made, result, kept, language)
        assert not ids_in(shown, library)
        with translation.override(language):
            said = report(made, result, library)
        for compared in result.precedents:  # beside its name: `--without` takes the slug
            said = said.replace(compared.slug, "")
        assert not ids_in(said, library)


def page_values(made: CreationRecord, result: Result, kept: dict[str, Any], language: str) -> str:
    """Every text of the page of a result, without the addresses and codes beside them."""
    assessment = Assessment(
        work=Work(title=made.title),
        record=to_plain(made),
        as_of=DAY,
        result=json.loads(canonical_json(result)),
        library=kept,
    )
    with translation.override(language):
        page = result_page(assessment, "")
    return " ".join(_texts(page))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for n, inner in value.items() if n not in HIDDEN for text in _texts(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in _texts(inner)]
    if hasattr(value, "__dataclass_fields__"):
        named = (getattr(value, n) for n in value.__dataclass_fields__ if n not in HIDDEN)
        return [text for inner in named for text in _texts(inner)]
    return []


def test_statutes_of_every_basis_stand_in_the_section_on_law(memo_of):
    made = compose_memo(memo_of(load_data(SHORT_FILM))).html
    ownership = section_of(made, "ownership")
    cited = set(re.findall(r"Copyright Law art\. (?:11|14|15|17|18)\b", ownership))
    assert cited
    law = section_of(made, "law")
    assert {article for article in cited if article not in law} == set()
    annex = section_of(made, "annex-authorities")
    assert all(article in annex.split("Decisions")[-1] for article in cited)


def test_every_decision_relied_on_stands_in_the_report(memo_of):
    # As described the script speaks for the work, and what refuses the pictures stands beside it.
    build = MemoBuilder(memo_of(load_data(SHORT_FILM), files=None))
    with translation.override("en"):
        reported = {one.slug: one.uses for one in reported_decisions(build, home_only=False)}
    bound = {key for layer in build.result.layers for key in layer.bound_by}
    relied = {key for key in bound if key in build.snapshot.decisions_by_slug}
    assert relied
    assert relied <= set(reported)
    beside = relied - {work.slug for work in build.compared_precedents}
    assert beside
    binding = {key for basis in BASES for key in bound_by(build, basis)}
    for key in beside:
        said = "relied on for a part" if key in binding else "cited, not compared"
        assert reported[key][-1].endswith(said)


def test_a_refusal_that_is_relied_on_is_not_denied(memo_of):
    printed = text_of(compose_memo(memo_of(load_data(SHORT_FILM))).html)
    assert "is in the library." not in printed
    assert "no decision in the library that refused protection" not in printed


def test_the_month_of_a_report_is_not_printed_as_the_date_of_a_judgment(opinions):
    """Wherever the date of a decision stands, what it stands for stands beside it."""
    found = 0
    for memo in opinions:
        with translation.override(memo.language):
            build = MemoBuilder(memo.made)
            searched = [item.slug for item in reported_decisions(build, home_only=True)]
            compared = [*favourable(build), *adverse(build)]
        for key, slugs in (("comparison", compared), ("annex-search", searched)):
            text = "\n".join(memo.texts(key))
            dates = [decision.date for slug in slugs if (decision := build.decision(slug))]
            notes = [build.localise(date.note) for date in dates if date and date.note]
            found += len(notes)
            assert [note for note in notes if note.rstrip(".。") not in text] == []
    assert found
