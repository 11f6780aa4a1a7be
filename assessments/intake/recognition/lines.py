"""Lines of text in a picture, by Tesseract, with their boxes and how sure it is of each."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from assessments.intake.core import limits
from assessments.intake.core.problems import over_limit, problem, raise_limit, reject
from assessments.intake.recognition.tessdata import LANGUAGES

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_CHARS = 400  # of one line
MILLISECONDS = 1000
# Tesseract puts a space between Chinese characters.
CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
SPACE_IN_CHINESE = re.compile(rf"(?<={CHINESE}) +(?={CHINESE})")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line: left, top, right and bottom of its box in pixels, and a confidence up to 100."""

    text: str
    box: tuple[int, int, int, int]
    confidence: int


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """The lines from top to bottom as the program orders them; `whole` unless it was stopped."""

    lines: tuple[Line, ...]
    whole: bool
    program: str


def recognise(data: bytes, tessdata: str) -> Recognised:
    """Recognise the text of a picture; raises `Rejected` where its pixels are not read."""
    import tesserocr

    grey = decode(data)
    with tesserocr.PyTessBaseAPI(path=tessdata, lang="+".join(LANGUAGES)) as program:
        program.SetImageBytes(grey.tobytes(), grey.width, grey.height, 1, grey.width)
        # Where the time is over, what was recognised until then is kept.
        whole = bool(program.Recognize(limits.RECOGNITION_SECONDS.value * MILLISECONDS))
        kept = list(_bounded(_lines(program, tesserocr.RIL.TEXTLINE, tesserocr.iterate_level)))
    if len(kept) > limits.RECOGNISED_LINES.value:
        kept, whole = kept[:-1], False
    version = tesserocr.tesseract_version().split("\n", 1)[0].strip()
    return Recognised(lines=tuple(kept), whole=whole, program=version)


def decode(data: bytes) -> Image.Image:
    """The picture upright and in grey, on white where it is transparent."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > limits.RECOGNITION_PIXELS.value:
                    raise_limit(limits.RECOGNITION_PIXELS)
                upright = ImageOps.exif_transpose(image)
                if upright.has_transparency_data:
                    layer = upright.convert("RGBA")
                    ground = Image.new("RGBA", layer.size, "white")
                    upright = Image.alpha_composite(ground, layer)
                return upright.convert("L")
    except MemoryError:
        reject(over_limit(limits.MEMORY))
    except UnidentifiedImageError:  # another kind of picture, such as HEIC
        reject(problem("recognition_failed"))
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombWarning):
        # A decoder meets broken data in many ways; each means no pixels.
        reject(problem("damaged", where="pixels"))


def _lines(program: object, level: int, iterate: object) -> Iterator[Line]:
    found = program.GetIterator()  # type: ignore[attr-defined]
    if found is None:
        return
    for item in iterate(found, level):  # type: ignore[operator]
        try:
            text, box = item.GetUTF8Text(level), item.BoundingBox(level)
            confidence = item.Confidence(level)
        except RuntimeError:  # a place without a text
            continue
        text = SPACE_IN_CHINESE.sub("", " ".join(text.split()))
        text = "".join(sign if sign.isprintable() else "�" for sign in text[:MAX_CHARS])
        if text and box:
            yield Line(text=text, box=tuple(box), confidence=round(confidence))


def _bounded(lines: Iterator[Line]) -> Iterator[Line]:
    """The first lines and one more, by which the caller sees that there are more."""
    for number, line in enumerate(lines):
        yield line
        if number == limits.RECOGNISED_LINES.value:
            return
