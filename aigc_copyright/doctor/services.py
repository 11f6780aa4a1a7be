"""Checks of what runs beside the web server, and of the settings."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User

from aigc_copyright import env, static_files
from aigc_copyright.doctor.findings import Finding, fail, ok, warn
from aigc_copyright.health import late_jobs
from aigc_copyright.worker_heartbeat import seconds_since_sweep, worker_was_seen
from assessments.accounts.rotation import count_old_secrets
from assessments.evidence.timestamping import load_certificates
from assessments.intake.external import asking as external_asking
from assessments.intake.external import installed as external
from assessments.intake.recognition import tessdata
from assessments.typesetting import fonts

CONNECT_SECONDS = 5
LATE_SWEEPS = 3  # so many intervals without a sweep are no chance
SLACK_SECONDS = 20  # for a sweep that takes long
KEY_LENGTH = 40


def check_redis() -> Finding:
    """Check that the broker answers."""
    if not settings.REDIS_URL:
        return ok("redis", "not used: background work runs in the web process")
    import redis

    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=CONNECT_SECONDS) as client:
        client.ping()
    return ok("redis", urlsplit(settings.REDIS_URL).hostname or "answers")


def check_worker() -> Finding:
    """Check the heartbeat of a separate worker."""
    if not settings.REDIS_URL:
        return ok("worker", "runs in the web process; see sweep")
    if worker_was_seen():
        return ok("worker", "sent a heartbeat within 15 s")
    return fail("worker", "No worker sends a heartbeat.", "Start the worker; see its log.")


def check_sweep() -> Finding:
    """Check that the jobs were swept lately: by a worker, or by the web process."""
    late = settings.JOB_SWEEP_SECONDS * LATE_SWEEPS + SLACK_SECONDS
    seconds = seconds_since_sweep()
    if seconds is not None and seconds <= late:
        return ok("sweep", f"the last sweep was {seconds:.0f} s ago")
    since = "for a day" if seconds is None else f"for {seconds:.0f} s"
    who = "a worker" if settings.REDIS_URL else "the web server"
    return fail("sweep", f"Nothing swept the jobs {since}.", f"Start {who}; see its log.")


def check_queue() -> Finding:
    """Check that no job waits untaken for too long."""
    late = late_jobs()
    if not late:
        return ok("queue", f"nothing waits for more than {settings.QUEUE_AGE_SECONDS} s")
    told = ", ".join(f"{kind} for {seconds} s" for kind, seconds in late.items())
    return warn(
        "queue", f"Untaken: {told}", "See /admin/jobs/; run more workers or stop what is in front."
    )


def check_mail_server() -> Finding:
    """Check that the mail server takes connections; no letter is sent."""
    if settings.MAILBOX_DIR:
        return ok("mail", "letters are kept and shown at /mailbox/")
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        _connect(settings.EMAIL_HOST, settings.EMAIL_PORT)
    except OSError as error:
        return fail(
            "mail",
            f"{place} does not answer ({error}).",
            "Check EMAIL_HOST, EMAIL_PORT and the firewall; letters wait meanwhile.",
        )
    return ok("mail", f"{place} takes connections")


def check_timestamps() -> Finding:
    """Check the settings of timestamps, and that the authority takes connections."""
    url, roots = settings.TIMESTAMP_URL, settings.TIMESTAMP_ROOTS
    if not url:
        return ok("timestamps", "not set up: none are offered")
    if not roots:
        return warn(
            "timestamps",
            "TIMESTAMP_URL is set and TIMESTAMP_ROOTS is not, so none are offered.",
            "Set TIMESTAMP_ROOTS to a PEM file of the authority's root certificates.",
        )
    try:
        certificates = load_certificates(Path(roots).read_bytes())
        if not certificates:
            raise ValueError("no certificate is in it")
    except (OSError, ValueError) as error:
        return fail("timestamps", f"{roots}: {error}", "Put certificates in PEM form there.")
    parts = urlsplit(url)
    try:
        _connect(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
    except OSError as error:
        return fail("timestamps", f"{url} does not answer ({error}).", "Check TIMESTAMP_URL.")
    return ok("timestamps", f"{parts.hostname} takes connections, {len(certificates)} roots")


def check_recognition() -> Finding:
    """Check what recognises the text of screenshots."""
    lacks = tessdata.missing()
    if lacks:
        text = f"Not done; not installed: {', '.join(lacks)}."
        return warn("text of screenshots", text, tessdata.REMEDY)
    return ok("text of screenshots", f"recognised, with {', '.join(tessdata.LANGUAGES)}")


def check_fonts() -> Finding:
    """Check what sets a memo: its fonts, Pango, and HarfBuzz's subsetter."""
    if not fonts.FILES:
        return fail("fonts", f"None in {fonts.FOLDER}.", "Install the application again.")
    try:
        from weasyprint.text.ffi import harfbuzz_subset
    except (ImportError, OSError) as error:
        return fail(
            "fonts", f"Pango cannot be loaded ({error}).", "Install libpango and libpangoft2."
        )
    if harfbuzz_subset is None:
        return warn(
            "fonts",
            f"{len(fonts.FILES)} fonts, but no HarfBuzz subsetter: Chinese memos take long.",
            "Install libharfbuzz-subset0.",
        )
    return ok("fonts", f"{len(fonts.FILES)} fonts, Pango, HarfBuzz")


def check_external_readers() -> Finding:
    """Name the readers from outside that are turned on, and try to import each, confined."""
    name = "external readers"
    if not external.names:
        return ok(name, "none are turned on")
    readers = external.turned_on()
    if lacking := sorted({*external.names} - {reader.name for reader in readers}):
        return fail(
            name,
            f"Not installed, or by two packages: {', '.join(lacking)}",
            "Install each once in EXTERNAL_READERS_FOLDER, or take it out of EXTERNAL_READERS.",
        )
    for reader in readers:
        try:
            external_asking.ask(reader, b"", "", 0)
        except external_asking.Failure as failure:
            return fail(
                name,
                f"{reader.name} {reader.version} cannot be imported in a confined process "
                f"({failure.kind or failure.code}).",
                "Its package and what it needs must be in EXTERNAL_READERS_FOLDER, readable by "
                "every user (docs/readers.md).",
            )
    told = ", ".join(f"{reader.name} {reader.version} ({reader.package})" for reader in readers)
    return ok(name, told)


def check_secret_key() -> Finding:
    """Check that SECRET_KEY is no known one and no short one, and that old ones can go."""
    key = str(settings.SECRET_KEY)
    if key == settings.DEVELOPMENT_KEY:
        return warn(
            "secret key",
            "It is the development key, which everybody knows.",
            "Before others use this server set SECRET_KEY to a long random text, and DEBUG=False.",
        )
    if len(key) < KEY_LENGTH:
        return warn("secret key", f"It has {len(key)} characters.", "Set a longer random text.")
    if old := count_old_secrets():
        return warn(
            "secret key",
            f"{old} second factors are not encrypted by it.",
            "Run `manage.py rotate_secrets`, then empty SECRET_KEY_FALLBACKS.",
        )
    if settings.SECRET_KEY_FALLBACKS:
        return warn(
            "secret key",
            "Earlier keys are still accepted.",
            "Empty SECRET_KEY_FALLBACKS once sessions of before have ended (two weeks).",
        )
    return ok("secret key", "set")


def check_superusers() -> Finding:
    """Check that every administrator has a second factor."""
    administrators = User.objects.filter(is_superuser=True, is_active=True)
    without = administrators.exclude(authenticator__type=Authenticator.Type.TOTP)
    names = sorted(without.values_list("username", flat=True))
    if names:
        return warn(
            "second factor",
            f"Administrators without one: {', '.join(names[:10])}",
            "Each turns it on at /account/2fa/.",
        )
    return ok("second factor", f"{administrators.count()} administrators, each has one")


def check_static_files() -> Finding:
    """Check that style, scripts and pictures are where production serves them from."""
    if static_files.are_collected():
        return ok("static files", "collected" if not settings.DEBUG else "served as they are")
    return fail("static files", static_files.NOT_COLLECTED, static_files.COLLECT)


def check_debug() -> Finding:
    """Check that DEBUG is not on where others reach this server."""
    host = env.text("HOST") or "127.0.0.1"
    if not settings.DEBUG:
        return ok("debug", "off")
    if env.is_loopback(host):
        return ok("debug", f"on, for {host} only")
    return fail(
        "debug",
        f"DEBUG is on and HOST={host}: whoever reaches this machine reads settings on error pages, "
        "and reset links at /mailbox/.",
        "Set DEBUG=False, or HOST=127.0.0.1.",
    )


def _connect(host: str, port: int) -> None:
    with socket.create_connection((host, port), timeout=CONNECT_SECONDS):
        pass
