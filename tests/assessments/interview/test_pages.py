"""The pages of the interview, asked as a browser without scripts asks them."""

from __future__ import annotations

import pytest

from assessments.models import Draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]


def begun(client):
    client.post("/interview/", {})
    return Draft.objects.get()


def test_smoke(client):
    assert client.get("/interview/").status_code == 200
    d = begun(client)
    u = f"/interview/{d.pk}/"
    for s in ("", "work/", "parties/", "tools/", "inputs/", "steps/", "evidence/", "publication/", "review/"):
        r = client.get(u + s)
        assert r.status_code == 200, s
    r = client.post(u + "work/", {"title": "T", "kind": "image", "_version": "0", "_fields": "title kind"})
    assert r.status_code == 302, r.content
    d.refresh_from_db()
    assert d.answers["title"] == "T"
    r = client.post(u + "add/parties/", {"name": "A", "kind": "person", "role": "author", "to": "list"})
    r = client.post(u + "add/steps/", {"action": "generate", "once": "x"})
    r = client.post(u + "add/steps/", {"action": "adjust", "once": "y"})
    for s in ("steps/s1/", "steps/s2/", "steps/", "parties/p1/", "parties/", "insert/steps/s1/", "result/", "delete/"):
        r = client.get(u + s)
        assert r.status_code == 200, s
    r = client.post(u + "split/s1/", {"raw": "a cat\nNegative prompt: dog\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 12", "_version": "0"})
    assert r.status_code == 200
    r = client.post(u + "split/s1/", {"raw": "a cat\nNegative prompt: dog\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 12", "_version": "0", "take": "1"})
    r = client.post(u + "steps/s2/", {"prompt": "a red cat", "_version": "0", "_fields": "prompt"})
    r = client.get(u + "steps/s2/")
    assert "this differs" in r.content.decode()
    r = client.post(u + "steps/s2/", {"prompt": "a blue cat", "_version": "0", "_fields": "prompt"})
    assert r.status_code == 409
    client.post(u + "remove/steps/s2/")
    r = client.get(u + "steps/"); assert "Removed" in r.content.decode()
    r = client.post(u + "steps/s2/", {"prompt": "a blue cat", "_version": "0", "_fields": "prompt"})
    assert r.status_code == 410
    assert client.get("/drafts/").status_code == 200
    print(d.answers)
