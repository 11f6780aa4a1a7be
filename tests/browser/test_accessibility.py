"""Every page for everyone: axe-core finds nothing, nothing runs off a narrow screen, keys suffice.

With every part that can be opened opened; one language is looked at in each colour scheme.
"""

from __future__ import annotations

import os
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client

from assessments.answers import SECTIONS
from assessments.answers.services import draft_of_work, draft_save, item_note, item_remove
from assessments.dossier.services import dossier_request, timestamp_request
from assessments.evidence.uploads import upload_receive
from assessments.jobs import JobState
from assessments.memo.models import Memo
from assessments.results.services import assessment_run, work_create
from assessments.sharing.services import message_write, share_create, share_revoke
from cases.record import load
from tests.browser.following import following_pages
from tests.browser.read_files import file_pages
from tests.browser.visitors import PATIENCE_SECONDS
from tests.support.interviews import example_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RESOURCES = Path(settings.BASE_DIR) / "tests" / "resources"
AXE = RESOURCES / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Colours are the same in both languages, and nothing else depends on the scheme.
SCHEMES = {"en": "light", "zh-hans": "dark"}
# What passes needs to be known by its first place only; to name all takes most of the time.
RUN_AXE = """tags =>
    axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})"""
OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true })"
# Forms of one question, which a phone lays out otherwise.
ON_BOTH_SCREENS = ("/clauses/", "/secure/", "/owner/", "/stronger/")
# A menu of the header covers the foot of the page on a phone while it is open.
OPEN_BODY = OPEN_ALL.replace("true", "!part.closest('header')")
EVERY_NIGHT = bool(os.environ.get("NIGHTLY"))
NARROW = {"width": 320, "height": 800}
DESKTOP = {"width": 1280, "height": 900}
# What a finger must hit; links inside sentences may be smaller.
TARGETS = ".btn, .site-nav a, .site-tools a, .site-tools button, summary, .tabs a, .pagination a"
TARGETS += ", input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, textarea"
SMALL_TARGETS = """(wanted) => [...document.querySelectorAll(wanted)]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
    .map(e => e.outerHTML.slice(0, 120))"""
FAULTS = """() => {
    const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
    const images = [...document.images].filter(i => i.complete && !i.naturalWidth);
    return [...ids.filter((id, n) => ids.indexOf(id) !== n).map(id => `id ${id} twice`),
        ...images.map(i => `no picture ${i.src}`)];
}"""
PUBLIC = [
    "/",
    "/account/login/",
    "/account/signup/",
    "/account/inactive/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/a-b/",
    "/cases/",
    "/cases/?q=zzzzz",
    "/cases/timeline/",
    "/cases/li-v-liu-2023/",
    "/law/",
    "/law/?q=platform",
    "/law/?q=zzzzz",
    "/law/prc-copyright-law/",
    "/law/spc-ai-opinion-2026/",
    "/law/spc-copyright-interpretation-2020/12/",
    "/law/labelling-measures/10/",
    "/begin/",
    "/clauses/",
    "/interview/",
    "/drafts/",
    "/method/",
    "/calibration/",
    "/style-guide/",
    "/histories/",
    "/no-such-page/",
]


@pytest.fixture
def session(transactional_db: None, django_user_model: Any) -> str:
    """The session of a creator."""
    client = Client()
    client.force_login(django_user_model.objects.create_user("creator", password="secret"))
    return str(client.cookies["sessionid"].value)


@pytest.fixture
def addresses(
    session: str, django_user_model: Any, settings: Any, tmp_path: Path
) -> dict[str, Any]:
    """All pages that there are, with something on them."""
    settings.MEDIA_ROOT = tmp_path
    call_command("load_library", verbosity=0)
    user = django_user_model.objects.get()
    made = [_assessed(user, name) for name in ("strong-image.yaml", "weak-image.yaml")]
    memos = [_memo(made[0], language, state) for language, state in STATES]
    own = ["/account/", "/account/password/change/", "/account/email/", "/account/sessions/"]
    own += ["/account/2fa/", "/account/export/", "/account/delete/", "/account/logout/"]
    own += ["/account/reauthenticate/"]
    own += ["/assessments/", "/assessments/start/"]
    own += ["/assessments/start/?example=zhangjiagang-butterfly-chair-2025"]
    own += [f"/assessments/{row.pk}/{end}" for row in made for end in ("", "record/", "memos/")]
    own += [f"/memos/{memo.pk}/" for memo in memos]
    later = assessment_run(work=made[1].work)
    own += [f"/assessments/{made[0].pk}/?reading=formal"]
    own += [f"/assessments/{made[1].pk}/compare/{later.pk}/"]
    own += [f"/assessments/{made[0].pk}/what-if/{end}" for end in ("", "?work.claim=style")]
    own += [f"/assessments/{made[0].pk}/what-if/?work.kind=nonsense"]
    own += _evidence_pages(made[0])
    own += _shared_pages(made[0], django_user_model)
    own += _interview_pages(user)
    own += file_pages(user)
    own += following_pages(user)
    return {"public": PUBLIC, "own": own}


def _interview_pages(owner: Any) -> list[str]:
    """Every kind of page of the interview, with wrong, unknown, proposed and removed answers."""
    draft = example_draft(owner)
    raw = "girl\nSteps: 30, Sampler: Euler, CFG scale: 7, Seed: 1"
    for item, sent in {"s2": {"outputs": "many"}, "s3": {"criteria": "__unknown__"}}.items():
        draft_save(draft, part="steps", item=item, sent=sent, version=0)
    item_note(draft, part="steps", item="s2", name="raw", text=raw)
    item_remove(draft, part="inputs", item="i1")
    places = [
        "",
        "review/",
        "delete/",
        "insert/steps/s1/",
        "steps/s2/",
        "steps/s3/",
        "evidence/e1/",
    ]
    places += [f"{section.slug}/" for section in SECTIONS]
    whole = example_draft(owner)
    return [
        "/drafts/",
        *(f"/interview/{draft.pk}/{place}" for place in places),
        f"/interview/{whole.pk}/result/",
        f"/interview/{whole.pk}/parties/p1/",
    ]


def _evidence_pages(assessment: Any) -> list[str]:
    """The evidence with files, a timestamp that was refused and a dossier that waits."""
    owner, draft = assessment.work.owner, draft_of_work(assessment.work)
    for name in ("猫.png", "a-rather-long-name-without-any-space-in-it-as-cameras-write.jpeg"):
        upload_receive(draft=draft, file=BytesIO(name.encode()), by=owner, name=name)
    timestamp_request(draft=draft, by=owner)
    dossier_request(assessment=assessment, by=owner)
    own = [f"/assessments/{assessment.pk}/{end}" for end in ("evidence/", "exhibits/")]
    return [*own, f"{own[-1]}1/", "/memos/", "/dossiers/import/"]


def _shared_pages(assessment: Any, people: Any) -> list[str]:
    """Sharing, questions and the log; and a link that was meant for somebody else."""
    owner, other = assessment.work.owner, people.objects.create_user("other")
    share, _ = share_create(assessment=assessment, email="a@law.cn", by=owner)
    share_revoke(share=share, by=owner)
    share_create(assessment=assessment, email="b@law.cn", by=owner)
    message_write(assessment=assessment, by=owner, text="Which picture?\n\n第三张。")
    work = work_create(owner=other, record=load(RESOURCES / "records/weak-image.yaml"))
    theirs = assessment_run(work=work)
    opened, _ = share_create(assessment=theirs, email="c@law.cn", by=other)
    opened.reader = owner
    opened.save()
    meant_for_others, _ = share_create(assessment=theirs, email="d@law.cn", by=other)
    own = [f"/assessments/{assessment.pk}/{end}/" for end in ("share", "questions", "log")]
    return [*own, theirs.get_absolute_url(), f"/shared/{meant_for_others.pk}/"]


ASKED_FOR = (("/no-such-page/", "404"), ("/shared/", "404"), ("work.kind=nonsense", "422"))
STATES = [("en", JobState.READY), ("zh-hans", JobState.FAILED)]


def _assessed(user: Any, name: str) -> Any:
    record = load(RESOURCES / "records" / name)
    return assessment_run(work=work_create(owner=user, record=record))


def _memo(assessment: Any, language: str, state: str) -> Memo:
    memo = Memo(assessment=assessment, language=language)
    memo.pdf.save("memo.pdf", ContentFile(b"%PDF-1.7"), save=True)
    reason = "unexpected" if state == JobState.FAILED else ""
    Memo.objects.filter(pk=memo.pk).update(state=state, reason=reason, stage="rendering")
    return memo


@pytest.fixture
def visit(browser, live_server, session):
    """A page of the browser, signed in or not, in a language; its complaints are collected."""
    contexts = []
    complaints: list[str] = []

    def take_complaint(said: Any) -> None:
        if said.type == "error":
            complaints.append(complaint(said))

    def open_page(*, language="en", signed_in=True):
        context = browser.new_context(base_url=live_server.url, viewport=DESKTOP)
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        context.add_init_script(path=AXE)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if signed_in:
            cookies[settings.SESSION_COOKIE_NAME] = session
        context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", take_complaint)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [line for line in complaints if not is_asked_for(line)] == []


def complaint(said: Any) -> str:
    return f"{said.location['url']} {said.text}"


def is_asked_for(line: str) -> bool:
    """A page that does not exist, is meant for another or refuses a guess complains of itself."""
    return any(place in line and status in line for place, status in ASKED_FOR)


def axe_violations(page: Any, opening: str = OPEN_ALL) -> list[str]:
    """What axe objects to on the page, by all rules of `TAGS`."""
    page.evaluate(opening)
    # At its end a page's own bar of buttons stands in its place and covers none of the others.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    found = page.evaluate(RUN_AXE, TAGS)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{page.url} {violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def test_axe_sees_what_is_wrong(visit):
    page = visit()
    page.goto("/")
    page.evaluate("document.querySelector('h1').append(document.createElement('img'))")
    assert any("image-alt" in line for line in axe_violations(page))


def test_every_page_fits_a_narrow_screen_and_a_finger_and_axe_finds_nothing(visit, addresses):
    """Each address is visited once in a language: to open the pages takes most of the time.

    axe looks at each in one of the languages by turns, and every night in both.
    """
    wide, small, faults, violations = [], [], [], []
    parts = (("public", False), ("own", True))
    for (turn, language), (part, signed_in) in product(enumerate(SCHEMES), parts):
        page = visit(language=language, signed_in=signed_in)
        page.emulate_media(color_scheme=SCHEMES[language])
        for number, address in enumerate(addresses[part]):
            page.set_viewport_size(NARROW)
            page.goto(address)
            page.evaluate(OPEN_ALL)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > NARROW["width"]:
                wide.append(f"{language} {address}: {width}")
            small += [
                f"{language} {address}: {html}" for html in page.evaluate(SMALL_TARGETS, TARGETS)
            ]
            faults += [f"{language} {address}: {fault}" for fault in page.evaluate(FAULTS)]
            if (number + turn) % 2 and not EVERY_NIGHT:
                continue
            if any(place in address for place in ON_BOTH_SCREENS):
                violations += axe_violations(page, OPEN_BODY)
            page.set_viewport_size(DESKTOP)
            violations += axe_violations(page)
    assert wide == []
    assert small == []
    assert faults == []
    assert violations == []


def test_the_first_tab_leads_past_the_header(visit):
    page = visit()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_refused_record_takes_the_focus_to_its_problems(browser, live_server, session, scripts):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=scripts)
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto("/assessments/start/")
    page.fill("textarea", "{}")
    page.click("main form[enctype] button[type=submit]")
    page.wait_for_selector(".error-summary:focus")
    context.close()
