"""Two windows open on one decision or judged work: neither erases what the other saved."""

from __future__ import annotations

import json
import re
import threading
import time
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.admin.merging import merge_sent
from cases.decisions.models import Decision
from cases.decisions.models_judged import ElementHolding, Judged, LayerHolding
from cases.decisions.models_parts import Statement
from cases.decisions.services import decision_publish, decision_restore
from tests.cases.admin.conftest import sent_again, sent_by, sign_in
from tests.support.library import decision_data, decision_make, decision_store

pytestmark = pytest.mark.django_db

REFUSED, SAVED = 422, 302


def form_of(row: Decision | Judged) -> str:
    name = "decision" if isinstance(row, Decision) else "judged"
    return reverse(f"admin:cases_{name}_change", args=[row.pk])


def text(response: Any) -> str:
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def refusal(response: Any) -> str:
    assert response.status_code == REFUSED
    return str(response.context["adminform"].form.errors["__all__"][0])


def told(response: Any) -> list[tuple[str, str, str | None]]:
    changes = response.context["other_changes"]
    return [(change.where, change.theirs, change.mine) for change in changes]


def row_name(data: dict[str, Any], list_name: str, row: Any) -> str:
    """The name that the form gives to a row of a list, such as `statement_set-0`."""
    found = (
        name.removesuffix("-id")
        for name, value in data.items()
        if re.fullmatch(rf"{list_name}-\d+-id", name) and str(value) == str(row.pk)
    )
    return next(found)


def add_row(data: dict[str, Any], list_name: str, **values: Any) -> None:
    number = int(data[f"{list_name}-TOTAL_FORMS"])
    data[f"{list_name}-TOTAL_FORMS"] = number + 1
    data |= {f"{list_name}-{number}-{name}": value for name, value in values.items()}


def test_what_the_other_changed_is_kept_and_named_with_both_values(
    curator: Client, colleague: Client
) -> None:
    decision = decision_make()
    mine = sent_by(curator, form_of(decision), name_en="Mine", summary_en="My summary.")
    theirs = sent_by(colleague, form_of(decision), short_name_en="Theirs", summary_en="Theirs.")
    assert colleague.post(form_of(decision), theirs).status_code == SAVED

    response = curator.post(form_of(decision), mine)

    assert refusal(response).startswith("colleague saved this on ")
    named = "with other values of: Short name in English; Summary in English. Nothing of yours"
    assert named in refusal(response)
    assert told(response) == [
        ("Short name in English", "Theirs", None),
        ("Summary in English", "Theirs.", "My summary."),
    ]
    assert "My summary." in text(response)
    assert Decision.objects.get().name_en == "Chen v Zhou"

    assert curator.post(form_of(decision), sent_again(response)).status_code == SAVED

    saved = Decision.objects.get()
    assert (saved.name_en, saved.short_name_en, saved.summary_en) == (
        "Mine",
        "Theirs",
        "My summary.",
    )


def test_a_value_that_both_changed_can_be_taken_from_the_other(
    curator: Client, colleague: Client
) -> None:
    decision = decision_make()
    mine = sent_by(curator, form_of(decision), summary_en="Mine.", name_en="Mine")
    colleague.post(form_of(decision), sent_by(colleague, form_of(decision), summary_en="Theirs."))
    response = curator.post(form_of(decision), mine)
    assert '<input type="checkbox" name="take_theirs" value="summary_en">' in text(response)

    curator.post(form_of(decision), sent_again(response, take_theirs=["summary_en"]))

    assert Decision.objects.get().summary_en == "Theirs."
    assert Decision.objects.get().name_en == "Mine"


def test_a_third_save_in_between_is_not_erased_either(curator: Client, colleague: Client) -> None:
    decision = decision_make()
    mine = sent_by(curator, form_of(decision), summary_en="Mine.")
    colleague.post(form_of(decision), sent_by(colleague, form_of(decision), summary_en="First."))
    response = curator.post(form_of(decision), mine)
    colleague.post(form_of(decision), sent_by(colleague, form_of(decision), summary_en="Second."))

    response = curator.post(form_of(decision), sent_again(response, take_theirs=["summary_en"]))

    assert told(response) == [("Summary in English", "Second.", None)]
    assert Decision.objects.get().summary_en == "Second."


def test_two_windows_of_one_person_are_told_apart_as_well(curator: Client) -> None:
    decision = decision_make()
    first, second = (sent_by(curator, form_of(decision)) for _ in range(2))
    curator.post(form_of(decision), first | {"summary_en": "First window."})

    response = curator.post(form_of(decision), second | {"name_en": "Second window"})

    assert "saved in another window" in refusal(response)
    assert Decision.objects.get().summary_en == "First window."


def test_rows_that_both_changed_keep_both(curator: Client, colleague: Client) -> None:
    decision = decision_make()
    first, second = Statement.objects.filter(part="fact")
    mine, theirs = (sent_by(client, form_of(decision)) for client in (curator, colleague))
    theirs[f"{row_name(theirs, 'statement_set', first)}-says_en"] = "Theirs."
    theirs[f"{row_name(theirs, 'statement_set', first)}-mark"] = "B"
    mine[f"{row_name(mine, 'statement_set', first)}-says_en"] = "Mine."
    mine[f"{row_name(mine, 'statement_set', second)}-says_en"] = "Mine as well."
    colleague.post(form_of(decision), theirs)

    response = curator.post(form_of(decision), mine)

    facts = "Facts, holdings, remedies, discrepancies, no. 1"
    assert told(response) == [
        (f"{facts}, In English", "Theirs.", "Mine."),
        (f"{facts}, Confidence", "Several sources", None),
    ]
    curator.post(form_of(decision), sent_again(response))
    saved = list(Statement.objects.filter(part="fact").values_list("says_en", "mark"))
    assert saved == [("Mine.", "B"), ("Mine as well.", "U")]


@pytest.mark.both_databases
def test_rows_that_the_other_added_and_removed_follow(curator: Client, colleague: Client) -> None:
    decision = decision_make()
    first, _second = Statement.objects.filter(part="fact")
    mine, theirs = (sent_by(client, form_of(decision)) for client in (curator, colleague))
    theirs[f"{row_name(theirs, 'statement_set', first)}-DELETE"] = "on"
    new = {"part": "fact", "says_zh": "新。", "mark": "A", "position": 9}
    add_row(theirs, "statement_set", says_en="Their new one.", **new)
    add_row(mine, "statement_set", says_en="My new one.", **new)
    colleague.post(form_of(decision), theirs)

    response = curator.post(form_of(decision), mine)

    changes = response.context["other_changes"]
    assert [(change.removed, change.mine) for change in changes] == [(False, None), (True, None)]
    assert "Their new one." in changes[0].theirs
    assert curator.post(form_of(decision), sent_again(response)).status_code == SAVED
    saved = Statement.objects.filter(part="fact").values_list("says_en", flat=True)
    assert list(saved) == ["Ten rounds were counted.", "Their new one.", "My new one."]


def test_a_row_that_the_other_removed_and_i_changed_becomes_a_new_one(
    curator: Client, colleague: Client
) -> None:
    decision = decision_make()
    mine, theirs = (sent_by(client, form_of(decision)) for client in (curator, colleague))
    theirs[f"{row_name(theirs, 'statement_set', fact(2))}-DELETE"] = "on"
    mine[f"{row_name(mine, 'statement_set', fact(2))}-says_en"] = "What I typed."
    assert colleague.post(form_of(decision), theirs).status_code == SAVED

    response = curator.post(form_of(decision), mine)

    [change] = response.context["other_changes"]
    assert change.removed
    assert "What I typed." in (change.mine or "")
    assert "It stands in the form as a new row." in text(response)
    curator.post(form_of(decision), sent_again(response))
    assert Statement.objects.filter(says_en="What I typed.").exists()


def test_a_row_that_i_remove_and_the_other_changed_is_shown_first(
    curator: Client, colleague: Client
) -> None:
    decision = decision_make()
    first = Statement.objects.filter(part="fact").first()
    mine, theirs = (sent_by(client, form_of(decision)) for client in (curator, colleague))
    theirs[f"{row_name(theirs, 'statement_set', first)}-says_en"] = "Theirs."
    name = row_name(mine, "statement_set", first)
    mine[f"{name}-DELETE"] = "on"
    colleague.post(form_of(decision), theirs)

    response = curator.post(form_of(decision), mine)

    assert [(theirs, mine) for _where, theirs, mine in told(response)] == [
        ("Theirs.", "(the row is to be removed)")
    ]
    assert Statement.objects.filter(says_en="Theirs.").exists()


def test_a_judged_work_keeps_what_the_other_saved(curator: Client, colleague: Client) -> None:
    decision_make()
    judged = Judged.objects.get()
    mine = sent_by(curator, form_of(judged), title_en="My title")
    theirs = sent_by(colleague, form_of(judged), record=judged.record + "# a comment of theirs\n")
    theirs["elementholding_set-0-says_en"] = "Their finding."
    add_row(
        theirs, "layerholding_set", layer="prompt", what_en="prompt", what_zh="提示词",
        finding="not_protected", mark="A",
    )  # fmt: skip
    assert colleague.post(form_of(judged), theirs).status_code == SAVED

    response = curator.post(form_of(judged), mine)

    assert [where for where, _theirs, _mine in told(response)] == [
        "Creation record (YAML)",
        "Findings on the elements, no. 1, What the court said, in English",
        "Findings on the layers, no. 2",
    ]
    assert curator.post(form_of(judged), sent_again(response)).status_code == SAVED
    judged.refresh_from_db()
    assert judged.title_en == "My title"
    assert judged.record.endswith("# a comment of theirs")
    assert ElementHolding.objects.get().says_en == "Their finding."
    assert LayerHolding.objects.count() == 2


def test_a_judged_work_and_its_decision_do_not_hinder_each_other(
    curator: Client, colleague: Client
) -> None:
    decision = decision_make()
    judged = Judged.objects.get()
    mine = sent_by(curator, form_of(decision), name_en="Mine")
    colleague.post(form_of(judged), sent_by(colleague, form_of(judged), title_en="Theirs"))

    assert curator.post(form_of(decision), mine).status_code == SAVED

    document = json.loads(Decision.objects.get().document)
    assert (document["name"]["en"], document["judged"][0]["title"]["en"]) == ("Mine", "Theirs")


@pytest.mark.both_databases
def test_a_judged_work_that_the_other_removed_can_be_added_again(
    curator: Client, colleague: Client
) -> None:
    decision = decision_make(status="draft")
    judged = Judged.objects.get()
    mine = sent_by(curator, form_of(judged), title_en="What I typed")
    mine["elementholding_set-0-says_en"] = "And this."
    address = reverse("admin:cases_judged_delete", args=[judged.pk])
    colleague.post(address, {"post": "yes"})
    assert not Judged.objects.exists()

    response = curator.post(form_of(judged), mine)

    assert "Somebody removed this" in refusal(response)
    add = reverse("admin:cases_judged_add")
    assert f'action="{add}"' in text(response)
    assert curator.post(add, sent_again(response)).status_code == SAVED
    again = Judged.objects.get()
    assert (again.slug, again.title_en, again.decision) == (judged.slug, "What I typed", decision)
    assert ElementHolding.objects.get().says_en == "And this."


def test_a_version_that_was_restored_meanwhile_is_not_erased(curator: Client) -> None:
    decision = decision_make()
    data = decision_data(summary={"en": "A newer summary.", "zh": "较新的摘要。"})
    data["facts"][1]["says"]["en"] = "Eleven rounds were counted."
    decision_store(data=data, decision=decision, reason="newer")
    mine, of_judged = (sent_by(curator, form_of(row)) for row in (decision, Judged.objects.get()))
    mine |= {"name_en": "Mine", f"{row_name(mine, 'statement_set', fact(1))}-says_en": "My fact."}
    decision_restore(decision=decision, version=decision.history.last())

    response = curator.post(form_of(decision), mine)

    assert told(response) == [
        ("Summary in English", "The lantern is a work.", None),
        ("Summary in Chinese", "该灯笼图片构成作品。", None),
        ("Facts, holdings, remedies, discrepancies, no. 2, In English",
         "Ten rounds were counted.", None),
    ]  # fmt: skip
    curator.post(form_of(decision), sent_again(response))
    assert [row.says_en for row in Statement.objects.filter(part="fact")] == [
        "My fact.",
        "Ten rounds were counted.",
    ]
    judged = form_of(Judged.objects.get())
    assert curator.post(judged, of_judged | {"title_en": "Mine"}).status_code == SAVED
    assert ElementHolding.objects.count() == LayerHolding.objects.count() == 1


def fact(number: int) -> Statement:
    return Statement.objects.filter(part="fact")[number - 1]


def test_a_status_that_changed_meanwhile_stays(curator: Client) -> None:
    decision = decision_make(status="draft")
    stale = Decision.objects.get()
    mine = sent_by(curator, form_of(decision), name_en="Mine")
    decision_publish(decision=stale)

    response = curator.post(form_of(decision), mine)

    assert [theirs for _where, theirs, _mine in told(response)] == ["", ""]  # no reason any more
    assert curator.post(form_of(decision), sent_again(response)).status_code == SAVED
    saved = Decision.objects.get()
    assert (saved.status, saved.name_en) == ("published", "Mine")


def test_publishing_what_was_read_before_saves_no_old_columns() -> None:
    decision_make(status="draft")
    stale = Decision.objects.get()
    changed = decision_data(status="draft", name={"en": "Newer", "zh": "较新"})
    decision_store(data=changed, decision=Decision.objects.get(), reason="meanwhile")

    decision_publish(decision=stale)

    assert Decision.objects.get().name_en == "Newer"


@pytest.mark.both_databases
@pytest.mark.parametrize("act", ["restore", "delete"])
def test_an_old_page_neither_restores_nor_deletes(
    curator: Client, colleague: Client, act: str
) -> None:
    decision = decision_make(status="draft")
    decision_store(
        data=decision_data(status="draft", name={"en": "Second", "zh": "二"}),
        decision=decision,
        reason="second",
    )
    judged = Judged.objects.get()
    if act == "restore":
        page = reverse("admin:cases_decision_history", args=[decision.pk])
        oldest = decision.history.last().history_id
        address = reverse("admin:cases_decision_restore", args=[decision.pk, oldest])
    else:
        page = address = reverse("admin:cases_judged_delete", args=[judged.pk])
    [opened] = set(re.findall(r'name="opened" value="(\w+)"', curator.get(page).content.decode()))
    colleague.post(form_of(judged), sent_by(colleague, form_of(judged), title_en="Theirs"))

    response = curator.post(address, {"post": "yes", "opened": opened}, follow=True)

    assert "Somebody changed this decision since you opened this page." in text(response)
    assert Judged.objects.get().title_en == "Theirs"
    assert Decision.objects.get().name_en == "Second"


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["decision", "judged"])
def test_of_two_saves_at_one_moment_one_is_refused(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    decision = decision_make()
    row = decision if kind == "decision" else Judged.objects.get()
    field = "name_en" if kind == "decision" else "title_en"
    clients = [sign_in(Client(), f"curator{number}") for number in range(2)]
    sent = [
        sent_by(client, form_of(row), **{field: f"Of {number}"})
        for number, client in enumerate(clients)
    ]

    def merge_slowly(*args: Any) -> Any:
        merged = merge_sent(*args)
        time.sleep(0.5)  # the other one comes in between, unless it has to wait
        return merged

    monkeypatch.setattr("cases.admin.settling.merge_sent", merge_slowly)
    responses: list[Any] = [None, None]

    def save(number: int) -> None:
        try:
            responses[number] = clients[number].post(form_of(row), sent[number])
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(response.status_code for response in responses) == [SAVED, REFUSED]
    loser = 0 if responses[0].status_code == REFUSED else 1
    [(_where, theirs, mine)] = told(responses[loser])
    assert (theirs, mine) == (f"Of {1 - loser}", f"Of {loser}")
    row.refresh_from_db()
    assert getattr(row, field) == f"Of {1 - loser}"
