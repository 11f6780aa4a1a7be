"""What is stored about a file grows with the file, however much it would inflate to."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image

from assessments.evidence import reports
from assessments.evidence.models import FileReading, Original, Upload
from assessments.evidence.models_views import PictureView
from assessments.evidence.store import discard
from assessments.intake.core.bounding import encode
from assessments.intake.core.limits import KIB, MIB
from assessments.lineage.models import Tree
from tests.support.made_files import chunk, png
from tests.support.uploads import DraftClient

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FACTOR, BASE = 4, 256 * KIB  # stored for a file, at most


def bomb(number: int) -> bytes:
    """15.5 kB: a picture with two texts of 7.9 MB, of a character that JSON writes in six bytes."""
    packed = zlib.compress(b"\1" * 7_900_000, 9)
    keys = (b"parameters", b"workflow %d" % number)
    return png(*(chunk(b"zTXt", key + b"\0\0" + packed) for key in keys))


def noise() -> bytes:
    """The picture whose preview and fingerprint are the largest."""
    pixels = np.random.default_rng(1).integers(0, 256, (512, 512, 3), dtype="uint8")
    out = io.BytesIO()
    Image.fromarray(pixels).resize((2048, 2048), Image.Resampling.NEAREST).save(
        out, "WEBP", quality=1
    )
    return out.getvalue()


def conversation(turns: int = 2000) -> bytes:
    """An export whose turns are short: what is listed for each must not grow with all."""
    messages = [
        {
            "uuid": str(n),
            "sender": "human" if n % 2 else "assistant",
            "text": "好",
            "created_at": "2026-01-01T00:00:00Z",
        }
        for n in range(turns)
    ]
    chat = {"uuid": "c", "name": "n", "chat_messages": messages}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conversations.json", json.dumps([chat]))
    return out.getvalue()


def stored_bytes() -> int:
    """The bytes of all columns and files about files, without the originals themselves."""
    total = 0
    with connection.cursor() as cursor:
        for model in (FileReading, PictureView, Tree, Upload, Original):
            for field in model._meta.concrete_fields:
                column, table = connection.ops.quote_name(field.column), model._meta.db_table
                text = (
                    f"CAST({column} AS text)"
                    if field.get_internal_type() != "BinaryField"
                    else column
                )
                cursor.execute(f"SELECT COALESCE(SUM(LENGTH({text})), 0) FROM {table}")  # noqa: S608
                total += cursor.fetchone()[0]
    for folder in (
        default_storage.listdir("reports")[0] if default_storage.exists("reports") else ()
    ):
        names = default_storage.listdir(f"reports/{folder}")[1]
        total += sum(default_storage.size(f"reports/{folder}/{name}") for name in names)
    return total


def test_six_small_pictures_cost_no_more_than_they_may(maker: DraftClient) -> None:
    files = [(f"{number}.png", bomb(number)) for number in range(6)]
    size = sum(len(data) for _, data in files)
    assert size < 100_000
    maker.upload(*files)
    assert FileReading.objects.filter(state="ready").count() == 6
    assert stored_bytes() <= FACTOR * size + 6 * BASE < 2 * MIB
    for page in ("files/", "proposals/"):
        assert len(maker.get(page)) < 2 * MIB


@pytest.mark.parametrize(("name", "make"), [("noise.webp", noise), ("export.zip", conversation)])
def test_every_kind_of_file_costs_no_more_than_it_may(
    maker: DraftClient, name: str, make: Callable[[], bytes]
) -> None:
    file = make()
    maker.upload((name, file))
    assert FileReading.objects.get().state == "ready"
    assert stored_bytes() <= FACTOR * len(file) + BASE


def document(characters: int) -> tuple[str, bytes]:
    return "poem.txt", ("月光" * (characters // 2)).encode()


def test_a_long_report_is_a_file_and_its_row_is_short(maker: DraftClient) -> None:
    (upload,) = maker.upload(document(100_000))
    reading = upload.original.reading
    assert len(encode(reading.found)) <= reports.MAX_ROW_BYTES
    assert reading.found["problems"] == []
    assert len(reports.report_of(upload.original)["extra"]["text"]) == 100_000
    path = reading.report_file
    assert default_storage.exists(path)
    upload.delete()
    discard(upload.original)
    assert not default_storage.exists(path)


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_long_report_that_is_damaged_is_the_short_one(maker: DraftClient, damage: str) -> None:
    (upload,) = maker.upload(document(100_000))
    path = upload.original.reading.report_file
    with default_storage.open(path) as file:
        content = file.read()
    default_storage.delete(path)
    if damage == "changed":
        default_storage.save(path, io.BytesIO(content[:-9]))
    assert reports.report_of(upload.original) == upload.original.reading.found


def test_a_page_loads_whole_reports_up_to_a_limit(
    maker: DraftClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = maker.upload(document(60_000), ("b.txt", document(70_000)[1]))
    monkeypatch.setattr(reports, "MAX_LOADED_BYTES", 250_000)
    loaded: list[Any] = list(reports.reports_of([first, second]))
    assert len(loaded[0]["extra"]["text"]) == 60_000
    assert len(encode(loaded[1])) <= reports.MAX_ROW_BYTES
