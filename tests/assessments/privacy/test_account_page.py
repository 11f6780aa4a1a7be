"""One's own account: language, letters, export, deletion."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client

from assessments.accounts.models import Preferences
from assessments.accounts.queries import notification_is_wanted, preferences_of
from assessments.accounts.services import language_choose
from assessments.audit.models import AuditEntry
from assessments.evidence.models import Original
from assessments.evidence.uploads import upload_receive
from assessments.exhibits.models import ExhibitEntry
from assessments.jobs import JobState
from assessments.memo.models import Memo
from assessments.notifications.unsubscribe import unsubscribe_url
from assessments.privacy.services import account_delete
from assessments.results.services import assessment_run, work_create
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from assessments.works.shares import Message, Share
from cases.record import load
from tests.assessments.evidence.test_receive import harm
from tests.support.accounts import PASSWORD, confirmed_user, is_in, sign_in
from tests.support.mail_server import Mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
RECORD = settings.BASE_DIR / "tests" / "resources" / "records" / "weak-image.yaml"


@pytest.fixture
def li() -> User:
    return confirmed_user("li")


@pytest.fixture
def signed_in(client: Client, li: User) -> Client:
    sign_in(client)
    return client


@pytest.fixture
def belongings(li: User) -> dict[str, Any]:
    """A work with an assessment, a memo and a share; a draft with a file; a word to another."""
    assessment = assess(li)
    memo = Memo(assessment=assessment, language="en")
    memo.pdf.save("memo.pdf", ContentFile(b"%PDF-1.7 mine"), save=True)
    Memo.objects.filter(pk=memo.pk).update(state=JobState.READY)
    lawyer = confirmed_user("wang")
    Share.objects.create(assessment=assessment, email="wang@localhost", by=li, reader=lawyer)
    draft = Draft.objects.create(owner=li, answers={"title": "灯"})
    upload_receive(draft=draft, file=io.BytesIO(b"bytes of mine"), by=li, name="../灯.txt")
    theirs = assess(lawyer)
    Message.objects.create(assessment=theirs, by=li, text="Is it yours?")
    return {"assessment": assessment, "memo": memo, "draft": draft, "theirs": theirs}


def assess(owner: User) -> Assessment:
    return assessment_run(work=work_create(owner=owner, record=load(RECORD)))


def fetch(client: Client) -> zipfile.ZipFile:
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    answer = client.post("/account/export/")
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]


def test_the_language_follows_a_person_to_another_device(signed_in: Client) -> None:
    signed_in.post("/account/language/", {"language": "zh-hans"})
    assert "我的账户" in signed_in.get("/account/").content.decode()

    elsewhere = Client(HTTP_ACCEPT_LANGUAGE="en")
    sign_in(elsewhere)
    assert "我的账户" in elsewhere.get("/account/").content.decode()


def test_the_switch_on_every_page_is_kept_as_well(signed_in: Client, li: User) -> None:
    signed_in.post("/i18n/setlang/", {"language": "zh-hans"})
    assert preferences_of(li).language == "zh-hans"
    signed_in.post("/i18n/setlang/", {"language": "xx"})
    assert preferences_of(li).language == "zh-hans"


@pytest.mark.parametrize("other", ["de", "en-aaaaaaaa-bbbbbbbb", "zh-hant", "EN", ""])
def test_only_languages_of_this_site_are_taken(signed_in: Client, li: User, other: str) -> None:
    signed_in.post("/i18n/setlang/", {"language": "zh-hans"})
    answer = signed_in.post("/i18n/setlang/", {"language": other, "next": "/method/"})
    assert (answer.status_code, answer["Location"]) == (302, "/method/")
    assert Preferences.objects.get(user=li).language == "zh-hans"
    assert signed_in.cookies[settings.LANGUAGE_COOKIE_NAME].value == "zh-hans"
    with pytest.raises(ValueError, match="no language"):
        language_choose(user=li, language=other)


def test_a_stored_language_that_the_site_does_not_have_is_none(li: User) -> None:
    Preferences.objects.create(user=li, language="de")
    assert preferences_of(li).language == ""


def test_a_stranger_switches_without_leaving_a_trace(client: Client) -> None:
    client.post("/i18n/setlang/", {"language": "zh-hans"})
    assert "登录" in client.get("/").content.decode()
    assert not Preferences.objects.exists()


def test_letters_come_in_the_language_of_the_person_not_of_the_page(
    client: Client, li: User, mailbox: Mailbox
) -> None:
    language_choose(user=li, language="zh-hans")
    client.post("/account/password/reset/", {"email": "li@localhost"})
    assert "重设" in mailbox.letters()[0]["Subject"]


def test_letters_that_are_not_ticked_do_not_come(signed_in: Client, li: User) -> None:
    signed_in.post("/account/letters/", {"mail_memo": "on"})
    assert notification_is_wanted(li, "memo_ready")
    assert not notification_is_wanted(li, "shared")
    assert not notification_is_wanted(li, "asked")


def test_a_link_stops_letters_without_signing_in(li: User) -> None:
    address = unsubscribe_url(li, "shared")
    assert address.startswith(settings.SITE_ROOT)
    path = address.removeprefix(settings.SITE_ROOT)
    stranger = Client(enforce_csrf_checks=True)

    assert stranger.get(path).status_code == 200
    assert notification_is_wanted(li, "shared"), "a mail filter that looks must change nothing"

    stranger.post(path, {"List-Unsubscribe": "One-Click"})
    assert not notification_is_wanted(li, "shared")
    assert notification_is_wanted(li, "memo_ready")


def test_a_link_that_we_did_not_write_stops_nothing(client: Client, li: User) -> None:
    path = unsubscribe_url(li, "shared").removeprefix(settings.SITE_ROOT)
    assert client.post(path.replace("/letters/", "/letters/x")).status_code == 404
    assert not Preferences.objects.exists()


def test_the_export_holds_everything_and_no_secret(
    signed_in: Client, li: User, belongings: dict[str, Any]
) -> None:
    archive = fetch(signed_in)
    assert archive.testzip() is None
    names = archive.namelist()

    def read(name: str) -> Any:
        return json.loads(archive.read(name))

    work = belongings["assessment"].work
    assert read("account.json")["addresses"][0]["email"] == "li@localhost"
    assert read(f"works/{work.pk}/record.json") == work.record
    kept = read(f"works/{work.pk}/assessments/{belongings['assessment'].pk}.json")
    assert kept["result"] == belongings["assessment"].result
    memo = f"works/{work.pk}/memos/{belongings['memo'].pk}-en-v1"
    assert archive.read(f"{memo}.pdf") == b"%PDF-1.7 mine"
    assert (read(f"{memo}.json")["title"], read(f"{memo}.json")["matter"]) == (work.title, {})
    assert read(f"drafts/{belongings['draft'].pk}/draft.json")["answers"] == {"title": "灯"}
    (file,) = [name for name in names if "/files/" in name]
    assert ".." not in file
    assert archive.read(file) == b"bytes of mine"
    assert read("shared-by-me.json")[0]["email"] == "wang@localhost"
    assert read("messages.json")[0]["text"] == "Is it yours?"
    assert "account.signed-in" in [entry["act"] for entry in read("audit-log.json")]
    everything = b"".join(archive.read(name) for name in names)
    assert li.password.encode() not in everything


def test_the_export_holds_what_was_asked_for_of_works_of_others(
    signed_in: Client, li: User, belongings: dict[str, Any]
) -> None:
    theirs = belongings["theirs"]
    ExhibitEntry.objects.create(
        work=theirs.work, evidence="e1", what="statement", by=li, capacity="reader", pages="7"
    )
    matter = {"client": "Red Lantern Studio"}
    asked = {"requested_by": li, "language": "en", "matter": matter}
    kept = [Memo(assessment=theirs, **asked), Memo(assessment=None, series=uuid4(), **asked)]
    for memo in kept:
        memo.pdf.save("memo.pdf", ContentFile(b"%PDF-1.7 asked"), save=True)
        Memo.objects.filter(pk=memo.pk).update(state=JobState.READY)
    archive = fetch(signed_in)
    for memo in kept:
        name = f"asked-for/memos/{memo.pk}-en-v1"
        assert archive.read(f"{name}.pdf") == b"%PDF-1.7 asked"
        assert json.loads(archive.read(f"{name}.json"))["matter"] == matter
    (entry,) = json.loads(archive.read("exhibits-of-others.json"))
    assert (entry["evidence"], entry["pages"]) == ("e1", "7")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_of_deletion_counts_what_stays(
    signed_in: Client, li: User, belongings: dict[str, Any], language: str
) -> None:
    other = User.objects.get(username="wang")
    asked = {"language": "en", "state": JobState.READY, "pdf": "x.pdf"}
    Memo.objects.create(assessment=belongings["assessment"], requested_by=other, **asked)
    Memo.objects.create(assessment=belongings["theirs"], requested_by=li, **asked)
    signed_in.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    signed_in.post("/account/language/", {"language": language})
    page = " ".join(signed_in.get("/account/delete/").content.decode().split())
    said = {
        "en": ("memos: 1", "record of the work attached: 1", "lawyers that you gave: 1"),
        "zh-hans": ("创作记录：1份", "律师姓名：1份"),
    }
    assert all(words in page for words in said[language])


def test_the_export_holds_nothing_of_others(signed_in: Client, belongings: dict[str, Any]) -> None:
    names = " ".join(fetch(signed_in).namelist())
    assert str(belongings["assessment"].work_id) in names
    assert str(belongings["theirs"].work_id) not in names


def test_the_export_leaves_out_a_file_that_is_not_what_was_received(
    signed_in: Client, belongings: dict[str, Any]
) -> None:
    upload = belongings["draft"].uploads.get()
    assert str(upload.pk) in " ".join(fetch(signed_in).namelist())
    harm(upload, b"other")
    assert str(upload.pk) not in " ".join(fetch(signed_in).namelist())


def test_the_export_asks_for_the_password_again(signed_in: Client) -> None:
    answer = signed_in.post("/account/export/")
    assert answer["Location"].startswith("/account/reauthenticate/")


def test_deletion_takes_what_is_theirs_and_leaves_the_log(
    signed_in: Client,
    li: User,
    belongings: dict[str, Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    device = elsewhere.session.session_key
    pdf, original = belongings["memo"].pdf, Original.objects.get()
    number = li.pk
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post("/account/delete/", {"password": PASSWORD, "understood": "on"})

    assert not is_in(signed_in)
    assert not Session.objects.filter(pk=device).exists()
    assert not User.objects.filter(pk=number).exists()
    assert not Work.objects.filter(owner=number).exists()
    assert not Share.objects.exists()
    assert not Draft.objects.exists()
    assert not pdf.storage.exists(pdf.name)
    assert not original.file.storage.exists(original.file.name)
    assert Message.objects.get().by is None
    entry = AuditEntry.objects.filter(subject=f"account:{number}").last()
    assert entry is not None
    assert (entry.act, entry.actor) == ("account.deleted", number)
    assert "li@localhost" not in json.dumps(list(AuditEntry.objects.values("facts")))


def test_a_file_that_another_person_has_as_well_stays(
    li: User, belongings: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    theirs = Draft.objects.create(owner=belongings["theirs"].work.owner)
    file = io.BytesIO(b"bytes of mine")
    upload_receive(draft=theirs, file=file, by=theirs.owner, name="same.txt")
    with django_capture_on_commit_callbacks(execute=True):
        account_delete(user=li)

    with Original.objects.get().file as kept:
        assert kept.read() == b"bytes of mine"


@pytest.mark.parametrize(
    "typed", [{"password": "no", "understood": "on"}, {"password": PASSWORD}, {}]
)
def test_nothing_goes_without_password_and_tick(signed_in: Client, typed: dict[str, str]) -> None:
    answer = signed_in.post("/account/delete/", typed)
    assert answer.status_code == 422
    assert User.objects.filter(username="li").exists()


def test_the_last_superuser_stays(signed_in: Client, li: User) -> None:
    User.objects.update(is_superuser=True, is_staff=True)
    typed = {"password": PASSWORD, "understood": "on"}
    assert "last account" in signed_in.post("/account/delete/", typed).content.decode()
    assert signed_in.post(f"/admin/auth/user/{li.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=li.pk).exists()

    confirmed_user("next", is_superuser=True)
    signed_in.post("/account/delete/", typed)
    assert not User.objects.filter(pk=li.pk).exists()


def test_demo_people_can_sign_in(client: Client, settings: Any, capsys: Any) -> None:
    settings.DEBUG = True
    call_command("demo_users")
    password = capsys.readouterr().out.split("lawyer: password ")[1].split()[0]
    sign_in(client, "lawyer", password)
    assert is_in(client)
