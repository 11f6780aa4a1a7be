"""The background work on files that were read: small pictures, comparisons, the tree, archives.

Untrusted pictures are decoded in confined child processes only. The members of an archive are taken
in by whoever calls (`take`), one after the other, so that the bounds on a draft hold for them too.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, cast

from assessments import originals
from assessments.intake import limits, zips
from assessments.intake.problems import Refused
from assessments.intake.source import Source
from assessments.jobs import JobFailed, Progress
from assessments.likeness import (
    Fingerprint,
    Item,
    Node,
    compare_isolated,
    compare_texts,
    grow,
    items_of,
)
from assessments.likeness import limits as likeness_limits
from assessments.models import Comparison, Original, PictureView, Tree, Unpacking, Upload
from assessments.previewing import preview_isolated

SHOWN_TEXT = 20_000  # characters of an output that are kept with the tree
Take = Callable[[Upload, BinaryIO, str], dict[str, Any]]


def picture_view_work(view: PictureView, progress: Progress) -> dict[str, Any]:
    """Make the small picture and the fingerprint; a refusal is stored as its code."""
    if view.original.size > likeness_limits.PICTURE_BYTES.most:
        return {"code": likeness_limits.PICTURE_BYTES.code}
    found = preview_isolated(_bytes(view.original))
    return {"preview": found.jpeg, "fingerprint": found.fingerprint, "code": found.code}


def comparison_work(comparison: Comparison, progress: Progress) -> dict[str, Any]:
    """Compare two pictures by area or two texts by words; what is neither is not comparable."""
    progress.stage("comparing")
    texts = [_text(one) for one in (comparison.source, comparison.final)]
    if all(texts):
        return {"measure": _texts_measured(*texts)}
    sizes = (comparison.source.size, comparison.final.size)
    if max(sizes) > likeness_limits.PICTURE_BYTES.most:
        return {"measure": {"kind": "picture", "code": likeness_limits.PICTURE_BYTES.code}}
    measure = compare_isolated(_bytes(comparison.source), _bytes(comparison.final))
    plain = measure.as_json() | {"kind": "picture", "heat_map": None}
    return {"measure": plain, "heat_map": measure.heat_map}


def tree_work(tree: Tree, progress: Progress) -> dict[str, Any]:
    """Order the outputs of all files of the draft that were read."""
    progress.stage("growing")
    try:
        nodes = grow(list(_items(tree)))
    except Refused as refusal:
        raise JobFailed("too_many_items", refusal.problem.code) from refusal
    return {"nodes": [_node(node) for node in nodes]}


def unpacking_work(unpacking: Unpacking, progress: Progress, take: Take) -> dict[str, Any]:
    """Take every member in that its reading found fit; what is left out is named with a reason."""
    progress.stage("unpacking")
    upload = unpacking.upload
    wanted = _members_read(upload.original)
    made: list[str] = list(unpacking.made)
    left: list[dict[str, Any]] = []
    with _on_disk(upload.original) as place:
        try:
            with zips.opened(Source(name=upload.name, path=place), zips.EXPORT) as archive:
                for member in archive.members:
                    if zips.shown(member.filename) in wanted:
                        _take_member(archive, member, upload, take, made, left)
        except Refused as refusal:
            raise JobFailed("refused", refusal.problem.code) from refusal
    return {"made": made, "left": left}


def _members_read(original: Original) -> set[str]:
    """What the reader of the archive read as files of their own; conversations are its own."""
    found = original.reading.found or {}
    members = (found.get("extra") or {}).get("members") or []
    return {str(one.get("file")) for one in members if one.get("sha256")}


def _take_member(
    archive: zips.Archive,
    member: Any,
    upload: Upload,
    take: Take,
    made: list[str],
    left: list[dict[str, Any]],
) -> None:
    name = zips.shown(member.filename)
    try:
        data = archive.member_data(member, limits.FILE)
    except Refused as refusal:
        one = refusal.problem
        left.append({"name": name, "code": one.code, "params": dict(one.params)})
        return
    with tempfile.SpooledTemporaryFile(max_size=limits.MIB) as file:
        file.write(data)
        said = take(upload, cast("BinaryIO", file), name)
    if "id" in said:
        made.append(said["id"])
    else:
        left.append({"name": name, **said})


def _items(tree: Tree) -> Iterator[Item]:
    uploads = tree.draft.uploads.select_related("original__reading", "original__view")
    for upload in uploads.filter(original__reading__state="ready").order_by("received_at"):
        found = {**(upload.original.reading.found or {}), "file": upload.name}
        if found.get("media_type") == "application/zip" and not found.get("messages"):
            continue
        yield from items_of(found, key=str(upload.pk), fingerprint=_fingerprint(upload.original))


def _fingerprint(original: Original) -> Fingerprint | None:
    view = PictureView.objects.filter(pk=original.pk).only("fingerprint").first()
    return Fingerprint.from_json(view.fingerprint) if view and view.fingerprint else None


def _node(node: Node) -> dict[str, Any]:
    """A node as it is stored: its item without the fingerprint and without a long text."""
    plain = asdict(node)
    plain["item"].pop("fingerprint")
    if node.item.text:
        plain["item"]["text"] = node.item.text[:SHOWN_TEXT]
    return plain


def _texts_measured(source: str, final: str) -> dict[str, Any]:
    measure = asdict(compare_texts(source, final))
    refused = measure.pop("refused")
    return {**measure, "kind": "text", "code": refused["code"] if refused else None}


def _text(original: Original) -> str:
    found = original.reading.found if hasattr(original, "reading") else None
    return str(((found or {}).get("extra") or {}).get("text") or "")


def _bytes(original: Original) -> bytes:
    with _opened(original) as file:
        return file.read()


def _opened(original: Original) -> BinaryIO:
    try:
        return originals.open_checked(original)
    except originals.OriginalChanged as error:
        raise JobFailed("unexpected", "The stored bytes are not those received.") from error


@contextmanager
def _on_disk(original: Original) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile() as copy, _opened(original) as file:
        shutil.copyfileobj(file, copy)
        copy.flush()
        yield Path(copy.name)
