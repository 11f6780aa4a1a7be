"""Records of works in which several people had a part."""

from __future__ import annotations

from typing import Any

PROMPT = (
    "a red lantern hanging from a stone bridge at night, three paper cranes floating to its left, "
    "seen from below, warm light from the windows reflected in the river, watercolour"
)
RUN: dict[str, Any] = {"id": "s2", "by": "d", "action": "generate", "tool": "t", "prompt": PROMPT}
FILM: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "The lantern",
    "kind": "video",
    "tools": [{"id": "t", "name": "A tool", "does": "video", "output_terms": "user"}],
    "parties": [
        {"id": "w", "name": "Writer", "kind": "person", "role": "author"},
        {"id": "d", "name": "Director", "kind": "person", "role": "author"},
        {"id": "p", "name": "Studio", "kind": "organisation", "role": "helper",
         "roles": ["producer"]},
    ],
    "steps": [
        {"id": "s1", "by": "w", "action": "write", "extent": "substantial", "layer": "script"},
        RUN,
        {**RUN, "id": "s3", "parent": "s2", "action": "adjust", "prompt": f"{PROMPT}, a child "
         "reaching for the torn crane", "changed": ["prompt"], "effect": "as_intended"},
    ],
}  # fmt: skip
COMMISSIONED: dict[str, Any] = {
    **FILM,
    "kind": "text",
    "steps": FILM["steps"][:1],
    "parties": [
        {"id": "w", "name": "Writer", "kind": "person", "role": "author"},
        {"id": "c", "name": "Client", "kind": "organisation", "role": "commissioner"},
    ],
    "contracts": [
        {"id": "k", "kind": "commission", "parties": ["w", "c"], "says": "commissioner_owns"}
    ],
}
# Two authors wrote a text each; a picture made of one's own photograph with a bare instruction.
TWO_TEXTS: dict[str, Any] = {
    **COMMISSIONED,
    "contracts": [],
    "parties": [
        {"id": "w", "name": "Writer", "kind": "person", "role": "author"},
        {"id": "v", "name": "Poet", "kind": "person", "role": "author"},
    ],
    "steps": [
        {"id": "s1", "by": "w", "action": "write", "extent": "substantial"},
        {"id": "s2", "by": "v", "action": "write", "extent": "substantial"},
    ],
}
BARE_PICTURE: dict[str, Any] = {
    **COMMISSIONED,
    "kind": "image",
    "contracts": [],
    "parties": [{"id": "w", "name": "Writer", "kind": "person", "role": "author"}],
    "tools": [{"id": "t", "name": "A tool", "does": "image_to_image", "output_terms": "user"}],
    "inputs": [{"id": "i", "what": "photo", "made_by": "own", "in_output": "dominant"}],
    "steps": [{"id": "s1", "by": "w", "action": "generate", "tool": "t"}],
}
