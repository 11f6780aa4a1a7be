"""`calibrate`: assess every published precedent with and without itself."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from assessments import wording
from assessments.engine import Calibration, calibrate
from assessments.management.arguments import library_or_end


class Command(BaseCommand):
    help = "Run every published precedent with and without itself and compare with its court."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        library = library_or_end(self)
        result = calibrate(library.precedents, library.rules)
        if options["json"]:
            self.stdout.write(json.dumps(result.plain(), ensure_ascii=False, indent=2))
            return
        for line in _lines(result):
            self.stdout.write(line)


def _lines(result: Calibration) -> list[str]:
    lines = [
        _("%(count)d judged works") % {"count": result.decisions},
        _("With itself in the library: %(agree)d agree") % {"agree": result.with_itself.agree},
        _("Without itself: %(agree)d agree") % {"agree": result.leave_one_out.agree},
    ]
    for name, row in result.by_element.items():
        lines.append(
            _("  %(element)s: %(agree)d of %(decided)d")
            % {"element": wording.element(name), "agree": row.agree, "decided": row.decided}
        )
    for miss in result.leave_one_out.misses:
        lines.append(
            _("Miss: %(slug)s (court: %(court)s; here: %(engine)s; %(because)s)")
            % {
                "slug": miss.slug,
                "court": wording.outcome(miss.court),
                "engine": wording.conclusion_label(miss.engine),
                "because": miss.because,
            }
        )
    return lines
