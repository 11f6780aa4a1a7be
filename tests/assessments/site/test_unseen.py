"""No page shows a name in another order than it has, or two names that differ as if they did not.

The forms of a page keep what was written to the character, because they are sent again.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from assessments.evidence.models import Upload
from assessments.memo.models import Memo
from assessments.site.unseen import UnseenNamed, reveal_in_page
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from tests.test_url_access import arguments_of, make_arguments, names, rows

SPOOF = "invoice\u202egpj.exe"
FIELDS = re.compile(r'<textarea\b.*?</textarea>|value="[^"]*"', re.DOTALL)


def spoofed(plain: Any) -> Any:
    """The same answers or record with a title and prompts that read otherwise than they are."""
    plain["title"] = SPOOF
    for step in plain.get("steps", []):
        step["prompt"] = SPOOF
    return plain


def pages(person: str, arguments: dict[str, Any]) -> dict[str, str]:
    client = Client()
    client.force_login(arguments["people"][person])
    found = {}
    for row in rows():
        for name in sorted(name for name in set(names()) if row.covers(name)):
            if row.method == "GET" and row.answers[person] == "200":
                key = name if "/" not in row.name else row.name
                response = client.get(reverse(name, args=arguments_of(key, arguments)))
                if response.streaming:
                    response.getvalue()  # closes the file
                elif response.headers["Content-Type"].startswith("text/html"):
                    found[name] = str(response.content, "utf-8")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["creator", "reader", "staff"])
def test_no_page_has_an_unseen_character(person: str, django_user_model: Any) -> None:
    arguments = make_arguments()
    arguments["people"] = {p.username: p for p in django_user_model.objects.all()}
    for row in Work.objects.all():
        Work.objects.filter(pk=row.pk).update(title=SPOOF, record=spoofed(row.record))
    for assessment in Assessment.objects.all():
        record = spoofed(assessment.record)
        Assessment.objects.filter(pk=assessment.pk).update(record=record)
    for draft in Draft.objects.all():
        Draft.objects.filter(pk=draft.pk).update(answers=spoofed(draft.answers))
    Memo.objects.update(title=SPOOF)
    Upload.objects.update(name=SPOOF)

    shown = pages(person, arguments)

    assert [name for name, page in shown.items() if "\u202e" in FIELDS.sub("", page)] == []
    assert sum("invoice⟨U+202E⟩gpj.exe" in page for page in shown.values()) >= 3


def test_what_a_form_holds_is_sent_again_as_it_was() -> None:
    field = f'<input value="{SPOOF}"><textarea name="p">\n{SPOOF}</textarea>'
    page = f"<title>{SPOOF}</title>{field}<p>{SPOOF}</p>"
    named = SPOOF.replace("\u202e", "⟨U+202E⟩")

    assert reveal_in_page(page) == f"<title>{named}</title>{field}<p>{named}</p>"


@pytest.mark.parametrize("kind", ["application/json", "text/plain; charset=utf-8"])
def test_what_is_downloaded_is_left_as_it_is(kind: str) -> None:
    text = json.dumps(SPOOF, ensure_ascii=False)
    given = HttpResponse(text, content_type=kind)

    answer = UnseenNamed(lambda request: given)(RequestFactory().get("/"))

    assert str(answer.content, "utf-8") == text
