"""Layered pictures: every layer by name and kind; damaged and hostile ones end in a problem."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from assessments.intake import FileReport, read

HISTORY = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
xmp:CreatorTool="Adobe Photoshop 26.0"><xmpMM:History><rdf:Seq>
<rdf:li stEvt:action="created" stEvt:when="2026-01-02T10:00:00+08:00"/>
<rdf:li stEvt:action="saved" stEvt:when="2026-01-03T10:00:00+08:00"/>
</rdf:Seq></xmpMM:History></rdf:Description></rdf:RDF></x:xmpmeta>"""


def block(key: bytes, data: bytes) -> bytes:
    return b"8BIM" + key + struct.pack(">I", len(data)) + data


def layer(name: str, *blocks: bytes) -> bytes:
    wide = struct.pack(">I", len(name)) + name.encode("utf-16-be")
    wide += b"\0" * (len(wide) % 2)
    extra = b"\0" * 8 + b"\1?\0\0" + block(b"luni", wide) + b"".join(blocks)
    head = b"\0" * 16 + b"\0\0" + b"8BIMnorm" + bytes((255, 0, 0, 0))
    return head + struct.pack(">I", len(extra)) + extra


def psd(*layers: bytes, packet: str = "") -> bytes:
    records = struct.pack(">h", len(layers)) + b"".join(layers)
    info = struct.pack(">I", len(records)) + records
    data = packet.encode()
    data += b"\0" * (len(data) % 2)
    resource = b"8BIM" + struct.pack(">HHI", 1060, 0, len(data)) + data if packet else b""
    return (
        b"8BPS\0\1" + b"\0" * 6 + struct.pack(">HIIHH", 3, 200, 300, 8, 3) + struct.pack(">I", 0)
        + struct.pack(">I", len(resource)) + resource
        + struct.pack(">I", len(info)) + info
    )  # fmt: skip


def archive(kind: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", kind)
        for name, text in parts.items():
            file.writestr(f"{name}.xml", text)
    return out.getvalue()


def layers(reading: FileReport) -> list[tuple[str | None, str]]:
    return [(edit.text, edit.extra["kind"]) for edit in reading.edits]


def test_photoshop_s_layers_come_from_the_top_with_their_kinds() -> None:
    reading = read(
        psd(
            layer("背景"),
            layer("</Layer group>", block(b"lsct", struct.pack(">I", 3))),
            layer("曲线", block(b"curv", b"\0\0")),
            layer("字", block(b"TySh", b"\0\0")),
            layer("组", block(b"lsct", struct.pack(">I", 1))),
        )
    )
    assert reading.media_type == "image/vnd.adobe.photoshop"
    assert (reading.parameters.width, reading.parameters.height) == (300, 200)
    assert layers(reading) == [
        ("组", "group"),
        ("字", "text"),
        ("曲线", "adjustment"),
        ("背景", "pixels"),
    ]
    assert reading.edits[2].extra["adjustment"] == "curves"


def test_photoshop_s_history_gives_sessions_with_times() -> None:
    reading = read(psd(layer("a"), packet=HISTORY))
    assert [stated_time["action"] for stated_time in reading.extra["history"]] == [
        "created",
        "saved",
    ]
    assert reading.extra["program"] == "Adobe Photoshop 26.0"
    assert "2026-01-03T10:00:00+08:00" in {stated_time.value for stated_time in reading.times}


def test_a_photoshop_file_cut_anywhere_ends_in_a_reading() -> None:
    data = psd(layer("a"), layer("b"), packet=HISTORY)
    for size in range(6, len(data)):
        assert "reader_failed" not in {problem.code for problem in read(data[:size]).problems}, size


def test_openraster_gives_layers_and_groups() -> None:
    stack = (
        '<image w="64" h="48"><stack><layer name="ink" opacity="0.5"/>'
        '<stack name="group"><layer name="colour" visibility="hidden"/></stack></stack></image>'
    )
    reading = read(archive("image/openraster", stack=stack))
    assert (reading.media_type, reading.parameters.width) == ("image/openraster", 64)
    assert layers(reading) == [("ink", "pixels"), ("group", "group"), ("colour", "pixels")]
    assert [edit.extra["visible"] for edit in reading.edits] == [True, True, False]


def test_krita_gives_layers_masks_and_times() -> None:
    main = (
        '<DOC xmlns="http://www.calligra.org/DTD/krita" syntaxVersion="2.0" editor="Krita"'
        ' kritaVersion="5.2.9"><IMAGE width="64" height="48"><layers>'
        '<layer name="线稿" nodetype="paintlayer"><masks>'
        '<mask name="m" nodetype="transparencymask"/></masks></layer>'
        '<layer name="色调" nodetype="adjustmentlayer"/></layers></IMAGE></DOC>'
    )
    named = "<!DOCTYPE {0} PUBLIC '-//KDE//DTD {0}//EN' 'http://example.invalid/{0}.dtd'>"
    about = "<about><creation-date>2026-01-02T03:04:05</creation-date></about>"
    main = named.format("DOC") + main
    info = f"{named.format('document-info')}<document-info>{about}</document-info>"
    reading = read(archive("application/x-krita", maindoc=main, documentinfo=info))
    assert layers(reading) == [("线稿", "pixels"), ("m", "mask"), ("色调", "adjustment")]
    assert reading.extra["program"] == "Krita 5.2.9"
    assert [(stated_time.what, stated_time.value) for stated_time in reading.times] == [
        ("created", "2026-01-02T03:04:05")
    ]


@pytest.mark.parametrize("kind", ["image/openraster", "application/x-krita"])
def test_a_list_of_layers_with_entities_is_refused(kind: str) -> None:
    hostile = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><image>&e;</image>'
    reading = read(archive(kind, stack=hostile, maindoc=hostile))
    assert {problem.code for problem in reading.problems} == {"xml_refused"}
