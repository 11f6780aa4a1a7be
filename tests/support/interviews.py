"""A person at the interview, without scripts: what they send is what the page's own form holds."""

from __future__ import annotations

from html import unescape
from typing import Any
from uuid import UUID

from django.test import Client

from assessments.answers import SECTIONS
from assessments.answers.services import draft_save, draft_start, item_add
from assessments.works.drafts import Draft


class InterviewClient:
    """One browser in front of one draft."""

    def __init__(self, client: Client, pk: UUID | None = None) -> None:
        self.client = client
        self.pk = pk or self._begin()
        self.url = f"/interview/{self.pk}/"

    def _begin(self) -> UUID:
        address = self.client.post("/interview/")["Location"]
        return UUID(address.split("/")[2])

    @property
    def draft(self) -> Draft:
        return Draft.objects.get(pk=self.pk)

    @property
    def answers(self) -> dict[str, Any]:
        return self.draft.answers

    def get(self, place: str) -> str:
        return unescape(self.client.get(self.url + place, follow=True).content.decode())

    def version(self, place: str) -> str:
        html = self.get(place)
        return html.split('name="_version" value="')[1].split('"')[0]

    def send(self, place: str, version: str = "", **answers: Any) -> Any:
        """Press the page's button with these answers; the page knew of no others."""
        names = " ".join(name.removesuffix(".unknown") for name in answers)
        sent = {"_version": version or self.version(place), "_fields": names, **answers}
        return self.client.post(self.url + place, sent)

    def post(self, place: str, **sent: Any) -> Any:
        return self.client.post(self.url + place, sent)


def example_draft(owner: Any = None) -> Draft:
    """A draft with something in every section, good enough to be assessed."""
    draft = draft_start(owner=owner)
    work = {"title": "Spring wind", "kind": "image", "created_from": "__unknown__"}
    draft_save(draft, part="work", sent=work, version=0)
    given: dict[str, list[dict[str, Any]]] = {
        "parties": [{"name": "Li", "kind": "person", "role": "author"}],
        "tools": [{"name": "Diffusion", "does": "text_to_image"}],
        "inputs": [{"what": "sketch", "made_by": "own"}],
        "steps": [
            {"action": "conceive", "intent": "dusk"},
            {"action": "generate", "prompt": "girl, dusk"},
            {"action": "adjust", "prompt": "girl, dusk, wind"},
        ],
        "evidence": [{"what": "drafts", "made": "contemporaneous"}],
    }
    for section in SECTIONS:
        for values in given.get(section.slug, []):
            item_add(draft, part=section.slug, values=values)
    return Draft.objects.get(pk=draft.pk)
