"""What a process that only starts has not imported: large libraries wait for their first use."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cases.decisions.documents import text_of
from cases.library import load_all

ROOT = Path(__file__).parents[2]
RECORDS = ROOT / "tests" / "resources" / "records"
SETUP = "import django; django.setup()"
FORBIDDEN = (
    "PIL",
    "aiosmtpd",
    "allauth.mfa.webauthn",
    "boto3",
    "botocore",
    "c2pa",
    "celery",
    "cryptography",
    "cv2",
    "fido2",
    "fontTools",
    "ijson",
    "kombu",
    "numpy",
    "pypdf",
    "qrcode",
    "rapidfuzz",
    "redis",
    "rfc3161_client",
    "storages",
    "weasyprint",
    "aigc_copyright.urls",
    "assessments.admin",
    "assessments.intake.documents",
    "assessments.intake.readers",
    "assessments.memo.compose",
    "assessments.tasks",
)
# A command that reads no record needs no schema either.
FORBIDDEN_IN_SETUP = (*FORBIDDEN, "pydantic", "yaml", "assessments.engine", "cases.library.schema")
# The reasoning needs no row of ours: neither the models nor what a page or a sentence needs.
FORBIDDEN_IN_ASSESS = (
    *FORBIDDEN,
    "allauth",
    "assessments.models",
    "assessments.wording",
    "cases.law.loading",
    "cases.models",
    "cases.wording",
    "django.contrib",
    "django.db.backends.sqlite3",
    "django.db.models",
    "simple_history",
)
NO_DATABASE = (
    "The case library of the files is used: there is no database in {}/db.sqlite3 yet. To use "
    "another, check DATA_DIR and POSTGRES_HOST.\n"
)
ASSESS = """
import sys
from aigc_copyright.command_line import run
run(["manage.py", "assess", sys.argv[1], "--json"])
print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("start", "forbidden"),
    [
        (SETUP, FORBIDDEN_IN_SETUP),
        (f"{SETUP}; import assessments.management.commands.assess", FORBIDDEN),
    ],
    ids=["django.setup", "assess"],
)
def test_starting_imports_nothing_large(start: str, forbidden: tuple[str, ...]) -> None:
    listing = f"{start}; import sys; print(*sys.modules)"
    imported = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert "django.apps" in imported
    assert [name for name in forbidden if name in imported] == []


@pytest.fixture
def python(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python as a newcomer does: on SQLite, in a data folder that has nothing yet."""
    shipped = {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "aigc_copyright.settings"}
    kept = {name: value for name, value in os.environ.items() if name != "POSTGRES_HOST"}

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(
            command, cwd=ROOT, env=kept | shipped, capture_output=True, text=True, check=False
        )

    return run


Python = Callable[..., subprocess.CompletedProcess[str]]


def test_an_assessment_needs_no_models_and_no_sentences(python: Python) -> None:
    ended = python("-c", ASSESS, RECORDS / "strong-image.yaml")
    assert ended.returncode == 0
    assert ended.stdout.startswith("{")
    imported = ended.stderr.split()
    assert "assessments.engine.opinion" in imported
    assert [name for name in FORBIDDEN_IN_ASSESS if name in imported] == []


def tables_make(folder: Path) -> closing[sqlite3.Connection]:
    """Make the tables that the command reads, as of this version."""
    file = sqlite3.connect(folder / "db.sqlite3")
    file.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
    for path in ROOT.glob("*/migrations/[0-9]*.py"):
        file.execute("INSERT INTO django_migrations VALUES (?, ?)", (path.parts[-3], path.stem))
    file.execute("CREATE TABLE cases_decision (slug TEXT, status TEXT, document TEXT)")
    file.commit()
    return closing(file)


def test_it_reads_the_published_decisions_of_the_database(python: Python, tmp_path: Path) -> None:
    published, withdrawn = [decision for decision in load_all() if decision.judged][:2]
    with tables_make(tmp_path) as file:
        for decision, status in ((published, "published"), (withdrawn, "withdrawn")):
            row = (decision.slug, status, text_of(decision))
            file.execute("INSERT INTO cases_decision VALUES (?, ?, ?)", row)
        file.commit()
    leave_out = [f"--without={one.judged[0].slug}" for one in (published, withdrawn)]
    ended = python("manage.py", "assess", RECORDS / "strong-image.yaml", "--json", *leave_out)
    assert ended.returncode == 0
    assert ended.stderr == (
        f'--without: "{withdrawn.judged[0].slug}" is not among the precedents compared with\n'
    )


def test_a_library_of_which_all_is_withdrawn_is_an_empty_one(
    python: Python, tmp_path: Path
) -> None:
    withdrawn = next(decision for decision in load_all() if decision.judged)
    with tables_make(tmp_path) as file:
        row = (withdrawn.slug, "withdrawn", text_of(withdrawn))
        file.execute("INSERT INTO cases_decision VALUES (?, ?, ?)", row)
        file.commit()
    ended = python("manage.py", "assess", RECORDS / "strong-image.yaml", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["precedents"] == []


def test_where_nothing_was_loaded_it_says_that_the_files_answer(
    python: Python, tmp_path: Path
) -> None:
    ended = python("manage.py", "assess", RECORDS / "strong-image.yaml", "--json")
    assert (ended.returncode, ended.stderr) == (0, NO_DATABASE.format(tmp_path))
    with tables_make(tmp_path):
        ended = python("manage.py", "assess", RECORDS / "strong-image.yaml", "--json")
    assert ended.returncode == 0
    assert "no decision was ever loaded" in ended.stderr


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_report_loads_the_sentences(python: Python, language: str) -> None:
    ended = python("manage.py", "assess", RECORDS / "weak-image.yaml", "--language", language)
    assert ended.returncode == 0
    assert {"en": "On what can be shown today", "zh-hans": "依现有证据"}[language] in ended.stdout


def test_held_files_load_their_readers(python: Python, tmp_path: Path) -> None:
    record = RECORDS / "strong-image.yaml"
    ended = python("manage.py", "assess", record, "--json", "--files", tmp_path)
    assert (ended.returncode, ended.stderr) == (0, NO_DATABASE.format(tmp_path))
    assert '"evidence_basis": "held"' in ended.stdout


def test_the_faults_of_a_record_are_said(python: Python) -> None:
    ended = python("manage.py", "assess", next((RECORDS / "invalid").iterdir()))
    assert ended.returncode == 2
    assert ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("module", ["no_such_module", "tests.configuration"])
def test_other_settings_are_heeded(python: Python, module: str) -> None:
    record = RECORDS / "strong-image.yaml"
    ended = python("manage.py", "assess", record, "--json", f"--settings={module}")
    assert ended.returncode == (1 if module == "no_such_module" else 0)


def test_decisions_in_tables_of_another_version_do_not_answer(
    python: Python, tmp_path: Path
) -> None:
    with tables_make(tmp_path) as file:
        file.execute("DELETE FROM django_migrations WHERE app = 'assessments' AND name > '0006'")
        file.commit()
    ended = python("manage.py", "assess", RECORDS / "strong-image.yaml", "--json")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "it lacks assessments.0006" in ended.stderr
