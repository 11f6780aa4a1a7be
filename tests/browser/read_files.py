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
from assessments.making.questions import NAMES as QUESTIONS
from assessments.making.saving import question_save_none
from assessments.making.services import round_leave_out, rounds_accept
from assessments.making.strip import strip_of
from assessments.proposals.evidence import upload_as_evidence
from tests.support.dropped_files import company, film_maker, illustrator
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
    places += ["making/", *(f"ask/{name}/" for name in QUESTIONS)]
    return [*(begin + place for place in places), *_dropped(owner), *_make_waiting_files(owner)]


def _dropped(owner: Any) -> list[str]:
    """The rounds of three makers: open, accepted, left out; and conversations to choose from."""
    pages = []
    for number, files in enumerate((illustrator(), film_maker(), company())):
        draft = draft_start(owner=owner)
        for name, data in files:
            upload = file_receive(draft=draft, file=io.BytesIO(data), by=owner, name=name)
            file_read(upload.original_id)
        for view in PictureView.objects.filter(state=JobState.QUEUED):
            picture_view(view.pk)
        if number == 0:
            rounds_accept(draft, by=owner)
            first = next(iter(strip_of(draft).rounds))
            round_leave_out(draft, key=first.key, item=first.item, by=owner)
            draft.refresh_from_db()
            question_save_none(draft, "idea")
        pages += [f"/interview/{draft.pk}/making/"]
        for export in strip_of(draft).exports:
            place = f"proposals/{export.upload.pk}/conversations/?back=making"
            pages.append(f"/interview/{draft.pk}/{place}")
    return pages


def _make_waiting_files(owner: Any) -> list[str]:
    """One file that failed and one that nobody has read yet."""
    draft = draft_start(owner=owner)
    failed = file_receive(draft=draft, file=io.BytesIO(b"failed"), by=owner, name="失败.bin")
    FileReading.objects.filter(pk=failed.original_id).update(
        state=JobState.FAILED, reason="timed_out"
    )
    file_receive(draft=draft, file=io.BytesIO(b"waits"), by=owner, name="waits.bin")
    places = ("files", "proposals", "tree", "making")
    return [f"/interview/{draft.pk}/{place}/" for place in places]


def _receive(draft: Any, owner: Any, path: Path) -> Any:
    with path.open("rb") as file:
        return file_receive(draft=draft, file=file, by=owner, name=path.name)
