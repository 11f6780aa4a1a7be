"""Who owns it: what each answer makes of the record, and the answer with its missing clause."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from assessments.answers.answers import UNKNOWN, problems
from assessments.results.finish import draft_preview
from assessments.securing import owner_saving as saving
from assessments.securing.contract_text import found_clauses, kind_of, says_of
from assessments.securing.owner_questions import open_owner_questions
from assessments.works.drafts import Draft
from cases.record import Party
from tests.support.dropped_files import company as dropped_company
from tests.support.uploads import DraftClient, run_queued_jobs

pytestmark = pytest.mark.django_db
CLAUSE = "员工为完成公司工作任务创作的作品，除署名权外，著作权归公司所有。"
CONTRACT = f"劳动合同\n第八条 工资按月支付。\n第九条 {CLAUSE}\n".encode()
STEPS: list[dict[str, Any]] = [
    {"id": "s1", "action": "write", "intent": "the slogan", "extent": "substantial", "by": "p1",
     "adds": ["wording"], "effect": "visible"},
    {"id": "s2", "action": "edit", "intent": "the last lines", "extent": "substantial",
     "adds": ["wording"], "effect": "visible"},
]  # fmt: skip
CHEN = Party(id="p1", name="Chen", kind="person", role="author")
ACME = Party(id="p2", name="Acme", kind="organisation", role="employer")


@pytest.fixture
def path(client: Client) -> DraftClient:
    client.post("/begin/", {"without": "1"})
    draft = Draft.objects.get()
    draft.answers = {
        "title": "Slogan",
        "kind": "text",
        "parties": [{"id": "p1", "name": "Chen", "kind": "person", "role": "author"}],
        "steps": [dict(step) for step in STEPS],
        "created_from": "2026-11-20",
        "created_to": "2026-11-21",
    }
    draft.save()
    return DraftClient(client, draft)


def answer(path: DraftClient, name: str, **sent: Any) -> str:
    response = path.post(f"owner/{name}/", **sent)
    assert response.status_code == 302, response.content.decode()[-3000:]
    return str(path.client.get(response["Location"])["Location"]).split("/owner/")[1]


def company(path: DraftClient, relation: str = "employed", **more: str) -> str:
    answer(path, "side", side="company")
    people = {"organisation": "Acme", "maker_0": "Chen", "relation_0": relation, **more}
    return answer(path, "people", **people)


def party(path: DraftClient, name: str) -> dict[str, Any]:
    return next(p for p in path.draft.answers["parties"] if p["name"] == name)


def roles(path: DraftClient, name: str) -> set[str]:
    found = party(path, name)
    return {found["role"], *found.get("roles", ())}


def test_a_company_is_asked_one_thing_after_the_other(path: DraftClient) -> None:
    assert company(path) == "hosted/"
    assert roles(path, "Acme") == {"employer"}
    assert answer(path, "hosted", said="yes") == "will/"
    assert answer(path, "will", said="yes") == "responsible/"
    assert answer(path, "responsible", said="yes") == "name/"
    assert roles(path, "Acme") == {"employer", "host"}
    assert answer(path, "name", who=party(path, "Acme")["id"]) == "press/"
    assert party(path, "Acme")["signs_work"] == "yes"
    assert answer(path, "press", said="no") == "contract/"
    assert answer(path, "contract", file="none") == "answer/"
    assert not problems(path.draft.answers)


@pytest.mark.parametrize(
    ("people", "side"),
    [("client", "freelancer"), ("employee", "employee"), ("company", "company"),
     ("together", "team"), ("self", "team")],
)  # fmt: skip
def test_for_whom_it_was_made_is_not_asked_twice(path: DraftClient, people: str, side: str) -> None:
    path.draft.__class__.objects.update(answers={"kind": "image", "title": "Heron"})
    path.post("ask/people/", people=people, other="Bright", maker="Chen")
    chosen = [tag for tag in path.get("owner/side/").split("<input")[1:] if " checked" in tag]
    assert [f'value="{side}"' in tag for tag in chosen] == [True]


@pytest.mark.parametrize("left", ["hosted", "will", "responsible"])
def test_only_all_three_conditions_make_a_host(path: DraftClient, left: str) -> None:
    company(path)
    for name in ("hosted", "will", "responsible"):
        answer(path, name, said="yes")
    assert "host" in roles(path, "Acme")

    answer(path, left, said="no")
    assert "host" not in roles(path, "Acme")


def test_not_knowing_one_of_them_makes_no_host(path: DraftClient) -> None:
    company(path)
    answer(path, "hosted", said="yes")
    answer(path, "will", said="yes")
    answer(path, "responsible", unknown="1")
    assert "host" not in roles(path, "Acme")


def test_one_company_may_employ_one_maker_and_commission_another(path: DraftClient) -> None:
    assert company(path, maker_1="Wu", relation_1="commissioned") == "parts/"
    assert roles(path, "Acme") == {"employer", "commissioner"}

    answer(path, "parts", by_s1=party(path, "Chen")["id"], by_s2=party(path, "Wu")["id"])
    assert [step["by"] for step in path.steps] == ["p1", party(path, "Wu")["id"]]


def test_a_contract_is_read_and_confirmed_beside_its_text(path: DraftClient) -> None:
    company(path)
    for name in ("hosted", "name", "press"):
        answer(path, name, unknown="1")
    file = SimpleUploadedFile("合同.txt", CONTRACT)
    path.post("owner/contract/", upload=file)
    upload = path.draft.uploads.get()
    assert str(upload.pk) not in path.get("owner/contract/")  # it is not read yet
    run_queued_jobs()
    assert str(upload.pk) in path.get("owner/contract/")

    assert answer(path, "contract", file=str(upload.pk)) == "clause/"
    page = path.get("owner/clause/")
    assert page.count(CLAUSE) == 2  # to choose, and in the text beside it
    assert "第八条 工资按月支付" in page
    assert 'value="organisation_owns" selected' in page
    assert 'value="employment" selected' in page

    sent = {"clause": "0", "says": "organisation_owns", "kind": "employment", "on": "2025-01-06"}
    assert answer(path, "clause", **sent) == "answer/"
    contract = path.draft.answers["contracts"][0]
    assert CLAUSE in contract["clause"]
    assert contract["says"] == "organisation_owns"
    assert set(contract["parties"]) == {"p1", party(path, "Acme")["id"]}
    evidence = path.draft.answers["evidence"][0]
    assert (evidence["what"], contract["evidence"]) == ("contract", [evidence["id"]])
    assert not problems(path.draft.answers)
    assert "Acme" in path.get("owner/answer/")
    assert 'id="employee"' not in path.get("owner/answer/")


def test_without_a_contract_the_employee_owns_and_the_clause_is_there(path: DraftClient) -> None:
    company(path)
    while names := open_owner_questions(path.draft):
        if names[0] == "contract":
            answer(path, "contract", file="none")
        else:
            answer(path, names[0], said="no", unknown="1")
    page = path.get("owner/answer/")
    assert 'id="employee"' in page
    assert 'id="assignment"' in page
    assert 'id="commission_client"' not in page


def test_a_contract_that_says_nothing_is_silent(path: DraftClient) -> None:
    company(path, "commissioned")
    upload = path.upload(("order.txt", b"Commission\nThe fee is 500.\n"))[0]
    answer(path, "contract", file=str(upload.pk))
    answer(path, "clause", clause="none", kind="commission", says="unknown")
    contract = path.draft.answers["contracts"][0]
    assert (contract["says"], contract["kind"], contract.get("clause")) == (
        "silent",
        "commission",
        None,
    )


def test_a_contract_kept_elsewhere_leaves_its_words_open(path: DraftClient) -> None:
    company(path)
    answer(path, "contract", file="elsewhere")
    assert path.draft.answers["contracts"][0]["says"] == "unknown"


@pytest.mark.parametrize(
    ("said", "says"), [("none", "silent"), ("spoken", "unknown"), ("elsewhere", "unknown")]
)
def test_what_is_said_of_a_contract_is_in_the_record_and_shown_again(path, said, says) -> None:
    company(path, "commissioned")
    answer(path, "contract", file="elsewhere" if said == "none" else "none")
    answer(path, "contract", file=said)
    (contract,) = path.draft.answers["contracts"]
    assert (contract["says"], contract["kind"]) == (says, "commission")
    assert "contract" not in open_owner_questions(path.draft)
    page = path.get("owner/contract/")
    chosen = re.search(r'value="(\w+)"[^>]*checked', page)
    assert chosen and chosen.group(1) == said and "Chen" in page
    assert not problems(path.draft.answers)


def test_a_freelancer_names_the_client_and_gets_the_clause_of_a_maker(path: DraftClient) -> None:
    answer(path, "side", side="freelancer")
    sent = {"organisation": "Acme", "maker_0": "Chen", "relation_0": "commissioned"}
    assert answer(path, "people", **sent) == "name/"
    assert roles(path, "Acme") == {"commissioner"}
    answer(path, "name", unknown="1")
    assert answer(path, "contract", file="none") == "answer/"
    page = path.get("owner/answer/")
    assert 'id="commission_maker"' in page
    # Art. 19 answers where nothing was agreed, and nobody is asked for a contract that is none.
    assert re.search(r"<b>Chen</b> \(Commissioned work\)", page)
    assert "You said that nothing was agreed on the copyright." in page
    assert "Find the signed copy" not in page
    assert "When was this contract made" not in page
    # Authorities in a line of text do not run into one another.
    assert re.search(r"art\. 19</a>; <a", page)


def test_how_many_questions_there_are_is_told_once_it_is_known(path: DraftClient) -> None:
    assert "Question 1 of" not in path.get("owner/side/")
    answer(path, "side", side="company")
    assert re.search(r"Question 2\s*<", path.get("owner/people/"))
    people = {"organisation": "Acme", "maker_0": "Chen", "relation_0": "employed"}
    name = answer(path, "people", **people)
    assert re.search(r"Question 3 of \d", path.get(f"owner/{name}"))


def test_the_name_and_its_basis_have_no_space_between_them_in_chinese(path: DraftClient) -> None:
    company(path)
    path.client.cookies["django_language"] = "zh-hans"
    assert re.search(r"<b>Chen</b>（", path.get("owner/answer/"))


def test_the_head_of_a_contract_says_who_its_letters_are() -> None:
    clause = "作品的著作权归甲方所有。"
    for head, says in (
        ("甲方：Acme\n乙方：Chen", "organisation_owns"),
        ("甲方：Chen", "author_owns"),
    ):
        found = found_clauses(f"{head}\n{clause}", [CHEN, ACME], "employment")
        assert [(one.text, one.says) for one in found] == [(clause, says)]
    assert says_of(clause, [CHEN, ACME], "employment") == ""


def test_helpers_are_no_authors(path: DraftClient) -> None:
    company(path, maker_1="Wu", relation_1="helped")
    assert roles(path, "Wu") == {"helper"}


@pytest.mark.parametrize(("said", "stored"), [("yes", "yes"), ("no", "no")])
def test_what_was_said_last_of_the_press_is_what_the_record_says(
    path: DraftClient, said: str, stored: str
) -> None:
    company(path)
    answer(path, "press", said="no" if said == "yes" else "yes")
    answer(path, "press", said=said)
    assert party(path, "Acme")["is_press"] == stored
    assert "host" not in roles(path, "Acme")
    assert "newspaper" not in path.get("owner/answer/")  # it is answered, not asked again

    answer(path, "press", unknown="1")
    assert party(path, "Acme")["is_press"] == UNKNOWN


def test_a_sentence_that_was_stored_of_the_press_goes_with_a_new_answer(path: DraftClient) -> None:
    company(path)
    draft = path.draft
    stored = party(path, "Acme")
    with translation.override("zh-hans"):
        stated = translation.gettext(
            "As stated: it is a newspaper, periodical, news agency, radio or television "
            "station, and the work was made by its staff."
        )
    for held in draft.answers["parties"]:
        if held["id"] == stored["id"]:
            held["contribution"] = f"Paid for the film.\n{stated}"
    draft.save()

    answer(path, "press", said="no")
    assert party(path, "Acme")["contribution"] == "Paid for the film."


def test_resources_are_stated_in_words_until_they_are_denied(path: DraftClient) -> None:
    draft = path.draft
    draft.answers["kind"] = "code"
    draft.save()
    company(path)
    with translation.override("zh-hans"):
        saving.fact_save(path.draft, "resources", {"said": "yes"})
    assert party(path, "Acme")["contribution"]
    answer(path, "resources", said="yes")
    assert party(path, "Acme")["contribution"].count("\n") == 0

    answer(path, "resources", said="no")
    assert not party(path, "Acme").get("contribution")
    assert "resources" not in open_owner_questions(path.draft)


def test_who_one_is_takes_what_followed_from_the_old_answer_along(path: DraftClient) -> None:
    company(path)
    for name in ("hosted", "will", "responsible", "press"):
        answer(path, name, said="yes")
    assert roles(path, "Acme") == {"employer", "host"}

    assert answer(path, "side", side="freelancer") == "people/"
    assert roles(path, "Acme") == {"commissioner"}
    assert not party(path, "Acme")["is_press"]
    assert path.client.get(f"{path.url}owner/press/").status_code == 302  # of employers only


def test_the_same_answer_again_takes_nothing_along(path: DraftClient) -> None:
    company(path)
    assert answer(path, "side", side="company") == "hosted/"


def test_a_company_that_commissioned_is_not_proposed_as_employer(path: DraftClient) -> None:
    company(path, "commissioned")
    assert 'value="commissioned" selected' in path.get("owner/people/")


def test_a_contract_of_an_office_can_be_chosen_and_is_read(path: DraftClient) -> None:
    company(path)
    for name in ("hosted", "name", "press"):
        answer(path, name, unknown="1")
    (upload,) = path.upload(dropped_company()[-1])

    assert str(upload.pk) in path.get("owner/contract/")
    assert answer(path, "contract", file=str(upload.pk)) == "clause/"
    assert "makes in the course of the employment belongs" in path.get("owner/clause/")


def test_a_file_marked_as_a_contract_is_read_for_its_clause(path: DraftClient) -> None:
    draft = path.draft
    draft.answers["parties"] = []
    draft.save()
    path.post("ask/people/", people="company", maker="Chen", other="Acme")
    (upload,) = path.upload(("合同.txt", CONTRACT))
    path.post("making/", do="place", what="contract", file=str(upload.pk))
    chen = next(p for p in path.draft.answers["parties"] if p.get("_question"))
    assert [c["says"] for c in path.draft.answers["contracts"]] == ["unknown"]
    answer(path, "side", side="company")
    assert 'id="employee"' not in path.get("owner/answer/")  # what it says is unknown, not missing
    while (name := open_owner_questions(path.draft)[0]) != "contract":
        people = {"organisation": "Acme", "maker_0": "Chen", "relation_0": "employed"}
        answer(path, name, **(people if name == "people" else {"unknown": "1"}))

    page = path.get("owner/contract/")
    assert f'value="{upload.pk}"' in page and "checked" in page
    assert answer(path, "contract", file=str(upload.pk)) == "clause/"
    assert CLAUSE in path.get("owner/clause/")
    answer(path, "clause", clause="0", says="organisation_owns", kind="employment")
    (contract,) = path.draft.answers["contracts"]
    assert (contract["says"], chen["id"] in contract["parties"]) == ("organisation_owns", True)
    assert 'id="employee"' not in path.get("owner/answer/")


PUBLISHING = "图书出版合同\n第三条 作者授予出版社五年的专有出版权，著作权归作者所有。\n"
SOLD = PUBLISHING.replace("著作权归作者所有", "著作权归出版社所有")


@pytest.mark.parametrize(
    ("text", "says", "kind", "is_settled"),
    [
        (PUBLISHING, "author_owns", "licence", True),
        (SOLD, "organisation_owns", "assignment", False),
    ],
)
def test_a_maker_alone_is_asked_what_their_publishing_contract_says(
    path: DraftClient, text: str, says: str, kind: str, is_settled: bool
) -> None:
    draft = path.draft
    draft.answers["parties"] = []
    draft.save()
    path.post("ask/people/", people="self", maker="Chen")
    assert "contract" not in open_owner_questions(path.draft)  # nobody asks where none is here
    (upload,) = path.upload(("合同.txt", text.encode()))
    path.post("making/", do="place", what="contract", file=str(upload.pk))
    chen = path.draft.answers["parties"][0]["id"]
    draft = path.draft
    draft.answers["steps"] = [{**step, "by": chen} for step in STEPS]
    draft.save()
    answer(path, "side", side="team")
    answer(path, "people", maker_0="Chen", relation_0="neither")
    # What a contract says that nobody read may give the rights away.
    assert "assignment of rights" not in path.get("owner/answer/")
    assert open_owner_questions(path.draft)[-1] == "contract"

    page = path.get("owner/contract/")
    assert "Does Chen have a written contract about this work?" in page
    assert answer(path, "contract", file=str(upload.pk)) == "clause/"
    assert f'value="{says}" selected' in path.get("owner/clause/")
    assert 'value="licence" selected' in path.get("owner/clause/")
    assert answer(path, "clause", clause="0", says=says, kind="licence") == "answer/"
    (contract,) = path.draft.answers["contracts"]
    assert (contract["says"], contract["kind"]) == (says, kind)
    assert ownership_is_settled(path) is is_settled


def ownership_is_settled(path: DraftClient) -> bool:
    """Whether the answer says whose each layer is."""
    result = draft_preview(path.draft).typed_result
    return all(layer.owner for layer in result.ownership.layers)


def test_a_missing_answer_is_asked_for_and_loses_nothing(path: DraftClient) -> None:
    company(path)
    response = path.post("owner/hosted/")
    assert response.status_code == 422
    response = path.post("owner/people/", organisation="", maker_0="Chen")
    assert response.status_code == 422
    assert 'value="Chen"' in response.content.decode()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("委托作品的著作权归受托人所有。", "author_owns"),
        ("Copyright in the works belongs to the company.", "organisation_owns"),
        ("Copyright does not belong to the company.", ""),
        ("All intellectual property is dealt with in annex 2.", ""),
    ],
)
def test_only_clear_words_are_proposed(text: str, says: str) -> None:
    assert [clause.text for clause in found_clauses(f"Fees are due.\n{text}", [CHEN, ACME])] == [
        text
    ]
    assert says_of(text, [CHEN, ACME]) == says


def test_the_kind_of_a_contract_is_read_from_its_words() -> None:
    assert kind_of("劳动合同", "commission") == "employment"
    assert kind_of("Agreement", "cooperation") == "cooperation"


def test_looking_while_a_contract_is_read_stores_nothing_and_keeps_the_choice(
    path: DraftClient,
) -> None:
    company(path)
    path.post("owner/contract/", upload=SimpleUploadedFile("合同.txt", CONTRACT))
    run_queued_jobs()
    upload = path.draft.uploads.get()
    answer(path, "contract", file=str(upload.pk))
    reading = upload.original.reading
    state, before = reading.state, path.draft.answers
    type(reading).objects.update(state="queued")  # as where it is read again
    assert "is still being read" in path.get("owner/clause/")
    path.client.head(f"/interview/{path.draft.pk}/owner/clause/")
    sent = {"clause": "0", "says": "organisation_owns", "kind": "employment"}
    assert path.post("owner/clause/", **sent).status_code == 422
    assert path.draft.answers == before
    type(reading).objects.update(state=state)
    assert CLAUSE in path.get("owner/clause/")  # the choice is still there
    upload.delete()
    assert "no longer among the files" in path.get("owner/clause/")
    assert path.draft.answers == before
    assert answer(path, "clause", unknown="1") != "clause/"
    assert path.draft.answers["contracts"][0]["says"] == "unknown"
