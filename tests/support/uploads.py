"""A person who hands files in, and the worker that reads them, one call after the other."""

from __future__ import annotations

import io
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from assessments.evidence.models import FileReading, Upload
from assessments.evidence.models_views import PictureView, Unpacking
from assessments.evidence.tasks import archive_unpack, file_read, picture_view
from assessments.jobs import JobState
from assessments.lineage import tasks as lineage_tasks
from assessments.lineage.models import FileComparison, Tree
from assessments.works.drafts import Draft

SAMPLES = Path(settings.BASE_DIR) / "tests" / "resources" / "intake"
DUCK = SAMPLES / "sd-parsers" / "automatic1111_cropped.png"
CREDITED = SAMPLES / "c2pa" / "adobe-20220124-C.jpg"
WORK = (
    (FileReading, file_read),
    (PictureView, picture_view),
    (Unpacking, archive_unpack),
    (Tree, lineage_tasks.tree_grow),
    (FileComparison, lineage_tasks.files_compare),
)


class DraftClient:
    """One browser in front of one draft."""

    def __init__(self, client: Client, draft: Draft) -> None:
        self.client = client
        self.pk = draft.pk
        self.url = f"/interview/{draft.pk}/"

    @property
    def draft(self) -> Draft:
        return Draft.objects.get(pk=self.pk)

    @property
    def steps(self) -> list[dict[str, Any]]:
        return self.draft.answers.get("steps") or []

    def get(self, place: str) -> str:
        response = self.client.get(self.url + place)
        assert response.status_code == 200, response.status_code
        return unescape(response.content.decode())

    def post(self, place: str, **sent: Any) -> Any:
        return self.client.post(self.url + place, sent)

    def upload(self, *files: Path | tuple[str, bytes]) -> list[Upload]:
        """Hand files in and let them be read."""
        sent = [
            SimpleUploadedFile(file.name, file.read_bytes())
            if isinstance(file, Path)
            else SimpleUploadedFile(*file)
            for file in files
        ]
        before = set(self.draft.uploads.values_list("pk", flat=True))
        self.client.post(f"{self.url}files/", {"files": sent})
        run_queued_jobs()
        return list(self.draft.uploads.exclude(pk__in=before).order_by("received_at"))


def run_queued_jobs() -> None:
    """Everything that waits is done, and what follows from it."""
    while True:
        waiting = [
            (task, row.pk)
            for model, task in WORK
            for row in model.objects.filter(state=JobState.QUEUED)
        ]
        if not waiting:
            return
        for task, pk in waiting:
            task(str(pk))


def picture(colour: str = "teal", spot: tuple[int, int] | None = None) -> bytes:
    """A picture with enough in it to be recognised; one place may be painted over."""
    image = Image.effect_noise((320, 320), 90).convert("RGB")
    canvas = Image.new("RGB", image.size, colour)
    image = Image.blend(image, canvas, 0.3)
    return _save(image, spot)


def paint_square(data: bytes, spot: tuple[int, int], size: int = 90) -> bytes:
    """The same picture with a square painted in one place."""
    return _save(Image.open(io.BytesIO(data)).convert("RGB"), spot, size)


def _save(image: Image.Image, spot: tuple[int, int] | None, size: int = 90) -> bytes:
    if spot is not None:
        image.paste("crimson", (*spot, spot[0] + size, spot[1] + size))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
