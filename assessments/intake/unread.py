"""Texts and parts of a picture, a film or a sound that no reader understood, named and shown.

That a file says nothing of how it was made is said only where nothing of this kind was found: a
program that is not known here may have written its prompt under any name.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import StatedTime
from assessments.intake.provenance import aigc_label, bytedance, label_texts
from assessments.intake.screenshots import marks

OF_NAMES = frozenset({"name_differs"})  # problems of a file that was read whole
SHOWN_TEXTS = 20
SHOWN_NAMES = 12
SHOWN_CHARS = 500  # of one text; the whole stands among the raw texts
SHOWN_NAME = 60
# Names whose texts are dates, identifiers, sizes or colours, by their beginning, in lower case.
TECHNICAL = (
    "date:", "exif:exif", "icc:", "png:", "jpeg:", "thumb::", "creation time", "create-date",
    "modify-date", "tiff:", "xmpmm:", "dc:format", "photoshop:colormode", "photoshop:iccprofile",
    "photoshop:legacyiptcdigest", "photoshop:datecreated", "photoshop:documentancestors",
    "xmp:createdate", "xmp:modifydate", "xmp:metadatadate", "xmp:rating", "xmp:identifier",
    "dcterms:provenance", "dcterms:created", "dcterms:modified", "xmpg:", "xmptpg:", "rdf:",
)  # fmt: skip
# XMP repeats the numbers of EXIF; these of its properties are texts.
EXIF_TEXTS = frozenset({"exif:UserComment"})
# Fields that a camera writes; they are understood where it also states when it took the picture.
CAMERA = frozenset({"Make", "Model", "MakerNote", "tiff:Make", "tiff:Model"})
TAKEN = "DateTimeOriginal"
PROGRAM = "Software"  # of the device, where the file names one
# Properties that are reported in fields of their own.
REPORTED = frozenset(
    {
        "xmp:CreatorTool",
        "Iptc4xmpExt:DigitalSourceType",
        "Iptc4xmpExt:DigitalSourceFileType",
        "photoshop:Credit",
    }
)
# Tags of sound and film that containers and encoders write by themselves, by their beginning.
TECHNICAL_TAGS = (
    "MAJOR_BRAND", "MINOR_VERSION", "COMPATIBLE_BRANDS", "HANDLER_NAME", "VENDOR_ID", "DURATION",
    "_STATISTICS", "BPS", "NUMBER_OF_", "REPLAYGAIN", "ITUN", "TLEN", "TBPM", "TDEN", "TDTG",
    "ENCODER_OPTIONS", "CREATION_TIME", "DATE", "TDRC", "TDRL", "TYER", "ICRD", "IDIT", "TRACK",
    "TRCK", "DISC", "TPOS", "COMPILATION", "LANGUAGE", "GPST", "PGAP", "STIK", "RTNG",
    "COM.APPLE.QUICKTIME.MAKE", "COM.APPLE.QUICKTIME.MODEL", "COM.APPLE.QUICKTIME.CREATIONDATE",
    "COM.APPLE.QUICKTIME.LOCATION", "COM.APPLE.QUICKTIME.SOFTWARE", "COM.ANDROID.",
    "MAKE", "MODEL",
)  # fmt: skip
DESCRIPTIVE_TAGS = (
    "TITLE", "TIT2", "TT2", "INAM", "ARTIST", "TPE", "TP1", "IART", "ALBUM", "TALB", "IPRD",
    "GENRE", "TCON", "IGNR", "LYRICS", "USLT", "UNSYNCEDLYRICS", "COPYRIGHT", "TCOP", "ICOP",
    "ENCODER", "SOFTWARE", "TSSE", "ISFT", "WRITER",
)  # fmt: skip
# Those that a report gives under a name of their own.
REPORTED_TAGS = ("TITLE", "TIT2", "TT2", "INAM", "ARTIST", "TPE1", "TP1", "IART", "LYRICS", "USLT",
                 "UNSYNCEDLYRICS", "COM.APPLE.QUICKTIME.TITLE", "COM.APPLE.QUICKTIME.ARTIST",
                 "COM.APPLE.QUICKTIME.AUTHOR")  # fmt: skip
# Libraries that encode for any program.
ENCODERS = ("lavf", "lavc", "lame", "x264", "x265", "libx", "libvpx", "xiph", "reference lib",
            "handbrake", "ffmpeg", "nero aac", "qaac", "fdk", "libopus", "libvorbis")  # fmt: skip
# JSON in Base64: its first signs are those of `{"`.
BASE64 = re.compile(r"eyJ[A-Za-z0-9+/]{40,}={0,2}")
MAX_DECODED = 1_000_000  # characters; longer ones are shown as they are
LABEL_FIELDS = aigc_label.FIELDS_BY_FOLDED_NAME


@dataclass(frozen=True, kw_only=True)
class UnreadText:
    """A text that no reader understood, under its name, and the carrier that holds it."""

    name: str
    text: str
    where: str


def of_picture(
    embedded: Embedded, pairs: Sequence[tuple[str, str]], times: Iterable[StatedTime]
) -> tuple[UnreadText, ...]:
    """The texts of a picture's container and its XMP that say neither a date nor a size."""
    names = device(embedded)
    camera = any(TAKEN in time.source for time in times) or bool(names.get("device"))
    texts = ((text.key, text.text, text.where) for text in embedded.texts if text.where != "XMP")
    properties = ((name, text, "XMP") for name, text in pairs if name)
    return tuple(
        UnreadText(name=name, text=text, where=where)
        for name, text, where in dict.fromkeys((*texts, *properties))
        if not (
            _is_technical(name)
            or is_mark(name, text)
            or (camera and name in CAMERA)
            or (name == PROGRAM and "program" in names)
        )
    )


def device(embedded: Embedded) -> Mapping[str, str]:
    """The camera or scanner that the file names in EXIF by maker and model, and its program."""
    if not embedded.has("Make"):
        return {}
    exif = {text.key: text.text.strip() for text in embedded.texts if text.where == "EXIF"}
    make, model = exif.get("Make", "")[:SHOWN_NAME], exif.get("Model", "")[:SHOWN_NAME]
    # Some programs put a graph there (`prompt:{…}`), which is no name.
    if not (make and model) or "{" in make + model:
        return {}
    full = model if model.lower().startswith(make.lower()) else f"{make} {model}"
    program = exif.get(PROGRAM, "")[:SHOWN_NAME]
    return {"device": full, **({"program": program} if program else {})}


def _is_technical(name: str) -> bool:
    last = name.rpartition("/")[2]
    if name in REPORTED or last in REPORTED:
        return True
    if last.startswith("exif:") and last not in EXIF_TEXTS:
        return True
    return name.lower().startswith(TECHNICAL)


def is_mark(name: str, text: str) -> bool:
    """Whether a text is the label, a provider's own mark or that of a screenshot.

    They are reported by themselves.
    """
    if marks.is_mark(name, text):
        return True
    local = name.rpartition("/")[2].rpartition(":")[2]
    if local == aigc_label.KEY or local.casefold() in (*LABEL_FIELDS, bytedance.KEY):
        return True
    if local.upper() == aigc_label.KEY and _is_label(local, text):
        return True
    return _holds_label(text) or any(mark in text for mark in bytedance.MARKS)


def _is_label(key: str, text: str) -> bool:
    """Whether the label is read under a key in other letters, which may be a program's own."""
    texts = label_texts.LabelTexts()
    texts.add_keyed(key, text)
    return texts.label()[0] is not None


def _holds_label(text: str) -> bool:
    """Whether the label is read from a text, or reported as damaged; words may speak of AIGC."""
    if "ContentProducer" in text:
        return True
    if aigc_label.KEY not in text[:SHOWN_CHARS].upper():
        return False
    texts = label_texts.LabelTexts()
    texts.add_embedded(text)
    label, faults = texts.label()
    return label is not None or bool(faults)


def of_tags(tags: Iterable[tuple[str, str, str]], *, marked: bool) -> tuple[UnreadText, ...]:
    """The tags of a sound or film, given by key, value and name, that its encoder did not write.

    Title, artist, lyrics and program are reported by themselves; others of their kind count where
    the file carries no label and no credentials (`marked`).
    """
    left_out = (*TECHNICAL_TAGS, *(DESCRIPTIVE_TAGS if marked else REPORTED_TAGS))
    return tuple(
        UnreadText(name=name, text=value, where=name)
        for key, value, name in tags
        if not (
            key.startswith(left_out) or value.lower().startswith(ENCODERS) or is_mark(key, value)
        )
    )


def problems(
    texts: Sequence[UnreadText],
    parts: Sequence[str],
    *,
    marked: bool,
    others: Iterable[Problem] = (),
) -> tuple[Problem, ...]:
    """What is to be said where no generator and no prompt was found.

    `marked` is true where a label or Content Credentials were found. `others` are the problems of
    reading the file: where a part was not read, nothing is said of what the file does not carry.
    """
    names = list(dict.fromkeys([*(text.name[:SHOWN_NAME] for text in texts), *parts]))
    if names:
        more = len(names) - SHOWN_NAMES
        shown = ", ".join(names[:SHOWN_NAMES]) + (f" (+{more})" if more > 0 else "")
        return (problem("texts_not_understood", names=shown),)
    whole = all(other.code in OF_NAMES for other in others)
    return (problem("no_metadata"),) if whole and not marked else ()


def extra(texts: Sequence[UnreadText]) -> Mapping[str, Any]:
    """The first texts, cut, under the name by which pages and commands show them."""
    if not texts:
        return {}
    return {"texts_not_understood": list(_shown(texts))}


def _shown(texts: Sequence[UnreadText]) -> Iterator[dict[str, str]]:
    for text in texts[:SHOWN_TEXTS]:
        yield {
            "name": text.name[:SHOWN_NAME],
            "where": text.where[:SHOWN_NAME],
            "text": _printable(_decoded(text.text)[:SHOWN_CHARS]),
        }


def _decoded(text: str) -> str:
    """Return the words of a text in Base64, as cards of characters have them; else the text."""
    if len(text) > MAX_DECODED or not BASE64.fullmatch(text.strip()):
        return text
    try:
        return base64.b64decode(text.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return text


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "�" for sign in text)
