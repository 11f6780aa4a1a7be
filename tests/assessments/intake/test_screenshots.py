"""A screenshot is recognised by certain marks only, and its text is recognised, never read."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image, PngImagePlugin

from aigc_copyright.checks import check_recognition
from aigc_copyright.doctor.services import check_recognition as doctor_recognition
from assessments.dating.evidence_of_time import StatedTime, date_file
from assessments.intake.batch import read_batch
from assessments.intake.core import limits
from assessments.intake.reader import read
from assessments.intake.recognition import asking, tessdata
from assessments.intake.screenshots.names import of_name
from tests.support.screens import FONTS, draw_screen

needs_tesseract = pytest.mark.skipif(
    bool(tessdata.missing()), reason="the data of Tesseract is not installed"
)
NOON = "2024-06-30T14:25:00"
# Name -> what it says: time, package, edited.
NAMES = {
    "Screenshot_20240630-142500.png": (NOON, None, False),
    "Screenshot_20240630-142500-display-1.png": (NOON, None, False),
    "Secondary_Screenshot_20240630-142500.png": (NOON, None, False),
    "Screenshot_20240630-142500_Chrome.jpg": (NOON, None, False),
    "Screenshot_20240630_142500_Samsung Notes.jpg": (NOON, None, False),
    "screenshot_20240630_142500.png": (NOON, None, False),
    "Screenshot_2024-06-30-14-25-00-123_com.tencent.mm.jpg": (NOON, "com.tencent.mm", False),
    "Screenshot_2024-06-30-14-25-00-123_com.tencent.mm": (NOON, "com.tencent.mm", False),
    "Screenshot_20240630_142500_com.larus.nova.jpg": (NOON, "com.larus.nova", False),
    "Screenshot_20240630_142500_com.larus.nova_edit_11339134.jpg": (NOON, "com.larus.nova", True),
    "Screenshot_20240630_142500_Jerboa_edit_12.jpg": (NOON, None, True),
    f"Screenshot_2024-06-30-14-25-00-45_{'4' * 32}.jpg": (NOON, None, False),
    "Screenshot_2024-06-30-14-25-00-45.jpg": (NOON, None, False),
    "SmartSelect_20240630_142500_Drive.jpg": (NOON, None, False),
    "截屏2024-06-30 14.25.00.png": (NOON, None, False),
    "截屏2024-06-30 下午2.25.00.png": (NOON, None, False),
    "截屏2024-06-30 上午12.25.00.png": ("2024-06-30T00:25:00", None, False),
    "屏幕快照 2024-06-30 14.25.00.png": (NOON, None, False),
    "Screen Shot 2024-06-30 at 2.25.00 PM.png": (NOON, None, False),
    "Screenshot 2024-06-30 at 2.25.00\u202fPM.png": (NOON, None, False),
    "Screenshot 2024-06-30 at 14.25.00 (2).png": (NOON, None, False),
    "Screenshot 2024-06-30 142500.png": (NOON, None, False),
    "屏幕截图 2024-06-30 142500.png": (NOON, None, False),
    "Screenshot (12).png": (None, None, False),
    "屏幕截图(12).png": (None, None, False),
    "Screenshot from 2024-06-30 14-25-00.png": (NOON, None, False),
    "截图 2024-06-30 14-25-00.png": (NOON, None, False),
    "微信截图_20240630142500.png": (NOON, None, False),
    "QQ截图20240630142500.png": (NOON, None, False),
    "folder/Screenshot_20240630-142500.png": (NOON, None, False),
    "C:\\Bilder\\Screenshot_20240630-142500.png": (NOON, None, False),
    # A name like a screenshot's whose numbers are no time.
    "Screenshot_20241330-142500.png": (None, None, False),
    "Screenshot 2024-06-30 at 14.25.00 PM.png": (None, None, False),
}
OTHER_NAMES = (
    "微信图片_20240630142500.jpg",
    "mmexport1719728700000.jpg",
    "IMG_1234.PNG",
    "IMG_20240630_142500.jpg",
    "wx_camera_1719728700.jpg",
    "Screenshot.png",
    "screenshots.png",
    "my screenshot of the app.png",
    "Screenshot_final.png",
    "Screenshot_20240630.png",
    "截图.png",
    "x" * 5000 + ".png",
)
SCREEN = "Screenshot_2024-06-30-14-25-00-123_com.larus.nova.png"
ENGLISH = "Make the light softer, cinematic 35mm"
CHINESE = "生成一张秋天的北京胡同"


def recognised(folder: Path, data: bytes, name: str = SCREEN) -> dict[str, Any]:
    path = folder / name
    path.write_bytes(data)
    (report,) = read_batch([str(path)])
    assert asking.ask_all(path, name=str(path)) == report
    return report


def codes(report: dict[str, Any]) -> list[str]:
    return [fault["code"] for fault in report["problems"]]


def plain(**texts: str) -> bytes:
    """A small picture with texts in its PNG."""
    info, out = PngImagePlugin.PngInfo(), io.BytesIO()
    for key, text in texts.items():
        info.add_text(key, text)
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def test_names_of_screenshots_say_when_and_sometimes_of_which_app():
    said = {name: of_name(name) for name in NAMES}

    wrong = {
        name: found
        for name, found in said.items()
        if found is None or (found.at, found.package, found.edited) != NAMES[name]
    }
    assert not wrong


def test_other_names_mark_nothing():
    assert [name for name in OTHER_NAMES if of_name(name)] == []
    assert (
        "screenshot" not in read(draw_screen([ENGLISH]), name="微信图片_20240630142500.png").extra
    )


def test_a_name_states_its_time_as_a_clock_of_its_own():
    report = read(plain(), name=SCREEN)

    assert [(time.what, time.value, time.source) for time in report.times] == [
        ("named", NOON, "file name")
    ]
    assert report.extra["screenshot"] == {
        "marks": ["file_name"],
        "system": "Xiaomi",
        "at": NOON,
        "package": "com.larus.nova",
        "app": "豆包",
    }


def test_a_time_in_a_name_shows_nothing_by_itself():
    now = timezone.now()
    named = StatedTime(what="named", value=now.isoformat(), source="file name")

    dated = date_file([named], received_at=now)

    assert dated.made == "unknown"
    assert ("named_time", "name") in [(ground.code, ground.clock) for ground in dated.grounds]


def test_an_app_is_named_by_its_package_alone():
    unknown = read(plain(), name="Screenshot_20240630_142500_org.example.tool.jpg")
    label = read(plain(), name="Screenshot_20240630_142500_豆包.jpg")

    assert unknown.extra["screenshot"]["package"] == "org.example.tool"
    assert unknown.extra["screenshot"]["app"] is None
    assert (label.extra["screenshot"]["package"], label.extra["screenshot"]["app"]) == (None, None)


def test_the_comment_of_iphones_and_macs_is_a_mark():
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0Screenshot"
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:exif="http://ns.adobe.com/exif/1.0/"><exif:UserComment><rdf:Alt>'
        '<rdf:li xml:lang="x-default">Screenshot</rdf:li></rdf:Alt></exif:UserComment>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    info, png = PngImagePlugin.PngInfo(), io.BytesIO()
    info.add_itxt("XML:com.adobe.xmp", xmp)
    Image.new("RGB", (8, 8)).save(png, "PNG", pnginfo=info)

    for data in (out.getvalue(), png.getvalue()):
        report = read(data, name="IMG_1234.PNG" if data[:4] == b"\x89PNG" else "IMG_1.jpg")
        assert report.extra["screenshot"]["marks"] == ["user_comment"]
        assert report.extra["screenshot"]["at"] is None
        assert "texts_not_understood" not in [fault.code for fault in report.problems]


def test_gnome_names_its_program_and_other_words_are_no_mark():
    assert read(plain(Software="gnome-screenshot")).extra["screenshot"]["marks"] == ["software"]
    for texts in ({"Software": "Android UP1A.231005"}, {"Comment": "Screenshot of 豆包"}):
        assert "screenshot" not in read(plain(**texts)).extra


def test_a_name_that_says_edited_is_a_problem():
    report = read(plain(), name="Screenshot_20240630_142500_com.larus.nova_edit_113.png")

    assert "screenshot_edited" in [fault.code for fault in report.problems]


@needs_tesseract
def test_text_is_recognised_with_boxes_and_confidence_and_never_as_a_prompt(tmp_path):
    report = recognised(tmp_path, draw_screen([ENGLISH]))

    (line,) = report["extra"]["recognised"]["lines"]
    assert line["text"] == ENGLISH
    assert 0 < line["confidence"] <= 100
    left, top, right, bottom = line["box"]
    assert 40 < left < right <= 1080 and 90 < top < bottom < 200
    assert report["extra"]["recognised"]["languages"] == ["eng", "chi_sim"]
    assert (report["prompt"], report["generator"], report["messages"]) == (None, None, [])
    assert report["confidence"] == "none"


@needs_tesseract
@pytest.mark.skipif(not FONTS[0].exists(), reason="no font with Chinese characters")
@pytest.mark.parametrize("look", [{}, {"dark": True}, {"mode": "RGBA"}, {"mode": "P"}])
def test_chinese_is_recognised_without_spaces_between_characters(tmp_path, look):
    report = recognised(tmp_path, draw_screen([CHINESE, ENGLISH], **look))

    texts = [line["text"] for line in report["extra"]["recognised"]["lines"]]
    assert texts == [CHINESE, ENGLISH]


@needs_tesseract
def test_a_jpeg_in_an_upright_orientation_is_read_as_it_is_seen(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 3  # turned by half
    image = Image.open(io.BytesIO(draw_screen([ENGLISH]))).rotate(180)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, exif=exif)

    report = recognised(tmp_path, out.getvalue(), SCREEN.replace(".png", ".jpg"))

    assert [line["text"] for line in report["extra"]["recognised"]["lines"]] == [ENGLISH]


def test_no_other_picture_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "run_in_child", lambda *_, **__: pytest.fail("it was looked at"))

    assert "recognised" not in recognised(tmp_path, draw_screen([ENGLISH]), "IMG_1.png")["extra"]


def test_what_is_not_installed_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv(tessdata.VARIABLE, str(tmp_path))
    monkeypatch.setattr(tessdata, "FOLDERS", (tmp_path,))

    report = recognised(tmp_path, plain())

    assert tessdata.missing()[-2:] == ["eng", "chi_sim"]
    assert "recognition_missing" in codes(report)
    assert "chi_sim" in report["problems"][-1]["message"]
    assert "recognised" not in report["extra"]
    assert [message.id for message in check_recognition()] == ["readers.I003"]
    assert doctor_recognition().level == "WARN"


@needs_tesseract
def test_all_is_well_where_all_is_installed():
    assert check_recognition() == []
    assert doctor_recognition().level == "OK"


@needs_tesseract
def test_pictures_that_are_too_large_or_broken_cost_only_their_text(tmp_path):
    side = int(limits.RECOGNITION_PIXELS.value**0.5) + 10
    out = io.BytesIO()
    Image.new("1", (side, side), 1).save(out, "PNG")
    large = recognised(tmp_path, out.getvalue())
    whole = draw_screen([ENGLISH])
    broken = recognised(tmp_path, whole[: len(whole) // 2])

    assert "too_many_pixels" in codes(large)
    assert {"damaged", "truncated"} & set(codes(broken))
    for report in (large, broken):
        assert report["extra"]["screenshot"]["package"] == "com.larus.nova"
        assert "recognised" not in report["extra"]


def test_a_drawing_of_such_a_name_is_no_screenshot():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'

    assert "screenshot" not in read(drawing, name=SCREEN.replace(".png", ".svg")).extra


@needs_tesseract
def test_a_kind_of_picture_that_is_not_decoded_is_not_called_damaged(tmp_path):
    out = io.BytesIO()
    Image.new("RGB", (64, 64)).save(out, "AVIF")

    report = recognised(tmp_path, out.getvalue(), SCREEN.replace(".png", ".avif"))

    assert report["extra"]["screenshot"]["app"] == "豆包"
    assert "recognition_failed" in codes(report)
    assert "damaged" not in codes(report)


@needs_tesseract
@pytest.mark.nightly
def test_noise_ends_within_the_limits(tmp_path):
    out = io.BytesIO()
    Image.effect_noise((3000, 4000), 200).save(out, "PNG", compress_level=1)

    report = recognised(tmp_path, out.getvalue())

    assert report["extra"]["screenshot"]["app"] == "豆包"


@pytest.mark.parametrize(
    ("answer", "failure", "code"),
    [
        (b"", limits.RECOGNITION_WALL_SECONDS, "recognition_stopped"),
        (b"", limits.MEMORY, "recognition_failed"),
        (b"no json", None, "recognition_failed"),
        (
            json.dumps({"lines": [], "whole": False, "program": "t", "languages": []}).encode(),
            None,
            "recognition_stopped",
        ),
    ],
)
def test_a_process_that_fails_is_a_problem_of_the_text_alone(
    tmp_path, monkeypatch, answer, failure, code
):
    monkeypatch.setattr(tessdata, "missing", list)
    monkeypatch.setattr(tessdata, "folder", lambda: tmp_path)
    monkeypatch.setattr(asking, "run_in_child", lambda *_, **__: (answer, failure))

    report = recognised(tmp_path, plain())

    assert codes(report)[-1] == code
    assert report["extra"]["screenshot"]["at"] == NOON
    assert report["sha256"]
