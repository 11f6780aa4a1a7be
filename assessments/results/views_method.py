"""Public pages about the method: how we score, how far that agrees with the courts, and the schema
of a result."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments import wording
from assessments.engine import Calibration, calibrate
from assessments.engine.result import json_schema
from assessments.precedents.citations import CitationLinks
from assessments.precedents.placed_library import Library, library_published
from assessments.results import method


@require_safe
def how_we_score(request: HttpRequest) -> HttpResponse:
    """The rules, told from the rule files themselves."""
    library = library_published()
    rules, references = library.rules, _references(library)
    context = {
        "rules": rules,
        "dimensions": method.dimension_rows(rules, references),
        "grounds": method.ground_rows(rules, references),
        "gates": method.gate_rows(rules, references),
        "proof": method.proof_rows(rules),
        "proof_authority": references.authorities(rules.proof.authority),
        "presumption_authority": references.authorities(rules.proof.presumption.authority),
        "ladder": method.ladder_rows(rules),
        "law": references.law(rules.authorities),
    }
    return render(request, "results/method.html", context)


@require_safe
def calibration(request: HttpRequest) -> HttpResponse:
    """Every published precedent run with and without itself, and every miss with its reason."""
    library = library_published()
    references = _references(library)
    result = _calibrate_cached(library.base.digest)
    context = {
        "result": result,
        "elements": [(wording.element(name), row) for name, row in result.by_element.items()],
        "runs": [(run, references.decision(run.slug)) for run in result.leave_one_out.runs],
        "misses": [(run, references.decision(run.slug)) for run in result.leave_one_out.misses],
        "rules": library.rules,
    }
    return render(request, "results/calibration.html", context)


@require_safe
def schema_result(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a result."""
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
    """Once for as long as the library does not change: `digest` is that of its base."""
    library = library_published()
    return calibrate(library.precedents, library.rules)


def _references(library: Library) -> CitationLinks:
    named = [
        {
            "slug": decision.slug,
            "short_name": {"en": decision.short_name.en, "zh": decision.short_name.zh},
            "judged": [
                {"slug": j.slug, "title": {"en": j.title.en, "zh": j.title.zh}}
                for j in decision.judged
            ],
        }
        for decision in library.decisions
    ]
    return CitationLinks({}, {"decisions": named})
