"""The manifests of the files that went into one with Content Credentials, each with its own check.

An ingredient (C2PA 2.1, 18.15) may bring its own manifest into the store. What was found when it
was taken over stands in the ingredient; the library checks it again and lists what differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from assessments.intake.core.coerce import to_text
from assessments.intake.provenance.acts import as_list, as_mapping

Json = Mapping[str, Any]
# `matches`: the signature does, and nothing failed but what concerns the signer.
Check = Literal["matches", "failed", "unknown"]
MAX_ORIGINS = 20
VALIDATED = "claimSignature.validated"
# Beginnings of the codes that concern who signed when or what the specification asks of an act, and
# not what was signed (15.2.1).
NO_MISMATCH = (
    "signingCredential.",
    "timeStamp.",
    "claimSignature.outsideValidity",
    "assertion.action.",
)


def list_manifests(store: Json, active: str) -> Iterator[tuple[dict[str, Any], Json]]:
    """Yield each ingredient with a manifest, as title, relationship and `check`, and its manifest.

    Ingredients of ingredients follow, with the relationship `earlier`; each manifest comes once.
    """
    manifests = as_mapping(store.get("manifests"))
    pending, seen = [active], {active}
    while pending and len(seen) <= MAX_ORIGINS:
        holder = pending.pop(0)
        for entry in _entries(manifests, holder):
            label = str(entry.get("active_manifest") or "")
            if label in seen or label not in manifests or len(seen) > MAX_ORIGINS:
                continue
            seen.add(label)
            pending.append(label)
            stated = to_text(entry.get("relationship"))
            origin = {
                "title": to_text(entry.get("title")),
                "relationship": stated if holder == active else "earlier",
                "check": _check(store, holder, entry),
            }
            yield origin, as_mapping(manifests[label])


def _entries(manifests: Json, label: str) -> Iterator[Json]:
    return map(as_mapping, as_list(as_mapping(manifests.get(label)).get("ingredients")))


def _check(store: Json, holder: str, entry: Json) -> Check:
    """Return what the check of an ingredient's manifest showed, then and now."""
    recorded = as_mapping(as_mapping(entry.get("validation_results")).get("activeManifest"))
    groups = [recorded, {"failure": entry.get("validation_status")}]
    for delta in as_list(as_mapping(store.get("validation_results")).get("ingredientDeltas")):
        address = str(as_mapping(delta).get("ingredientAssertionURI"))
        if f"/{holder}/" in address and address.endswith(f"/{entry.get('label')}"):
            groups.append(as_mapping(as_mapping(delta).get("validationDeltas")))
    failures = {code for group in groups for code in _codes(group, "failure")}
    if any(not code.startswith(NO_MISMATCH) for code in failures):
        return "failed"
    return (
        "matches" if any(VALIDATED in _codes(group, "success") for group in groups) else "unknown"
    )


def _codes(group: Json, name: str) -> set[str]:
    return {str(as_mapping(row).get("code")) for row in as_list(group.get(name))}
