"""A web process that is taken for dead names the requests that it takes with it."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from aigc_copyright.requests import RequestRecord, under_way

ROOT = Path(__file__).parents[2]


def test_what_is_cut_off_is_named_by_the_id_that_its_answer_would_have_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WEB_TIMEOUT", "90")
    configuration = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    said: list[str] = []
    log = SimpleNamespace(error=lambda text, *about: said.append(text % about))

    def cut_off(request: HttpRequest) -> HttpResponse:
        configuration["worker_abort"](SimpleNamespace(log=log))
        return HttpResponse()

    answer: Any = RequestRecord(cut_off)(RequestFactory().get("/"))

    assert configuration["timeout"] == 90
    assert said == [f"Cut off while it was answered: request {answer['X-Request-ID']}"]
    assert under_way() == []
