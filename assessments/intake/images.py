"""Pictures: which container, what stands in it, who made it, what it is labelled as.

Goes from the cheapest to the dearest: the container's texts, then the generator's reader, and only
where these leave a question open the pixels and the Content Credentials.
"""

from __future__ import annotations

from dataclasses import replace

from assessments.intake.containers import gif, isobmff, jpeg, jxl, pixels, png, tiff, webp, xmp
from assessments.intake.containers.embedded import ContainerReader, Embedded, Text
from assessments.intake.core.coerce import parse_object, words
from assessments.intake.core.problems import Problem, Refused, problem
from assessments.intake.core.report import NOTHING, Found, made
from assessments.intake.core.source import Source
from assessments.intake.generators import detection, novelai
from assessments.intake.generators.unwrap import spread
from assessments.intake.provenance import aigc_label, c2pa

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
}
ALL_ENDINGS = frozenset(one for endings in ENDINGS.values() for one in endings)
XMP_KEYS = (
    "xmp:CreatorTool",
    "exif:UserComment",
    "dc:description",
    "photoshop:Credit",
    xmp.DIGITAL_SOURCE,
)
LABEL_FIELDS = ("UserComment", "ImageDescription", "Comment", "XPComment", "Description")
CREDENTIAL_TYPES = ("image/png", "image/jpeg", "image/webp", "image/tiff", "image/gif")


def detect(source: Source) -> bool:
    return _container(source.head) is not None


def _container(head: bytes) -> ContainerReader | None:
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
    return isobmff.read if isobmff.picture_type(head) else None


def read(source: Source) -> Found:
    container = _container(source.head)
    assert container is not None
    data = source.data()
    return read_bytes(data, container(data), ending=source.ending)


def read_bytes(data: bytes, embedded: Embedded, *, ending: str = "") -> Found:
    """What a picture states, from its bytes and what its container holds."""
    packets, refused = _properties(embedded)
    inside = _xmp_texts(packets)
    named = replace(embedded, texts=embedded.texts + inside) if inside else embedded
    known = spread(named)
    found = detection.read(known) or NOTHING
    found, known = _from_pixels(data, known, found)
    label, label_problems = aigc_label.read(_labels(known, packets))
    credentials = _credentials(data, embedded, packets)
    confidence = _confidence(found, credentials, label is not None)
    problems = (
        *embedded.problems,
        *_name(embedded.media_type, ending),
        *refused,
        *found.problems,
        *label_problems,
        *credentials.problems,
        *((problem("no_metadata"),) if confidence == "none" else ()),
    )
    times = (*found.times, *embedded.times, *xmp.times(packets), *credentials.times)
    return made(
        Found,
        found,
        media_type=embedded.media_type,
        generator=found.generator or credentials.generator,
        c2pa=credentials.c2pa,
        aigc_label=label,
        times=tuple(dict.fromkeys(times)),
        problems=problems,
        extra={**found.extra, **_picture(embedded, packets)},
        raw=known.raw,
        confidence=confidence,
    )


def _confidence(found: Found, credentials: Found, labelled: bool) -> str:
    for one in (found.confidence, credentials.confidence):
        if one == "verified":
            return one
    stated = found.confidence != "none" or credentials.c2pa is not None or labelled
    return "stated" if stated else "none"


def _properties(embedded: Embedded) -> tuple[list[tuple[str, str]], list[Problem]]:
    pairs: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for packet in embedded.xmp:
        try:
            pairs.extend(xmp.properties(packet))
        except Refused as refusal:
            problems.append(refusal.problem)
    return pairs, problems


def _xmp_texts(pairs: list[tuple[str, str]]) -> tuple[Text, ...]:
    return tuple(
        Text(key=name, text=text, where="XMP")
        for name, text in pairs
        if name.rpartition("/")[2] in XMP_KEYS
    )


def _picture(embedded: Embedded, pairs: list[tuple[str, str]]) -> dict[str, object]:
    """Facts of the picture itself, apart from what its generator was asked for."""
    extra: dict[str, object] = {"picture": {"width": embedded.width, "height": embedded.height}}
    source = xmp.value(pairs, xmp.DIGITAL_SOURCE)
    if source:
        extra["digital_source_type"] = source
    for key, name in (("xmp:CreatorTool", "creator_tool"),):
        tool = words(xmp.value(pairs, key))
        if tool:
            extra[name] = tool
    return extra


def _name(media_type: str, ending: str) -> tuple[Problem, ...]:
    if ending in ALL_ENDINGS and ending not in ENDINGS[media_type]:
        return (problem("name_differs", found=media_type, ending=ending),)
    return ()


def _labels(known: Embedded, pairs: list[tuple[str, str]]) -> list[str]:
    """Texts that are the label, or hold it."""
    texts = [text for name, text in pairs if name.rpartition(":")[2] == aigc_label.KEY]
    for one in known.texts:
        if one.key == aigc_label.KEY:
            texts.append(one.text)
        elif one.key in LABEL_FIELDS and not known.has(aigc_label.KEY):
            inside = aigc_label.within(one.text)
            if inside:
                texts.append(inside)
    return texts


def _credentials(data: bytes, embedded: Embedded, pairs: list[tuple[str, str]]) -> Found:
    if embedded.c2pa:
        return c2pa.read(data, embedded.media_type)
    address = xmp.value(pairs, "dcterms:provenance")
    return c2pa.remote(address) if address else NOTHING


def _from_pixels(data: bytes, known: Embedded, found: Found) -> tuple[Found, Embedded]:
    """A hidden text where nothing else was found; NovelAI's signature where it is NovelAI's."""
    comment = novelai.comment_of(known) if found.generator == novelai.NAME else None
    signed = comment is not None and "signed_hash" in comment
    cut = any(one.code == "text_too_large" for one in (*known.problems, *found.problems))
    search = found.confidence == "none" and known.lossless and not cut and not known.c2pa
    if not (signed or search) or known.media_type not in ("image/png", "image/webp"):
        return found, known
    decoded, trouble = pixels.decode(data, known.width, known.height)
    if decoded is None:
        return replace(found, problems=(*found.problems, *((trouble,) if trouble else ()))), known
    if search:
        found, known = _hidden(decoded, known, found)
        comment = novelai.comment_of(known) if found.generator == novelai.NAME else None
    return (_signed(found, comment, decoded) if comment else found), known


def _hidden(decoded: pixels.Pixels, known: Embedded, found: Found) -> tuple[Found, Embedded]:
    try:
        text = decoded.hidden()
    except Refused as refusal:
        return replace(found, problems=(*found.problems, refusal.problem)), known
    if text is None:
        return found, known
    texts = (*known.texts, *_stealth_texts(text))
    known = spread(replace(known, texts=texts))
    again = detection.read(known)
    return (again or found), known


def _stealth_texts(text: str) -> tuple[Text, ...]:
    """The text itself, or the fields of NovelAI's object, as if they stood in the container."""
    data = parse_object(text)
    if data and isinstance(data.get("Comment"), str):
        return tuple(
            Text(key=key, text=value, where="stealth")
            for key, value in data.items()
            if isinstance(value, str)
        )
    return (Text(key="parameters", text=text, where="stealth"),)


def _signed(found: Found, comment: dict[str, object], decoded: pixels.Pixels) -> Found:
    valid = novelai.signature(comment, decoded.rgb())
    if valid is None:
        return found
    if valid:
        return replace(found, signature={"by": novelai.NAME, "valid": True}, confidence="verified")
    return replace(
        found,
        signature={"by": novelai.NAME, "valid": False},
        problems=(*found.problems, problem("signature_broken")),
    )
