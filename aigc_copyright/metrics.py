"""`/metrics` for Prometheus: counts of the web processes, and what database, broker and disk say.

It answers who has `METRICS_TOKEN` (as `Authorization: Bearer …`), or who asks from this very
machine and through no proxy; everybody else gets 404. Of services that do not answer, the values
are left out, and `scrape_errors` says which.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from aigc_copyright.operators import is_operator
from aigc_copyright.worker_heartbeat import outages
from assessments.evidence.models import Original
from assessments.jobs import JobState
from assessments.jobs.queries import count_jobs, oldest_untaken
from assessments.telemetry.counters import registry

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer in the text format of Prometheus, version 0.0.4."""
    if not is_operator(request):
        raise Http404
    gathered = CollectorRegistry()
    gathered.register(ServiceCollector())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    else:
        counted = registry()
    body = generate_latest(counted) + generate_latest(gathered)
    return HttpResponse(body, content_type=CONTENT_TYPE_PLAIN_0_0_4)


class ServiceCollector:
    """Asks database, broker and disk at each scrape: the same answer from every web process."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the gauges, then how many sources did not answer."""
        errors = GaugeMetricFamily(
            "scrape_errors", "1 for each source that did not answer this time.", labels=["source"]
        )
        sources: dict[str, Callable[[], list[GaugeMetricFamily]]] = {
            "jobs": _gauge_jobs,
            "queue": _gauge_queue,
            "originals": _gauge_originals,
            "disk": _gauge_disk,
        }
        for name, gauge in sources.items():
            try:
                yield from gauge()
            except outages() as error:
                logger.warning("No metrics of %s: %s", name, error)
                errors.add_metric([name], 1)
        yield errors


def _gauge_jobs() -> list[GaugeMetricFamily]:
    numbers = GaugeMetricFamily("jobs", "Jobs by kind and state.", labels=["kind", "state"])
    failures = GaugeMetricFamily(
        "jobs_failed", "Failed jobs by kind and reason.", labels=["kind", "reason"]
    )
    ages = GaugeMetricFamily(
        "job_oldest_untaken_seconds",
        "Age of the oldest job of a kind that no worker has taken up.",
        labels=["kind"],
    )
    totals: dict[tuple[str, str], int] = {}
    for count in count_jobs():
        key = (count.kind, count.state)
        totals[key] = totals.get(key, 0) + count.number
        if count.state == JobState.FAILED:
            failures.add_metric([count.kind, count.reason], count.number)
    for (kind, state), number in totals.items():
        numbers.add_metric([kind, state], number)
    now = timezone.now()
    for kind, queued_at in oldest_untaken().items():
        ages.add_metric([kind], max(0.0, (now - queued_at).total_seconds()))
    return [numbers, failures, ages]


def _gauge_queue() -> list[GaugeMetricFamily]:
    """Messages in Redis: a list for each queue (kombu's Redis transport), none without a broker."""
    if not settings.REDIS_URL:
        return []
    import redis

    from aigc_copyright.celery import app

    gauge = GaugeMetricFamily("broker_messages", "Messages that wait, by queue.", labels=["queue"])
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=3) as client:
        for queue in app.amqp.queues:
            gauge.add_metric([queue], client.llen(queue))
    return [gauge]


def _gauge_originals() -> list[GaugeMetricFamily]:
    sums: dict[str, Any] = Original.objects.aggregate(number=Count("pk"), size=Sum("size"))
    damaged = Original.objects.filter(intact=False).count()
    return [
        GaugeMetricFamily("originals", "Stored originals.", value=sums["number"]),
        GaugeMetricFamily("originals_bytes", "Their size.", value=sums["size"] or 0),
        GaugeMetricFamily(
            "originals_damaged", "Originals that are not what was received.", value=damaged
        ),
    ]


def _gauge_disk() -> list[GaugeMetricFamily]:
    free = GaugeMetricFamily("disk_free_bytes", "Free space, by folder.", labels=["folder"])
    folders = {"data": str(settings.DATA_DIR), "temporary": tempfile.gettempdir()}
    for name, folder in folders.items():
        free.add_metric([name], shutil.disk_usage(folder).free)
    return [free]
