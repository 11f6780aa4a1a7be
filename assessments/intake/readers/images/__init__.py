"""Pictures and 3D models: their container, its texts, the generator, the label, the credentials.

Marks: the first bytes of PNG, JPEG, WebP, TIFF, GIF, JPEG XL, AVIF, HEIF and GLB; the element
`svg`; `asset` in a glTF object. The cheapest comes first: the container's texts, then the
generator's reader, and the pixels only where these leave a question open.
"""

from __future__ import annotations

from dataclasses import replace

from assessments.intake import unread
from assessments.intake.containers import (
    gif,
    gltf,
    isobmff,
    jpeg,
    jxl,
    pixels,
    png,
    svg,
    tiff,
    webp,
    xmp,
)
from assessments.intake.containers.embedded import ContainerReader, Embedded, EmbeddedText
from assessments.intake.core.coerce import parse_object, to_text
from assessments.intake.core.problems import Problem, Rejected, problem
from assessments.intake.core.report import NOTHING, Confidence, Extracted, copy_as
from assessments.intake.core.source import Source
from assessments.intake.generators import detection, infotext_program, iptc_ai, novelai
from assessments.intake.generators.unwrap import unwrap
from assessments.intake.provenance import bytedance, c2pa, label_texts
from assessments.intake.screenshots import marks

ENDINGS = {
    "image/png": ("png", "apng"),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/webp": ("webp",),
    "image/gif": ("gif",),
    "image/tiff": ("tif", "tiff", "dng"),
    "image/avif": ("avif", "avifs"),
    "image/heic": ("heic", "heif", "hif"),
    "image/heif": ("heic", "heif", "hif"),
    "image/jxl": ("jxl",),
    "image/svg+xml": ("svg",),
    gltf.BINARY: ("glb", "vrm"),
    gltf.TEXT: ("gltf",),
}
ALL_ENDINGS = frozenset(extension for endings in ENDINGS.values() for extension in endings)
ADDRESSES = ("http://", "https://")
# Properties that the readers of generators use.
XMP_KEYS = (
    "xmp:CreatorTool",
    "exif:UserComment",
    "dc:description",
    "photoshop:Credit",
    xmp.DIGITAL_SOURCE,
    *iptc_ai.KEYS,
)
MEDIA_TYPES = tuple(ENDINGS)
SAMPLES = (
    "evidence-cases/invoke-regional.png",
    "evidence-cases/credentials-edit-names.jpg",
    "evidence-cases/credentials.gif",
    "evidence-cases/label-in-svg.svg",
)


def detect(source: Source) -> bool:
    return _find_container(source) is not None


def _find_container(source: Source) -> ContainerReader | None:
    head = source.head
    if head.startswith(png.MAGIC):
        return png.read
    if head.startswith(jpeg.MAGIC):
        return jpeg.read
    if webp.is_webp(head):
        return webp.read
    if head.startswith(tiff.MAGICS):
        return tiff.read
    if head.startswith(gif.MAGICS):
        return gif.read
    if head.startswith(jxl.MAGICS):
        return jxl.read
    if isobmff.picture_type(head):
        return isobmff.read
    if gltf.detect(source):
        return gltf.read
    return svg.read if svg.detect(head) else None


def read(source: Source) -> Extracted:
    container = _find_container(source)
    assert container is not None
    data = source.data()
    found = read_bytes(data, container(data), extension=source.extension)
    return marks.describe(found, source.name)


def read_bytes(data: bytes, embedded: Embedded, *, extension: str = "") -> Extracted:
    """What a picture states, from its bytes and the texts of its container.

    `ending` is that of its name; a name that contradicts the content is reported.
    """
    packets, xmp_problems = _parse_packets(embedded)
    inside = _texts_of_xmp(packets)
    named = replace(embedded, texts=embedded.texts + inside) if inside else embedded
    known = unwrap(named)
    found = detection.read(known) or NOTHING
    found, known = _read_pixels(data, known, found)
    repeated = detection.compare_repeated(known, found) if found.confidence != "none" else ()
    found = _complete(found, known)
    label, label_problems = _gather_labels(known, packets).label()
    silent = found.confidence == "none" and label is None
    credentials = _read_credentials(data, embedded, packets, silent=silent)
    described = _describe_picture(data, embedded, packets)
    beside = (known.get("Software"), to_text(described.get("creator_tool")), credentials.generator)
    found = infotext_program.compare(found, beside, label)
    marks_making = label is not None or "digital_source_type" in described
    confidence = _rate_confidence(found, credentials, marks_making)
    times = (*found.times, *embedded.times, *xmp.times(packets), *credentials.times)
    generator = found.generator or credentials.generator
    understood = bool(generator or found.prompt)
    unknown = () if understood else unread.of_picture(known, packets, times)
    problems = (
        *embedded.problems,
        *_check_ending(embedded.media_type, extension),
        *xmp_problems,
        *found.problems,
        *repeated,
        *label_problems,
        *credentials.problems,
    )
    if not understood:
        marked = confidence != "none"
        unsaid = unread.problems(unknown, embedded.unread, marked=marked, others=problems)
        problems = (*problems, *unsaid)
    return copy_as(
        Extracted,
        found,
        media_type=embedded.media_type,
        generator=generator,
        c2pa=credentials.c2pa,
        aigc_label=label,
        times=tuple(dict.fromkeys(times)),
        problems=problems,
        extra={
            **credentials.extra,
            **found.extra,
            **unread.device(embedded),
            **described,
            **(unread.extra(unknown) if unknown else {}),
        },
        raw=known.raw,
        confidence=confidence,
    )


def _complete(found: Extracted, known: Embedded) -> Extracted:
    """What stands beside any generator's own texts: properties of IPTC, marks of ByteDance."""
    found = iptc_ai.complete(found, known)
    return bytedance.complete(found, known.texts)


def _rate_confidence(found: Extracted, credentials: Extracted, marks_making: bool) -> Confidence:
    own = "stated" if marks_making and found.confidence == "none" else found.confidence
    return c2pa.rate(own, credentials)


def _parse_packets(embedded: Embedded) -> tuple[list[tuple[str, str]], list[Problem]]:
    pairs: list[tuple[str, str]] = list(embedded.properties)
    problems: list[Problem] = []
    for packet in embedded.xmp:
        try:
            pairs.extend(xmp.properties(packet))
        except Rejected as rejection:
            problems.append(rejection.problem)
    return pairs, problems


def _texts_of_xmp(pairs: list[tuple[str, str]]) -> tuple[EmbeddedText, ...]:
    return tuple(
        EmbeddedText(key=name, text=text, where="XMP")
        for name, text in pairs
        if name.rpartition("/")[2] in XMP_KEYS
    )


def _describe_picture(
    data: bytes, embedded: Embedded, pairs: list[tuple[str, str]]
) -> dict[str, object]:
    """Facts of the picture itself, beside the settings of its generation."""
    width, height = embedded.width, embedded.height
    picture: dict[str, object] = {"width": width, "height": height}
    if embedded.moves:
        picture["several_frames"] = True
    if pixels.is_one_colour(data, width, height):
        picture["one_colour"] = True
    extra: dict[str, object] = {"picture": picture}
    source = xmp.value(pairs, xmp.DIGITAL_SOURCE)
    if source:
        extra["digital_source_type"] = source
    tool = to_text(xmp.value(pairs, "xmp:CreatorTool"))
    if tool:
        extra["creator_tool"] = tool
    return extra


def _check_ending(media_type: str, extension: str) -> tuple[Problem, ...]:
    if extension in ALL_ENDINGS and extension not in ENDINGS[media_type]:
        return (problem("name_differs", found=media_type, ending=extension),)
    return ()


def _gather_labels(known: Embedded, pairs: list[tuple[str, str]]) -> label_texts.LabelTexts:
    """What is the label or holds it."""
    labels = label_texts.LabelTexts()
    if pairs:
        labels.add_properties(pairs)
    labels.add_texts((text.key, text.text) for text in known.texts)
    for text in known.texts:
        if text.key in label_texts.FIELDS:
            labels.add_embedded(text.text)
    return labels


def _read_credentials(
    data: bytes, embedded: Embedded, pairs: list[tuple[str, str]], *, silent: bool
) -> Extracted:
    """The credentials that the container's reader saw; where nothing else was found, of any place.

    To search all bytes takes longer than to walk the parts of a picture.
    """
    if embedded.c2pa or silent:
        credentials = c2pa.look(data, embedded.media_type, marked=embedded.c2pa)
        if credentials.c2pa:
            return credentials
    address = xmp.value(pairs, "dcterms:provenance")
    # Dublin Core's property may hold any words; the credentials of this file itself are no address.
    return c2pa.remote(address) if address and address.startswith(ADDRESSES) else NOTHING


def _read_pixels(data: bytes, known: Embedded, found: Extracted) -> tuple[Extracted, Embedded]:
    """Read the hidden text where nothing else was found, and check NovelAI's signature."""
    comment = novelai.comment_of(known) if found.generator == novelai.NAME else None
    signed = comment is not None and "signed_hash" in comment
    cut = any(fault.code == "text_too_large" for fault in (*known.problems, *found.problems))
    search = found.confidence == "none" and known.lossless and not cut and not known.c2pa
    if not (signed or search) or known.media_type not in ("image/png", "image/webp"):
        return found, known
    decoded, failure = pixels.decode(data, known.width, known.height)
    if decoded is None:
        return replace(found, problems=(*found.problems, *((failure,) if failure else ()))), known
    if search:
        found, known = _read_hidden_text(decoded, known, found)
        comment = novelai.comment_of(known) if found.generator == novelai.NAME else None
    return (_check_signature(found, comment, decoded) if comment else found), known


def _read_hidden_text(
    decoded: pixels.Pixels, known: Embedded, found: Extracted
) -> tuple[Extracted, Embedded]:
    try:
        text = decoded.hidden_text()
    except Rejected as rejection:
        return replace(found, problems=(*found.problems, rejection.problem)), known
    if text is None:
        return found, known
    texts = (*known.texts, *_texts_of_hidden(text))
    known = unwrap(replace(known, texts=texts))
    hidden = detection.read(known)
    return (hidden or found), known


def _texts_of_hidden(text: str) -> tuple[EmbeddedText, ...]:
    """The hidden text, or the fields of NovelAI's object in it, as texts of the container."""
    data = parse_object(text)
    if data and isinstance(data.get("Comment"), str):
        return tuple(
            EmbeddedText(key=key, text=value, where="stealth")
            for key, value in data.items()
            if isinstance(value, str)
        )
    return (EmbeddedText(key="parameters", text=text, where="stealth"),)


def _check_signature(
    found: Extracted, comment: dict[str, object], decoded: pixels.Pixels
) -> Extracted:
    valid = novelai.signature(comment, decoded.rgb())
    if valid is None:
        return found
    if valid:
        signed = {"by": novelai.NAME, "valid": True, "signed": novelai.signed_names(comment)}
        return replace(found, signature=signed, confidence="verified")
    return replace(
        found,
        signature={"by": novelai.NAME, "valid": False},
        problems=(*found.problems, problem("signature_broken")),
    )
