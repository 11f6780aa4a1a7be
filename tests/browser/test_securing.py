"""After the answer, in a real browser: what to secure, who owns it; with and without scripts."""

from __future__ import annotations

import re
import time

import pytest

from tests.browser.visitors import WORK_SECONDS

pytestmark = pytest.mark.browser
EXAMPLE = "/assessments/start/?example=tencent-v-yingxun-2019"
CLAUSE = "员工为完成公司工作任务创作的作品，除署名权外，著作权归公司所有。"
GO_ON = "form .btn-primary"
WAYS = [("en", "desktop", True), ("zh-hans", "phone", False), ("zh-hans", "phone", True)]


@pytest.mark.parametrize(("language", "screen", "scripts"), WAYS)
def test_a_company_secures_its_text_and_settles_who_owns_it(
    site, visitor, language, screen, scripts
):
    company = visitor(site, language=language, screen=screen, scripts=scripts)
    page = company.page
    company.open(EXAMPLE)
    company.follow("main form button")
    draft = re.search(r"/interview/[0-9a-f-]+/", page.url)[0]

    company.open(f"{draft}secure/")
    things = company.count(".todo-item")
    assert things >= 4
    company.follow("#platform button[value=done]")
    assert company.count(".todo-done") == 1
    assert company.count("#platform .todo-known") == 0  # the person's word only

    company.open(f"{draft}owner/")
    page.check("input[name=side][value=company]")
    company.follow(GO_ON)
    page.fill("#id_organisation", "Acme")
    page.fill("#id_maker_0", "Chen")
    company.follow(GO_ON)
    asked: list[str] = []
    while "/contract/" not in page.url:
        assert page.url not in asked
        asked.append(page.url)
        company.follow("button[name=unknown]")
    page.set_input_files(
        "#id_contract_file",
        {"name": "合同.txt", "mimeType": "text/plain", "buffer": f"劳动合同\n{CLAUSE}\n".encode()},
    )
    company.follow("form[enctype] button")
    ends = time.monotonic() + WORK_SECONDS
    while company.count("input[name=file]") < 4 and time.monotonic() < ends:
        page.wait_for_timeout(500)
        page.reload()
    page.locator("input[name=file]").first.check()
    company.follow(GO_ON)
    assert CLAUSE in company.text(".owner-text")
    assert page.locator("input[name=clause]").first.is_checked()
    company.follow(GO_ON)
    assert page.url.endswith("/owner/answer/")
    assert "Acme" in company.text(".owner-answer")
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
