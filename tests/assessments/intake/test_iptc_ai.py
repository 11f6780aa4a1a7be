"""The prompt, its writer and the system of IPTC 2025.1, and lines of credit."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from assessments.intake import read
from tests.support import made_files, made_media
from tests.support.made_files import RESOURCES, chunk, jpeg, png, text, webp

CASES = RESOURCES.parent / "evidence-cases"
PHOTOSHOP = 'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def packet(inner: str, attributes: str = "") -> bytes:
    return made_files.xmp(inner, f"{PHOTOSHOP} {attributes}")


def picture(inner: str, attributes: str = "") -> bytes:
    return jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet(inner, attributes)))


def test_the_four_properties_are_prompt_writer_and_system():
    reading = read(CASES / "iptc-2025-1-ai.jpg")
    assert reading.prompt == "a red lantern in the rain, ink wash"
    assert reading.generator == "Some Generator 3.1"
    assert reading.extra["prompt_writer"] == "Li Mei"
    assert reading.problems == ()


@pytest.mark.parametrize(
    "inner",
    [
        "<Iptc4xmpExt:AIPromptInformation>a fox</Iptc4xmpExt:AIPromptInformation>",
        '<Iptc4xmpExt:AIPromptInformation><rdf:Alt><rdf:li xml:lang="x-default">a fox</rdf:li>'
        "</rdf:Alt></Iptc4xmpExt:AIPromptInformation>",
    ],
)
def test_the_prompt_alone_is_a_prompt_of_a_generator_not_named(inner):
    for data in (picture(inner), png(chunk(b"tEXt", b"XML:com.adobe.xmp\0" + packet(inner)))):
        reading = read(data)
        assert (reading.prompt, reading.generator, reading.problems) == ("a fox", None, ())
        assert reading.confidence == "stated"


def test_a_system_without_a_version_is_the_generator_in_any_picture():
    reading = read(webp(**{"XMP ": packet("", 'Iptc4xmpExt:AISystemUsed="Image Maker"')}))
    assert reading.generator == "Image Maker"


def test_a_generators_own_texts_come_before_and_lose_nothing():
    settings = "a cat\nSteps: 20, Sampler: Euler, Seed: 1, Size: 8x16"
    inner = "<Iptc4xmpExt:AIPromptInformation>a dog</Iptc4xmpExt:AIPromptInformation>"
    data = png(text("parameters", settings), chunk(b"tEXt", b"XML:com.adobe.xmp\0" + packet(inner)))
    reading = read(data)
    assert (reading.prompt, reading.generator) == ("a cat", "Stable Diffusion WebUI")
    assert reading.extra["iptc_prompt"] == "a dog"


def test_a_photograph_edited_with_a_program_was_not_made_with_it():
    reading = read(CASES / "credit-edited-google-ai.jpg")
    assert (reading.generator, reading.extra["credit"]) == (None, "Edited with Google AI")
    assert reading.extra["edited_with"] == "Google AI"
    assert str(reading.extra["digital_source_type"]).endswith(
        "compositeWithTrainedAlgorithmicMedia"
    )
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("credit", "generated", "generator"),
    [
        ("Made with Google AI", False, "Google AI"),
        ("Created with Google AI", False, "Google AI"),
        ("Google AI", True, "Google AI"),
        ("Google AI", False, None),
        ("Photo: Li Mei / Agency", True, None),
    ],
)
def test_a_line_of_credit_names_a_generator_only_where_it_says_so(credit, generated, generator):
    source = f' Iptc4xmpExt:DigitalSourceType="{GENERATED}"' if generated else ""
    reading = read(picture("", f'photoshop:Credit="{credit}"{source}'))
    assert (reading.generator, reading.extra["credit"]) == (generator, credit)


def test_a_line_of_credit_in_iptcs_older_form_is_read_too():
    credit = b"Made with Google AI"
    record = b"\x1c\x02\x6e" + len(credit).to_bytes(2, "big") + credit
    resource = b"8BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record
    assert read(jpeg((0xED, b"Photoshop 3.0\0" + resource))).generator == "Google AI"


def test_a_film_with_the_properties_gives_them_too():
    inner = "<Iptc4xmpExt:AIPromptInformation>a fox</Iptc4xmpExt:AIPromptInformation>"
    atom = made_media.box(b"udta", made_media.box(b"XMP_", packet(inner)))
    reading = read(made_media.film(first=True, inside=atom))
    assert (reading.prompt, reading.problems) == ("a fox", ())


def test_a_document_in_pdf_gives_the_label_of_its_packet():
    label = '{"Label":"1","ContentProducer":"p","ProduceID":"P-1"}'
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    stream = DecodedStreamObject()
    stream.set_data(packet(f"<TC260:AIGC>{label}</TC260:AIGC>"))
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    reading = read(out.getvalue())
    assert reading.aigc_label is not None and reading.aigc_label["ProduceID"] == "P-1"
