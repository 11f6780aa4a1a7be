"""With debugging off: hashed files, secure cookies, and error pages of the site's own."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

NOT_FOUND = {"en": "This page does not exist", "zh-hans": "页面不存在"}


@pytest.fixture(scope="module")
def production_site(prepared_site, tmp_path_factory):
    twin = prepared_site.copy(tmp_path_factory.mktemp("published") / "data").publish().start()
    yield twin
    twin.stop()


@pytest.mark.parametrize("language", NOT_FOUND)
def test_the_path_to_a_result_works(production_site, visitor, language):
    creator = visitor(production_site, language=language).sign_in("creator")
    creator.start_from("li-v-liu-2023")
    assert creator.count(".answer") == 2


def test_the_session_is_kept_from_scripts_and_from_plain_http(production_site, visitor):
    production_site.sessions.clear()
    creator = visitor(production_site).sign_in("creator")
    (session,) = [cookie for cookie in creator.cookies() if cookie["name"] == "sessionid"]
    assert session["secure"] and session["httpOnly"] and session["sameSite"] == "Lax"


@pytest.mark.parametrize("language", NOT_FOUND)
def test_a_page_that_is_not_there_says_so_in_the_readers_language(
    production_site, visitor, language
):
    reader = visitor(production_site, language=language)
    reader.refusals = frozenset({404})
    assert reader.open("/no-such-page/") == 404
    assert NOT_FOUND[language] in reader.text("main")
    assert "urlpatterns" not in reader.page.content()
