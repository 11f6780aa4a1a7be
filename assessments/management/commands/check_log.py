"""`check_log`: verify all chains, daily roots and their timestamps, and name every fault."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from assessments.audit.checking import Counts, check_log
from assessments.audit.guards import find_weaknesses
from assessments.evidence.log_roots import find_bad_tokens

TOKEN_FAULTS = {
    "unreadable": "it cannot be read",
    "refused": "the authority refused it",
    "other_digest": "it is for another root",
    "untrusted": "its signer is none that this server trusts",
    "other_time": "it states another time than the one that is stored",
}


class Command(BaseCommand):
    help = (
        "Verify the activity log: every chain of entries, every daily root and its timestamp. "
        "Names every fault and exits with 1 where there is one. Also says what would let the "
        "application's own connection change the log."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON document")
        parser.add_argument(
            "--kept",
            metavar="ROOT",
            action="append",
            default=[],
            type=_root,
            help="a root that somebody kept, which the log must have; may be given again",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        counts = Counts()
        faults = _find_faults(counts, options["kept"])
        code = self._write_json(faults, counts) if options["json"] else self._write(faults, counts)
        sys.exit(code)

    def _write(self, faults: Iterator[tuple[dict[str, Any], str]], counts: Counts) -> int:
        found = 0
        for _, sentence in faults:
            self.stderr.write(f"FAULT {sentence}")
            found += 1
        for weakness in find_weaknesses():
            self.stderr.write(f"WEAK  {weakness}")
        read = ", ".join(f"{count} {name}" for name, count in vars(counts).items())
        self.stdout.write(f"{read} checked, {found} faults")
        return 1 if found else 0

    def _write_json(self, faults: Iterator[tuple[dict[str, Any], str]], counts: Counts) -> int:
        found = [fault for fault, _ in faults]
        document = {"checked": vars(counts), "faults": found, "weaknesses": find_weaknesses()}
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
        return 1 if found else 0


def _find_faults(counts: Counts, kept: list[str]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each fault as a mapping and as a sentence."""
    for fault in check_log(counts, kept=kept):
        yield vars(fault), str(fault)
    for timestamp, code in find_bad_tokens():
        day = timestamp.root.day.isoformat()
        fault_fields = {"code": code, "place": "timestamp", "subject": day, "number": None}
        yield fault_fields, f"timestamp of {day}: {TOKEN_FAULTS[code]}"


def _root(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", text.lower()):
        raise ArgumentTypeError("a root has 64 hexadecimal digits")
    return text.lower()
