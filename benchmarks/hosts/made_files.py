"""Files as people upload them: small pictures, a large one, a long conversation, an archive."""

from __future__ import annotations

import io
import json
import zipfile

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from benchmarks.exports import conversation

KINDS = 8  # of so many files in a row, one is large, one a conversation and one an archive
LARGE_SIDE, SIDE = 2100, 160  # the large one has more than the 8 MiB that travel in one piece


def make_file(person: int, number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that nobody else has."""
    kind, mark = number % KINDS, f"{person}-{number}"
    if kind == 2:
        turns = [conversation(n, turns=20) for n in range(10)]
        return f"conversations-{mark}.json", json.dumps([*turns, {"title": mark}]).encode()
    if kind == 4:
        return f"archive-{mark}.zip", _archive(mark)
    side = LARGE_SIDE if kind == 6 else SIDE
    return f"picture-{mark}.png", _picture(mark, side)


def _picture(mark: str, side: int) -> bytes:
    texts = PngInfo()
    texts.add_text("parameters", f"a lantern at dusk, {mark}\nSteps: 30, CFG scale: 7, Seed: 7")
    out = io.BytesIO()
    image = Image.effect_noise((side, side), 60).convert("RGB")
    image.save(out, "PNG", pnginfo=texts, compress_level=1)
    return out.getvalue()


def _archive(mark: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.png", _picture(f"{mark}-{number}", SIDE))
    return out.getvalue()
