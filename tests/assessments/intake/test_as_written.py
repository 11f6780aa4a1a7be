"""Files as their programs and systems write them: names, menus, encodings, templates, breaks."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
import zlib
from typing import Any

import pytest
from PIL import Image

from assessments.intake import read
from assessments.intake.containers.zips import _name_of
from assessments.intake.core.source import Source
from assessments.intake.generators.comfyui import widgets
from assessments.intake.generators.comfyui.widgets import is_words
from tests.assessments.intake.test_documents_layered import psd
from tests.support.made_files import jpeg_comment, png, text

TALK = (
    ("甲", "画一只白鹤站在芦苇里"),
    ("乙", "好的，我已经画好了"),
    ("甲", "把天空改得再亮一些"),
    ("乙", "天空已经按要求改亮"),
)
BEGIN = "\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 64x64"


def codes(reading: Any) -> list[str]:
    return [fault.code for fault in reading.problems]


def graph(**nodes: tuple[str, dict[str, Any]]):
    """An API graph of a sampler with these nodes before it; `e` encodes the prompt."""
    before = {name: {"class_type": kind, "inputs": given} for name, (kind, given) in nodes.items()}
    sampler = {"seed": 1, "steps": 20, "positive": ["e", 0], "latent_image": ["l", 0]}
    data = {
        **before,
        "e": {"class_type": "CLIPTextEncode", "inputs": {"text": ["t", 0]}},
        "l": {"class_type": "EmptyLatentImage", "inputs": {"width": 64, "height": 64}},
        "s": {"class_type": "KSampler", "inputs": sampler},
        "v": {"class_type": "VAEDecode", "inputs": {"samples": ["s", 0]}},
        "o": {"class_type": "SaveImage", "inputs": {"images": ["v", 0]}},
    }
    return read(png(text("prompt", json.dumps(data))))


def test_every_widget_of_the_table_has_a_type_that_is_known():
    kinds = {line.partition("\t")[0] for line in widgets._TABLE.splitlines() if "\t" in line}
    orders = [order for kind in kinds for order in widgets._known_orders(kind)]
    assert {widget.letter for order in orders for widget in order} <= set(widgets._CHECKS)
    assert any(" " in widget.name for order in orders for widget in order)


def test_a_picture_in_base64_is_no_words_however_long():
    assert not is_words(base64.b64encode(bytes(range(256)) * 20_000).decode())
    assert is_words("a red lantern")


def test_a_menu_from_which_nothing_was_chosen_is_no_words():
    assert not is_words("Select the LoRA to add to the text")


def test_a_text_of_which_a_part_is_not_understood_is_not_given_as_whole():
    found = graph(t=("ConcatText", {"text_1": ["x", 0], "text_2": "cute"}), x=("Unknown", {}))
    assert found.prompt == "cute"
    assert [(f.code, f.params["node"]) for f in found.problems] == [
        ("prompt_part_unknown", "Unknown")
    ]


def test_what_a_node_showed_at_an_earlier_run_is_not_the_prompt_of_the_person():
    found = graph(
        t=("ShowSomeText", {"text": ["x", 0], "string": "an answer of long ago"}),
        x=("Unknown", {"prompt": "what the person asked"}),
    )
    assert found.prompt == "what the person asked"


def test_settings_that_only_speak_of_prompts_are_no_words_of_a_person():
    line = ", RP Prompt submode: Prompt, Hires prompt: a boat, Prompt weight: 0.5"
    line += ", Mask Only Negative Prompt: 5"
    found = read(png(text("parameters", f"a pier{BEGIN}{line}")))
    assert found.extra["further_words"] == [{"where": "Hires prompt", "text": "a boat"}]


def test_a_graph_in_the_fields_of_a_camera_is_no_camera():
    picture, exif = io.BytesIO(), Image.Exif()
    exif[0x10F], exif[0x110] = 'workflow:{"nodes":[]}', 'prompt:{"3":{"class_type":"A"}}'
    Image.new("RGB", (64, 64)).save(picture, "WEBP", exif=exif)
    assert "device" not in read(picture.getvalue()).extra


def test_a_text_that_speaks_of_a_label_is_no_label_and_is_shown():
    found = read(png(text("Comment", "This is not AIGC; painted by hand.")))
    assert codes(found) == ["texts_not_understood"]
    assert found.aigc_label is None
    assert "no_metadata" not in codes(read(jpeg_comment(b"No AIGC label needed")))


def named_layer(name: bytes) -> bytes:
    pascal = bytes([len(name)]) + name
    extras = bytes(8) + pascal + bytes(-len(pascal) % 4)
    return (
        bytes(16) + b"\0\0" + b"8BIMnorm" + b"\xff\0\0\0" + struct.pack(">I", len(extras)) + extras
    )


def test_names_of_layers_in_the_encoding_of_a_chinese_system_are_read_and_said_to_be_uncertain():
    found = read(psd(named_layer("底图".encode("gb18030"))))
    assert [edit.text for edit in found.edits] == ["底图"]
    assert codes(found) == ["layer_names_uncertain"]
    assert codes(read(psd(named_layer(b"base")))) == []


def test_a_layered_file_that_breaks_off_says_nothing_of_how_many_layers_there_were():
    head = b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 300, 400, 8, 3)
    found = read(head + bytes(4) + bytes(4) + bytes(4) + bytes(100))
    assert codes(found) == ["truncated"]
    assert "layers" not in found.extra


CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>{author}</dc:creator>'
    "<dcterms:created>{created}</dcterms:created><dcterms:modified>{modified}</dcterms:modified>"
    "</cp:coreProperties>"
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(**core: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body/></w:document>'
        )
        archive.writestr("docProps/core.xml", CORE.format(**core))
    return out.getvalue()


def test_the_dates_of_a_library_s_template_are_no_dates_of_a_document():
    default = "2013-12-23T23:15:00Z"
    untouched = read(docx(author="python-docx", created=default, modified=default))
    assert untouched.times == ()
    assert codes(untouched) == ["template_default"]
    assert "creator" not in untouched.extra
    saved = read(docx(author="Li Mei", created=default, modified="2026-03-01T10:00:00Z"))
    assert [time.value for time in saved.times] == ["2026-03-01T10:00:00Z"]
    assert saved.extra["creator"] == "Li Mei"


def test_names_in_an_archive_of_a_chinese_system_are_read():
    out = io.BytesIO()
    stored = "项目/底图.txt".encode("gb18030")
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(stored.decode("cp437"), "a")
    data = out.getvalue()
    # The library marks names beyond ASCII as UTF-8; such a system writes them as they are.
    written = stored.decode("cp437").encode()
    plain = bytearray(data.replace(written, stored))
    grown = len(written) - len(stored)
    for at, flags, length in ((plain.find(b"PK\3\4"), 6, 26), (plain.find(b"PK\1\2"), 8, 28)):
        struct.pack_into("<H", plain, at + flags, 0)
        struct.pack_into("<H", plain, at + length, len(stored))
    end = plain.find(b"PK\5\6")
    size, start = struct.unpack_from("<II", plain, end + 12)
    struct.pack_into("<II", plain, end + 12, size - grown, start - grown)
    assert [member["file"] for member in read(bytes(plain)).extra["members"]] == ["项目/底图.txt"]


def test_a_name_in_unicode_goes_before_the_stored_one():
    info = zipfile.ZipInfo("x.txt")
    info.filename = info.orig_filename = b"\xd2\xbb\xb6\xfe".decode("cp437")
    name = "鹤".encode()
    field = b"\1" + struct.pack("<I", zlib.crc32(b"\xd2\xbb\xb6\xfe")) + name
    info.extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert _name_of(info) == "鹤"
    info.extra = struct.pack("<HH", 0x7075, len(field)) + b"\1\0\0\0\0" + name
    assert _name_of(info) == "一二"


def test_a_sidecar_of_a_chinese_system_is_read_in_its_encoding():
    found = read(f"一只白鹤，芦苇{BEGIN}".encode("gb18030"))
    assert found.prompt == "一只白鹤，芦苇"


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([{"who": who, "say": said} for who, said in TALK]),
        "\n".join([json.dumps({"object": "chat.completion", "choices": []})] * 2),
    ],
)
def test_what_looks_like_a_conversation_of_an_unknown_form_is_said_to(data):
    found = read(Source(name="x.json", content=data.encode()))
    assert found.messages == ()
    assert codes(found) == ["conversation_suspected"]
