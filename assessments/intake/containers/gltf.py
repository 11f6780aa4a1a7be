"""glTF 2.0, as GLB and as JSON: `asset` with its generator and extras, and XMP as JSON-LD.

ComfyUI's SaveGLB writes `prompt` and `workflow` into `asset.extras`, as text or as objects. The
extension KHR_xmp_json_ld holds packets of XMP. Meshes and pictures inside are not read. The XMP
names keep their prefixes, which packets choose as XMP's own specification has them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Any

from assessments.intake.containers.embedded import Collector, Embedded
from assessments.intake.core import limits
from assessments.intake.core.coerce import parse_object, to_text
from assessments.intake.core.problems import Rejected
from assessments.intake.core.source import Source

BINARY, TEXT = "model/gltf-binary", "model/gltf+json"
# glTF 2.0, 4.4: header (magic, version, length: four bytes each, little-endian), then chunks of a
# length, a type and data. The first one holds the JSON.
MAGIC = b"glTF"
HEADER = struct.Struct("<4sII")
CHUNK = struct.Struct("<I4s")
JSON_CHUNK = b"JSON"
# What a glTF as JSON has beside its asset (5.17); all of it may stand behind the first bytes.
PARTS = (b'"meshes"', b'"buffers"', b'"nodes"', b'"scenes"', b'"accessors"')
PACKETS = "KHR_xmp_json_ld"


def detect(source: Source) -> bool:
    head = source.head
    if head.startswith(MAGIC):
        return True
    if head.lstrip()[:1] != b"{" or b'"asset"' not in head:
        return False
    return any(part in head for part in PARTS) and b'"version"' in head


def read(data: bytes) -> Embedded:
    collector = Collector(media_type=BINARY if data.startswith(MAGIC) else TEXT)
    try:
        document = parse_object(_json(collector, data))
    except Rejected as rejection:
        collector.problems.append(rejection.problem)
        return collector.build()
    if document is None:
        collector.report("damaged", where="glTF JSON")
        return collector.build()
    asset = _as_mapping(document.get("asset"))
    for key in ("generator", "copyright"):
        if text := to_text(asset.get(key)):
            collector.add(key, text[: limits.KIB], "glTF asset")
    for holder in (asset, document, *_scenes(document)):
        extras = holder.get("extras")
        for key, value in _as_mapping(extras).items():
            collector.add_value(str(key), value, "glTF extras")
        if isinstance(extras, str):
            collector.add_value("extras", extras, "glTF extras")
    _read_packets(collector, document)
    return collector.build()


def _json(collector: Collector, data: bytes) -> str:
    if not data.startswith(MAGIC):
        return data.decode("utf-8-sig", "replace")
    if len(data) < HEADER.size + CHUNK.size:
        collector.report("truncated", where="GLB")
        return ""
    size, kind = CHUNK.unpack_from(data, HEADER.size)
    start = HEADER.size + CHUNK.size
    if kind != JSON_CHUNK or start + size > len(data):
        collector.report("truncated", where="GLB")
        return ""
    return data[start : start + size].decode("utf-8", "replace")


def _scenes(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    scenes = document.get("scenes")
    for scene in (scenes if isinstance(scenes, list) else [])[:8]:
        yield _as_mapping(scene)


def _read_packets(collector: Collector, document: Mapping[str, Any]) -> None:
    extension = _as_mapping(_as_mapping(document.get("extensions")).get(PACKETS))
    packets = extension.get("packets")
    for packet in (packets if isinstance(packets, list) else [])[:8]:
        for key, value in _as_mapping(packet).items():
            if not collector.count_block():
                return
            if key != "@context" and (text := _value(value)):
                collector.properties.append((str(key), text))
                collector.add(str(key), text, "XMP")


def _value(value: Any) -> str | None:
    """The text of a JSON-LD value; the first of a list or of several languages."""
    for _ in range(4):
        if isinstance(value, Mapping):
            value = value.get("@value", value.get("@list", value.get("rdf:_1")))
        elif isinstance(value, list):
            value = value[0] if value else None
    return to_text(value)


def _as_mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
