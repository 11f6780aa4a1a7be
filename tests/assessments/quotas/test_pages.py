"""What a visitor meets at a limit: a reason, nothing done, and nothing typed or chosen lost."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client

from assessments.accounts.models_notifications import Notification
from assessments.dossier.models import Dossier
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.lineage.models import FileComparison
from assessments.memo.models import Memo
from assessments.quotas.limits import DEFAULTS, read_limits
from assessments.quotas.queries import refusals_since
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from assessments.works.shares import Message, Share
from tests.support.accounts import confirmed_user, sign_in, sign_up
from tests.support.interviews import InterviewClient
from tests.support.mail_server import Mailbox
from tests.support.pages import STRONG, assess_record, text_of

pytestmark = pytest.mark.django_db
# Nothing is left of what is counted for itself; bytes, which are counted of every form, are.
NOTHING = read_limits(",".join(f"{name}=0/h" for name in DEFAULTS if "_mib" not in name))
MADE = (Draft, Work, Assessment, Upload, Memo, Dossier, Timestamp, FileComparison, Share, Message)
JSON = {"Accept": "application/json"}


def file(name: str = "a.png", content: bytes = b"content") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def counts() -> dict[str, int]:
    account = apps.get_app_config("account").get_models()
    models: list[type[Model]] = [*MADE, Notification, User, *account]
    return {model.__name__: model._default_manager.count() for model in models}


def test_whatever_makes_a_row_is_counted_before(
    client: Client, files_as_library: None, settings: Any
) -> None:
    """Every form that makes something, sent by its owner where nothing at all is left to spend."""
    owner = confirmed_user("owner")
    assessment = assess_record(owner, STRONG)
    client.force_login(owner)
    assert client.post(f"/assessments/{assessment.pk}/change/").status_code == 302
    draft = InterviewClient(client, Draft.objects.get().pk)
    draft.post("files/", files=[file("a.txt", b"a"), file("b.txt", b"b")])
    first, second = Upload.objects.values_list("pk", flat=True)
    before, settings.QUOTAS = counts(), NOTHING
    own, record = f"/assessments/{assessment.pk}/", STRONG.read_text()
    forms: list[tuple[str, dict[str, Any]]] = [
        ("/interview/", {}),
        ("/assessments/start/", {"text": record}),
        ("/assessments/start/", {"text": record, "open": ""}),
        (f"{own}like/", {}),
        (f"{own}memos/", {"language": "en"}),
        (f"{own}dossier/", {}),
        ("/dossiers/import/", {"dossier": file()}),
        (f"{own}timestamp/", {}),
        (f"{own}receipt/", {"receipt": file()}),
        (f"{own}share/", {"email": "reader@law.cn"}),
        (f"{own}questions/", {"text": "Why?"}),
        (f"{draft.url}files/", {"files": file()}),
        (f"{draft.url}files/steps/s1/", {"files": file(), "what": "x", "made": "y"}),
        (f"{draft.url}compare/", {"source": first, "final": second}),
    ]
    known = [(address, client.post(address, sent).status_code) for address, sent in forms]
    # The two pages of files say of each file why it was not taken, and go back.
    assert [row for row in known if row[1] != 429] == [
        (f"{draft.url}files/", 302),
        (f"{draft.url}files/steps/s1/", 302),
    ]
    assert counts() == before


def test_a_stranger_is_refused_with_a_reason_and_a_way_on(client: Client, settings: Any) -> None:
    settings.QUOTAS = read_limits("drafts.address=2/h")
    for _ in range(2):
        assert Client().post("/interview/").status_code == 302
    refused = client.post("/interview/")

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "At most 2 new works from one network address" in text_of(refused)
    assert "Or sign in" in text_of(refused)
    assert Client(REMOTE_ADDR="192.0.2.9").post("/interview/").status_code == 302
    assert refusals_since(hours=1) == {("drafts", "address"): 1}


def test_a_header_of_ones_own_does_not_make_another_visitor(settings: Any) -> None:
    settings.QUOTAS = read_limits("drafts.address=1/h")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    chains = [f"203.0.113.{n}, 192.0.2.7" for n in range(3)]
    answers = [Client().post("/interview/", HTTP_X_FORWARDED_FOR=chain) for chain in chains]
    assert [answer.status_code for answer in answers] == [302, 429, 429]


def test_what_was_typed_stays_in_the_page_and_can_be_sent_again(
    client: Client, settings: Any
) -> None:
    person = InterviewClient(client)
    version = person.version("work/")
    typed = "Dusk </textarea>\n & <b>wind</b>"
    settings.QUOTAS = read_limits("posted_mib.visitor=0/h")
    refused = person.send("work/", version, summary=typed)

    assert refused.status_code == 429
    assert f'action="{person.url}work/"' in text_of(refused)
    assert f'<textarea name="summary" hidden>\n{typed}</textarea>' in unescape(text_of(refused))
    assert "</textarea>\n &" not in text_of(refused)
    assert person.answers == {}


def test_a_script_hears_the_reason_too(client: Client, settings: Any) -> None:
    person = InterviewClient(client)
    settings.QUOTAS = read_limits("posted_mib.visitor=0/h")
    refused = client.post(f"{person.url}work/", {"summary": "x"}, headers=JSON)
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/json")
    assert "Try again in" in refused.json()["said"]
    assert int(refused["Retry-After"]) > 0


def test_files_over_a_limit_are_named_and_leave_nothing(
    client: Client, settings: Any, tmp_path: Any
) -> None:
    person = InterviewClient(client)
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "on-their-way"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    settings.QUOTAS = read_limits("upload_mib.visitor=3/d")
    assert person.post("files/", files=file("first.png", b"1" * 2**20)).status_code == 302
    big = [file("second.png", b"2" * 3 * 2**20), file("third.png", b"3")]
    refused = person.post("files/", files=big)

    assert refused.status_code == 429
    assert '<li class="breakable">second.png</li>' in text_of(refused)
    assert '<li class="breakable">third.png</li>' in text_of(refused)
    assert [row.name for row in Upload.objects.all()] == ["first.png"]
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []
    sent = {"files": file("fourth.png", b"4" * 2**21)}
    answer = client.post(f"{person.url}files/", sent, headers=JSON)
    assert answer.status_code == 429
    assert [row["name"] for row in answer.json()["files"]] == ["fourth.png"]
    assert "MB of files from one browser" in answer.json()["files"][0]["why"]


def test_a_number_of_files_is_a_limit_of_each_file(client: Client, settings: Any) -> None:
    person = InterviewClient(client)
    settings.QUOTAS = read_limits("upload_files.visitor=2/d")
    sent = {"files": [file(f"{n}.txt", str(n).encode()) for n in range(3)]}
    some = client.post(f"{person.url}files/", sent, headers=JSON)
    none = client.post(f"{person.url}files/", {"files": file()}, headers=JSON)
    assert [bool(row["why"]) for row in some.json()["files"]] == [False, False, True]
    assert (some.status_code, none.status_code, Upload.objects.count()) == (200, 429, 2)
    assert int(none["Retry-After"]) > 0


def test_with_little_disk_files_are_refused_and_all_else_works(
    client: Client, mailbox: Mailbox, monkeypatch: Any, files_as_library: None
) -> None:
    person = InterviewClient(client)
    li = confirmed_user("li")
    assessment = assess_record(li, STRONG)
    monkeypatch.setattr("assessments.quotas.disk._free_bytes", lambda place: 2047 * 2**20)
    refused = person.post("files/", files=file())
    assert (refused.status_code, Upload.objects.count()) == (507, 0)
    assert "The server is almost full" in text_of(refused)
    assert "a.png" in text_of(refused)
    assert "Retry-After" not in refused

    assert person.send("work/", title="Wind").status_code == 302
    assert person.answers["title"] == "Wind"
    assert client.get("/cases/").status_code == 200
    assert sign_in(client)["Location"] == "/assessments/"
    assert client.post(f"/assessments/{assessment.pk}/dossier/").status_code == 507
    assert Dossier.objects.count() == 0
    assert refusals_since(hours=1) == {("disk", "site"): 2}


def test_the_last_room_is_kept_for_people_with_an_account(client: Client, monkeypatch: Any) -> None:
    person = InterviewClient(client)
    monkeypatch.setattr("assessments.quotas.disk._free_bytes", lambda place: 4095 * 2**20)
    assert person.post("files/", files=file()).status_code == 507
    client.force_login(confirmed_user("li"))
    assert InterviewClient(client).post("files/", files=file()).status_code == 302


def test_sign_ups_from_one_address_end_and_so_do_their_letters(
    mailbox: Mailbox, settings: Any
) -> None:
    settings.QUOTAS = read_limits("sign_ups.address=3/h")
    answers = [sign_up(Client(), email=f"n{number}@localhost") for number in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert (len(mailbox.letters()), User.objects.count()) == (3, 3)
    assert "seven-quiet-horses" not in text_of(answers[-1])
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    assert sign_up(elsewhere, email="li@localhost").status_code == 200


def test_nobodys_letter_box_is_filled(mailbox: Mailbox, settings: Any) -> None:
    settings.QUOTAS = read_limits("emails.recipient=2/h")
    statuses = []
    for number in range(4):
        visitor = Client(REMOTE_ADDR=f"192.0.2.{number}")
        answer = visitor.post("/account/password/reset/", {"email": "victim@localhost"})
        statuses.append(answer.status_code)
    assert (statuses, len(mailbox.letters())) == ([302, 302, 429, 429], 2)
