"""What is a person's words, name or time in a file, and what only looks like it."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib

import pytest

from assessments.exhibits.held import is_labelled_as_generated
from assessments.intake import read, unread
from assessments.intake.code_history.numbers import unquote
from assessments.intake.core import charset
from assessments.intake.core.source import Source
from assessments.intake.readers.audio_video import facts
from assessments.intake.readers.audio_video.container import Media, Tag
from tests.support import made_files
from tests.support.made_files import chunk, png, text

LINE = "Steps: 20, Sampler: Euler, CFG scale: 7, Seed: 5, Size: 512x512, Model: kiln"


def codes(reading) -> list[str]:
    return [fault.code for fault in reading.problems]


def infotext(prompt: str = "a kiln", more: str = "") -> str:
    return f"{prompt}\nNegative prompt: rain\n{LINE}{more}"


def words_of(reading) -> list[str]:
    return [words["text"] for words in reading.extra.get("further_words", ())]


def test_a_setting_whose_name_speaks_of_a_prompt_is_no_words():
    more = (", RP Prompt submode: Prompt, RP Active: True, Mask Only Negative Prompt: 5, "
            "Prompt schedules: on, Prompt strength: high, Use negative prompt: True, "
            "Hires prompt: a blue kiln, ADetailer prompt 2nd: a smile")  # fmt: skip
    reading = read(png(text("parameters", infotext(more=more))))
    assert words_of(reading) == ["a blue kiln", "a smile"]
    assert reading.extra["RP Prompt submode"] == "Prompt"


def test_what_a_person_typed_before_a_program_changed_it_is_further_words():
    more = ', Raw prompt: "a kiln, smoke", Raw negative prompt: rain, Version: Fooocus v2.5.5'
    assert words_of(read(png(text("parameters", infotext(more=more))))) == ["a kiln, smoke"]


def test_a_graph_in_the_place_of_a_camera_is_no_camera():
    data = made_files.tiff({0x010F: b"workflow:{}\0", 0x0110: b'prompt:{"3": {}}\0'})
    reading = read(made_files.webp(EXIF=data))
    assert "device" not in reading.extra
    named = read(made_files.webp(EXIF=made_files.tiff({0x010F: b"Nikon\0", 0x0110: b"D7\0"})))
    assert named.extra["device"] == "Nikon D7"


def test_a_comment_that_speaks_of_the_label_is_shown():
    reading = read(png(text("Comment", "This is not AIGC, it was painted by hand.")))
    assert codes(reading) == ["texts_not_understood"]
    assert reading.extra["texts_not_understood"][0]["text"].startswith("This is not AIGC")
    labelled = read(png(text("Comment", '{"AIGC": {"Label": "1", "ContentProducer": "x"}}')))
    assert "texts_not_understood" not in codes(labelled)


def test_two_texts_of_one_name_that_differ_are_both_stated():
    first, second = infotext(), infotext("a kiln at night").replace("Seed: 5", "Seed: 6")
    reading = read(png(text("parameters", first), text("parameters", second)))
    assert reading.parameters.seed == 5
    assert "repeated_text" in codes(reading)
    said = {f.params["field"]: f.params["second"] for f in reading.problems if "field" in f.params}
    assert said == {"prompt": "a kiln at night", "seed": 6}
    assert codes(read(png(text("parameters", first), text("parameters", first)))) == []


def test_the_picture_that_swarmui_names_beside_the_settings_is_an_input():
    data = {
        "sui_image_params": {"prompt": "a kiln", "seed": 3, "initimagecreativity": 0.5},
        "sui_extra_data": {"initimage_filename": "sketch.png", "date": "2026-03-02"},
    }
    assert read(png(text("parameters", data))).inputs == ("sketch.png",)


def test_pictures_that_a_request_to_midjourney_refers_to_are_inputs():
    body = "https://a.example/one.png?key=1 a kiln --sref https://a.example/two 77 --v 7"
    reading = read(png(text("Description", f"{body} Job ID: 1-2")))
    assert reading.inputs == ("https://a.example/one.png", "https://a.example/two")


def test_a_text_beside_the_graph_contradicts_in_every_setting_but_not_in_spelling():
    graph = {
        "1": {"class_type": "KSampler", "inputs": {
            "seed": 5, "steps": 20, "cfg": 5, "sampler_name": "dpmpp_2m", "scheduler": "karras",
            "positive": ["2", 0], "latent_image": ["4", 0]}},
        "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "a kiln"}},
        "3": {"class_type": "SaveImage", "inputs": {"images": ["1", 0]}},
        "4": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 768}},
    }  # fmt: skip
    line = infotext().replace("Euler", "DPM++ 2M Karras")
    reading = read(png(text("prompt", graph), text("parameters", line)))
    fields = [f.params["field"] for f in reading.problems if f.code == "contradiction"]
    assert fields == ["cfg_scale", "height"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_settings_in_a_text_file_are_read_in_its_encoding(encoding):
    reading = read(infotext("一只白鹤，芦苇").encode(encoding), name="00001.txt")
    assert (reading.prompt, reading.parameters.seed) == ("一只白鹤，芦苇", 5)


def test_a_text_whose_bytes_are_pairs_is_chinese_and_that_is_said_to_be_a_guess():
    body = b"parameters\0" + infotext("古寺钟声，月夜").encode("gb18030")
    reading = read(png(chunk(b"tEXt", body)))
    assert reading.prompt == "古寺钟声，月夜" and "encoding_guessed" in codes(reading)
    latin = b"parameters\0" + infotext("Mädchen, schöne Tür, café").encode("latin-1")
    other = read(png(chunk(b"tEXt", latin)))
    assert other.prompt == "Mädchen, schöne Tür, café" and codes(other) == []
    assert charset.guess("ひかりの海".encode("shift_jis")) == ("ひかりの海", "shift_jis")


def archive_with(name: bytes, extra: bytes = b"") -> bytes:
    """A ZIP archive of one member whose name is in another code page, without the UTF-8 flag."""
    head = struct.pack(
        "<HHHHHIIIHH", 20, 0, 0, 0, 33, zlib.crc32(b"x"), 1, 1, len(name), len(extra)
    )
    local = b"PK\3\4" + head + name + extra + b"x"
    central = b"PK\1\2" + struct.pack("<H", 20) + head
    central += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name + extra
    ends = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + b"PK\5\6" + ends


def members(data: bytes) -> list[str]:
    return [member["file"] for member in read(data, name="a.zip").extra["members"]]


def test_a_member_of_an_archive_has_the_name_that_its_archiver_meant():
    assert members(archive_with("项目/说明.txt".encode("gbk"))) == ["项目/说明.txt"]
    assert members(archive_with("Übung.txt".encode("cp437"))) == ["Übung.txt"]
    given = b"?.txt\xff"
    field = b"\1" + struct.pack("<I", zlib.crc32(given)) + "图.txt".encode()
    assert members(archive_with(given, struct.pack("<HH", 0x7075, len(field)) + field)) == [
        "图.txt"
    ]


def test_a_picture_with_layers_that_breaks_off_before_them_does_not_have_none():
    head = b"8BPS\0\1" + b"\0" * 6 + struct.pack(">HIIHH", 3, 300, 400, 8, 3)
    broken = head + b"\0" * 12 + b"\0" * 100  # no colour data, resources or layers; then pixels
    reading = read(broken)
    assert "layers" not in reading.extra and codes(reading) == ["truncated"]
    whole = read(head + b"\0" * 12 + b"\0\0" + b"\0" * (3 * 300 * 400))
    assert whole.extra["layers"] == 0 and codes(whole) == []


def test_a_path_that_git_quotes_is_read():
    assert unquote(r'"a/\345\233\276/x \"1\".txt"') == '图/x "1".txt'
    assert unquote("plain.txt") == "plain.txt"
    head = r'diff --git "a/\345\233\276.txt" "b/\345\233\276.txt"'
    reading = read(f"{head}\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+x\n".encode())
    assert [edit.extra["path"] for edit in reading.edits] == ["图.txt"]


def office(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def core(created: str, modified: str) -> str:
    return (
        f"<c><creator>Ann</creator><created>{created}</created><modified>{modified}</modified></c>"
    )


def test_the_time_of_a_librarys_template_is_not_that_of_a_document():
    stale = "2013-12-23T23:15:00Z"
    application = "<a><Application>Microsoft Macintosh Word</Application></a>"
    parts = {"word/document.xml": "<document/>", "docProps/app.xml": application}
    reading = read(office({**parts, "docProps/core.xml": core(stale, stale)}))
    assert reading.times == () and codes(reading) == ["template_time"]
    assert reading.extra["creator"] == "Ann" and "application" not in reading.extra
    later = read(office({**parts, "docProps/core.xml": core(stale, "2026-03-01T10:00:00Z")}))
    assert [(time.what, time.value) for time in later.times] == [
        ("modified", "2026-03-01T10:00:00Z")
    ]
    own = read(office({**parts, "docProps/core.xml": core("2013-12-23T23:15:01Z", stale)}))
    assert [time.what for time in own.times] == ["created"]


def test_the_text_of_slides_is_read_with_their_notes_in_order():
    def slide(words: str) -> str:
        return f"<s><p><r><t>{words}</t></r></p></s>"

    reading = read(
        office(
            {
                "ppt/presentation.xml": "<presentation/>",
                "ppt/slides/slide10.xml": slide("last"),
                "ppt/slides/slide2.xml": slide("second"),
                "ppt/notesSlides/notesSlide2.xml": slide("a note"),
            }
        )
    )
    assert reading.extra["text"] == "second\na note\nlast"
    table = {"xl/workbook.xml": "<w/>", "xl/sharedStrings.xml": "<s><si><t>a cell</t></si></s>"}
    assert read(office(table)).extra["text"] == "a cell"


def test_exif_in_jpeg_xl_is_read_with_and_without_its_offset():
    body = made_files.tiff({0x010E: infotext().encode() + b"\0"})
    mark = b"\0\0\0\x0cJXL \r\n\x87\n"
    for start in (b"\0\0\0\0", b""):
        box = struct.pack(">I", 8 + len(start) + len(body)) + b"Exif" + start + body
        reading = read(mark + box)
        assert reading.parameters.seed == 5 and "damaged" not in codes(reading)


def test_a_camera_and_its_time_in_a_film_are_the_cameras():
    tags = [
        Tag(name=f"com.apple.quicktime.{name}", value=value)
        for name, value in (("make", "Apple"), ("model", "iPhone 16 Pro"),
                            ("creationdate", "2026-03-01T09:00:00+0800"))
    ]  # fmt: skip
    assert facts._name_device(tags) == "Apple iPhone 16 Pro"
    (created,) = facts._find_dates(tags)
    assert (created.value, created.what) == ("2026-03-01T09:00:00+08:00", "created")


def test_the_size_of_a_films_pictures_is_not_the_size_that_was_asked_for():
    asked = Tag(name="parameters", value=infotext())
    for width, shown in ((320, [320, 512]), (512, None)):
        film = Media(media_type="video/mp4", tags=[asked], width=width, height=512)
        reading = facts.extract(film, Source(name="film.mp4", content=b"film"))
        assert (reading.parameters.width, reading.extra.get("frame_size")) == (512, shown)


def test_a_title_that_is_given_is_not_called_not_understood():
    tags = [("TITLE", "Harbour", "TITLE"), ("COMMENT", "by hand", "COMMENT")]
    assert [text.name for text in unread.of_tags(tags, marked=False)] == ["COMMENT"]


def test_a_name_that_belongs_to_another_kind_is_told_of_every_kind():
    assert codes(read(b"Only words.", name="a.png")) == ["name_differs"]
    assert "name_differs" in codes(read(b"<!DOCTYPE html><p>403</p>", name="a.json"))
    assert codes(read(b'{"a": 1}', name="a.txt")) == []


def test_a_cut_list_is_no_markdown_and_a_list_is():
    cuts = "TITLE: Rain\nFCM: NON-DROP FRAME\n\n* FROM CLIP NAME: a.mp4\n* FROM CLIP NAME: b.mp4\n"
    assert read(cuts.encode()).media_type == "text/plain"
    assert read(b"> quoted once\nand a letter").media_type == "text/plain"
    assert read(b"- one\n- two\n").media_type == "text/markdown"


def test_the_label_for_people_at_the_end_of_a_text_is_named():
    reading = read("灯先亮，人后到。\n（本文由人工智能生成）\n".encode())
    assert reading.extra["visible_label"] == "（本文由人工智能生成）"
    assert is_labelled_as_generated(reading.as_json())
    for words in ("本文并非人工智能生成", "论" + "人工智能生成物的著作权" * 9):
        assert "visible_label" not in read(words.encode()).extra


def test_what_gemini_cli_and_visual_studio_code_wrote_into_files_are_edits():
    call = {"id": "w", "name": "write_file", "args": {"file_path": "a.txt", "content": "rain"}}
    turns = [
        {"id": "1", "type": "user", "content": "write"},
        {"id": "2", "type": "gemini", "content": "Done.",
         "toolCalls": [{**call, "status": "success"}, {**call, "status": "error"}]},
    ]  # fmt: skip
    session = {"sessionId": "s", "projectHash": "h", "messages": turns}
    reading = read(json.dumps(session).encode())
    assert [(edit.kind, edit.text) for edit in reading.edits] == [("insert", "rain")]
    group = {"kind": "textEditGroup", "uri": {"path": "/a.js"}, "edits": [[{"text": "y"}], []]}
    request = {"requestId": "r", "message": {"text": "add y"}, "response": [{"value": "ok"}, group]}
    chat = {"responderUsername": "GitHub Copilot", "requests": [request]}
    (edit,) = read(json.dumps(chat).encode()).edits
    assert (edit.text, edit.extra["document"]) == ("y", "/a.js")


def test_what_may_be_a_conversation_is_said():
    answer = {"object": "chat.completion", "model": "m", "choices": [
        {"message": {"role": "assistant", "content": "Blue"}}]}  # fmt: skip
    assert codes(read(json.dumps(answer).encode())) == ["conversation_suspected"]
    said = [{"who": who, "say": words} for who, words in (
        ("我", "写一句关于稻田的旁白"), ("星", "稻子低头，风也放轻脚步"),
        ("我", "再短一些，不要形容词"), ("星", "稻子低头，风轻轻走过去"))]  # fmt: skip
    assert codes(read(json.dumps({"dialog": said}).encode())) == ["conversation_suspected"]


def test_turns_of_any_program_are_read_and_their_form_is_said_not_to_be_known():
    turns = [{"role": "user", "content": "a title"}, {"role": "assistant", "content": "Lamps"}]
    for holder in ({"model": "m", "messages": turns}, {"title": "Poster", "data": turns}):
        reading = read(json.dumps(holder).encode())
        assert "conversation_form_unknown" in codes(reading)
        assert len(reading.messages) == 2
    assert reading.extra["conversations"][0]["title"] == "Poster"


@pytest.mark.parametrize(
    "line",
    [
        "他说这段话由AI生成。",
        "有人怀疑本文由AI生成",
        "据说此图由人工智能生成",
        "# AI生成的艺术",
        "# AI-generated art",
        "She said it was AI-generated.",
    ],
)
def test_what_somebody_says_of_a_text_is_no_label_of_it(line):
    assert "visible_label" not in read(f"{line}\n".encode()).extra


@pytest.mark.parametrize(
    "line", ["说明：本文由AI生成", "声明：本内容由人工智能生成", "# 本文由AI生成"]
)
def test_a_label_may_be_called_a_statement(line):
    assert read(f"{line}\n".encode()).extra["visible_label"] == line
