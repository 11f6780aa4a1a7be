"""The acts that Content Credentials can record, and what kind of event each of them is.

Defined are those of "C2PA Technical Specification" 1.2 to 2.4 (in 2.1: 18.12, Actions). Version 1.0
took further names from XMP without saying what they mean; those, the acts of fonts and names of a
program's own are of no known kind: they are named and not interpreted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.core.coerce import to_text

ACTIONS = "c2pa.actions"  # 18.12, Actions; the label of the second version ends in .v2
# The end of IPTC's digital source types trainedAlgorithmicMedia and
# compositeWithTrainedAlgorithmicMedia.
GENERATED = "trainedalgorithmicmedia"
COMPOSITE = "compositewith" + GENERATED
MAX_DETAIL = 500  # characters of one detail of an action
MAX_DETAILS = 20  # details of one action
MAX_KEY = 60  # characters of the name of a setting
CREATED, OPENED = "c2pa.created", "c2pa.opened"
# What changed the content of a work. To place a component changes it, too, but may be what makes
# the work: a step of editing is not proposed for it.
EDITS = frozenset(
    {
        "c2pa.addedText",
        "c2pa.adjustedColor",
        "c2pa.changedSpeed",
        "c2pa.color_adjustments",
        "c2pa.cropped",
        "c2pa.deleted",
        "c2pa.drawing",
        "c2pa.dubbed",
        "c2pa.edited",
        "c2pa.enhanced",
        "c2pa.filtered",
        "c2pa.orientation",
        "c2pa.removed",
        "c2pa.resized",
        "c2pa.resized.proportional",
        "c2pa.translated",
        "c2pa.trimmed",
    }
)
OTHER = "other"  # the event of an act of no known kind
EVENTS = {
    CREATED: "created",
    **dict.fromkeys(EDITS, "edited"),
    "c2pa.converted": "converted",
    "c2pa.edited.metadata": "metadata_edited",
    OPENED: "opened",
    "c2pa.placed": "edited",
    "c2pa.published": "published",
    "c2pa.redacted": "redacted",
    "c2pa.repackaged": "converted",
    "c2pa.transcoded": "converted",
    "c2pa.watermarked": "watermarked",
    "c2pa.watermarked.bound": "watermarked",
    "c2pa.watermarked.unbound": "watermarked",
}


def list_actions(manifest: Mapping[str, Any], claim_generator: str | None) -> list[dict[str, Any]]:
    """The acts; `program` did it: its own agent or else the one that made the claim (18.12)."""
    found = []
    for assertion in map(as_mapping, as_list(manifest.get("assertions"))):
        if str(assertion.get("label")).startswith(ACTIONS):
            for action in map(
                as_mapping, as_list(as_mapping(assertion.get("data")).get("actions"))
            ):
                found.append(
                    {
                        "action": to_text(action.get("action")),
                        "agent": _agent_name(action.get("softwareAgent")),
                        "digital_source_type": to_text(action.get("digitalSourceType")),
                        "when": to_text(action.get("when")),
                        "program": _agent_name(action.get("softwareAgent")) or claim_generator,
                        **_list_details(action),
                    }
                )
    return found


def _list_details(action: Mapping[str, Any]) -> dict[str, Any]:
    """What the action did, in the program's own words: tool, description, areas, settings."""
    given = as_mapping(action.get("parameters"))
    details: dict[str, Any] = {
        "name": _cut(given.get("name")),
        "description": _cut(given.get("description")) or _cut(action.get("description")),
        "reason": _cut(action.get("reason")),
        "changes": _list_changes(action),
        "parameters": {
            str(key)[:MAX_KEY]: value if isinstance(value, int | float) else value[:MAX_DETAIL]
            for key, value in list(given.items())[:MAX_DETAILS]
            if key not in ("name", "description") and isinstance(value, str | int | float)
        },
    }
    version = _cut(as_mapping(action.get("softwareAgent")).get("version"))
    return {key: value for key, value in {**details, "agent_version": version}.items() if value}


def _list_changes(action: Mapping[str, Any]) -> list[str]:
    """The changed areas by their descriptions; `changed`, of the first version, is a text."""
    named = [
        _cut(as_mapping(change).get("description")) or _cut(as_mapping(change).get("name"))
        for change in as_list(action.get("changes"))[:MAX_DETAILS]
    ]
    return [name for name in (*named, _cut(action.get("changed"))) if name]


def _cut(value: Any) -> str | None:
    text = to_text(value)
    return text[:MAX_DETAIL] if text else None


def action_name(action: Mapping[str, Any]) -> str:
    """An action with what its program calls it: c2pa.edited brush_tool."""
    detail = action.get("name") or action.get("description") or ""
    return f"{action.get('action')} {detail}".strip()


def event_of(action: Mapping[str, Any]) -> str:
    """What happened at the time of an act: the making, an edit, a release and so on."""
    is_made = action["action"] == CREATED and source_type(action).endswith(GENERATED)
    return "generated" if is_made else EVENTS.get(action["action"], OTHER)


def source_type(action: Mapping[str, Any]) -> str:
    return str(action["digital_source_type"] or "").lower()


def _agent_name(value: Any) -> str | None:
    return to_text(as_mapping(value).get("name")) or to_text(value)


def as_mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
