"""Redis and PostgreSQL are killed while people use the site: no error page, no lost work."""

from __future__ import annotations

import gc
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from http.client import HTTPResponse
from pathlib import Path

import pytest
from django.test import Client

from tests.assessments.jobs.sample.models import SampleJob
from tests.support.confirmed_users import confirmed_user
from tests.support.own_services import OwnRedis, own_postgres, own_redis
from tests.support.processes import Server, free_port, wait_until

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
WORKER = ("celery", "-A", "aigc_copyright", "worker", "--concurrency", "1", "--loglevel", "INFO")
NO_HEADERS: Mapping[str, str] = {}
TOKEN = "c" * 32
PASSWORD = "a long password 4"


class Browser:
    """Asks a server as a browser does that follows no redirect."""

    def __init__(self, server: Server, **cookies: str) -> None:
        self._address = f"http://127.0.0.1:{server.port}"
        self._cookies = {"csrftoken": TOKEN, **cookies}

    def ask(
        self,
        path: str,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> HTTPResponse:
        body = None
        if data is not None:
            body = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, **data}).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        request = urllib.request.Request(f"{self._address}{path}", body, {"Cookie": cookies})
        for name, value in headers.items():
            request.add_header(name, value)
        opener = urllib.request.build_opener(_NoRedirect())
        try:
            return opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            return error  # type: ignore[return-value]  # it is a response as well


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


def answers(browser: Browser, path: str = "/", headers: Mapping[str, str] = NO_HEADERS) -> bool:
    try:
        return browser.ask(path, headers=headers).status == 200
    except OSError:
        return False


@pytest.fixture
def redis() -> Iterator[OwnRedis]:
    with own_redis() as server:
        yield server


@pytest.fixture
def web(tmp_path: Path, redis: OwnRedis, transactional_db: None) -> Iterator[Server]:
    environment = {"REDIS_URL": redis.url, "TEST_SHIPPED_CACHES": "1", "PORT": str(free_port())}
    server = Server("gunicorn", folder=tmp_path, name="web", **environment)
    yield server.start()
    server.kill()
    gc.collect()  # sockets to a part that was killed, here, where they are no fault


@pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning"
)
def test_without_redis_people_go_on(web: Server, redis: OwnRedis) -> None:
    user = confirmed_user("creator")
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.force_login(user)
    signed_in = Browser(web, sessionid=client.cookies["sessionid"].value)
    stranger = Browser(web)
    sign_in = {"login": user.email, "password": PASSWORD}

    def everything_works() -> None:
        assert signed_in.ask("/assessments/").status == 200
        assert stranger.ask("/interview/", {"anyway": "1"}).status == 302
        assert stranger.ask("/account/login/", sign_in).status == 302

    wait_until(lambda: answers(signed_in), web)
    everything_works()
    redis.kill()
    stranger.ask("/readyz")  # asks the cache for the worker's heartbeat
    everything_works()
    # Attempts to guess a password are counted all the same.
    wrong = [stranger.ask("/account/login/", {**sign_in, "password": "no"}) for _ in range(12)]
    assert "At most 5 wrong passwords" in wrong[-1].read().decode()
    redis.start()
    wait_until(lambda: stranger.ask("/readyz") and "The cache is back" in web.log(), web)
    # The account was tried too often from here, which Redis has nothing to do with.
    assert signed_in.ask("/assessments/").status == 200
    assert stranger.ask("/interview/", {"anyway": "1"}).status == 302
    assert "Traceback" not in web.log()


def test_a_worker_goes_on_once_redis_is_back(
    tmp_path: Path, redis: OwnRedis, transactional_db: None
) -> None:
    environment = {"REDIS_URL": redis.url, "TEST_SHIPPED_CACHES": "1"}
    worker = Server(*WORKER, folder=tmp_path, name="worker", **environment).start()
    ready = SampleJob.objects.filter(state="ready")
    try:
        SampleJob.objects.create()
        wait_until(lambda: ready.count() == 1, worker)
        redis.kill()
        SampleJob.objects.create()
        wait_until(lambda: "did not answer" in worker.log(), worker)
        redis.start()
        wait_until(lambda: ready.count() == 2, worker)
    finally:
        worker.kill()


def test_while_postgresql_starts_again_pages_say_so_and_jobs_go_on(
    tmp_path: Path, redis: OwnRedis, transactional_db: None
) -> None:
    gate = tmp_path / "gate"
    SampleJob.objects.create(pause_at="composing", gate=str(gate))
    port = str(free_port())
    with own_postgres() as postgres:
        environment = {
            **postgres.environment,
            "REDIS_URL": redis.url,
            "TEST_SHIPPED_CACHES": "1",
            "DEBUG": "False",
            "SECRET_KEY": "only-for-this-test-" * 4,
            "SITE_ROOT": "http://127.0.0.1",
            "PORT": port,
        }
        web = Server("gunicorn", folder=tmp_path, name="web", **environment).start()
        worker = Server(*WORKER, folder=tmp_path, name="worker", **environment).start()
        browser, tls = Browser(web), {"X-Forwarded-Proto": "https"}
        try:
            wait_until(lambda: answers(browser, "/cases/", tls), web)
            stage = "SELECT stage FROM sample_samplejob"
            wait_until(lambda: postgres.value(stage) == "composing", worker)
            postgres.stop()
            page = browser.ask("/cases/", headers=tls)
            assert (page.status, page.headers["Retry-After"]) == (503, "10")
            text = page.read().decode()
            assert "The service is starting again" in text
            assert "Traceback" not in text
            chinese = browser.ask("/cases/", headers={**tls, "Accept-Language": "zh-hans"})
            assert "正在重新启动" in chinese.read().decode()
            answer = browser.ask("/cases/", headers={**tls, "Accept": "application/json"})
            assert "The service is starting again" in answer.read().decode()
            postgres.start()
            wait_until(lambda: answers(browser, "/cases/", tls), web)
            gate.touch()
            state = "SELECT state || results FROM sample_samplejob"
            wait_until(lambda: postgres.value(state) == "ready1", worker)
        finally:
            web.kill()
            worker.kill()
