"""A draft with files in every state, as the worker leaves them; for checks of pages as such."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from django.conf import settings

from assessments.answers.services import draft_start, item_add
from assessments.evidence.models import FileReading
from assessments.evidence.models_views import PictureView
from assessments.evidence.receive import file_receive
from assessments.evidence.tasks import file_read, picture_view
from assessments.jobs import JobState
from assessments.lineage import tasks as lineage_tasks
from assessments.lineage.models import FileComparison, Tree
from assessments.lineage.services import comparison_request, tree_request
from assessments.proposals.evidence import upload_as_evidence
from tests.support.screens import draw_screen

SAMPLES = Path(settings.BASE_DIR) / "tests" / "resources" / "intake"
NAMES = (
    "sd-parsers/automatic1111_cropped.png",
    "comfyui/lora.png",
    "c2pa/adobe-20220124-C.jpg",
    "aigc-label/png_xmp.png",
    "hostile/json_depth_200k.png",
    "tracked_changes/license_reviewed.docx",
)
SCREENSHOT = "Screenshot_2024-06-30-14-25-00-123_com.larus.nova.png"


def file_pages(owner: Any) -> list[str]:
    """Pages of files: read, contradicted, confirmed, failed and waiting."""
    draft = draft_start(owner=owner)
    step = {"action": "generate", "prompt": "photo of a duck", "parameters": [["seed", "123"]]}
    item = item_add(draft, part="steps", values=step)
    uploads = [_receive(draft, owner, SAMPLES / name) for name in NAMES]
    copy = (SAMPLES / NAMES[0]).read_bytes() + b"\0"
    uploads.append(file_receive(draft=draft, file=io.BytesIO(copy), by=owner, name="copy 2.png"))
    screen = io.BytesIO(draw_screen(["生成一张秋天的北京胡同", "Make the light softer"]))
    uploads.append(file_receive(draft=draft, file=screen, by=owner, name=SCREENSHOT))
    for upload in uploads:
        file_read(upload.original_id)
    for view in PictureView.objects.filter(state=JobState.QUEUED):
        picture_view(view.pk)
    upload_as_evidence(
        draft, upload=uploads[0], step=item, what="generation_metadata", made="contemporaneous"
    )
    tree_request(draft)
    for tree in Tree.objects.filter(state=JobState.QUEUED):
        lineage_tasks.tree_grow(tree.pk)
    comparison_request(uploads[1], uploads[2])
    for row in FileComparison.objects.filter(state=JobState.QUEUED):
        lineage_tasks.files_compare(row.pk)
    begin = f"/interview/{draft.pk}/"
    places = ["files/", "proposals/", "tree/", "storyboard/", "labels/", "review/", "compare/"]
    places += [f"compare/?source={uploads[1].pk}&final={uploads[2].pk}"]
    places += [f"labels/{uploads[0].pk}/"]
    return [*(begin + place for place in places), *_make_waiting_files(owner)]


def _make_waiting_files(owner: Any) -> list[str]:
    """One file that failed and one that nobody has read yet."""
    draft = draft_start(owner=owner)
    failed = file_receive(draft=draft, file=io.BytesIO(b"failed"), by=owner, name="失败.bin")
    FileReading.objects.filter(pk=failed.original_id).update(
        state=JobState.FAILED, reason="timed_out"
    )
    file_receive(draft=draft, file=io.BytesIO(b"waits"), by=owner, name="waits.bin")
    return [f"/interview/{draft.pk}/{place}/" for place in ("files", "proposals", "tree")]


def _receive(draft: Any, owner: Any, path: Path) -> Any:
    with path.open("rb") as file:
        return file_receive(draft=draft, file=file, by=owner, name=path.name)
