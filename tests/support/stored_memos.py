"""Values for memos with files: small pictures, a file with every voice, a long storyboard."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from typing import Any

from PIL import Image

from assessments.dating.evidence_of_time import DateGround, FileDate
from assessments.exhibits.holdings import (
    CustodyEntry,
    CustodyLog,
    HeldFile,
    Holdings,
    Receipt,
    ThirdPartyTimestamp,
)

AT = dt.datetime(2026, 11, 20, 8, 5, 30, tzinfo=dt.UTC)


def picture(shade: int, size: tuple[int, int] = (512, 340)) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).point(lambda value: (value + shade * 37) % 256).convert(
        "RGB"
    ).save(out, "JPEG")
    return out.getvalue()


def digest(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def grounds(*values: tuple[str, str, str]) -> tuple[DateGround, ...]:
    return tuple(
        DateGround(code=code, clock=clock, at=AT.isoformat(), source=source)  # type: ignore[arg-type]
        for code, clock, source in values
    )


def stored_file(number: int, **more: Any) -> HeldFile:
    """A picture that was received and of which nobody else knows."""
    given: dict[str, Any] = {
        "sha256": digest(number),
        "size": 1_234_567 + number,
        "intact": True,
        "is_read": True,
        "receipts": (Receipt(name=f"lantern-{number}.png", at=AT),),
        "file_date": FileDate(
            made="unknown",
            by=None,
            grounds=grounds(("no_own_time", "receipt", ""), ("received", "receipt", "")),
        ),
        "custody": (CustodyEntry(number=3, code="file.received", at=AT),),
        "picture": picture(number),
    }
    return HeldFile(**{**given, **more})


def file_with_every_source() -> HeldFile:
    """Its own word, our receipt, two third parties of which one is not trusted; handed in twice."""
    return stored_file(
        1,
        file_date=FileDate(
            made="contemporaneous",
            by="trusted",
            grounds=grounds(
                ("own_time", "device", "EXIF DateTimeOriginal"),
                ("received", "receipt", ""),
                ("existed_by", "trusted", "Example Authority"),
                ("stamped_soon_after", "trusted", "Example Authority"),
            ),
        ),
        timestamps=(
            ThirdPartyTimestamp(
                at=AT, by="Example Authority", serial="4f2a", trusted=True, imported=False
            ),
            ThirdPartyTimestamp(at=AT, by="Nobody Knows", serial="", trusted=False, imported=True),
        ),
        receipts=(Receipt(name="lantern-1.png", at=AT), Receipt(name="灯笼 副本.png", at=AT)),
        custody=tuple(CustodyEntry(number=n, code="file.downloaded", at=AT) for n in range(3, 12)),
    )


def record_with_files(record: dict[str, Any], num_files: int = 4) -> dict[str, Any]:
    """The record with a picture for each of its first steps; the last belongs to no step."""
    pieces = [
        {"id": f"f{n}", "what": "original_file", "made": "contemporaneous", "sha256": digest(n)}
        for n in range(1, num_files + 1)
    ]
    steps = [dict(step) for step in record["steps"]]
    while len(steps) < num_files - 1:
        steps.append({"id": f"x{len(steps)}", "action": "adjust", "prompt": "more light"})
    for number, step in enumerate(steps[: num_files - 1], 1):
        step["evidence"] = [*step.get("evidence", []), f"f{number}"]
    steps[-1]["evidence"] = [*steps[-1].get("evidence", []), "f1"]
    return {**record, "steps": steps, "evidence": [*record["evidence"], *pieces]}


def holdings(*files: HeldFile, is_intact: bool = True, **more: Any) -> Holdings:
    log = CustodyLog(of="work", num_entries=14, last_hash="ab" * 32, is_intact=is_intact)
    return Holdings(as_of=AT, files=files, logs=(log,), **{"num_pictures": len(files), **more})
