"""A copy with a label: read back, everything else as it was, nobody's label replaced."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from PIL import Image, ImageSequence
from pypdf import PdfReader, PdfWriter

from assessments.intake import read
from assessments.intake.core.problems import Rejected
from assessments.labelling.write import Label, write_label
from assessments.labelling.write.tiff_gif import MAGIC_TRAILER
from tests.support import made_files
from tests.support.made_files import RESOURCES, chunk, png

LABEL = Label(label="1", producer="001191110000TESTUSCC0X10000", produce_id="P-0007")
FIELDS = {
    "Label": "1",
    "ContentProducer": "001191110000TESTUSCC0X10000",
    "ProduceID": "P-0007",
    "ReservedCode1": "",
    "ContentPropagator": "001191110000TESTUSCC0X10000",
    "PropagateID": "P-0007",
    "ReservedCode2": "",
}
PICTURE = Image.radial_gradient("L").resize((40, 30)).convert("RGB")
CLEAR = PICTURE.copy()
CLEAR.putalpha(120)


def encode_picture(kind: str, image: Image.Image = PICTURE, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": "Fox"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def gif_with(packet: bytes) -> bytes:
    data = encode_picture("GIF")
    at = data.index(b"\x2c\0\0\0\0")
    return data[:at] + b"\x21\xff\x0bXMP DataXMP" + packet + MAGIC_TRAILER + data[at:]


FILES = {
    "png": encode_picture("PNG"),
    "png with xmp": png(chunk(b"tEXt", b"XML:com.adobe.xmp\0" + made_files.xmp(""))),
    "jpeg": encode_picture("JPEG"),
    "jpeg with exif": encode_picture(
        "JPEG", exif=b"Exif\0\0" + made_files.tiff({0x131: b"Camera"})
    ),
    "jpeg with xmp": encode_picture(
        "JPEG", xmp=made_files.xmp("<xmp:CreatorTool>Draw</xmp:CreatorTool>")
    ),
    "webp": encode_picture("WEBP"),
    "webp lossless with alpha": encode_picture("WEBP", CLEAR, lossless=True),
    "webp with alpha": encode_picture("WEBP", CLEAR),
    "webp with xmp": encode_picture("WEBP", xmp=made_files.xmp("")),
    "tiff": encode_picture("TIFF"),
    "tiff with xmp": encode_picture("TIFF", tiffinfo={700: made_files.xmp("")}),
    "tiff, pages": encode_picture("TIFF", save_all=True, append_images=[PICTURE.rotate(180)]),
    "gif": encode_picture("GIF"),
    "gif, frames": encode_picture(
        "GIF", save_all=True, append_images=[PICTURE.rotate(180)], loop=0
    ),
    "gif with xmp": gif_with(made_files.xmp("")),
    "pdf": pdf(),
}
PICTURES = [name for name in FILES if name not in ("pdf", "png with xmp")]


@pytest.mark.parametrize("name", FILES)
def test_the_label_is_read_back_and_is_as_the_standard_has_it(name):
    found = read(write_label(FILES[name], LABEL))
    assert found.aigc_label == FIELDS
    assert not [
        problem
        for problem in found.problems
        if problem.code.startswith(("label", "damaged", "trunc"))
    ]


@pytest.mark.parametrize("name", PICTURES)
def test_the_pixels_are_the_same_and_other_readers_open_the_copy(name):
    before, after = (
        Image.open(io.BytesIO(frame)) for frame in (FILES[name], write_label(FILES[name], LABEL))
    )
    assert (before.mode, before.size) == (after.mode, after.size)
    frames = [
        [frame.tobytes() for frame in ImageSequence.Iterator(file)] for file in (before, after)
    ]
    assert frames[0] == frames[1]


@pytest.mark.parametrize("name", ["png", "jpeg", "pdf", "jpeg with exif"])
def test_without_the_label_the_copy_is_the_original_byte_for_byte(name):
    data, copy = FILES[name], write_label(FILES[name], LABEL)
    shared = next(
        (at for at, (one, other) in enumerate(zip(data, copy, strict=False)) if one != other),
        len(data),
    )
    added = len(copy) - len(data)
    assert copy[:shared] + copy[shared + added :] == data


def test_what_must_stand_first_in_a_picture_stands_first():
    data = FILES["jpeg with exif"]
    first = data.index(b"Camera") + len(b"Camera")  # where JFIF and EXIF end
    assert write_label(data, LABEL)[:first] == data[:first]


def test_an_extended_webp_says_whether_it_is_transparent():
    for name, flags in (("webp", 0x04), ("webp lossless with alpha", 0x14)):
        copy = write_label(FILES[name], LABEL)
        assert (copy[12:16], copy[20]) == (b"VP8X", flags)


def test_other_metadata_stands_beside_the_label():
    copy = read(write_label(FILES["jpeg with xmp"], LABEL))
    assert copy.extra["creator_tool"] == "Draw"
    duck = (RESOURCES / "sd-parsers" / "automatic1111_cropped.png").read_bytes()
    assert read(write_label(duck, LABEL)).parameters == read(duck).parameters
    info: Any = PdfReader(io.BytesIO(write_label(FILES["pdf"], LABEL))).metadata
    assert info["/Title"] == "Fox" and json.loads(info["/AIGC"]) == FIELDS


@pytest.mark.parametrize(
    "path",
    [
        "aigc-label/png_text.png",
        "aigc-label/jpeg_xmp.jpg",
        "aigc-label/webp_xmp.webp",
        "aigc-label/jpeg_imagedescription_tencent.jpg",
        "aigc-label/tiff_xmp.tif",
        "labelled/pdf_info.pdf",
        "labelled/docx_custom.docx",
        "labelled/mp4_keys_ilst.mp4",
        "labelled/md_front_matter.md",
    ],
)
def test_a_label_is_never_replaced(path):
    assert rejection((RESOURCES / path).read_bytes()) == "label_present"


def test_a_damaged_label_is_not_written_over():
    assert rejection(png(made_files.text("AIGC", '{"Label": '))) == "label_present"


def test_a_second_writing_is_refused():
    assert rejection(write_label(FILES["png"], LABEL)) == "label_present"


def test_a_signed_file_is_refused_unless_asked_for():
    signed = (RESOURCES / "c2pa" / "adobe-20220124-C.jpg").read_bytes()
    assert rejection(signed) == "label_breaks_signature"
    assert read(write_label(signed, LABEL, even_if_signed=True)).aigc_label == FIELDS


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"label": "4"}, "label_value"),
        ({"producer": ""}, "label_missing_field"),
        ({"produce_id": ""}, "label_missing_field"),
        ({"producer": "某公司"}, "label_value"),
        ({"produce_id": 'a"b'}, "label_value"),
        ({"produce_id": "a\\b"}, "label_value"),
    ],
)
def test_a_label_that_the_standard_does_not_provide_is_not_written(values, code):
    given = {"label": "1", "producer": "P", "produce_id": "1"} | values
    assert rejection(FILES["png"], Label(**given)) == code


@pytest.mark.parametrize("data", [b"", b"plain words", encode_picture("BMP")])
def test_other_kinds_of_file_are_refused(data):
    assert rejection(data) == "label_unsupported"


def test_a_broken_file_is_refused_or_copied_but_never_fails_otherwise():
    for name, data in FILES.items():
        for cut in (13, len(data) // 2, len(data) - 3):
            try:
                copy = write_label(data[:cut], LABEL)
            except Rejected:
                continue
            assert read(copy).aigc_label == FIELDS, name


def rejection(data: bytes, label: Label = LABEL) -> str:
    with pytest.raises(Rejected) as found:
        write_label(data, label)
    return found.value.problem.code
