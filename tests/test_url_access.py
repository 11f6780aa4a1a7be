"""Who may open which address: every address of the project, one row each.

What the seven people get: 200 open, `in` sent to sign in, 302 sent on after something was done,
403 known but not theirs, 404 not there for them, 410 withdrawn. The assessment belongs to the
creator; the other creator and the lawyer are strangers to it, and the reader is a lawyer with whom
it is shared. Addresses of the admin that Django makes by itself are listed by model; `*` stands
for the rest of a name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from fnmatch import fnmatchcase
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assessments.accounts.roles import LAWYER, roles_ensure
from assessments.answers.services import draft_of_work
from assessments.dossier.models import Dossier
from assessments.dossier.services import dossier_request
from assessments.evidence.models_views import PictureView
from assessments.evidence.uploads import upload_receive
from assessments.memo.models import Memo
from assessments.memo.services import memo_request
from assessments.notifications.unsubscribe import unsubscribe_url
from assessments.results.services import assessment_run, work_create
from assessments.works.shares import Share
from cases.decisions.curators import curator_group_ensure
from cases.decisions.models import Decision
from cases.decisions.models_judged import Judged
from cases.record import load
from tests.support.library import decision_make

PEOPLE = ("anonymous", "creator", "other", "lawyer", "reader", "curator", "staff")
TABLE = """
                                        anonymous creator other lawyer reader curator staff
home                              GET        200     200   200    200    200     200   200
style-guide                       GET        200     200   200    200    200     200   200
scheme                            POST       302     302   302    302    302     302   302
set_language                      POST       302     302   302    302    302     302   302
healthz                           GET        200     200   200    200    200     200   200
metrics                           GET        200     200   200    200    200     200   200
readyz                            GET        503     503   503    503    503     503   503
method                            GET        200     200   200    200    200     200   200
calibration                       GET        200     200   200    200    200     200   200

account                           GET         in     200   200    200    200     200   200
account-language                  POST        in     302   302    302    302     302   302
account-letters                   POST        in     302   302    302    302     302   302
account-export                    GET         in     200   200    200    200     200   200
account-delete                    GET         in     200   200    200    200     200   200
unsubscribe                       GET        200     200   200    200    200     200   200
account_login                     GET        200     302   302    302    302     302   302
account_logout                    POST       302     302   302    302    302     302   302
account_signup                    GET        200     302   302    302    302     302   302
account_inactive                  GET        200     200   200    200    200     200   200
account_reauthenticate            GET         in     200   200    200    200     200   200
account_email                     GET         in     200   200    200    200     200   200
account_email_verification_sent   GET         in     302   302    302    302     302   302
account_change_password           GET         in     200   200    200    200     200   200
account_set_password              GET         in     302   302    302    302     302   302
account_reset_password            GET        200     200   200    200    200     200   200
account_reset_password_done       GET        200     200   200    200    200     200   200
account_reset_password_from_key   GET        200     200   200    200    200     200   200
account_reset_password_from_key_done GET        200     200   200    200    200     200   200
account_confirm_login_code        GET         in     302   302    302    302     302   302
mfa_index                         GET         in     200   200    200    200     200   200
mfa_authenticate                  GET         in     302   302    302    302     302   302
mfa_reauthenticate                GET         in     302   302    302    302     302   302
mfa_activate_totp                 GET         in     302   302    302    302     302   302
mfa_deactivate_totp               GET         in     404   404    404    404     404   404
mfa_view_recovery_codes           GET         in     404   404    404    404     404   404
mfa_generate_recovery_codes       GET         in     302   302    302    302     302   302
mfa_download_recovery_codes       GET         in     404   404    404    404     404   404
usersessions_list                 GET         in     200   200    200    200     200   200
mailbox                           GET        404     404   404    404    404     404   404
mailbox-letter                    GET        404     404   404    404    404     404   404

cases:list                        GET        200     200   200    200    200     200   200
cases:timeline                    GET        200     200   200    200    200     200   200
cases:detail                      GET        200     200   200    200    200     200   200
cases:detail/draft                GET        404     404   404    404    404     200   200
cases:detail/withdrawn            GET        410     410   410    410    410     200   200
law:list                          GET        200     200   200    200    200     200   200
law:instrument                    GET        200     200   200    200    200     200   200
law:article                       GET        200     200   200    200    200     200   200
schemas:creation-record-1         GET        200     200   200    200    200     200   200
schemas:decision-1                GET        200     200   200    200    200     200   200
schema-assessment-result-1        GET        200     200   200    200    200     200   200

assessments:list                  GET         in     200   200    200    200     200   200
assessments:start                 GET        200     200   200    200    200     200   200
assessments:detail                GET         in     200   404    404    200     404   404
assessments:record                GET         in     200   404    404    200     404   404
assessments:record-json           GET         in     200   404    404    200     404   404
assessments:record-yaml           GET         in     200   404    404    200     404   404
assessments:result-json           GET         in     200   404    404    200     404   404
assessments:what-if               GET         in     200   404    404    200     404   404
assessments:what-if/post          POST        in     302   404    404    302     404   404
assessments:compare               GET         in     200   404    404    404     404   404
assessments:work-delete           GET         in     200   404    404    404     404   404
assessments:again                 POST        in     302   404    404    404     404   404
assessments:memos                 POST        in     302   404    404    302     404   404
assessments:memo                  GET         in     200   404    404    200     404   404
assessments:memo-pdf              GET         in     404   404    404    404     404   404
assessments:memo-again            POST        in     302   404    404    302     404   404
assessments:memo/papers           GET         in     404   404    404    200     404   404
assessments:memo-pdf/papers       GET         in     404   404    404    200     404   404
assessments:memo-again/papers     POST        in     404   404    404    302     404   404
assessments:memo/brief            GET         in     200   404    404    200     404   404
assessments:memo-pdf/brief        GET         in     200   404    404    200     404   404
assessments:memos-mine            GET         in     200   200    200    200     200   200
assessments:exhibits              GET         in     200   404    404    200     404   404
assessments:exhibit               GET         in     200   404    404    200     404   404
assessments:exhibit/post          POST        in     302   404    404    302     404   404
assessments:begin                 GET        200     200   200    200    200     200   200
assessments:begin/post            POST       422     422   422    422    422     422   422
assessments:making                GET        404     200   404    404    404     404   404
assessments:making/post           POST       404     302   404    404    404     404   404
assessments:ask-next              GET        404     302   404    404    404     404   404
assessments:ask                   GET        404     200   404    404    404     404   404
assessments:ask/post              POST       404     422   404    404    404     404   404
assessments:secure                    GET        404     200   404    404    404     404   404
assessments:secure/post               POST       404     302   404    404    404     404   404
assessments:secure-open               GET         in     302   404    404    404     404   404
assessments:secure-work               POST        in     302   404    404    404     404   404
assessments:clauses                   GET        200     200   200    200    200     200   200
assessments:stronger-next             GET        404     302   404    404    404     404   404
assessments:stronger                  GET        404     302   404    404    404     404   404
assessments:stronger/post             POST       404     302   404    404    404     404   404
assessments:owner                     GET        404     302   404    404    404     404   404
assessments:owner-answer              GET        404     200   404    404    404     404   404
assessments:owner-ask                 GET        404     200   404    404    404     404   404
assessments:owner-ask/post            POST       404     422   404    404    404     404   404
assessments:interview             GET        200     200   200    200    200     200   200
assessments:drafts                GET        200     200   200    200    200     200   200
assessments:draft                 GET        404     200   404    404    404     404   404
assessments:draft-delete          GET        404     200   404    404    404     404   404
assessments:draft-json            GET        404     200   404    404    404     404   404
assessments:draft-yaml            GET        404     200   404    404    404     404   404
assessments:draft-result          GET        404     200   404    404    404     404   404
assessments:draft-change          POST       404     302   404    404    404     404   404
assessments:draft-files           GET        404     200   404    404    404     404   404
assessments:draft-files/post      POST       404     302   404    404    404     404   404
assessments:file-retry            POST       404     302   404    404    404     404   404
assessments:file-remove           POST       404     302   404    404    404     404   404
assessments:file-version          GET        404     200   404    404    404     404   404
assessments:file-version/post     POST       404     302   404    404    404     404   404
assessments:file-preview          GET        404     404   404    404    404     404   404
assessments:draft-proposals       GET        404     200   404    404    404     404   404
assessments:draft-proposals/post  POST       404     302   404    404    404     404   404
assessments:draft-conversations   GET        404     404   404    404    404     404   404
assessments:draft-recognised      POST       404     404   404    404    404     404   404
assessments:draft-final           POST       404     404   404    404    404     404   404
assessments:draft-film            POST       404     404   404    404    404     404   404
assessments:histories             GET        200     200   200    200    200     200   200
assessments:draft-tree            GET        404     200   404    404    404     404   404
assessments:draft-place           POST       404     302   404    404    404     404   404
assessments:draft-storyboard      GET        404     200   404    404    404     404   404
assessments:draft-labels          GET        404     200   404    404    404     404   404
assessments:label-copy            GET        404     200   404    404    404     404   404
assessments:draft-compare         GET        404     200   404    404    404     404   404
assessments:draft-extent          POST       404     404   404    404    404     404   404
assessments:draft-film            POST       404     404   404    404    404     404   404
assessments:draft-final           POST       404     404   404    404    404     404   404
assessments:heat-map              GET        404     404   404    404    404     404   404
assessments:review                GET        404     200   404    404    404     404   404
assessments:put-back              POST       404     302   404    404    404     404   404
assessments:section               GET        404     200   404    404    404     404   404
assessments:section/post          POST       404     302   404    404    404     404   404
assessments:item                  GET        404     200   404    404    404     404   404
assessments:item/post             POST       404     302   404    404    404     404   404
assessments:item-add              POST       404     302   404    404    404     404   404
assessments:item-insert           GET        404     200   404    404    404     404   404
assessments:item-duplicate        POST       404     302   404    404    404     404   404
assessments:item-move             POST       404     302   404    404    404     404   404
assessments:item-remove           POST       404     302   404    404    404     404   404
assessments:step-split            POST       404     422   404    404    404     404   404
assessments:files-add             POST       404     302   404    404    404     404   404
assessments:step-file             POST       404     302   404    404    404     404   404
assessments:change                POST        in     302   404    404    404     404   404
assessments:like                  POST        in     302   404    404    404     404   404
assessments:evidence              GET         in     200   404    404    200     404   404
assessments:dossier               POST        in     302   404    404    404     404   404
assessments:dossier-zip           GET         in     404   404    404    404     404   404
assessments:dossier-import        GET         in     200   200    200    200     200   200
assessments:original              GET        404     200   404    404    404     404   404
assessments:dossier-zip/files     GET         in     200   404    404    200     404   404
assessments:original/files        GET        404     200   404    404    200     404   404
assessments:file-preview/files    GET        404     200   404    404    200     404   404
assessments:receipt               POST        in     422   404    404    404     404   404
assessments:timestamp             POST        in     302   404    404    404     404   404
assessments:share                 GET         in     200   404    404    404     404   404
assessments:share/post            POST        in     302   404    404    404     404   404
assessments:share-revoke          POST        in     302   404    404    404     404   404
assessments:share-files           POST        in     302   404    404    404     404   404
assessments:shared                GET         in     302   404    404    302     404   404
assessments:questions             GET         in     200   404    404    200     404   404
assessments:questions/post        POST        in     302   404    404    302     404   404
assessments:log                   GET         in     200   404    404    404     404   404
assessments:log-json              GET         in     200   404    404    404     404   404
assessments:log-proof             GET         in     200   404    404    404     404   404
assessments:log/files             GET         in     200   404    404    200     404   404
assessments:log-json/files        GET         in     200   404    404    200     404   404
assessments:log-proof/files       GET         in     200   404    404    200     404   404
assessments:log-root              POST        in     302   404    404    404     404   404

desk:desk                         GET         in     200   200    200    200     200   200
desk:firm                         GET         in     404   404    404    404     404   404
desk:invite                       POST        in     404   404    404    404     404   404
desk:uninvite                     POST        in     404   404    404    404     404   404
desk:member-role                  POST        in     404   404    404    404     404   404
desk:member-end                   GET         in     404   404    404    404     404   404
desk:invitation                   GET         in     404   404    404    404     404   404
desk:matters                      GET         in     404   404    404    404     404   404
desk:matter-new                   GET         in     404   404    404    404     404   404
desk:matter                       GET         in     404   404    404    404     404   404
desk:matter-*                     POST        in     404   404    404    404     404   404
desk:facts                        GET         in     404   404    404    404     404   404
desk:fact                         GET         in     404   404    404    404     404   404
desk:facts-assess                 POST        in     404   404    404    404     404   404
desk:timeline                     GET         in     404   404    404    404     404   404
desk:export                       GET         in     404   404    404    404     404   404
desk:request-new                  GET         in     404   404    404    404     404   404
desk:request                      GET         in     404   404    404    404     404   404
desk:request-answer               POST        in     404   404    404    404     404   404
desk:request-judge                POST        in     404   404    404    404     404   404
desk:share-into                   GET         in     404   404    404    404     404   404

admin:login                       GET         in     403   403    403    403     302   302
admin:logout                      POST       302     302   302    302    302     302   302
admin:index                       GET         in      in    in     in     in     200   200
admin:app_list                    GET         in      in    in     in     in     200   200
admin:password_change             GET         in      in    in     in     in     200   200
admin:password_change_done        GET         in      in    in     in     in     200   200
admin:jsi18n                      GET         in      in    in     in     in     200   200
admin:autocomplete                GET         in      in    in     in     in     403   403
admin:view_on_site                GET         in      in    in     in     in     302   302

jobs:list                         GET         in      in    in     in     in     403   200
jobs:retry-failed                 POST        in      in    in     in     in     403   302
jobs:retry                        POST        in      in    in     in     in     403   302
jobs:cancel                       POST        in      in    in     in     in     403   302

admin:cases_decision_changelist   GET         in      in    in     in     in     200   200
admin:cases_decision_add          GET         in      in    in     in     in     200   200
admin:cases_decision_change       GET         in      in    in     in     in     200   200
admin:cases_decision_history      GET         in      in    in     in     in     200   200
admin:cases_decision_delete       GET         in      in    in     in     in     403   200
admin:cases_decision_publish      POST        in      in    in     in     in     302   302
admin:cases_decision_draft        GET         in      in    in     in     in     200   200
admin:cases_decision_withdraw     GET         in      in    in     in     in     200   200
admin:cases_decision_restore      POST        in      in    in     in     in     302   302
admin:cases_judged_changelist     GET         in      in    in     in     in     200   200
admin:cases_judged_add            GET         in      in    in     in     in     200   200
admin:cases_judged_change         GET         in      in    in     in     in     200   200
admin:cases_judged_history        GET         in      in    in     in     in     302   302
admin:cases_judged_delete         GET         in      in    in     in     in     200   200

admin:auth_*_changelist           GET         in      in    in     in     in     403   200
admin:auth_*_add                  GET         in      in    in     in     in     403   200
admin:auth_*_change               GET         in      in    in     in     in     403   200
admin:auth_*_history              GET         in      in    in     in     in     403   200
admin:auth_*_delete               GET         in      in    in     in     in     403   200
admin:auth_user_password_change   GET         in      in    in     in     in     403   200

admin:account_emailaddress_*      GET         in      in    in     in     in     403   200
admin:mfa_authenticator_*         GET         in      in    in     in     in     403   200

admin:assessments_*_changelist    GET         in      in    in     in     in     403   200
admin:assessments_*_add           GET         in      in    in     in     in     403   403
admin:assessments_*_change        GET         in      in    in     in     in     403   200
admin:assessments_*_history       GET         in      in    in     in     in     403   200
admin:assessments_work_delete     GET         in      in    in     in     in     403   200
admin:assessments_assessment_delete GET         in      in    in     in     in     403   403
admin:assessments_memo_delete     GET         in      in    in     in     in     403   200
"""


@dataclass(frozen=True, kw_only=True)
class Row:
    """What everybody gets at one address."""

    name: str
    method: str
    answers: dict[str, str]

    def covers(self, name: str) -> bool:
        return fnmatchcase(name, self.name.split("/")[0])


def rows() -> list[Row]:
    lines = [line.split() for line in TABLE.splitlines() if line.strip()][1:]
    return [
        Row(name=name, method=method, answers=dict(zip(PEOPLE, answers, strict=True)))
        for name, method, *answers in lines
    ]


def names(resolver: Any = None, space: str = "") -> Iterator[str]:
    """The name of every address; those of the admin that only redirect have none."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}"
        elif space != "admin:":
            yield f"{space}{pattern.pattern} (without a name)"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    known, table = set(names()), rows()

    assert [name for name in known if not any(row.covers(name) for row in table)] == []
    assert [row.name for row in table if not any(row.covers(name) for name in known)] == []


@pytest.fixture
def arguments(db: None) -> dict[str, Any]:
    return make_arguments()


def make_arguments() -> dict[str, Any]:
    """People, decisions and an assessment; arguments by the name of an address or its start."""
    people = {name: User.objects.create_user(name, password="secret") for name in PEOPLE[1:]}
    people["curator"].groups.add(curator_group_ensure())
    User.objects.filter(username="curator").update(is_staff=True)
    User.objects.filter(username="staff").update(is_staff=True, is_superuser=True)
    decision = decision_make("open-2024")
    decision_make("draft-2024", status="draft")
    decision_make("withdrawn-2024", status="withdrawn")
    record = load(settings.BASE_DIR / "tests" / "resources" / "records" / "weak-image.yaml")
    work = work_create(owner=people["creator"], record=record)
    assessment = assessment_run(work=work)
    memo = memo_request(assessment=assessment, language="en", by=people["creator"])
    people["reader"].groups.add(roles_ensure()[LAWYER])
    draft = draft_of_work(work).pk
    handed_in = upload_receive(
        draft=draft_of_work(work), file=BytesIO(b"x"), by=people["creator"], name="x"
    )
    dossier = dossier_request(assessment=assessment, by=people["creator"])
    work.record = {**work.record, "title": "Another title"}  # so that it is assessed once more
    work.save()
    share = Share.objects.create(
        assessment=assessment, email="r@law.cn", by=people["creator"], reader=people["reader"]
    )
    with_files = work_with_files(people["creator"], people["reader"])
    away = User.objects.create_user("away")
    address = EmailAddress.objects.create(user=away, email="away@localhost")
    authenticator = Authenticator.objects.create(user=away, type="totp", data={})
    papers = memo_request(assessment=assessment, language="en", by=people["reader"], form="papers")
    brief = memo_request(assessment=assessment, language="en", by=people["creator"], form="creator")
    for made in (papers, brief):
        made.pdf.save("memo.pdf", ContentFile(b"%PDF-1.7"), save=True)
        Memo.objects.filter(pk=made.pk).update(state="ready")
    return {
        "admin:account_emailaddress_": [address.pk],
        "admin:mfa_authenticator_": [authenticator.pk],
        "account_reset_password_from_key": ["a", "b"],
        "mailbox-letter": ["none"],
        "unsubscribe": [unsubscribe_url(people["creator"], "shared").rsplit("/", 2)[1]],
        "cases:detail": [decision.slug],
        "cases:detail/draft": ["draft-2024"],
        "cases:detail/withdrawn": ["withdrawn-2024"],
        "law:instrument": ["prc-copyright-law"],
        "law:article": ["prc-copyright-law", "3"],
        "assessments:memo": [memo.pk],
        "assessments:memo-pdf": [memo.pk],
        "assessments:memo-again": [memo.pk],
        "assessments:memo/papers": [papers.pk],
        "assessments:memo-pdf/papers": [papers.pk],
        "assessments:memo-again/papers": [papers.pk],
        "assessments:memo/brief": [brief.pk],
        "assessments:memo-pdf/brief": [brief.pk],
        "assessments:memos-mine": [],
        "assessments:exhibit": [assessment.pk, 1],
        "assessments:exhibit/post": [assessment.pk, 1],
        "assessments:dossier-import": [],
        "assessments:dossier-zip": [dossier.pk],
        "assessments:original": [handed_in.pk],
        "assessments:compare": [assessment.pk, assessment_run(work=work).pk],
        "assessments:share-revoke": [share.pk],
        "assessments:share-files": [share.pk],
        "assessments:shared": [share.pk],
        **with_files,
        "assessments:begin": [],
        "assessments:begin/post": [],
        "assessments:making": [draft],
        "assessments:making/post": [draft],
        "assessments:ask-next": [draft],
        "assessments:ask": [draft, "kind"],
        "assessments:ask/post": [draft, "kind"],
        "assessments:secure": [draft],
        "assessments:secure/post": [draft],
        "assessments:secure-open": [draft],
        "assessments:secure-work": [assessment.pk],
        "assessments:clauses": [],
        "assessments:stronger-next": [draft],
        "assessments:stronger": [draft, "tell.adds"],
        "assessments:stronger/post": [draft, "tell.adds"],
        "assessments:owner": [draft],
        "assessments:owner-answer": [draft],
        "assessments:owner-ask": [draft, "side"],
        "assessments:owner-ask/post": [draft, "side"],
        "assessments:interview": [],
        "assessments:drafts": [],
        "assessments:draft": [draft],
        "assessments:draft-": [draft],
        "assessments:draft-conversations": [draft, handed_in.pk],
        "assessments:draft-recognised": [draft, handed_in.pk],
        "assessments:draft-final": [draft],
        "assessments:draft-film": [draft],
        "assessments:histories": [],
        "assessments:review": [draft],
        "assessments:put-back": [draft],
        "assessments:section": [draft, "work"],
        "assessments:section/post": [draft, "work"],
        "assessments:item": [draft, "steps", "s1"],
        "assessments:item/post": [draft, "steps", "s1"],
        "assessments:item-": [draft, "steps", "s1"],
        "assessments:item-add": [draft, "steps"],
        "assessments:step-split": [draft, "s1"],
        "assessments:step-file": [draft, "steps", "s1"],
        "assessments:files-add": [draft, "evidence"],
        "assessments:file-": [draft, handed_in.pk],
        "assessments:file-preview": [handed_in.pk],
        "assessments:file-version/post": [draft, handed_in.pk],
        "assessments:label-copy": [draft, handed_in.pk],
        "assessments:heat-map": [draft, handed_in.pk, handed_in.pk],
        "assessments:list": [],
        "assessments:start": [],
        "assessments:": [assessment.pk],
        "desk:desk": [],
        "desk:firm": [],
        "desk:invite": [],
        "desk:member-": [1],
        "desk:matters": [],
        "desk:matter-new": [],
        "desk:facts": [uuid4(), uuid4()],
        "desk:facts-assess": [uuid4(), uuid4()],
        "desk:fact": [uuid4(), uuid4(), "steps", 1],
        "desk:": [uuid4()],
        "jobs:list": [],
        "jobs:retry-failed": ["memo"],
        "jobs:": ["memo", memo.pk],
        "admin:app_list": ["cases"],
        "admin:view_on_site": [_content_type(decision), decision.pk],
        "admin:cases_decision_restore": [decision.pk, decision.history.get().history_id],
        "admin:cases_decision_": [decision.pk],
        "admin:cases_judged_": [Judged.objects.get(decision=decision).pk],
        "admin:auth_group_": [Group.objects.get(name=LAWYER).pk],
        "admin:auth_user_": [people["lawyer"].pk],
        "admin:assessments_work_": [work.pk],
        "admin:assessments_assessment_": [assessment.pk],
        "admin:assessments_memo_": [memo.pk],
    }


def work_with_files(creator: User, reader: User) -> dict[str, Any]:
    """Another work of the creator, shared with the reader with leave for its files."""
    data = b"a file that the record names"
    digest = hashlib.sha256(data).hexdigest()
    record = load(settings.BASE_DIR / "tests" / "resources" / "records" / "weak-image.yaml")
    named = record.evidence[0].model_copy(update={"sha256": digest})
    work = work_create(owner=creator, record=record.model_copy(update={"evidence": (named,)}))
    draft = draft_of_work(work)
    upload = upload_receive(draft=draft, file=BytesIO(data), by=creator, name="named")
    PictureView.objects.create(original=upload.original, preview=b"a picture", state="ready")
    assessment = assessment_run(work=work)
    dossier = dossier_request(assessment=assessment, by=creator)
    dossier.file.save("dossier.zip", ContentFile(b"PK"), save=False)
    Dossier.objects.filter(pk=dossier.pk).update(state="ready", file=dossier.file.name)
    Share.objects.create(
        assessment=assessment, email="r@law.cn", by=creator, reader=reader, files=True
    )
    return {
        "assessments:dossier-zip/files": [dossier.pk],
        "assessments:original/files": [upload.pk],
        "assessments:file-preview/files": [upload.pk],
        **{f"assessments:{log}/files": [assessment.pk] for log in ("log", "log-json", "log-proof")},
    }


def once_on_both_databases(person: str) -> Any:
    """Staff opens every page that there is, so that each is asked for on PostgreSQL, too."""
    return pytest.param(person, marks=[pytest.mark.both_databases] if person == "staff" else [])


@pytest.mark.parametrize("person", [once_on_both_databases(person) for person in PEOPLE])
def test_everybody_opens_what_is_theirs_and_nothing_else(
    person: str, arguments: dict[str, Any]
) -> None:
    known = sorted(set(names()))
    cookies = _sign_in(person)
    wrong = []
    for row in rows():
        for name in [name for name in known if row.covers(name)]:
            expected = row.answers[person]
            got = _answer(person, cookies, row, name, arguments)
            if expected != got:
                wrong.append(f"{row.method} {name}: {got}, not {expected}")

    assert wrong == [], "\n".join(wrong)


# A safe request changes nothing (RFC 9110, 9.2.1) but the session, the log of who opened what, and
# the count of downloads.
LOGGED = {
    *("django_session", "usersessions_usersession"),
    *("assessments_auditentry", "assessments_quotacount"),
}
WRITE = re.compile(
    r'(?:(?:INSERT(?: OR \w+)?|REPLACE) INTO|UPDATE(?: OR \w+)?|DELETE FROM) "(\w+)"', re.I
)
_written: set[str] = set()


def _note_write(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    table = WRITE.match(sql)
    if table and table[1] not in LOGGED:
        _written.add(table[1])
    return execute(sql, params, many, context)


def _stored_files() -> set[tuple[str, int, int]]:
    """Return name, size and time of change of every stored file."""
    paths = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    states = ((path, path.stat()) for path in paths)
    return {(str(path), state.st_size, state.st_mtime_ns) for path, state in states}


def _sign_in(person: str) -> SimpleCookie:
    """What the browser of this person sends with every request."""
    client = Client()
    if person != "anonymous":
        client.force_login(User.objects.get(username=person))
    return client.cookies


def _answer(
    person: str, cookies: SimpleCookie, row: Row, name: str, arguments: dict[str, Any]
) -> str:
    client = Client(raise_request_exception=True)
    client.cookies = copy(cookies)
    with transaction.atomic():  # whatever was changed, the next address finds it as it was
        url = reverse(name, args=arguments_of(name if "/" not in row.name else row.name, arguments))
        files = _stored_files()
        with connection.execute_wrapper(_note_write):
            _written.clear()
            response = (
                client.get(url) if row.method == "GET" else client.post(url, SENT.get(name, {}))
            )
            if response.streaming:
                response.getvalue()  # closes the file
        transaction.set_rollback(True)
    if row.method == "GET" and _stored_files() != files:
        return "changes stored files"
    if row.method == "GET" and _written:
        return f"writes {', '.join(sorted(_written))}"
    if storing := _storing(person, name, response):
        return storing
    sent_to = response.headers.get("Location", "")
    return "in" if sent_to.startswith(SIGN_IN) else str(response.status_code)


def _storing(person: str, name: str, response: Any) -> str:
    """What is wrong with the leave to store a page: a browser may store the public ones only."""
    is_public = person == "anonymous" and name in PUBLIC and response.status_code == 200
    may_store = "no-store" not in response.headers.get("Cache-Control", "")
    return "" if may_store == is_public else f"{'may' if may_store else 'may not'} be stored"


PUBLIC = {
    *("home", "style-guide", "method", "calibration", "schema-assessment-result-1"),
    *("cases:list", "cases:timeline", "cases:detail"),
    *("law:list", "law:instrument", "law:article"),
    *("schemas:creation-record-1", "schemas:decision-1"),
}
SIGN_IN = ("/account/login/", "/admin/login/")
SENT = {
    "account-language": {"language": "en"},
    "assessments:exhibit": {"pages": "1"},
    "assessments:memos": {"language": "en"},
    "assessments:questions": {"text": "?"},
    "assessments:share": {"email": "other@law.cn"},
}


def arguments_of(name: str, arguments: dict[str, Any]) -> Any:
    """The arguments of an address by its name, or by that of its row."""
    if name.endswith(("_changelist", "_add")):
        return []
    if name in arguments:
        return arguments[name]
    starts = [start for start in arguments if start[-1] in ":_-" and name.startswith(start)]
    return arguments[max(starts, key=len)] if starts else []


def _content_type(decision: Decision) -> int:
    return int(ContentType.objects.get_for_model(decision).pk)


def test_the_watch_on_writes_knows_every_statement_that_writes() -> None:
    into = ("INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE", "REPLACE")
    statements = [f'{verb} INTO "works" VALUES (1)' for verb in into]
    statements += ['UPDATE "works" SET a = 1', 'UPDATE OR IGNORE "works" SET a = 1']
    statements += ['DELETE FROM "works"']
    assert [statement for statement in statements if not WRITE.match(statement)] == []
    assert WRITE.match('SELECT 1 FROM "works"') is None


def test_the_watch_on_files_sees_one_that_is_stored() -> None:
    before = _stored_files()
    name = default_storage.save("watched.txt", ContentFile(b"a"))
    seen = _stored_files() - before
    default_storage.delete(name)
    assert len(seen) == 1
