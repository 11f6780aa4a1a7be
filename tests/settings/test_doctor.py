"""`manage.py doctor`: it names what is wrong and what to do, and is content where all is well."""

from __future__ import annotations

import io
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

# It decides when it is imported how it counts: before a test names a folder for several processes.
import prometheus_client  # noqa: F401
import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from aigc_copyright import env, static_files, worker_heartbeat
from aigc_copyright.doctor import data, services
from aigc_copyright.doctor.findings import Finding, run_checks
from aigc_copyright.management.commands.doctor import CHECKS
from assessments.audit.models import AuditEntry
from assessments.jobs import sweep_all
from tests.assessments.jobs.sample.models import SampleJob
from tests.settings.test_settings import SOURCES, Load, load  # noqa: F401  a fixture
from tests.support.accounts import confirmed_user
from tests.support.object_server import Bucket

KEY = "age1mtr2zk4506ky4w4r3nxxdjkw52m7ynfmvqlpglld5huhv8xn94dshqup32"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def embedded(settings: Any, tmp_path: Path) -> None:
    settings.REDIS_URL = None
    settings.SECRET_KEY, settings.BACKUP_RECIPIENT = "s" * 50, (KEY,)
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).chmod(0o600)


def doctor(*options: str) -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("doctor", *options, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


@pytest.mark.both_databases
def test_where_all_is_well_each_line_says_so(settings: Any, monkeypatch: Any) -> None:
    settings.DEBUG = False
    settings.MAILBOX_DIR = Path("/mailbox")
    monkeypatch.setattr(static_files, "are_collected", lambda: True)
    monkeypatch.setattr(data, "LOW_BYTES", 0)
    monkeypatch.setattr(data, "LEFT_OVER", ())
    monkeypatch.setattr(data, "find_weaknesses", list)  # the role of the tests owns the tables
    monkeypatch.setattr(data, "has_published_decisions", lambda: True)
    sweep_all()
    said, code = doctor()
    lines = said.splitlines()
    assert code == 0
    assert [line for line in lines if not line.startswith("OK ")] == []
    assert len(lines) == len(CHECKS)


def test_static_files_that_were_not_collected_are_named(settings: Any, tmp_path: Path) -> None:
    settings.DEBUG, settings.STATIC_ROOT = False, tmp_path
    found = services.check_static_files()
    assert (found.level, "collectstatic" in str(found.remedy)) == ("FAIL", True)
    (tmp_path / "staticfiles.json").write_text("{}")
    assert services.check_static_files().level == "OK"


def test_a_page_can_be_read_without_its_style(tmp_path: Path) -> None:
    storage = static_files.HashedStaticFiles(location=tmp_path, base_url="/static/")
    assert storage.url("css/base.css") == "/static/css/base.css"


@pytest.mark.both_databases
def test_for_programs_it_is_json(client: Client) -> None:
    said, code = doctor("--json")
    findings = {entry["check"]: entry for entry in json.loads(said)}
    assert findings.keys() == {name for name, _, _ in CHECKS}
    assert findings["sweep"]["level"] == "FAIL"  # nothing swept yet
    assert findings["sweep"]["remedy"] == "Start the web server; see its log."
    assert code == 1


def test_a_service_that_does_not_answer_stops_no_other_check() -> None:
    def away() -> Finding:
        raise OperationalError("the server closed the connection")

    first, second = run_checks([("x", away, "Start it."), ("debug", services.check_debug, "")])
    assert (first.level, first.remedy) == ("FAIL", "Start it.")
    assert "OperationalError: the server closed" in first.text
    assert second.check == "debug"


@pytest.mark.both_databases
def test_nothing_is_left_behind_by_looking(tmp_path: Path) -> None:
    doctor()
    assert not AuditEntry.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def drop_triggers() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE assessments_auditentry DISABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            " AND tbl_name = 'assessments_auditentry'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


@pytest.mark.both_databases
def test_a_log_that_can_be_changed_is_named(monkeypatch: Any) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(data, "find_weaknesses", lambda: ["The role owns the tables."])
        assert data.check_log_guard().level == "WARN"
    monkeypatch.setattr(data, "find_weaknesses", list)
    assert data.check_log_guard().level == "OK"
    drop_triggers()
    found = data.check_log_guard()
    assert (found.level, "UPDATE and DELETE" in found.text) == ("FAIL", True)


@pytest.mark.both_databases
def test_tables_of_another_version_are_named(monkeypatch: Any) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    recorder = MigrationRecorder(connection)
    recorder.record_applied("assessments", "0999_later")
    assert "newer version: 0999_later" in data.check_migrations().text
    recorder.record_unapplied("assessments", "0999_later")
    assert data.check_migrations().level == "OK"
    monkeypatch.setattr(
        "django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: ["0008"]
    )
    assert data.check_migrations().remedy == "Run `manage.py migrate`."


def test_a_storage_that_does_not_answer_is_named(bucket: Bucket) -> None:
    check = [entry for entry in CHECKS if entry[0] == "stored files"]
    assert run_checks(check)[0].level == "OK"
    bucket.lock()
    found = run_checks(check)[0]
    assert (found.level, "S3_BUCKET" in found.remedy) == ("FAIL", True)


@pytest.mark.parametrize(("free", "level"), [(1 << 20, "FAIL"), (1 << 30, "WARN"), (9 << 30, "OK")])
def test_little_room_is_named(monkeypatch: Any, free: int, level: str) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=free))
    assert data.check_disk().level == level


def test_folders_of_killed_processes_are_named(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "weasyprint-new").mkdir()
    assert data.check_temporary_folder().level == "OK"
    (tmp_path / "pymp-old").mkdir()
    os.utime(tmp_path / "pymp-old", (time.time() - 4000,) * 2)
    found = data.check_temporary_folder()
    assert (found.level, "1 folders" in found.text, "pymp-old" in found.text) == (
        "WARN",
        True,
        True,
    )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of SQLite's")
def test_a_database_that_others_may_read_is_named() -> None:
    assert data.check_database_file().level == "OK"
    Path(connection.settings_dict["NAME"]).chmod(0o644)
    found = data.check_database_file()
    assert (found.level, "chmod 600" in found.remedy) == ("WARN", True)


@pytest.mark.both_databases
def test_a_clock_that_is_off_is_named(monkeypatch: Any) -> None:
    assert data.check_clock().level == "OK"
    if connection.vendor == "postgresql":
        late = timezone.now() - timedelta(seconds=5)
        monkeypatch.setattr(timezone, "now", lambda: late)
        assert data.check_clock().level == "WARN"


@pytest.mark.both_databases
def test_a_client_that_is_too_old_for_a_backup_is_named(monkeypatch: Any, settings: Any) -> None:
    settings.BACKUP_RECIPIENT = ()
    assert "backup_key" in data.check_backup().remedy
    if connection.vendor == "postgresql":
        old = SimpleNamespace(stdout="pg_dump (PostgreSQL) 9.6.1")
        monkeypatch.setattr(subprocess, "run", lambda *_, **__: old)
        assert "pg_dump 9 cannot read" in data.check_backup().text


@pytest.mark.both_databases
def test_jobs_that_nobody_sweeps_are_named() -> None:
    assert services.check_sweep().level == "FAIL"
    sweep_all()
    assert services.check_sweep().level == "OK"
    cache.set(worker_heartbeat.SWEPT_AT, time.time() - 600)
    assert "for 600 s" in services.check_sweep().text


def test_a_worker_that_is_away_is_named(settings: Any) -> None:
    settings.REDIS_URL = "redis://r"
    assert services.check_worker().level == "FAIL"
    worker_heartbeat.note_worker()
    assert services.check_worker().level == "OK"


def test_a_broker_that_is_away_is_named(settings: Any) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{closed_port()}/0"
    check = [entry for entry in CHECKS if entry[0] == "redis"]
    assert run_checks(check)[0].level == "FAIL"


@pytest.mark.both_databases
def test_a_job_that_waits_untaken_is_named() -> None:
    assert services.check_queue().level == "OK"
    SampleJob.objects.create(queued_at=timezone.now() - timedelta(hours=1))
    assert "samplejob for 36" in services.check_queue().text


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_mail_server_that_is_away_is_named(settings: Any) -> None:
    settings.MAILBOX_DIR, settings.EMAIL_HOST = None, "127.0.0.1"
    settings.EMAIL_PORT = closed_port()
    assert services.check_mail_server().level == "FAIL"
    with socket.create_server(("127.0.0.1", settings.EMAIL_PORT)):
        assert services.check_mail_server().level == "OK"


def test_half_of_the_settings_of_timestamps_is_named(settings: Any, tmp_path: Path) -> None:
    settings.TIMESTAMP_URL = settings.TIMESTAMP_ROOTS = None
    assert services.check_timestamps().level == "OK"
    settings.TIMESTAMP_URL = f"http://127.0.0.1:{closed_port()}/tsa"
    assert services.check_timestamps().level == "WARN"
    settings.TIMESTAMP_ROOTS = str(tmp_path / "roots.pem")
    assert "No such file" in services.check_timestamps().text
    (tmp_path / "roots.pem").write_text("nothing")
    assert "no certificate is in it" in services.check_timestamps().text


@pytest.mark.parametrize(
    ("debug", "host", "level"),
    [
        (True, "0.0.0.0", "FAIL"),
        (True, "192.168.1.4", "FAIL"),
        (True, "::", "FAIL"),
        (True, "", "OK"),
        (True, "localhost", "OK"),
        (True, "[::1]", "OK"),
        (False, "0.0.0.0", "OK"),
    ],
)
def test_debugging_in_public_is_named(
    settings: Any, monkeypatch: Any, debug: bool, host: str, level: str
) -> None:
    settings.DEBUG = debug
    monkeypatch.setenv("HOST", host)
    assert services.check_debug().level == level


@pytest.mark.parametrize(
    ("host", "collected", "warnings"),
    [
        ("0.0.0.0", True, ["Set DEBUG=False"]),
        ("127.0.0.1", True, []),
        ("127.0.0.1", False, ["collectstatic"]),
    ],
)
def test_the_web_server_warns_loudly_at_its_start(
    load: Load,  # noqa: F811
    monkeypatch: Any,
    host: str,
    collected: bool,
    warnings: list[str],
) -> None:
    monkeypatch.setattr(static_files, "are_collected", lambda: collected)
    configuration = load(SOURCES[1], HOST=host, EMAIL_HOST="mail")
    said: list[str] = []

    def critical(text: str, *values: object) -> None:
        said.append(text % values)

    server = SimpleNamespace(
        address=[],
        log=SimpleNamespace(critical=critical),
        app=SimpleNamespace(wsgi=lambda: None),
    )
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")  # so that it is unset afterwards
    starting: Callable[[Any], None] = configuration["on_starting"]
    starting(server)
    configuration["on_exit"](server)
    assert [what in line for what, line in zip(warnings, said, strict=True)] == [True] * len(said)


def test_a_key_that_is_known_short_or_old_is_named(settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = []
    assert services.check_secret_key().level == "OK"
    settings.SECRET_KEY_FALLBACKS = ["o" * 50]
    assert "Empty SECRET_KEY_FALLBACKS" in services.check_secret_key().remedy
    settings.SECRET_KEY = "short"
    assert "5 characters" in services.check_secret_key().text
    settings.SECRET_KEY = settings.DEVELOPMENT_KEY
    assert "development key" in services.check_secret_key().text


def test_each_check_of_the_list_is_there_once() -> None:
    assert len({name for name, _, _ in CHECKS}) == len({check for _, check, _ in CHECKS})
    assert import_string("aigc_copyright.worker_heartbeat.note_sweep")() == 0
    assert env.is_loopback("127.0.0.2") and not env.is_loopback("example.org")


@pytest.mark.both_databases
def test_an_administrator_without_a_second_factor_is_named() -> None:
    confirmed_user("root", is_superuser=True)
    confirmed_user("somebody")

    found = services.check_superusers()
    assert (found.level, found.text) == ("WARN", "Administrators without one: root")


def test_a_key_of_backups_that_is_none_fails(settings: Any) -> None:
    settings.BACKUP_RECIPIENT = ("age1no",)
    assert data.check_backup().level == "FAIL"


def test_the_second_factor_has_a_name_in_the_administration() -> None:
    with translation.override("zh-hans"):
        assert str(Authenticator._meta.verbose_name_plural) == "两步验证"
