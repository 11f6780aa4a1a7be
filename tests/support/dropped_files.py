"""What three makers drop: pictures and a layered file, a chat with clips, texts and a contract."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from tests.support.made_films import clip, encode, part
from tests.support.screens import draw_screen

File = tuple[str, bytes]  # name, content
SIZE = (320, 400)
FOX = "a fox on a snowy ridge at night, lantern in its mouth"
BELOW = f"{FOX}, seen from below, the ridge cutting the frame diagonally"
CRANES = BELOW.replace("in its mouth", "lit from inside") + ", paper cranes rising from the light"
WARM = CRANES.replace("paper cranes", "three paper cranes") + ", warm light only on the muzzle"
PROMPTS = (FOX, FOX, BELOW, BELOW, CRANES, CRANES, WARM, WARM)
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGES = "http://schemas.openxmlformats.org/package/2006"
DOCUMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def illustrator() -> list[File]:
    """Eight pictures of a WebUI, each with its prompt, and the file that was painted over them."""
    pictures = [
        (f"0004{n}-{1000 + n}.png", webui_picture(n, prompt)) for n, prompt in enumerate(PROMPTS)
    ]
    layers = ("Background", "lantern + cranes (by hand)", "muzzle repainted")
    return [*pictures, ("fox-final.psd", layered(drawn(7, painted=True), layers))]


def film_maker() -> list[File]:
    """An export of three conversations (one a recipe), two screenshots and three clips."""
    return [
        ("conversations.json", export()),
        (
            "Screenshot_20261102_213712.png",
            draw_screen(["夜里的古桥，一盏灯笼慢慢亮起", "镜头从水面升起"]),
        ),
        ("Screenshot_20261102_214503.png", draw_screen(["灯笼亮起后，雨停了", "不要人物"])),
        ("lantern-1.mp4", encode(clip(1))),
        ("lantern-2.mp4", encode(clip(2))),
        ("lantern-final.mp4", encode(part(1, 0, 2) + part(2, 1, 3))),
    ]


def company() -> list[File]:
    """Two templates, a text with tracked changes, and a contract of employment."""
    sentences = ("The kettle boils one litre in three minutes.", "It switches off by itself.")
    changed = [
        _kept("Meet the kettle that waits for you. "),
        _changed("del", "It is very good and very fast.", "AI draft"),
        _changed("ins", "It hums before it sings, so nobody runs for it.", "Lin Mei"),
        _kept(" One litre, three minutes. "),
        _changed("ins", "It switches itself off, like a polite guest.", "Lin Mei"),
    ]
    contract = (
        "Employment contract between Brightwater Ltd (the company) and Lin Mei (the employee).",
        "1. The employee writes product texts for the company.",
        "2. The copyright in works that the employee makes in the course of the employment "
        "belongs to the company. The right of authorship remains with the employee.",
        "Signed on 2026-03-01.",
    )
    return [
        ("template-kettle.docx", docx([_kept(text) for text in sentences])),
        (
            "template-toaster.docx",
            docx([_kept(text.replace("kettle", "toaster")) for text in sentences]),
        ),
        ("kettle-text.docx", docx(changed)),
        ("employment-contract.docx", docx([_kept(text) for text in contract])),
    ]


def drawn(n: int, *, painted: bool = False) -> Image.Image:
    """A fox on a ridge: each number has the moon, the light and the cranes of its round."""
    image = Image.new("RGB", SIZE, (20 + n * 8, 24, 60 + n * 6))
    pen = ImageDraw.Draw(image)
    pen.polygon([(0, 400 - 38 * n), (320, 190), (320, 400), (0, 400)], fill=(225, 230, 240))
    pen.ellipse((125 + 6 * n, 156, 175 + 6 * n, 206), fill=(220, 110, 30))
    pen.ellipse((168 + 6 * n, 187, 184 + 6 * n, 206), fill=(255, 220, 120))
    for k in range(n // 2):
        pen.polygon([(75 + 56 * k, 75), (94 + 56 * k, 56), (112 + 56 * k, 81)], fill="white")
    if painted:
        pen.ellipse((20, 20, 70, 70), fill=(250, 240, 200))
        pen.line((0, 300, 320, 240), fill=(120, 60, 20), width=6)
    return image


def webui_picture(n: int, prompt: str) -> bytes:
    settings = f"Steps: 28, Sampler: Euler a, CFG scale: 6.5, Seed: {1000 + n}, Size: 320x400"
    info = PngInfo()
    info.add_text("parameters", f"{prompt}\nNegative prompt: blurry\n{settings}, Model: dream")
    out = io.BytesIO()
    drawn(n).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def layered(image: Image.Image, names: tuple[str, ...]) -> bytes:
    """A Photoshop file of an image with empty layers of these names, the lowest first.

    By "Adobe Photoshop File Formats Specification": header, colour mode, resources, layers, image.
    """
    records = struct.pack(">h", len(names)) + b"".join(_layer(name) for name in names)
    info = struct.pack(">I", len(records)) + records
    planes = b"".join(plane.tobytes() for plane in image.split())
    size = struct.pack(">HIIHH", 3, image.height, image.width, 8, 3)
    return (
        b"8BPS\0\1" + b"\0" * 6 + size + struct.pack(">II", 0, 0)
        + struct.pack(">I", len(info)) + info + struct.pack(">H", 0) + planes
    )  # fmt: skip


def _layer(name: str) -> bytes:
    wide = struct.pack(">I", len(name)) + name.encode("utf-16-be")
    wide += b"\0" * (len(wide) % 2)
    extra = b"\0" * 8 + b"\1?\0\0" + b"8BIMluni" + struct.pack(">I", len(wide)) + wide
    head = b"\0" * 16 + b"\0\0" + b"8BIMnorm" + bytes((255, 0, 0, 0))
    return head + struct.pack(">I", len(extra)) + extra


def export() -> bytes:
    """Three conversations as ChatGPT exports them, not in the order of time."""
    film = _conversation(
        "film",
        "古桥灯笼短片",
        "2026-11-01",
        (
            "写一段古桥灯笼短片的分镜，镜头从水面升起",
            "第一镜：水面。第二镜：桥。第三镜：灯笼亮起。",
        ),
        ("第三镜改成雨停之后灯笼才亮，不要人物", "第三镜：雨停，灯笼亮起，桥上无人。"),
    )
    recipe = _conversation("soup", "红烧肉", "2026-10-20", ("红烧肉怎么做", "先焯水，再炒糖色。"))
    leave = _conversation("leave", "请假条", "2026-10-30", ("帮我写一张请假条", "尊敬的领导：……"))
    return json.dumps([recipe, film, leave]).encode()


def _conversation(key: str, title: str, day: str, *turns: tuple[str, str]) -> Any:
    begins = datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()
    mapping: dict[str, Any] = {}
    parent = None
    for number, turn in enumerate(turns):
        for role, text in zip(("user", "assistant"), turn, strict=True):
            node = f"{role}{number}"
            mapping[node] = {
                "id": node,
                "parent": parent,
                "message": {
                    "author": {"role": role},
                    "create_time": begins + 60 * number + (9 if role == "assistant" else 0),
                    "content": {"content_type": "text", "parts": [text]},
                },
            }
            parent = node
    return {"conversation_id": key, "title": title, "mapping": mapping, "current_node": parent}


def docx(runs: list[str]) -> bytes:
    """A Word document with a paragraph for each run of WordprocessingML."""
    body = "".join(f"<w:p>{run}</w:p>" for run in runs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGES}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGES}/relationships"><Relationship Id="r1" '
        f'Type="{DOCUMENTS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()


def _kept(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _changed(kind: str, text: str, author: str) -> str:
    tag = "delText" if kind == "del" else "t"
    run = f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'
    when = 'w:date="2026-05-02T09:00:00Z"'
    return f'<w:{kind} w:id="1" w:author="{author}" {when}>{run}</w:{kind}>'
