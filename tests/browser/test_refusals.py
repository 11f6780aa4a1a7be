"""What a person meets who sends a faulty record, or asks for what is not theirs."""

from __future__ import annotations

import pytest

from tests.browser.site import ROOT

pytestmark = pytest.mark.browser

INVALID = ROOT / "tests" / "resources" / "records" / "invalid"
REFUSED = 422
CIRCLE, REFERENCES = "circular-parents.yaml", "unknown-references.yaml"
FIELDS = {
    CIRCLE: ["steps[0].parent"],
    REFERENCES: ["steps[0].by", "steps[0].tool", "steps[0].evidence[0]", "steps[0].kept"],
}
PROBLEMS = {
    (CIRCLE, "en"): ["the steps go round in a circle: s1 → s3 → s2 → s1"],
    (CIRCLE, "zh-hans"): ["步骤相互循环：s1 → s3 → s2 → s1"],
    (REFERENCES, "en"): ['no party "p1"', 'no tool "t1"', 'no evidence "e1"', "3 kept out of 2"],
    (REFERENCES, "zh-hans"): [
        "没有参与者“p1”",
        "没有工具“t1”",
        "没有证据“e1”",
        "生成 2 个，却保留了 3 个",
    ],
}


@pytest.mark.parametrize(
    ("name", "language", "screen"),
    [(name, language, "phone" if language == "en" else "desktop") for name, language in PROBLEMS],
)
def test_a_faulty_file_is_refused_with_every_problem_and_its_text_is_kept(
    site, visitor, name, language, screen
):
    creator = visitor(site, language=language, screen=screen).sign_in("creator")
    creator.refusals = frozenset({REFUSED})
    creator.open("/assessments/start/")
    creator.page.set_input_files("#id_file", INVALID / name)
    assert creator.submit() == REFUSED
    assert creator.texts(".problems .where") == FIELDS[name]
    lines = zip(creator.texts(".problems li"), PROBLEMS[name, language], strict=True)
    assert [said for line, said in lines if said not in line] == []
    assert creator.page.input_value("#id_text") == (INVALID / name).read_text()


def test_a_refused_record_can_be_mended_where_it_stands(site, visitor):
    creator = visitor(site).sign_in("creator")
    creator.refusals = frozenset({REFUSED})
    creator.open("/assessments/start/")
    creator.page.fill("#id_text", (INVALID / "missing-parent.yaml").read_text())
    assert creator.submit() == REFUSED
    text = creator.page.input_value("#id_text")
    creator.page.fill("#id_text", text.replace("parent: s9", "parent: s3"))
    assert creator.submit() == 200
    assert creator.count(".answer") == 2


def test_a_stranger_finds_nothing_of_another_persons_assessment(site, visitor):
    creator = visitor(site).sign_in("creator")
    result = creator.start_from("li-v-liu-2023")
    theirs = [result, *(f"{result}{end}" for end in ENDS)]
    stranger = visitor(site).sign_in("lawyer")
    stranger.refusals = frozenset({404})
    assert [stranger.open(address) for address in theirs] == [404] * len(theirs)
    stranger.open("/assessments/")
    assert stranger.count("main tbody tr") == 0


ENDS = ["record/", "memos/", "record.json", "record.yaml", "result.json"]


def test_who_is_not_signed_in_is_asked_to(site, visitor):
    result = visitor(site).sign_in("creator").start_from("li-v-liu-2023")
    nobody = visitor(site)
    nobody.open(result)
    assert "/account/login/" in nobody.page.url
