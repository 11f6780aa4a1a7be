"""Lines of text in a picture, by Tesseract, with their boxes and how sure it is of each."""

from __future__ import annotations

import io
import re
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from assessments.intake.core import limits
from assessments.intake.core.problems import over_limit, problem, raise_limit, reject
from assessments.intake.recognition.tessdata import LANGUAGES

FORMATS = ("PNG", "JPEG", "WEBP")
ALONE = "chi_sim"  # the language in which an unsure line is read again
UNSURE = 70  # of a hundred
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
    started = time.monotonic()
    kept, whole = _recognise_in(
        "+".join(LANGUAGES), grey, tessdata, limits.RECOGNITION_SECONDS.value
    )
    left = limits.RECOGNITION_SECONDS.value - (time.monotonic() - started)
    # With two languages Chinese may come out as Latin letters; alone it is read well.
    if any(line.confidence < UNSURE for line in kept) and left >= 1:
        again, _ = _recognise_in(ALONE, grey, tessdata, left)
        kept = [_surer(line, again) for line in kept]
    if len(kept) > limits.RECOGNISED_LINES.value:
        kept, whole = kept[:-1], False
    version = tesserocr.tesseract_version().split("\n", 1)[0].strip()
    return Recognised(lines=tuple(kept), whole=whole, program=version)


def _recognise_in(
    languages: str, grey: Image.Image, tessdata: str, seconds: float
) -> tuple[list[Line], bool]:
    """The lines, and whether the program came to its end within its time."""
    import tesserocr

    with tesserocr.PyTessBaseAPI(path=tessdata, lang=languages) as program:
        program.SetImageBytes(grey.tobytes(), grey.width, grey.height, 1, grey.width)
        # Where the time is over, what was recognised until then is kept.
        whole = bool(program.Recognize(int(seconds * MILLISECONDS)))
        lines = _lines(program, tesserocr.RIL.TEXTLINE, tesserocr.iterate_level)
        return list(_bounded(lines)), whole


def _surer(line: Line, again: list[Line]) -> Line:
    """The line, or the one at its place of which the program was surer the second time."""
    if line.confidence >= UNSURE:
        return line
    best = max(again, key=lambda other: _shared_height(line, other), default=line)
    same = _shared_height(line, best) * 2 > line.box[3] - line.box[1]
    return best if same and best.confidence > line.confidence else line


def _shared_height(line: Line, other: Line) -> int:
    """How many rows of pixels two lines share; none where they stand beside each other."""
    beside = line.box[2] <= other.box[0] or other.box[2] <= line.box[0]
    return 0 if beside else min(line.box[3], other.box[3]) - max(line.box[1], other.box[1])


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
