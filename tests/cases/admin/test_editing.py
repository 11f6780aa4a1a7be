"""A curator edits a decision: rows, rules, conflicts, records."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cases.decisions.models import Decision
from cases.decisions.models_judged import Judged
from cases.decisions.models_parts import Amount, Statement
from tests.cases.admin.conftest import sent_by
from tests.support.library import decision_data, decision_make, decision_store

pytestmark = pytest.mark.django_db


def change(decision: Decision) -> str:
    return reverse("admin:cases_decision_change", args=[decision.pk])


def text(html: bytes) -> str:
    return re.sub(r"\s+", " ", html.decode())


def test_saving_the_form_as_it_is_changes_nothing(curator: Client) -> None:
    decision = decision_make()

    response = curator.post(change(decision), sent_by(curator, change(decision)))

    assert response.status_code == 302
    assert Decision.objects.get().content_hash == decision.content_hash
    assert decision.history.count() == 1


def test_a_change_reaches_the_value_the_page_and_the_history(curator: Client) -> None:
    decision = decision_make()
    data = sent_by(
        curator, change(decision), summary_en="A better summary.", change_reason="Clearer"
    )

    curator.post(change(decision), data)

    assert json.loads(Decision.objects.get().document)["summary"]["en"] == "A better summary."
    assert "A better summary." in curator.get(decision.get_absolute_url()).content.decode()
    newest = decision.history.first()
    assert (newest.history_user.username, newest.history_change_reason) == ("curator", "Clearer")
    assert decision.history.count() == 2


def test_rows_are_added_changed_and_removed(curator: Client) -> None:
    decision = decision_make()
    data = sent_by(curator, change(decision))
    first, second = Statement.objects.filter(part="fact")
    rows = {
        value: key.removesuffix("-id")
        for key, value in data.items()
        if key.startswith("statement_set-") and key.endswith("-id")
    }
    data[f"{rows[first.pk]}-DELETE"] = "on"
    data[f"{rows[second.pk]}-says_en"] = "Eleven rounds were counted."
    total = int(data["statement_set-TOTAL_FORMS"])
    data["statement_set-TOTAL_FORMS"] = total + 1
    data |= {
        f"statement_set-{total}-decision": decision.pk,
        f"statement_set-{total}-part": "fact",
        f"statement_set-{total}-says_en": "New.",
        f"statement_set-{total}-says_zh": "新。",
        f"statement_set-{total}-mark": "A",
    }

    response = curator.post(change(decision), data)

    assert response.status_code == 302
    facts = json.loads(Decision.objects.get().document)["facts"]
    assert [fact["says"]["en"] for fact in facts] == ["Eleven rounds were counted.", "New."]


def test_what_breaks_a_rule_is_not_saved_and_nothing_typed_is_lost(curator: Client) -> None:
    decision = decision_make()
    data = sent_by(curator, change(decision), summary_zh="", name_en="A name just typed")
    data["source_set-0-DELETE"] = "on"

    response = curator.post(change(decision), data)

    html = text(response.content)
    assert response.status_code == 422
    assert "A name just typed" in html
    assert response.context["adminform"].form.errors.keys() == {"summary_zh", "__all__"}
    assert "is required" in str(response.context["adminform"].form.errors["summary_zh"])
    assert Decision.objects.get().document == decision.document
    assert Decision.objects.get().name_en == "Chen v Zhou"
    assert decision.history.count() == 1


def test_a_draft_may_be_saved_unfinished_and_says_what_is_missing(curator: Client) -> None:
    decision = decision_make(status="draft")
    data = sent_by(curator, change(decision), summary_zh="")

    response = curator.post(change(decision), data, follow=True)

    messages = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert "1 point still keeps it from publication" in messages
    assert "summary.zh" in curator.get(change(decision)).content.decode()
    assert Decision.objects.get().summary_zh == ""


def test_a_new_decision_starts_as_a_draft(curator: Client) -> None:
    url = reverse("admin:cases_decision_add")
    data = sent_by(
        curator, url, slug="wu-v-xu-2024", court_level="basic", content_kind="text", name_en="Wu"
    )

    response = curator.post(url, data)

    assert response.status_code == 302, response.context["adminform"].form.errors
    decision = Decision.objects.get(slug="wu-v-xu-2024")
    assert (decision.status, decision.is_edited, decision.history.count()) == ("draft", True, 1)


def test_the_slug_of_a_decision_cannot_be_changed(curator: Client) -> None:
    decision = decision_make()

    curator.post(change(decision), sent_by(curator, change(decision), slug="other-2024"))

    assert Decision.objects.get().slug == "chen-v-zhou-2024"


def test_a_row_is_checked_where_it_stands(curator: Client) -> None:
    decision = decision_make()
    data = sent_by(curator, change(decision))
    data["amount_set-0-value"] = "about 9000"

    response = curator.post(change(decision), data)

    assert "Write digits only" in text(response.content)
    assert Amount.objects.get().value == "9000"


def test_a_judged_work_is_edited_with_its_record(curator: Client) -> None:
    decision = decision_make()
    judged = Judged.objects.get()
    url = reverse("admin:cases_judged_change", args=[judged.pk])
    data = sent_by(curator, url, turned_on=["prompted_output.conception"])
    data["record"] = judged.record.replace("jelly lantern", "paper lantern") + "# noted\n"

    response = curator.post(url, data)

    assert response["Location"] == change(decision)
    saved = json.loads(Decision.objects.get().document)["judged"][0]
    assert saved["turned_on"] == {"prompted_output": ["conception"]}
    assert saved["record"]["steps"][0]["prompt"] == "paper lantern"
    assert Judged.objects.get().record.endswith("# noted")
    assert decision.history.count() == 2


def test_what_was_held_is_edited_beside_the_record_and_comes_back(curator: Client) -> None:
    decision_make()
    judged = Judged.objects.get()
    url = reverse("admin:cases_judged_change", args=[judged.pk])
    before = json.loads(Decision.objects.get().document)["judged"][0]
    data = sent_by(curator, url)

    curator.post(url, data)  # saved as it was opened: no dimension, layer or level moves
    unchanged = json.loads(Decision.objects.get().document)["judged"][0]
    curator.post(url, {**data, "heldlevel_set-1-level": "0", "heldlevel_set-1-mark": "B"})

    saved = json.loads(Decision.objects.get().document)["judged"][0]
    assert unchanged == before
    assert "level" not in before["held"]["instruction"]
    assert saved["held"]["instruction"] == before["held"]["instruction"] | {"level": 0, "mark": "B"}


def test_an_outcome_that_turns_on_what_was_not_reached_is_refused_at_its_field(
    curator: Client,
) -> None:
    decision_make()
    url = reverse("admin:cases_judged_change", args=[Judged.objects.get().pk])

    response = curator.post(url, sent_by(curator, url, turned_on=["prompted_output.control"]))

    assert "whose level is not stated" in str(
        response.context["adminform"].form.errors["turned_on"]
    )
    assert Judged.objects.get().turned_on == {"prompted_output": ["conception"]}


def test_a_record_that_cannot_be_read_is_refused_with_every_problem_and_its_field(
    curator: Client,
) -> None:
    decision_make()
    url = reverse("admin:cases_judged_change", args=[Judged.objects.get().pk])
    broken = "schema: creation-record/1\ntitle: X\nkind: picture\nsteps:\n- {id: s1, parent: s9}\n"

    response = curator.post(url, sent_by(curator, url, record=broken))

    errors = response.context["adminform"].form.errors["record"]
    assert any(error.startswith("kind: ") for error in errors)
    assert any(error.startswith("steps[0].action: ") for error in errors)
    assert any(error.startswith("steps[0].parent: ") for error in errors)
    assert "jelly lantern" in Judged.objects.get().record


def test_a_judged_work_that_would_break_its_published_decision_is_not_saved(
    curator: Client,
) -> None:
    decision = decision_make()
    url = reverse("admin:cases_judged_change", args=[Judged.objects.get().pk])

    response = curator.post(url, sent_by(curator, url, outcome="not_protected"))

    assert response.status_code == 422
    assert response.context["adminform"].form.errors
    assert Judged.objects.get().outcome == "protected"
    assert Decision.objects.get().document == decision.document


def test_a_judged_work_is_added_to_a_draft(curator: Client) -> None:
    data = decision_data(status="draft")
    del data["judged"]
    decision = decision_store(data=data, reason="made")
    url = reverse("admin:cases_judged_add") + f"?decision={decision.pk}"
    record = "schema: creation-record/1\ntitle: X\nkind: image\n"
    sent = sent_by(
        curator,
        url,
        decision=decision.pk,
        slug=decision.slug,
        title_en="X",
        title_zh="某",
        outcome="protected",
        record=record,
    )

    response = curator.post(url, sent)

    assert response.status_code == 302
    assert json.loads(Decision.objects.get().document)["judged"][0]["record"]["title"] == "X"


def test_the_last_judged_work_of_a_published_decision_cannot_be_deleted(curator: Client) -> None:
    decision_make()
    url = reverse("admin:cases_judged_delete", args=[Judged.objects.get().pk])

    response = curator.post(url, {"post": "yes"}, follow=True)

    assert Judged.objects.count() == 1
    assert "cannot be public" in text(response.content)
