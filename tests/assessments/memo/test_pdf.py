"""The PDF, opened and read back: valid, complete, self-contained and the same every time."""

from __future__ import annotations

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from io import BytesIO
from typing import Any

import page as validator
import pypdf
import pytest

from assessments.engine import Result, canonical_json
from assessments.memo.making import render_memo
from assessments.typesetting import fonts
from assessments.typesetting.pdf import UnprintableCharacters, page_count, render
from cases.record import dump_json
from tests.support.pdf_text import page_texts

LANGUAGES = ["en", "zh-hans"]
SHELL = "<html lang='en'><head><title>t</title></head><body>{}</body></html>"


@lru_cache(maxsize=4)
def open_pdf(pdf: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(pdf))


@lru_cache(maxsize=4)
def pages(pdf: bytes) -> list[str]:
    return page_texts(pdf)


def pages_as_typed(pdf: bytes) -> list[str]:
    """By pypdf, which takes longer and gives words from right to left in the order of reading."""
    return [re.sub(r"\s+", "", page.extract_text()) for page in open_pdf(pdf).pages]


def small(body: str, **options) -> bytes:
    return render(SHELL.format(body), identifier="x", moment=dt.datetime(2026, 1, 1), **options)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_the_file_is_archival_and_accessible(pdf, language, profile):
    report = validator.validate_pdf_bytes(pdf[language], profile=profile)
    assert [(f.rule_id, f.message) for f in report.failures] == []
    assert report.is_compliant


def test_the_validator_finds_faults():
    """A picture without a description; were it accepted, the test above would mean nothing."""
    from weasyprint import HTML

    plain = HTML(string="<html><p>x").write_pdf()
    assert not validator.validate_pdf_bytes(plain, profile="3a").is_compliant


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_record_makes_a_memo_of_expected_length(pdf, language):
    found = pages(pdf[language])
    signed = {"en": "Firm(seal)", "zh-hans": "律师事务所（盖章）"}[language]
    (body,) = [number for number, text in enumerate(found, 1) if signed in text]
    assert 11 <= body <= 16  # letter, cover, opinion and signature page; annexes come after it
    assert len(found) <= 40
    assert page_count(pdf[language]) == len(open_pdf(pdf[language]).pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_title_language_and_date_are_in_the_metadata(pdf, language):
    reader = open_pdf(pdf[language])
    assert "Lantern street at dusk" in reader.metadata.title
    assert reader.trailer["/Root"]["/Lang"] == {"en": "en", "zh-hans": "zh-CN"}[language]
    assert reader.metadata.creation_date.date() == dt.date(2026, 11, 22)


@pytest.mark.parametrize("language", LANGUAGES)
def test_record_and_result_travel_inside(pdf, printed_snapshots, language):
    made = printed_snapshots[language]
    attached = {item.name: item for item in open_pdf(pdf[language]).attachment_list}
    assert set(attached) == {"creation-record.json", "result.json"}
    assert attached["creation-record.json"].content == dump_json(made.record).encode()
    assert attached["result.json"].content == (canonical_json(made.result) + "\n").encode()
    assert Result.model_validate_json(attached["result.json"].content) == made.result
    related = {i.name: str(i.associated_file_relationship) for i in attached.values()}
    assert related == {"creation-record.json": "/Source", "result.json": "/Data"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_our_fonts_are_embedded_and_each_is_a_subset(pdf, language):
    reader = open_pdf(pdf[language])
    found = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert found
    assert all(re.match(r"/[A-Z]{6}\+", name) and fonts.file_of(name) for name in found)
    assert len(pdf[language]) < 1_500_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_name_the_pages_where_sections_stand(pdf, language):
    found = pages(pdf[language])
    heading = r"([IVX]+\.[A-Z][a-z]+|[一二三四五六七八九十]+、[一-鿿]+)"
    entries = re.findall(heading + r"[^.…]*?[.…]+(\d+)", found[1])
    assert len(entries) >= 13
    for title, number in entries:
        assert title in found[int(number) - 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_authorities_names_pages_where_they_are_cited(pdf, language, snapshot):
    reader = open_pdf(pdf[language])
    key = "prc-copyright-law-3"
    cited = {
        reader.get_destination_page_number(destination) + 1
        for anchor, destination in reader.named_destinations.items()
        if str(anchor).startswith("c-") and str(anchor).endswith(key)
    }
    assert len(cited) > 3
    law = snapshot(language).authorities[key]["cite"]
    name = re.sub(r"\s+", "", law["zh" if language == "zh-hans" else "en"])
    found = pages(pdf[language])
    assert all(name in found[number - 1] for number in cited)
    last = max(n for n, text in enumerate(found) if name in text)
    row = found[last][found[last].index(name) :][:200]
    assert {int(n) for n in re.findall(r"(?:\(p\.|第)(\d+)", row)} >= cited


@pytest.mark.parametrize(
    ("language", "first", "other"),
    [
        ("en", "Whattheothersidewouldsay", "Page3of"),
        ("zh-hans", "对方可能的抗辩与回应", "第3页共"),
    ],
)
def test_text_is_read_in_order_and_pages_are_numbered(pdf, language, first, other):
    found = pages(pdf[language])
    assert any(first in text for text in found)
    assert other not in found[0] + found[1]
    assert other in found[2]
    assert str(len(found)) in found[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_bookmarked(pdf, language):
    (root,) = [item for item in open_pdf(pdf[language]).outline if not isinstance(item, list)][:1]
    children = next(item for item in open_pdf(pdf[language]).outline if isinstance(item, list))
    titles = [item.title for item in children if not isinstance(item, list)]
    assert root.title in ("Opinion memo", "法律意见书")
    assert len(titles) >= 22


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_signature_page_stands_alone(pdf, language):
    word = {"en": "Datesofsignature", "zh-hans": "签署日期"}[language]
    found = [t for t in pages(pdf[language]) if {"en": "Dateofsignature"}.get(language, word) in t]
    assert len(found) == 1
    assert {"en": "Firm(seal)", "zh-hans": "律师事务所（盖章）"}[language] in found[0]
    assert {"en": "Recommendations", "zh-hans": "建议"}[language] not in found[0]


def test_the_same_snapshot_gives_the_same_bytes(pdf, printed_snapshots):
    assert render_memo(printed_snapshots["en"]) == pdf["en"]


def test_another_memo_has_another_identifier():
    moment = dt.datetime(2026, 1, 1)
    first, two = (render(SHELL.format("x"), identifier=i, moment=moment) for i in "ab")
    assert open_pdf(first).trailer["/ID"] != open_pdf(two).trailer["/ID"]


def test_stages_are_announced_in_order(snapshot):
    stages: list[str] = []

    def announce(stage: str) -> None:
        stages.append(stage)
        if stage == "rendering":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        render_memo(snapshot("en"), progress=announce)
    assert stages == ["composing", "rendering"]


@pytest.mark.parametrize(
    "text",
    [
        "𬭳㐂囍",
        "がぎぐ日本語",
        "한국어",
        "😀👩\u200d💻",
        "مدينة قديمة عند الغروب",
        "רחוב ישן בשקיעה",
        "“引号”——破折号……",
        "office fi ffi",
        "ẞőż Ж Ω",
        "𝒳 ⟨☐⟩ ✓",
    ],
)
def test_what_was_typed_can_be_copied_out_again(text):
    pdf = small(f"<p class='typed'>{text}</p>")
    (found,) = pages_as_typed(pdf)
    assert re.sub(r"\s+", "", text) in found
    assert validator.validate_pdf_bytes(pdf, profile="3a").is_compliant


def test_a_letter_first_seen_under_accents_does_not_keep_them():
    (found,) = pages_as_typed(small("<p>z\u0308\u0301 zebra</p>"))
    assert "zebra" in found


def test_right_to_left_text_leaves_the_lines_around_it_alone():
    (found,) = pages_as_typed(small("<p>before</p><p class='typed'>שלום abc 12</p><p>after</p>"))
    assert found.index("before") < found.index("שלום") < found.index("after")


def test_a_title_from_right_to_left_reorders_nothing_around_it(snapshot, record):
    """The number behind it stays behind it, and what is copied is what was typed."""
    pdf = render_memo(snapshot("en", {**record, "title": "שלום 12"}), form="creator")
    first = open_pdf(pdf).pages[0].extract_text()
    assert first.index("שלום") < first.index("12") < first.index("” in brief")
    assert not set("\u2068\u2069") & set(first + open_pdf(pdf).metadata.title)


@pytest.mark.usefixtures("may_warn")
def test_a_box_in_place_of_a_character_is_substituted_on_a_second_try():
    """As if the pre-flight had missed it."""
    (found,) = pages(small("<p>ก</p>"))
    assert "⟨U+0E01⟩" in found


@pytest.mark.usefixtures("may_warn")
def test_a_page_with_boxes_is_never_delivered(monkeypatch):
    monkeypatch.setattr("assessments.typesetting.glyphs.substitute", lambda html, characters: html)
    with pytest.raises(UnprintableCharacters, match=r"U\+0E01"):
        small("<p>ก</p>")


def test_fonts_of_the_system_are_not_used():
    pdf = small('<p style="font-family: DejaVu Sans, sans-serif, Memo Serif">x</p>')
    (font,) = open_pdf(pdf).pages[0]["/Resources"]["/Font"].values()
    assert "Memo" in font.get_object()["/BaseFont"]


def test_two_memos_can_be_asked_for_at_once():
    """Threads of one worker take turns at rendering."""
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda n: small(f"<p>memo 第{n}号</p>" * 40), range(4)))
    assert [f"memo第{n}号" in pages(pdf)[0] for n, pdf in enumerate(made)] == [True] * 4


def test_a_hostile_record_makes_a_valid_memo(snapshot, record):
    """Scripts of the world, controls, markup, sixty steps and a prompt of a million characters."""
    typed = (
        "😀👩\u200d💻❤\ufe0f 日本語 한국어 ไทย हिन्दी مدينة قديمة ١٢٣ רחוב ישן 𝒳 𠮷 z\u0308\u0301 "
        "x\u202eevil\u202c \u2066y\u2069 \ue000 tab\there\n\n<script>1</script> url(file:///etc/passwd)"
    )
    steps = [dict(step) for step in record["steps"]]
    steps[1]["prompt"], steps[2]["prompt"] = typed, "灯" * 1_000_000
    steps += [{"id": f"x{n}", "action": "adjust", "prompt": typed} for n in range(55)]
    changed = {**record, "title": "很长的标题" * 60, "steps": steps, "notes": typed}
    pdf = render_memo(snapshot("en", changed))
    text = "".join(pages(pdf))
    for word in ("مدينة", "ישן", "日本語", "한국어", "⟨U+202E⟩evil⟨U+202C⟩", "<script>1</script>"):
        assert word in text
    assert validator.validate_pdf_bytes(pdf, profile="3a").is_compliant
    assert 30 < page_count(pdf) < 120


def test_where_a_stream_ends_can_be_read_in_one_way_only():
    """Among a few hundred pages the checksum of one or two ends as a line does."""
    pdf = small("".join(f'<p style="break-after: page">{n * n} lanterns</p>' for n in range(400)))
    assert page_count(pdf) >= 400
    assert b"\r\r\nendstream" in pdf
    assert not re.search(rb"[^\r]\r\nendstream", pdf)
    assert validator.validate_pdf_bytes(pdf, profile="3a").is_compliant
