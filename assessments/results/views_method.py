"""Public pages about the method: the rules, the calibration, and the schema of a result."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.engine.calibration import Calibration, calibrate
from assessments.engine.result import json_schema
from assessments.engine.rules import Rules
from assessments.precedents.citations import CitationLinks
from assessments.precedents.placed_library import Library, library_published
from assessments.precedents.values import Link
from assessments.results import method
from assessments.results.calibration import calibration_page
from cases.library.standing import Standing
from cases.pages.page_cache import cached_public


@dataclass(frozen=True, kw_only=True)
class MethodPage:
    """The template context of the rules."""

    rules: Rules
    dimensions: list[method.DimensionRow]
    grounds: list[method.GroundRow]
    gates: list[method.GateRow]
    proof: list[method.ProofRow]
    proof_authority: tuple[Link, ...]
    presumption_authority: tuple[Link, ...]
    evidence_law: tuple[Link, ...]
    open_question: list[dict[str, Any]]  # as `CitationLinks.law` returns it
    ladder: list[tuple[str, str, str]]
    law: list[dict[str, Any]]  # as `CitationLinks.law` returns it


@require_safe
@cached_public
def how_we_score(request: HttpRequest) -> HttpResponse:
    """Show the rules, made from the rule files themselves."""
    library = library_published()
    rules, references = library.rules, _references(library)
    page = MethodPage(
        rules=rules,
        dimensions=method.dimension_rows(rules, references),
        grounds=method.ground_rows(rules, references),
        gates=method.gate_rows(rules, references),
        proof=method.proof_rows(rules),
        proof_authority=references.authorities(rules.proof.authority),
        presumption_authority=references.authorities(rules.proof.presumption.authority),
        evidence_law=references.authorities(method.EVIDENCE_LAW),
        open_question=references.law(method.OPEN_QUESTION),
        ladder=method.ladder_rows(),
        law=references.law(rules.authorities),
    )
    return render(request, "results/method.html", vars(page))


@require_safe
@cached_public
def calibration(request: HttpRequest) -> HttpResponse:
    """Show every published precedent, assessed with and without itself, and every miss."""
    library = library_published()
    references = _references(library)
    result = _calibrate_cached(library.base.digest)
    ended = [
        references.decision(decision.slug)
        for decision in library.decisions
        if decision.judged and library.standings[decision.slug].end
    ]
    pending = [
        references.decision(decision.slug)
        for decision in library.decisions
        if decision.judged and _is_pending(library.standings[decision.slug])
    ]
    total = len(library.precedents)
    page = calibration_page(result, references, ended, pending, total, library.rules)
    return render(request, "results/calibration.html", vars(page))


def _is_pending(standing: Standing) -> bool:
    return standing.end is None and not standing.binding


@require_safe
def schema_result(request: HttpRequest) -> HttpResponse:
    """Return the JSON Schema of a result."""
    return JsonResponse(
        _result_schema(),
        content_type="application/schema+json",
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )


@cache
def _result_schema() -> dict[str, Any]:
    return json_schema()


@lru_cache(maxsize=2)
def _calibrate_cached(digest: str) -> Calibration:
    """Calibrate once per library; `digest` is that of its base and serves as the key only."""
    library = library_published()
    return calibrate(library.precedents, library.rules)


def _references(library: Library) -> CitationLinks:
    decisions = [
        {
            "slug": decision.slug,
            "short_name": {"en": decision.short_name.en, "zh": decision.short_name.zh},
            "judged": [
                {"slug": judged.slug, "title": {"en": judged.title.en, "zh": judged.title.zh}}
                for judged in decision.judged
            ],
        }
        for decision in library.decisions
    ]
    return CitationLinks({}, {"decisions": decisions}, standings=library.standings)
