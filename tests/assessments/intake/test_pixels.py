"""Hidden texts, and NovelAI's signature over the pixels."""

from __future__ import annotations

import base64
import gzip
import io
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from assessments.exhibits.held import held_file
from assessments.intake import read
from assessments.intake.containers import pixels
from assessments.intake.generators import novelai
from tests.assessments.intake.test_generators import NOVELAI

SETTINGS = "a 猫\nSteps: 20, Sampler: Euler, Seed: 5"


def hide(message: str, band: str, packed: bool, kind: str = "PNG") -> bytes:
    """A picture with a text in its lowest bits, down the columns."""
    body = gzip.compress(message.encode()) if packed else message.encode()
    word = {
        ("alpha", 0): "pnginfo",
        ("alpha", 1): "pngcomp",
        ("rgb", 0): "rgbinfo",
        ("rgb", 1): "rgbcomp",
    }
    head = f"stealth_{word[band, packed]}".encode() + (len(body) * 8).to_bytes(4, "big")
    bits = "".join(f"{byte:08b}" for byte in head + body)
    mode, bands = ("RGBA", [3]) if band == "alpha" else ("RGB", [0, 1, 2])
    image = Image.new(mode, (64, 48), (200, 100, 50, 254)[: len(mode)])
    pixels: Any = image.load()
    places = ((x, y, place) for x in range(64) for y in range(48) for place in bands)
    for bit, (x, y, place) in zip(bits, places, strict=False):
        value = list(pixels[x, y])
        value[place] = value[place] & ~1 | int(bit)
        pixels[x, y] = tuple(value)
    out = io.BytesIO()
    image.save(out, kind, **({"lossless": True, "exact": True} if kind == "WEBP" else {}))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("band", ["alpha", "rgb"])
def test_a_hidden_text_is_found(band, packed, kind):
    reading = read(hide(SETTINGS, band, packed, kind))
    assert (reading.prompt, reading.parameters.seed) == ("a 猫", 5)
    assert reading.raw[0].where.startswith("stealth")


def test_novelais_hidden_object_is_read_like_its_texts():
    hidden = {"Software": "NovelAI", "Source": "NovelAI V4", "Comment": json.dumps(NOVELAI)}
    reading = read(hide(json.dumps(hidden), "alpha", True))
    assert (reading.generator, reading.prompt) == ("NovelAI", "a cat")
    assert reading.parameters.model == "NovelAI V4"


@pytest.fixture
def key(monkeypatch):
    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    monkeypatch.setattr(novelai, "PUBLIC_KEY", public)
    return key


def sign_picture(key, *, touch: bool = False, seed: int = 9, source: str = "") -> bytes:
    image = Image.effect_noise((16, 16), 50).convert("RGB")
    signature = key.sign(image.tobytes() + json.dumps(NOVELAI).encode())
    comment = {**NOVELAI, "signed_hash": base64.b64encode(signature).decode(), "seed": seed}
    if touch:
        pixel: Any = image.getpixel((3, 3))
        image.putpixel((3, 3), (pixel[0] ^ 1, *pixel[1:]))
    info = PngInfo()
    info.add_text("Software", "NovelAI")
    if source:
        info.add_text("Source", source)
    info.add_text("Comment", json.dumps(comment))
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=info)
    return out.getvalue()


def test_a_signed_picture_is_verified(key):
    reading = read(sign_picture(key))
    assert reading.signature is not None and reading.signature["valid"] is True
    assert reading.confidence == "verified"


def test_only_what_the_signed_comment_states_is_fixed_by_it(key):
    """The model stands in a text beside the comment, which anybody can change."""
    picture = sign_picture(key, source="Another model")
    reading = read(picture)
    assert (reading.confidence, reading.parameters.model) == ("verified", "Another model")
    held = held_file(reading.as_json(), made="contemporaneous")
    assert held.anchored and NOVELAI["prompt"] in held.prompts
    assert held.settings[0]["seed"] == NOVELAI["seed"] and "model" not in held.settings[0]
    assert "Another model" not in held.text
    platform = held_file(reading.as_json(), made="contemporaneous", anchored=True)
    assert platform.settings[0]["model"] == "Another model"


@pytest.mark.parametrize("change", [{"touch": True}, {"seed": 10}])
def test_one_bit_of_a_pixel_or_one_value_breaks_the_signature(key, change):
    reading = read(sign_picture(key, **change))
    assert reading.signature == {"by": "NovelAI", "valid": False}
    assert "signature_broken" in [problem.code for problem in reading.problems]
    assert reading.confidence == "stated"


def test_a_signature_of_nonsense_is_broken_not_an_error(key):
    assert novelai.signature({"signed_hash": "&&&"}, b"") is False
    assert novelai.signature({}, b"") is None


def test_too_little_memory_for_the_pixels_leaves_what_the_texts_say(monkeypatch):
    def greedy(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(Image, "open", greedy)
    found, problem = pixels.decode(b"any", 1, 1)
    assert found is None and problem and problem.code == "reader_died"
