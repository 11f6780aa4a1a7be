"""Twelve real files: dropped, confirmed, seen as a tree; what is proved rises to what is said."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.browser.memos import ReadMemo
from tests.browser.visitors import READY, WORK_SECONDS, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.embedded]

SAMPLES = Path(settings.BASE_DIR) / "tests" / "resources" / "intake"
TWELVE = [
    *(
        SAMPLES / "sd-parsers" / name
        for name in (
            "automatic1111_cropped.png",
            "automatic1111_cropped.jpg",
            "automatic1111_stealth.png",
            "fooocus1_cropped.png",
            "img2img_cropped.png",
            "invokeai_imeta1.png",
            "night_evening_day_morning_cropped.png",
            "novelai1_cropped.png",
            "unclip_2pass_cropped.png",
        )
    ),
    SAMPLES / "comfyui" / "lora.png",
    SAMPLES / "c2pa" / "adobe-20220124-C.jpg",
    SAMPLES / "aigc-label" / "png_xmp.png",
]
DROP = """async (files) => {
    const form = document.querySelector('[data-drop]');
    const data = new DataTransfer();
    for (const [name, base64] of files) {
        const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
        data.items.add(new File([bytes], name));
    }
    const how = {dataTransfer: data, bubbles: true, cancelable: true};
    form.dispatchEvent(new DragEvent('drop', how));
}"""
PRINTED = {
    "en": ("Storyboard", "Schedule of evidence"),
    "zh-hans": ("创作过程图示", "证据清单"),
}
COLUMNS = ["序号", "证据名称", "证据种类", "证明内容", "来源", "原件状态", "页码", "SHA-256"]
NAMES = [path.name for path in TWELVE]
DOSSIER = "a[href$='dossier.zip']"
READ = "#files-list:not([hx-trigger*=every])"
WAITING = ".loading"


def begin_draft(creator: Visitor) -> str:
    """The address of a draft that has a title and a maker."""
    creator.open("/interview/")
    creator.page.check("#id_human_0")
    creator.page.check("#id_matter_0")
    creator.page.check("#id_country_0")
    creator.follow("main form button.btn-primary")
    creator.page.fill("#id_title", "Twelve files")
    creator.page.check("input[name=kind][value=image]")
    creator.follow("button[name=go][value=stay]:visible")
    return creator.page.url.removesuffix("work/")


def drop(creator: Visitor, files: dict[str, bytes]) -> None:
    """Drop files on the page; as base64, since a list of bytes takes seconds to hand over."""
    encoded = [[name, b64encode(content).decode()] for name, content in files.items()]
    creator.page.evaluate(DROP, encoded)


def wait_until_read(creator: Visitor, draft: str) -> None:
    """Look again and again, as a person without scripts does."""
    for _ in range(2 * WORK_SECONDS):
        if not creator.count(WAITING):
            return
        creator.page.wait_for_timeout(500)
        creator.open(f"{draft}files/")
    raise AssertionError("The files were not read.")


def wait_for_tree(creator: Visitor, draft: str) -> None:
    creator.open(f"{draft}tree/")
    creator.page.wait_for_selector(".tree-row", timeout=WORK_SECONDS * 1000)
    creator.page.wait_for_selector(WAITING, state="detached", timeout=WORK_SECONDS * 1000)


def conclusion(creator: Visitor, draft: str) -> dict[str, Any]:
    """Finish the draft; the result as it is downloaded."""
    creator.open(f"{draft}review/")
    creator.follow("main form[action$='/result/'] button")
    address = creator.page.url.partition("?")[0]
    return json.loads(creator.page.request.get(f"{address}result.json").text())


def made_dossier(creator: Visitor, result: str) -> bytes:
    creator.open(f"{result}evidence/")
    creator.follow("form[action$='/dossier/'] button")
    creator.page.locator(DOSSIER).wait_for(timeout=WORK_SECONDS * 1000)
    return creator.download(DOSSIER)


def evidence_list(dossier: Path) -> ReadMemo:
    with zipfile.ZipFile(dossier) as bag:
        (name,) = [member for member in bag.namelist() if member.endswith("/evidence-list-zh.pdf")]
        return ReadMemo(bag.read(name))


def dossier_verifies(dossier: Path) -> bool:
    """What the dossier's own program says of it, with Python alone and nothing of the project."""
    with zipfile.ZipFile(dossier) as bag:
        (program,) = [member for member in bag.namelist() if member.endswith("/verify.py")]
        text = bag.read(program)
    command = [sys.executable, "-I", "-S", "-", str(dossier)]
    return subprocess.run(command, input=text, cwd=dossier.parent, check=False).returncode == 0


def change_one_byte(dossier: Path) -> Path:
    """The same archive, where one byte of one original is another one."""
    changed = dossier.with_name("changed.zip")
    with zipfile.ZipFile(dossier) as bag, zipfile.ZipFile(changed, "w") as copy:
        original = next(name for name in bag.namelist() if "/data/originals/" in name)
        for name in bag.namelist():
            content = bytearray(bag.read(name))
            if name == original:
                content[len(content) // 2] ^= 1
            copy.writestr(name, bytes(content))
    return changed


@pytest.mark.parametrize("language", ["zh-hans", pytest.param("en", marks=pytest.mark.nightly)])
def test_twelve_files_are_dropped_confirmed_seen_and_proved(site, visitor, language, tmp_path):
    creator = visitor(site, language=language).sign_in("creator")
    draft = begin_draft(creator)
    creator.open(f"{draft}files/")
    drop(creator, {path.name: path.read_bytes() for path in TWELVE})
    creator.page.locator("#files-list .file").nth(11).wait_for()
    creator.page.wait_for_selector(READ, timeout=WORK_SECONDS * 1000)
    # Each is named in the list of what is kept instead.
    creator.page.locator(".sending li").first.wait_for(state="detached")
    wait_for_tree(creator, draft)
    assert creator.count(".tree-row") == 12

    creator.open(f"{draft}proposals/")
    creator.page.select_option("#made-all", "contemporaneous")
    creator.follow("form.confirm-all button")
    assert creator.count("details.settled") >= 8

    result = conclusion(creator, draft)
    assert result["proved"]["conclusion"] == result["claimed"]["conclusion"]
    assert any(found["level"] for found in result["proved"]["findings"].values())

    result = creator.page.url.partition("?")[0]
    creator.ask_for_memo(result)
    creator.wait_for_memo()
    memo = ReadMemo(creator.download(READY))
    assert [heading for heading in PRINTED[language] if not memo.says(heading)] == []

    dossier = tmp_path / "dossier.zip"
    dossier.write_bytes(made_dossier(creator, result))
    listed = evidence_list(dossier)
    assert [word for word in [*COLUMNS, *NAMES] if not listed.says(word)] == []
    assert dossier_verifies(dossier)
    assert not dossier_verifies(change_one_byte(dossier))


def test_what_did_not_arrive_is_named_after_the_page_was_left(site, visitor):
    creator = visitor(site).sign_in("creator")
    creator.open(f"{begin_draft(creator)}files/")
    address = "**/files/"
    creator.page.route(
        address, lambda route: None if route.request.post_data else route.continue_()
    )
    drop(creator, {"first.txt": b"a", "second.txt": b"b"})
    creator.page.locator(".sending li").nth(1).wait_for()
    asked: list[str] = []

    def leave(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    creator.page.on("dialog", leave)
    creator.page.click("#id_files", trial=True)
    creator.page.mouse.click(5, 5)  # a page asks before it is left only once it was touched
    creator.page.reload()
    creator.page.unroute(address)

    assert asked == ["beforeunload"]
    assert creator.texts("[data-lost] li") == ["first.txt", "second.txt"]
    with creator.page.expect_file_chooser() as chooser:
        creator.page.click("[data-choose]")
    again = {"name": "first.txt", "mimeType": "text/plain", "buffer": b"a"}
    chooser.value.set_files([again])
    creator.page.locator("#files-list .file").wait_for()
    assert creator.texts("[data-lost] li") == ["second.txt"]


def test_files_are_read_and_confirmed_without_scripts(site, visitor):
    creator = visitor(site, scripts=False, screen="phone").sign_in("creator")
    draft = begin_draft(creator)
    creator.open(f"{draft}files/")
    creator.page.set_input_files("#id_files", [TWELVE[0], TWELVE[3]])
    creator.follow("form.drop button")
    wait_until_read(creator, draft)
    creator.open(f"{draft}proposals/")
    creator.follow("form.confirm-all button")

    assert creator.count("details.settled") == 2


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_conversations_are_chosen_on_a_phone_without_scripts(site, visitor, language):
    creator = visitor(site, scripts=False, screen="phone", language=language).sign_in("creator")
    draft = begin_draft(creator)
    said = {"a lantern in the rain, ink wash": "", "a recipe for soup": "Soup " * 30}
    talks = [
        {
            "id": asked,
            "title": title,
            "messages": [
                {"role": "user", "content": asked, "created_at": "2026-03-01T10:00:00Z"},
                {"role": "assistant", "content": "here", "created_at": "2026-03-01T10:00:09Z"},
            ],
        }
        for asked, title in said.items()
    ]
    data = json.dumps(talks).encode()
    export = {"name": "chats.json", "mimeType": "application/json", "buffer": data}
    creator.open(f"{draft}files/")
    creator.page.set_input_files("#id_files", [export])
    creator.follow("form.drop button")
    wait_until_read(creator, draft)
    creator.open(f"{draft}proposals/")
    assert creator.count(".proposal-table") == 0
    creator.follow(".choose-conversations a")
    width = creator.page.evaluate("document.documentElement.scrollWidth")
    assert width <= creator.page.viewport_size["width"]
    # So few conversations need no search.
    assert creator.count("#q") == 0
    lantern = creator.page.locator(".conversations li", has_text="lantern")
    lantern.locator("input[type=checkbox]").first.check()
    creator.follow("button[name=done]")
    assert creator.count("form[data-once] .proposal-table") >= 1
    creator.follow("form.confirm-all button")
    assert creator.count("details.settled") == 1
