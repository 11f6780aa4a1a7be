"""A layered file and the picture exported from it: two files of one act.

That is known where both have one name but for the ending, and show the same picture. The same
picture under another name is the same act once a person says that they made it by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from assessments.evidence.models import Upload
from assessments.lineage.queries import TreeNode, tree_of
from assessments.proposals.final_work import decision_of
from assessments.proposals.from_files.editing import LAYERED, states_editing
from assessments.proposals.from_files.making import states_generation
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.proposals.matching import ProposedStep

Json = Mapping[str, Any]
Reports = Sequence[tuple[Upload, Json]]
SAME: Final = "picture_hash"  # the ground by which the tree says how far two pictures are apart


def sources_of_exports(draft: Draft, reports: Reports) -> dict[str, str]:
    """Return of which layered file each flat one shows the same picture; ids of the files."""
    layered = {str(upload.pk) for upload, report in reports if _is_layered(report)}
    flat = {str(upload.pk) for upload, report in reports if _is_flat(report)}
    if not (layered and flat):
        return {}
    found: dict[str, set[str]] = {}
    for node in tree_of(draft):
        for other in () if node.placed else _same_pictures(node):
            for export, source in ((node.key, other), (other, node.key)):
                if export in flat and source in layered:
                    found.setdefault(export, set()).add(source)
    return {export: next(iter(of)) for export, of in found.items() if len(of) == 1}


def with_exports(
    draft: Draft, reports: Reports, steps: Sequence[ProposedStep]
) -> Iterator[ProposedStep]:
    """Yield the proposed steps, those of an export as one with that of its layered file."""
    uploads = {str(upload.pk): upload for upload, _ in reports}
    taken: dict[str, list[Upload]] = {}
    for export, source in sources_of_exports(draft, reports).items():
        own = [step for step in steps if _file_of(step) == export]
        of = [step for step in steps if _file_of(step) == source]
        is_open = len(of) == 1 and not of[0].is_refused and not any(step.item for step in own)
        is_named = _stem(uploads[export]) == _stem(uploads[source])
        if is_open and is_named and _belongs(draft, uploads[export], of[0]):
            taken.setdefault(source, []).append(uploads[export])
    left_out = {str(upload.pk) for exports in taken.values() for upload in exports}
    for step in steps:
        exports = taken.get(_file_of(step), [])
        fields = {row.field for row in step.rows}
        rows = [row for other in steps if other.uploads[0] in exports for row in other.rows]
        if _file_of(step) not in left_out:
            yield replace(
                step,
                uploads=(*step.uploads, *exports),
                rows=(*step.rows, *(row for row in rows if row.field not in fields)),
            )


def _belongs(draft: Draft, export: Upload, step: ProposedStep) -> bool:
    """Whether nobody said that the export is anything else, or it is evidence of the step."""
    if step.item:
        held = next(one for one in draft.answers["steps"] if one["id"] == step.item)
        return bool(export.evidence) and export.evidence in (held.get("evidence") or ())
    final = decision_of(draft) if export.evidence else None
    return not export.evidence or bool(final and final.upload_id == export.pk)


def _same_pictures(node: TreeNode) -> Iterator[str]:
    """Yield the files that show the same picture as a result, by the tree."""
    pairs = [(node.parent, node.found["grounds"])]
    pairs += [(other["key"], other["grounds"]) for other in node.found["unsure"]]
    for key, grounds in pairs:
        if key and any(one["code"] == SAME and one["value"] == 0 for one in grounds):
            yield key


def _file_of(step: ProposedStep) -> str:
    return str(step.uploads[0].pk)


def _stem(upload: Upload) -> str:
    return str(PurePosixPath(upload.name.replace("\\", "/")).with_suffix("")).casefold()


def _is_layered(report: Json) -> bool:
    return report.get("media_type") in LAYERED and states_editing(report)


def _is_flat(report: Json) -> bool:
    kind = str(report.get("media_type") or "")
    return kind.startswith("image/") and kind not in LAYERED and not states_generation(report)
