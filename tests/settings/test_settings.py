"""One settings file, two columns: what holds embedded, and what each variable turns on."""

from __future__ import annotations

import os
import re
import runpy
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aigc_copyright.env import BadEnvironment
from assessments.jobs.row import Lane
from assessments.site.models import CacheRow

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ["aigc_copyright/settings.py", "gunicorn.conf.py"]
SECRET = {"DEBUG": "False", "SECRET_KEY": "secret" * 9}
Load = Callable[..., dict[str, Any]]


def variables() -> set[str]:
    """Every variable that the sources read through `env`."""
    read = re.compile(
        r"""env\.(boolean|integer|text|secret|address|certificates|choice)\(\s*["']([A-Z0-9_]+)"""
    )
    found = [match for path in SOURCES for match in read.findall((ROOT / path).read_text())]
    return {name for _, name in found} | {
        f"{name}_FILE" for kind, name in found if kind == "secret"
    }


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Load:
    """The settings as they are with these variables and no others."""

    def with_variables(path: str = SOURCES[0], **environment: str) -> dict[str, Any]:
        for name in variables():
            monkeypatch.delenv(name, raising=False)
        for name, value in {"DATA_DIR": str(tmp_path), **environment}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / path))

    return with_variables


def test_without_postgres_it_is_sqlite_that_waits_for_writers(load: Load, tmp_path: Path) -> None:
    database = load()["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == tmp_path / "db.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert database["OPTIONS"]["timeout"] >= 5


def test_the_file_of_sqlite_is_private_and_made_when_it_is_opened(
    load: Load, tmp_path: Path
) -> None:
    database = load()["DATABASES"]["default"]
    path, options = tmp_path / "db.sqlite3", {"factory": database["OPTIONS"]["factory"]}
    assert list(tmp_path.iterdir()) == []
    sqlite3.connect(database["NAME"], **options).close()
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)  # what the operator chose stays
    sqlite3.connect(database["NAME"], **options).close()
    assert path.stat().st_mode & 0o777 == 0o640
    load(POSTGRES_HOST="db", DATA_DIR=str(tmp_path / "other"))
    assert not (tmp_path / "other").exists()


def test_with_postgres_its_own_names_are_used(load: Load) -> None:
    database = load(
        POSTGRES_HOST="db",
        POSTGRES_PORT="6000",
        POSTGRES_DB="law",
        POSTGRES_USER="lee",
        POSTGRES_PASSWORD="pw",
    )["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    named = [database[key] for key in ("HOST", "PORT", "NAME", "USER", "PASSWORD")]
    assert named == ["db", "6000", "law", "lee", "pw"]
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["OPTIONS"]["application_name"] == "aigc_copyright"


def test_both_ends_soon_notice_that_the_other_is_gone_without_a_goodbye(load: Load) -> None:
    options = load(POSTGRES_HOST="db")["DATABASES"]["default"]["OPTIONS"]
    server = dict(re.findall(r"-c tcp_(\w+)=(\d+)", options["options"]))
    here = {name.removeprefix("tcp_"): value for name, value in options.items()}
    for end in (here, server):
        idle, interval, count = (
            int(end[f"keepalives_{name}"]) for name in ("idle", "interval", "count")
        )
        assert idle + interval * count <= 20, "nothing is said, and nothing was asked"
        assert int(end["user_timeout"]) <= 20_000, "what was sent is not confirmed"
    assert options["connect_timeout"] <= 5


def test_a_worker_asks_nobody_for_other_workers() -> None:
    """Celery's mingling ends a worker whose broker goes away just then."""
    compose = (ROOT / "docker-compose.yml").read_text()
    workers = compose.count("- --queues=")
    assert workers == 3
    assert compose.count("- --without-mingle") == compose.count("- --without-gossip") == workers
    [command] = re.findall("celery .* worker .*", (ROOT / "Makefile").read_text())
    assert "--without-mingle --without-gossip" in command


def test_the_compose_file_has_a_worker_for_every_lane() -> None:
    compose = (ROOT / "docker-compose.yml").read_text()
    queues = re.findall(r"- --queues=(\S+)", compose)
    served = {lane for names in queues for lane in names.split(",")}
    assert served == {lane.value for lane in Lane}
    assert "interactive" in queues, "what a person waits for has a worker of its own"
    assert "long" in queues, "what may take minutes holds a worker that serves nothing else"


def test_without_redis_nothing_else_needs_to_run(load: Load, tmp_path: Path) -> None:
    settings = load()
    assert settings["CELERY_BROKER_URL"].startswith("memory://")
    # All web processes see it: each for itself would allow so many attempts more.
    assert settings["CACHES"]["first"]["LOCATION"] == tmp_path / "cache"
    assert settings["CACHES"]["default"]["OPTIONS"] == {"first": "first", "second": "second"}
    assert "SESSION_ENGINE" not in settings
    assert "CELERY_TASK_ALWAYS_EAGER" not in settings


def test_with_redis_it_is_cache_and_broker(load: Load) -> None:
    settings = load(REDIS_URL="redis://r:6379/0")
    assert settings["CELERY_BROKER_URL"] == "redis://r:6379/0"
    assert settings["CACHES"]["first"]["LOCATION"] == "redis://r:6379/0"
    assert settings["CACHES"]["second"]["LOCATION"] == CacheRow._meta.db_table
    assert "SESSION_ENGINE" not in settings, "a session is a row, with Redis and without"


def test_a_message_is_not_given_out_twice_while_its_task_may_run(load: Load) -> None:
    settings = load(REDIS_URL="redis://r", JOB_TIME_LIMIT="1000")
    visible_again = settings["CELERY_BROKER_TRANSPORT_OPTIONS"]["visibility_timeout"]
    assert visible_again > settings["CELERY_TASK_TIME_LIMIT"] > settings["JOB_TIME_LIMIT"] == 1000


def test_a_message_of_a_killed_worker_is_given_back(load: Load) -> None:
    settings = load(REDIS_URL="redis://r")
    assert settings["CELERY_TASK_ACKS_LATE"] is True
    assert settings["CELERY_TASK_REJECT_ON_WORKER_LOST"] is True
    options = settings["CELERY_BROKER_TRANSPORT_OPTIONS"]
    assert options["unacked_restore_interval"] * options["unacked_restore_throttle"] <= 10


def test_while_debugging_plain_http_on_this_machine_is_enough(load: Load) -> None:
    settings = load()
    assert settings["DEBUG"] is True
    assert "localhost" in settings["ALLOWED_HOSTS"]
    assert "SECURE_SSL_REDIRECT" not in settings


def test_without_debugging_everything_is_hardened(load: Load) -> None:
    settings = load(**SECRET, SITE_ROOT="https://example.org")
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert settings[name] is True
    assert settings["SECURE_HSTS_SECONDS"] > 0
    assert settings["STORAGES"]["staticfiles"]["BACKEND"].endswith("HashedStaticFiles")
    assert settings["ALLOWED_HOSTS"] == ["example.org"]
    assert settings["SECURE_SSL_HOST"] == "example.org"


def test_the_operator_decides_about_the_rest_of_the_domain(load: Load) -> None:
    settings = load(**SECRET, SITE_ROOT="https://example.org")
    names = ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    assert [settings[name] for name in names] == [False, False]
    settings = load(**SECRET, HSTS_SUBDOMAINS="True", HSTS_PRELOAD="True")
    assert [settings[name] for name in names] == [True, True]


def test_a_development_key_is_there_only_while_debugging(load: Load) -> None:
    assert load()["SECRET_KEY"]
    with pytest.raises(BadEnvironment, match="SECRET_KEY .* is required when DEBUG is False"):
        load(DEBUG="False")


def test_the_development_key_is_refused_in_production(load: Load) -> None:
    with pytest.raises(BadEnvironment, match="development key"):
        load(DEBUG="False", SECRET_KEY=load()["DEVELOPMENT_KEY"])


def test_a_secret_key_is_read_from_its_file(load: Load, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("of-keys-" * 7 + "\n")
    settings = load(DEBUG="False", SECRET_KEY_FILE=str(tmp_path / "key"))
    assert settings["SECRET_KEY"] == "of-keys-" * 7


def test_earlier_keys_are_read_from_the_environment(load: Load, tmp_path: Path) -> None:
    assert load()["SECRET_KEY_FALLBACKS"] == []
    assert load(SECRET_KEY_FALLBACKS="one two")["SECRET_KEY_FALLBACKS"] == ["one", "two"]
    (tmp_path / "keys").write_text("one\ntwo\n")
    file = str(tmp_path / "keys")
    assert load(SECRET_KEY_FALLBACKS_FILE=file)["SECRET_KEY_FALLBACKS"] == ["one", "two"]
    with pytest.raises(BadEnvironment, match="SECRET_KEY_FALLBACKS has the development key"):
        load(**SECRET, SECRET_KEY_FALLBACKS=load()["DEVELOPMENT_KEY"])


def test_the_address_of_the_site_gives_hosts_and_origins(load: Load) -> None:
    assert load()["SITE_ROOT"] == "http://localhost:8000"
    settings = load(SITE_ROOT="https://law.example.org:8443")
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://law.example.org:8443"]
    assert "law.example.org" in settings["ALLOWED_HOSTS"]


def test_files_stay_in_the_data_folder(load: Load, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert load(DATA_DIR=str(folder))["MEDIA_ROOT"] == folder / "media"
    assert folder.is_dir()
    assert load(DATA_DIR="")["DATA_DIR"] == ROOT / "data"


def test_pdfs_carry_a_fixed_date_in_tests_only(load: Load) -> None:
    assert os.environ["SOURCE_DATE_EPOCH"]
    assert "SOURCE_DATE_EPOCH" not in load()


def test_the_web_server_listens_to_this_machine_unless_told(load: Load) -> None:
    assert load(SOURCES[1])["bind"] == "127.0.0.1:8000"
    told = load(SOURCES[1], HOST="0.0.0.0", PORT="80", WEB_CONCURRENCY="5")
    assert (told["bind"], told["workers"]) == ("0.0.0.0:80", 5)


def test_the_example_lists_every_variable() -> None:
    example = (ROOT / ".env.example").read_text()
    listed = set(re.findall(r"^([A-Z0-9_]+)=", example, re.MULTILINE))
    compose = set(re.findall(r"\$\{([A-Z0-9_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert listed == variables() | compose | {"SOURCE_DATE_EPOCH"}


# What the compose file or the image decides, and secrets in files, which only other ways of
# running the image mount.
NOT_OF_COMPOSE = {"DATA_DIR", "DEBUG", "HOST", "MAILBOX_PORT", "PORT", "SOURCE_DATE_EPOCH"}


def test_the_compose_file_hands_on_every_variable_that_an_operator_sets() -> None:
    compose = (ROOT / "docker-compose.yml").read_text()
    handed_on = set(re.findall(r"^ +([A-Z0-9_]+): +.*\$\{\1[:}]", compose, re.MULTILINE))
    set_by_operators = {name for name in variables() if not name.endswith("_FILE")}
    assert set_by_operators - NOT_OF_COMPOSE - handed_on == set()
