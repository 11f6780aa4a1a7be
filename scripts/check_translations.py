"""Refuse a catalogue that lags behind the sources: missing, fuzzy, untranslated or left over.

Messages are extracted from a copy of the sources, so that nothing in the tree changes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
SOURCES = ["aigc_copyright", "assessments", "cases", "templates", "manage.py", "locale"]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        fresh = extract(Path(folder)) / CATALOGUE
        wanted, kept = messages(fresh), messages(ROOT / CATALOGUE)
        problems = {
            "not translated": messages(fresh, "--untranslated"),
            "fuzzy": messages(fresh, "--only-fuzzy") | messages(ROOT / CATALOGUE, "--only-fuzzy"),
            "no longer in the sources": kept - wanted,
            "not in the catalogue": wanted - kept,
        }
    for name, found in problems.items():
        for message in sorted(found):
            print(f"{name}: {message}")
    return int(any(problems.values()))


def extract(copy: Path) -> Path:
    """The sources with their messages merged anew into the catalogue."""
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name)
        else:
            shutil.copy(ROOT / name, copy / name)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "zh_Hans", "--no-obsolete"],
        cwd=copy,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return copy


def messages(catalogue: Path, *choice: str) -> set[str]:
    """The source texts of the entries that msgattrib lets through, each with its context."""
    listed = subprocess.run(
        ["msgattrib", "--no-obsolete", "--no-wrap", *choice, str(catalogue)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    entries = (entry.split("\nmsgstr")[0] for entry in listed.split("\n\n"))
    keys = {
        " ".join(line for line in entry.splitlines() if not line.startswith("#"))
        for entry in entries
    }
    return keys - {"", 'msgid ""'}


if __name__ == "__main__":
    sys.exit(main())
