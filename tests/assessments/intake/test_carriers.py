"""SVG, glTF and HTML, and formats that are recognised and not read."""

from __future__ import annotations

import io
import json
import struct
import time
import zipfile

import pytest

from assessments.intake import read
from tests.support.made_files import RESOURCES, png

CASES = RESOURCES.parent / "evidence-cases"
GRAPH = {
    "1": {"class_type": "RecraftTextToVectorNode", "inputs": {"prompt": "a lantern", "seed": 3}},
    "2": {"class_type": "SaveSVGNode", "inputs": {"svg": ["1", 0]}},
}
LABEL = {"Label": "1", "ContentProducer": "p", "ProduceID": "P-1"}


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def glb(document: object) -> bytes:
    body = json.dumps(document).encode()
    body += b" " * (-len(body) % 4)
    head = struct.pack("<4sII", b"glTF", 2, 12 + 8 + len(body))
    return head + struct.pack("<I4s", len(body), b"JSON") + body


def codes(reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def test_a_drawing_of_comfyui_gives_its_graph():
    reading = read(CASES / "comfy-save-svg.svg")
    assert (reading.media_type, reading.generator) == ("image/svg+xml", "ComfyUI")
    assert reading.prompt == "a red lantern in the rain, ink wash"


def test_the_label_in_a_drawing_is_read_as_in_any_xmp():
    reading = read(CASES / "label-in-svg.svg")
    assert reading.aigc_label is not None and reading.aigc_label["Label"] == "1"
    assert reading.media_type == "image/svg+xml"


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?>\n<!-- Made by hand -->\n' + svg("<g/>"),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">\n'
        + svg("<g/>"),
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
        b"\xef\xbb\xbf" + svg("<g/>"),
    ],
)
def test_a_drawing_is_one_however_it_begins(data):
    reading = read(data)
    assert (reading.media_type, codes(reading)) == ("image/svg+xml", ["no_metadata"])


def test_a_drawing_whose_prefixes_stand_at_its_root_gives_its_properties():
    root = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:x="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" width="20px" height="3cm"'
    )
    inside = (
        "<metadata><rdf:RDF><rdf:Description><x:AIPromptInformation>a fox"
        "</x:AIPromptInformation></rdf:Description></rdf:RDF></metadata>"
    )
    reading = read(svg(inside, root))
    assert reading.prompt == "a fox"
    assert reading.extra["picture"] == {"width": 20, "height": None}


def test_an_entity_in_a_drawing_is_refused_and_a_break_keeps_what_stood_before():
    entity = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("<title>&a;</title>")
    assert "xml_refused" in codes(read(entity))
    broken = read(svg("<title>a fox</title><g>").replace(b"</svg>", b""))
    assert codes(broken) == ["damaged", "texts_not_understood"]


def test_a_page_that_draws_is_a_page():
    page = b"<!DOCTYPE html><html><body><svg></svg></body></html>"
    assert read(page).media_type == "text/html"
    commented = b"<!-- x --><html><body><svg></svg></body></html>"
    assert read(commented).media_type == "text/html"


@pytest.mark.parametrize("written", [json.dumps(GRAPH), GRAPH])
def test_a_model_of_comfyui_gives_its_graph_as_text_or_as_object(written):
    asset = {"version": "2.0", "generator": "ComfyUI", "extras": {"prompt": written}}
    for data in (glb({"asset": asset}), json.dumps({"asset": asset, "scenes": []}).encode()):
        reading = read(data)
        assert (reading.generator, reading.prompt) == ("ComfyUI", "a lantern")
        assert (reading.media_type or "").startswith("model/gltf")


def test_a_model_with_a_packet_gives_its_label_and_its_prompt():
    packet = {
        "@context": {"Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"},
        "Iptc4xmpExt:AIPromptInformation": "a fox",
        "TC260:AIGC": json.dumps(LABEL),
    }
    document = {
        "asset": {"version": "2.0"},
        "extensions": {"KHR_xmp_json_ld": {"packets": [packet]}},
    }
    reading = read(glb(document))
    assert reading.prompt == "a fox"
    assert reading.aigc_label == LABEL


@pytest.mark.parametrize("cut", [8, 14, 24])
def test_a_model_that_breaks_off_is_damaged(cut):
    reading = read(glb({"asset": {"version": "2.0"}})[:cut])
    assert {"truncated", "damaged"} & set(codes(reading))


def test_a_page_gives_its_text_its_label_and_what_is_not_understood():
    page = """<!doctype html><html><head><title>Fox</title>
    <meta name="generator" content="Some CMS 2"><meta name="viewport" content="width=1">
    <meta name="aigc-prompt" content="a fox"><style>b {}</style></head>
    <body><h1>Fox</h1><p>Seen &amp; told</p><script>var a = "no"</script></body></html>"""
    reading = read(page.encode())
    assert (reading.media_type, reading.generator) == ("text/html", None)
    assert reading.extra["text"] == "Fox\nSeen & told"
    assert (reading.extra["title"], reading.extra["program"]) == ("Fox", "Some CMS 2")
    assert codes(reading) == ["texts_not_understood"]
    labelled = page.replace("<title>", f"<meta name='AIGC' content='{json.dumps(LABEL)}'><title>")
    assert read(labelled.encode()).aigc_label == LABEL


def test_credentials_of_a_page_are_present_and_said_to_be_unchecked():
    page = b'<html><head><link rel="c2pa-manifest" href="m.c2pa"></head><body>x</body></html>'
    reading = read(page)
    assert reading.c2pa == {"present": True, "checked": False}
    assert codes(reading) == ["c2pa_kind_unchecked"]


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type", "name"),
    [
        (b"gimp xcf v011\0" + struct.pack(">III", 640, 480, 0), "image/x-xcf", "GIMP (XCF)"),
        (b"CSFCHUNK" + bytes(20), "application/x-clip-studio", "Clip Studio Paint"),
        (b"BLENDER-v402" + bytes(20), "application/x-blender", "Blender"),
        (b"fig-kiwi" + bytes(20), "application/x-figma", "Figma"),
        (archive("canvas.fig", "meta.json"), "application/x-figma", "Figma"),
        (
            archive("Document.archive", "QuickLook/Thumbnail.png"),
            "application/x-procreate",
            "Procreate",
        ),
    ],
)
def test_a_known_format_that_is_not_read_is_called_by_its_name(data, media_type, name):
    reading = read(data)
    assert reading.media_type == media_type
    assert [problem.params.get("format") for problem in reading.problems] == [name]
    assert name in reading.problems[0].message()


def test_a_gimp_picture_gives_its_size():
    reading = read(b"gimp xcf v011\0" + struct.pack(">III", 640, 480, 0))
    assert (reading.parameters.width, reading.parameters.height) == (640, 480)


def test_a_picture_named_as_a_drawing_is_called_what_it_is():
    assert "name_differs" in codes(read(png(), name="x.svg"))


@pytest.mark.parametrize("part", ["<!--", "<a ", "<![", "</", "<?", "<a b='", "<script>", "<", "&"])
def test_a_page_of_marks_that_are_never_closed_is_read_in_one_pass(part):
    data = f"<!doctype html>{part * (400_000 // len(part))}".encode()
    started = time.thread_time()
    assert read(data).media_type == "text/html"
    assert time.thread_time() - started < 10


def test_a_page_with_quotes_comments_and_raw_text_is_read_as_a_browser_does():
    page = (
        "<HTML><title>A &lt; b</TITLE><p title='a > b' data-x=\"</p>\">one<!-- no > --> two"
        "<script>if (a < b) { '<p>' }</Script><br/>three &amp; 4 < 5</p>"
    )
    reading = read(page.encode())
    assert (reading.extra["title"], reading.extra["text"]) == ("A < b", "one two\nthree & 4 < 5")


@pytest.mark.parametrize(
    "data",
    [
        svg("<title>x</title>" * 5000),
        glb({"asset": {"version": "2.0", "extras": {f"k{n}": "v" for n in range(5000)}}}),
    ],
)
def test_thousands_of_texts_are_more_than_are_read(data):
    reading = read(data)
    assert "too_many_blocks" in codes(reading)
    assert len(reading.raw) <= 4100
