"""`calibrate`: assess every published precedent with and without itself."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from assessments import wording
from assessments.engine.calibration import Calibration, ElementAgreement, calibrate
from assessments.management.arguments import add_language, in_language, library_or_end
from assessments.precedents.fields import field_name
from assessments.results.calibration import base_rows, baseline_rows


class Command(BaseCommand):
    help = "Run every published precedent with and without itself and compare with its court."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_language(parser)
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        library = library_or_end(self)
        result = calibrate(library.precedents, library.rules)
        if options["json"]:
            self.stdout.write(json.dumps(result.plain(), ensure_ascii=False, indent=2))
            return
        with in_language(options["language"]):
            for line in _lines(result):
                self.stdout.write(line)


def _lines(result: Calibration) -> list[str]:
    lines = [
        _("%(count)d judged works") % {"count": result.decisions},
        _("Own decision included: %(agree)d match") % {"agree": result.with_itself.agree},
        _("Own decision left out: %(agree)d match") % {"agree": result.leave_one_out.agree},
    ]
    lines += [
        _agreement(wording.outcome(outcome), row) for outcome, row in result.by_outcome.items()
    ]
    for name, row in result.by_element.items():
        lines.append(_agreement(wording.element(name), row))
        lines += [
            _("    %(slug)s: decided %(court)s; here %(engine)s")
            % {
                "slug": miss.slug,
                "court": wording.element_status(miss.court),
                "engine": wording.element_status(miss.engine),
            }
            for miss in row.misses
        ]
    lines += [
        _(
            "%(basis)s: %(itself)d own decision included, %(without)d left out, "
            "%(none)d empty library"
        )
        % {"basis": basis, "itself": itself, "without": without, "none": none}
        for basis, itself, without, none in base_rows(result)
    ]
    emptied = result.with_itself.changed(result.emptied)
    lines.append(
        _(
            "Empty library: %(words)d conclusions change, %(either)d in conclusion or basis, "
            "%(signs)d switch between protected and refused"
        )
        % {"words": emptied.words, "either": emptied.either, "signs": emptied.signs}
    )
    lines += [
        _("%(method)s: %(agree)d match; %(compared)s")
        % {"method": name, "agree": baseline.agree, "compared": compared}
        for name, baseline, compared in baseline_rows(result)
    ]
    lines += [
        _(
            "One step of %(field)s: %(tried)d tried, %(words)d conclusions change, "
            "%(signs)d switch between protected and refused"
        )
        % {
            "field": field_name(row.field),
            "tried": row.tried,
            "words": row.words,
            "signs": row.signs,
        }
        for row in result.sensitivity
    ]
    for run in result.leave_one_out.misses:
        lines.append(
            _("Difference: %(slug)s (decided: %(court)s; here: %(engine)s, %(basis)s)")
            % {
                "slug": run.slug,
                "court": wording.outcome(run.court),
                "engine": wording.conclusion_label(run.word),
                "basis": wording.ground_basis(run.basis),
            }
        )
    return lines


def _agreement(name: str, row: ElementAgreement) -> str:
    values = {"element": name, "agree": row.agree, "decided": row.decided}
    return _("  %(element)s: %(agree)d of %(decided)d") % values
