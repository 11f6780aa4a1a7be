"""From a container's tags to what the file states: label, generator, prompt, times, duration.

Programs that write graphs or parameters into pictures write them into films as well; their readers
get the tags in place of a picture's texts. Suno writes a comment `made with suno;
created=…; id=…` and its address into MP3; Udio leaves at most its address. Their lyrics are kept as
lyrics: whose words they are is not in the file.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assessments.intake import unread
from assessments.intake.containers import xmp
from assessments.intake.containers.embedded import Embedded, EmbeddedText
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Rejected, problem
from assessments.intake.core.report import Extracted, Raw, StatedTime
from assessments.intake.core.source import Source
from assessments.intake.generators import detection, iptc_ai
from assessments.intake.generators.unwrap import unwrap
from assessments.intake.provenance import bytedance, c2pa
from assessments.intake.provenance.label_texts import LabelTexts
from assessments.intake.readers.audio_video.container import Media, Tag

APPLE = "COM.APPLE.QUICKTIME."  # QTFF, "Metadata Keys": the namespace of Apple's names
COMMENTS = frozenset(
    {f"{APPLE}COMMENT", f"{APPLE}DESCRIPTION", "COMM", "COMMENT", "DESCRIPTION", "ICMT"}
)
LYRICS = frozenset({"USLT", "LYRICS", "UNSYNCEDLYRICS"})
TITLES = frozenset({f"{APPLE}TITLE", "TIT2", "TT2", "TITLE", "INAM"})
ARTISTS = frozenset({f"{APPLE}ARTIST", f"{APPLE}AUTHOR", "TPE1", "TP1", "ARTIST", "IART"})
PROGRAMS = frozenset({"TSSE", "ENCODER", "SOFTWARE", "ISFT", "WRITER", f"{APPLE}SOFTWARE"})
DATES = frozenset(
    {"TDRC", "TDRL", "TYER", "DATE", "ICRD", "IDIT", "CREATION_TIME", f"{APPLE}CREATIONDATE"}
)
# The camera: QTFF, "Metadata Keys" and "User Data Atoms" (©mak, ©mod); Android's MediaRecorder.
MAKES = frozenset({f"{APPLE}MAKE", "MAKE", "COM.ANDROID.MANUFACTURER"})
MODELS = frozenset({f"{APPLE}MODEL", "MODEL", "COM.ANDROID.MODEL"})
# Keys under which programs write how they made it, as the readers of generators know them.
GRAPHS = {
    "PROMPT": "prompt",
    "WORKFLOW": "workflow",
    "PARAMETERS": "parameters",
    "COMMENT": "Comment",
    "COMM": "Comment",
    "DESCRIPTION": "description",
    # deepbeepmeep/Wan2GP: TXXX:WanGP of an MP3, the chunk `json` of a WAV.
    "WANGP": "metadata",
    "JSON": "metadata",
}
# Vorbis I, 5.2.1: names of comments are the same in either case.
FOLDED = ("audio/flac", "audio/ogg")
PROMPTED = frozenset({"prompt", "workflow", "parameters"})
SUNO = "made with suno"
ADDRESSES = {"suno.com/": "Suno", "suno.ai/": "Suno", "udio.com/": "Udio"}
OFFSET = re.compile(r"(?<=T)(.{5,15}[+-]\d\d)(\d\d)$")
NAMES = {"suno": "Suno", "suno ai": "Suno", "udio": "Udio"}  # a program or an encoder of this name


def extract(media: Media, source: Source) -> Extracted:
    pairs, problems = _parse_packets(media)
    label, label_problems = _gather_marks(media, pairs).label()
    generation, credentials = _read_generation(media), _read_credentials(media, source)
    tags_as_texts = (EmbeddedText(key=t.key, text=t.value, where=t.name) for t in media.tags)
    generation = bytedance.complete(generation, tags_as_texts)
    generation = iptc_ai.complete(generation, _as_embedded(media, pairs))
    service, service_times, service_extra = _find_service(media.tags)
    times = (
        *generation.times,
        *media.times,
        *service_times,
        *_find_dates(media.tags),
        *xmp.times(pairs),
    )
    problems = [*media.problems, *problems, *generation.problems]
    generator = generation.generator or service or credentials.generator
    marked = label is not None or credentials.c2pa is not None
    understood = bool(generator or generation.prompt)
    unknown = () if understood else _list_unread(media, pairs, marked=marked)
    own = generation.generator or generation.prompt or service or label
    problems += [*label_problems, *credentials.problems]
    # A title may be a prompt; where one is given, it is not said that there is none.
    described = any(tag.key.startswith(unread.REPORTED_TAGS) for tag in media.tags)
    unsaid = (
        ()
        if understood
        else unread.problems(unknown, media.unread, marked=marked or described, others=problems)
    )
    return replace(
        generation,
        media_type=media.media_type,
        generator=generator,
        parameters=replace(
            generation.parameters,
            width=generation.parameters.width or media.width,
            height=generation.parameters.height or media.height,
        ),
        c2pa=credentials.c2pa,
        aigc_label=label,
        times=tuple(dict.fromkeys((*times, *credentials.times))),
        problems=(*problems, *unsaid),
        extra={
            **credentials.extra,
            **generation.extra,
            **_collect_extra(media),
            **_frame_size(media, generation),
            **service_extra,
            **unread.extra(unknown),
        },
        raw=_raw_texts(media),
        confidence=c2pa.rate("stated" if own else generation.confidence, credentials),
    )


def _frame_size(media: Media, generation: Extracted) -> dict[str, Any]:
    """The size of the pictures where it is another than the one that was asked for."""
    asked = (generation.parameters.width, generation.parameters.height)
    shown = (media.width, media.height)
    return {"frame_size": list(shown)} if all(shown) and any(asked) and asked != shown else {}


def _raw_texts(media: Media) -> tuple[Raw, ...]:
    tags = tuple(Raw(where=tag.name, text=tag.value) for tag in media.tags)
    return tags + tuple(Raw(where="XMP", text=packet) for packet in media.xmp)


def _as_embedded(media: Media, pairs: list[tuple[str, str]]) -> Embedded:
    """The properties of XMP as texts, as readers of pictures take them."""
    texts = (EmbeddedText(key=name, text=text, where="XMP") for name, text in pairs)
    return Embedded(media_type=media.media_type, texts=tuple(texts))


def _list_unread(
    media: Media, pairs: list[tuple[str, str]], *, marked: bool
) -> tuple[unread.UnreadText, ...]:
    """The tags and the properties of XMP that no reader understood."""
    tags = ((tag.key, tag.value, tag.name) for tag in media.tags)
    packets = unread.of_picture(Embedded(media_type=media.media_type), pairs, media.times)
    return (*unread.of_tags(tags, marked=marked), *packets)


def _gather_marks(media: Media, pairs: list[tuple[str, str]]) -> LabelTexts:
    marks = LabelTexts()
    folded = media.media_type in FOLDED
    names = ((tag.key if folded else tag.written_key, tag.value) for tag in media.tags)
    marks.add_texts(names)
    for tag in media.tags:
        if tag.key in COMMENTS:
            marks.add_embedded(tag.value)
    marks.add_properties(pairs)
    return marks


def _read_generation(media: Media) -> Extracted:
    """What the readers of generators find in the tags: a graph, parameters, or nothing."""
    texts = tuple(
        EmbeddedText(key=GRAPHS.get(tag.key, tag.key), text=tag.value, where=tag.name)
        for tag in media.tags
        if tag.key in GRAPHS
    )
    known = unwrap(Embedded(media_type=media.media_type, texts=texts))
    if not any(text.key in PROMPTED or text.text.startswith("{") for text in known.texts):
        return Extracted()
    return detection.read(known) or Extracted()


def _read_credentials(media: Media, source: Source) -> Extracted:
    """The credentials that the container's reader saw, or that the bytes of a small file hold."""
    if not media.c2pa and not source.is_small:
        return Extracted()
    if source.size > limits.FILE.value:
        unchecked = problem("c2pa_unchecked")
        return Extracted(c2pa={"present": True, "checked": False}, problems=(unchecked,))
    return c2pa.look(source.data(), media.media_type, marked=media.c2pa)


def _find_service(tags: list[Tag]) -> tuple[str | None, list[StatedTime], dict[str, Any]]:
    """The service that made the sound, by its comment, its address or its name as the program."""
    for tag in tags:
        if tag.value.lower().startswith(SUNO):
            return "Suno", *_parse_suno(tag)
    for tag in tags:
        for address, service in ADDRESSES.items():
            if address in tag.value.lower() and _is_address(tag.value):
                return service, [], {"address": tag.value}
        if tag.key in PROGRAMS and tag.value.lower() in NAMES:
            return NAMES[tag.value.lower()], [], {}
    return None, [], {}


def _is_address(text: str) -> bool:
    """Whether a text is an address alone, and not words that mention one."""
    return len(text.split()) == 1


def _parse_suno(tag: Tag) -> tuple[list[StatedTime], dict[str, Any]]:
    """Time and id of the generation from `made with suno; created=…; id=…`."""
    fields = dict(part.strip().partition("=")[::2] for part in tag.value.split(";"))
    created, identity = fields.get("created"), fields.get("id")
    times = [StatedTime(what="generated", value=created, source=tag.name)] if created else []
    return times, {"generation_id": identity} if identity else {}


def _parse_packets(media: Media) -> tuple[list[tuple[str, str]], list[Problem]]:
    pairs: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for packet in media.xmp:
        try:
            pairs += xmp.properties(packet)
        except Rejected as rejection:
            problems.append(rejection.problem)
    return pairs, problems


def _find_dates(tags: list[Tag]) -> list[StatedTime]:
    return [
        StatedTime(what="created", value=_with_colon(tag.value), source=tag.name)
        for tag in tags
        if tag.key in DATES
    ]


def _with_colon(time: str) -> str:
    """A time of ISO 8601 whose offset has no colon (+0800), as Apple writes it, with one."""
    return OFFSET.sub(r"\1:\2", time)


def _name_device(tags: list[Tag]) -> str | None:
    """The camera by maker and model; None where one of them is missing."""
    make, model = (
        next((tag.value.strip() for tag in tags if tag.key in keys), "")[: unread.SHOWN_NAME]
        for keys in (MAKES, MODELS)
    )
    if not (make and model):
        return None
    return model if model.lower().startswith(make.lower()) else f"{make} {model}"


def _collect_extra(media: Media) -> dict[str, Any]:
    named = (("title", TITLES), ("artist", ARTISTS), ("program", PROGRAMS), ("lyrics", LYRICS))
    extra: dict[str, Any] = {"seconds": media.seconds}
    if device := _name_device(media.tags):
        extra["device"] = device
    for name, keys in named:
        value = next((tag.value for tag in media.tags if tag.key in keys), None)
        if value:
            extra[name] = value
    if comments := [tag.value for tag in media.tags if tag.key in COMMENTS]:
        extra["comments"] = comments
    return extra
