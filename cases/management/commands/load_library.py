"""`manage.py load_library`: update the database from the files of decisions."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases import library
from cases.decisions.services_library import LoadedDecision, LoadReport, library_load

# Status of a decision that differs from its file -> why it is kept.
WHY_KEPT: dict[str, str] = {
    "published": "edited by curator",
    "draft": "edited by curator",
    "withdrawn": "withdrawn by curator",
}


class Command(BaseCommand):
    help = "Load the library's files. Faulty files load nothing; what a curator changed is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument(
            "--show-diff",
            action="store_true",
            help="show how the decisions that a curator changed differ from their files",
        )
        parser.add_argument("--folder", type=Path, default=library.FOLDER, help="where they are")

    def handle(
        self, *, dry_run: bool, show_diff: bool, folder: Path, verbosity: int, **options: Any
    ) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder}: no such folder")
        if not any(folder.glob("*.yaml")):
            raise CommandError(f"{folder}: no decision in this folder (*.yaml)")
        try:
            report = library_load(folder=folder, dry_run=dry_run)
        except library.InvalidLibrary as error:
            lines = [str(problem) for problem in error.problems]
            raise CommandError("\n".join([*lines, "Nothing was loaded."])) from error
        for loaded in report.loaded:
            self._report(loaded, show_diff=show_diff, verbosity=verbosity)
        if verbosity > 0:
            self.stdout.write(_format_totals(report, dry_run))

    def _report(self, loaded: LoadedDecision, *, show_diff: bool, verbosity: int) -> None:
        if loaded.action == "kept":
            self.stdout.write(f"kept: {WHY_KEPT[loaded.status]}: {loaded.slug}")
        elif loaded.action == "without_file":
            self.stdout.write(f"kept: no file any more: {loaded.slug}")
        elif verbosity > 1 or (verbosity == 1 and loaded.action != "unchanged"):
            self.stdout.write(f"{loaded.action}: {loaded.slug}")
        for difference in loaded.differences if show_diff else ():
            self.stdout.write(f"  {difference.path}")
            self.stdout.write(f"    here: {difference.old or '—'}")
            self.stdout.write(f"    file: {difference.new or '—'}")


def _format_totals(report: LoadReport, dry_run: bool) -> str:
    counts = {name: len(report.with_action(name)) for name in ("created", "updated", "unchanged")}
    counts["kept"] = len(report.with_action("kept")) + len(report.with_action("without_file"))
    totals = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{totals}{' (dry run: nothing was written)' if dry_run else ''}"
