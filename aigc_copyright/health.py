"""Health checks for load balancers and monitoring.

`/healthz` answers while the process runs. `/readyz` answers 200 if the database is reachable and
migrated, a worker runs, the disk has free space, and the storage of files answers and is the one
that the database speaks of; otherwise 503. `queue` says `degraded` where a job waits untaken for
longer than `QUEUE_AGE_SECONDS`, to operators with its kind and age. The status stays 200: pages can
be served, and to take web servers away would help no queue. So it does where `library` says
`empty`: no decision is published, no answer is given, and the administration is what mends it.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aigc_copyright.operators import is_operator
from aigc_copyright.worker_heartbeat import outages, worker_was_seen
from assessments.evidence.own_storage import refuse_other_storage
from assessments.jobs import StorageUnavailable
from assessments.jobs.queries import oldest_untaken
from cases.decisions.published import has_published_decisions

logger = logging.getLogger(__name__)
MIN_FREE_BYTES = 64 * 1024 * 1024


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 without any check."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer with the result of each check in JSON."""
    checks: dict[str, Callable[[], bool]] = {
        "database": _database_answers,
        "migrations": _database_is_migrated,
        "worker": _worker_is_alive,
        "disk": _disk_has_space,
        "files": _storage_answers,
    }
    answers = {name: _run_check(name, check) for name, check in checks.items()}
    ready = all(answer == "ok" for answer in answers.values())
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    answers["queue"] = _describe_queue(tell_more=is_operator(request))
    answers["library"] = _describe_library()
    return JsonResponse(answers, status=status)


def _describe_queue(*, tell_more: bool) -> str:
    try:
        late = late_jobs()
    except outages() as error:
        logger.warning("Not ready, queue: %s", error)
        return "down"
    if not late:
        return "ok"
    told = ", ".join(f"{kind} {seconds} s" for kind, seconds in late.items())
    logger.warning("The oldest untaken jobs: %s", told)
    return f"degraded: {told}" if tell_more else "degraded"


def _describe_library() -> str:
    try:
        return "ok" if has_published_decisions() else "empty"
    except outages() as error:
        logger.warning("Not ready, library: %s", error)
        return "down"


def late_jobs() -> dict[str, int]:
    """Return the age in seconds of the oldest job of each kind that waits too long untaken."""
    now = timezone.now()
    ages = {kind: int((now - at).total_seconds()) for kind, at in oldest_untaken().items()}
    return {kind: age for kind, age in ages.items() if age > settings.QUEUE_AGE_SECONDS}


def _run_check(name: str, check: Callable[[], bool]) -> str:
    try:
        return "ok" if check() else "down"
    except outages() as error:
        logger.warning("Not ready, %s: %s", name, error)
        return "down"


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _database_is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _worker_is_alive() -> bool:
    if settings.REDIS_URL:
        return worker_was_seen()
    from aigc_copyright import embedded  # brings Celery's worker, which runs in this process

    return embedded.is_alive()


def _disk_has_space() -> bool:
    return shutil.disk_usage(settings.DATA_DIR).free > MIN_FREE_BYTES


def _storage_answers() -> bool:
    try:
        refuse_other_storage()
    except StorageUnavailable as error:
        logger.warning("Not ready, files: %s", error)
        return False
    return not settings.S3_BUCKET or bool(default_storage.is_available())  # type: ignore[attr-defined]
