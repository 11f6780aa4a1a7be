"""`memo RECORD --language en -o memo.pdf`: write an opinion memo on the command line.

Nothing is written to the database. The command exits with 2 and one line per problem where the
record is invalid, with 1 where the file cannot be written or is there already: none is replaced.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.engine import assess, load_authorities
from assessments.exhibits.matrix import codes_shown_by_work
from assessments.exhibits.snapshot import Matter, PrecedentPlace, Snapshot
from assessments.management.arguments import (
    FAILED,
    LANGUAGES,
    day,
    end_with_errors,
    in_language,
    law_existed_or_end,
    library_or_end,
    record_or_end,
)
from assessments.memo.firm_file import firm_phrases
from assessments.memo.issues import issue_rules
from assessments.memo.making import write_memo
from assessments.memo.models import FORMS
from assessments.memo.store import DiskFull
from assessments.precedents.placed_library import Library
from assessments.typesetting.numbering import Language
from cases.record import CreationRecord, dump_json


class Command(BaseCommand):
    help = "Write the opinion memo of a creation record (.json or .yaml) as a PDF."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("record", help="a creation record, .json or .yaml")
        parser.add_argument("--language", choices=LANGUAGES, default="en")
        parser.add_argument(
            "-o",
            "--output",
            required=True,
            type=Path,
            metavar="FILE",
            help="a file that does not exist",
        )
        parser.add_argument(
            "--as-of", type=day, metavar="DATE", help="date of the memo; only decisions until then"
        )
        parser.add_argument(
            "--form",
            choices=FORMS,
            default="opinion",
            help="the opinion, the working papers of the lawyer, or one page for the maker",
        )
        parser.add_argument("--client", default="", help="for the cover; blank when left out")
        parser.add_argument("--firm", default="", help="for the cover; blank when left out")
        for name in ("addressee", "purpose", "reference", "principal"):
            parser.add_argument(f"--{name}", default="", help="the same")
        parser.add_argument(
            "--lawyer", action="append", default=[], help="who signs; once for each of them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        language = options["language"]
        law_existed_or_end(self, options["as_of"], language)
        record = record_or_end(self, options["record"], language)
        self._new_file_or_end(options["output"], language)
        library = library_or_end(self)
        snapshot = snapshot_of(
            record,
            library,
            language=language,
            day=options["as_of"] or timezone.localdate(),
            matter=_matter(options),
        )
        try:
            size = write_memo(
                snapshot, options["output"], form=options["form"], progress=self._progress
            )
        except DiskFull as error:
            end_with_errors(
                self, FAILED, [f"{options['output']}: no room on the disk ({error.strerror})"]
            )
        except OSError as error:
            end_with_errors(self, FAILED, [f"{options['output']}: {error.strerror}"])
        self.stdout.write(f"{options['output']}: {size} bytes")

    def _new_file_or_end(self, output: Path, language: str) -> None:
        """End the command with code 1 unless `output` can be a new file; a broken link cannot."""
        with in_language(language):
            if not output.parent.is_dir():
                line = _("--output: there is no folder %(folder)s; make it first")
                end_with_errors(self, FAILED, [line % {"folder": output.parent}])
            if output.exists() or output.is_symlink():
                line = _("--output: %(file)s exists; name a new file, or move that one away")
                end_with_errors(self, FAILED, [line % {"file": output}])

    def _progress(self, stage: str) -> None:
        self.stderr.write(f"{stage} …")


def _matter(options: Mapping[str, Any]) -> Matter:
    named = ("client", "firm", "addressee", "purpose", "reference", "principal")
    asked = {name: options[name] for name in named}
    phrases = firm_phrases(options["language"])
    return Matter(**asked, lawyers=tuple(options["lawyer"]), **phrases)


def snapshot_of(
    record: CreationRecord, library: Library, *, language: Language, day: dt.date, matter: Matter
) -> Snapshot:
    """Assess a record as of a day; the number of the memo is a digest of what went in."""
    base = library.base.narrow(as_of=day)
    result = assess(record, base, library.rules, day)
    content = "\n".join([dump_json(record), result.library, result.rubric, day.isoformat()])
    return Snapshot(
        memo_id=hashlib.sha256(content.encode()).hexdigest()[:32],
        language=language,
        dated=day,
        record=record,
        result=result,
        decisions=tuple(library.decisions_named(result, issue_rules().decisions)),
        places=tuple(
            PrecedentPlace(
                slug=placed.slug, outcome=placed.outcome, levels=library.levels(placed.slug)
            )
            for placed in base.placed
        ),
        authorities=load_authorities(day),
        element_law={element.id: element.authority for element in library.rules.elements},
        by_work=tuple(codes_shown_by_work(library.rules)),
        matter=matter,
        standings={slug: stands.as_of(day) for slug, stands in library.standings.items()},
    )
