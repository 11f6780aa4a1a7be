"""The picture that stands for a file of another kind; called only in the confined child process.

Of a film one frame, by the FFmpeg inside OpenCV; of a PDF the first page, by poppler's `pdftoppm`,
a program of Debian's, where it is installed; of a layered picture in an archive the picture of the
whole that its program stored beside the layers; of an office file its thumbnail. A picture of
pixels, with PSD, is its own. Every one is then decoded as any picture is.
"""

from __future__ import annotations

import encodings.cp437  # noqa: F401  # names in ZIP archives; a confined child imports nothing
import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from assessments.intake.containers import isobmff, zips
from assessments.intake.core.limits import MIB, PIXELS, Limit
from assessments.intake.core.problems import problem, raise_limit, reject
from assessments.intake.core.source import HEAD, Source

PDF, ZIP = b"%PDF-", b"PK\x03\x04"
PDF_WITHIN = 1024  # bytes before the header, as in `intake.readers.pdf`
# Beginnings of films: ISO base media (the type stands at 4), Matroska, FLV, AVI.
BOXES = (b"ftyp", b"moov", b"wide", b"mdat")
FILMS = (b"\x1aE\xdf\xa3", b"FLV\x01")
RIFF, AVI = b"RIFF", b"AVI "
# Members that show the whole, in the order of preference: OpenRaster and Krita (the whole picture,
# then small ones), Procreate, Figma, Sketch, office files, OpenDocument.
STILLS = (
    "mergedimage.png",
    "Thumbnails/thumbnail.png",
    "preview.png",
    "QuickLook/Thumbnail.png",
    "previews/preview.png",
    "thumbnail.png",
    "docProps/thumbnail.jpeg",
    "docProps/thumbnail.png",
)
MEMBER = Limit(value=32 * MIB, unit="bytes", code="file_too_large")
FRAMES = 60  # decoded at most in search of one that is not of a single colour
MIN_CONTRAST = 4.0  # standard deviation of its pixels from which a frame shows something
MOMENTS = 4  # shown of a film
MOMENT_SIDE = 256  # pixels of the longer side of each
MAX_COUNT = 1e7  # frames; a film that states more states nonsense
PDF_SIDE = 512  # pixels of the longer side
PDF_SECONDS = 10
RENDERER = "pdftoppm"


def still(data: bytes, folder: Path | None) -> bytes:
    """The bytes of the picture that stands for a file: its own where it is a picture.

    Raises `Rejected` where it holds none or none can be made.
    """
    if _is_pdf(data):
        return _first_page(data, folder)
    if data.startswith(ZIP):
        return _member(data)
    return _frame(data) if is_film(data) else data


def _is_pdf(data: bytes) -> bool:
    return PDF in data[:PDF_WITHIN]


def is_film(data: bytes) -> bool:
    """Return whether a file begins as a film does, by the marks of its container."""
    if data[4:8] in BOXES:
        return isobmff.picture_type(data[:HEAD]) is None
    return data.startswith(FILMS) or (data.startswith(RIFF) and data[8:12] == AVI)


def _first_page(data: bytes, folder: Path | None) -> bytes:
    program = shutil.which(RENDERER)
    if program is None or folder is None:
        reject(problem("preview_program_missing"))
    (folder / "file.pdf").write_bytes(data)
    size = ("-scale-to", str(PDF_SIDE))
    command = [program, "-png", "-f", "1", "-l", "1", "-singlefile", *size, "file.pdf", "page"]
    quiet = subprocess.DEVNULL
    try:
        subprocess.run(
            command,
            cwd=folder,
            env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"},
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            timeout=PDF_SECONDS,
            check=True,
        )
        return (folder / "page.png").read_bytes()
    except (OSError, subprocess.SubprocessError):
        reject(problem("damaged", where="page"))


def _member(data: bytes) -> bytes:
    with zips.open_archive(Source(name="", content=data), zips.EXPORT) as archive:
        for name in STILLS:
            if archive.has(name) and (found := archive.data(name, MEMBER)):
                return found
    reject(problem("unknown_format"))


def _frame(data: bytes) -> bytes:
    """The first frame that shows something, else the first; as PNG."""
    source = io.BytesIO(data)  # OpenCV holds no reference to it: it must outlive the film
    one_thread = [cv2.CAP_PROP_N_THREADS, 1]
    film = cv2.VideoCapture(source, cv2.CAP_FFMPEG, one_thread)  # type: ignore[call-overload]
    try:
        width, height = film.get(cv2.CAP_PROP_FRAME_WIDTH), film.get(cv2.CAP_PROP_FRAME_HEIGHT)
        if width * height > PIXELS.value:
            raise_limit(PIXELS)
        first = None
        for _ in range(FRAMES):
            read, frame = film.read()
            if not read:
                break
            first = frame if first is None else first
            if frame.std() > MIN_CONTRAST:
                first = frame
                break
    finally:
        film.release()
    if first is None:
        reject(problem("damaged", where="frames"))
    return _as_png(first)


def film_sheet(data: bytes) -> bytes | None:
    """Four moments of a film in rows of two, as PNG; None where fewer than two differ.

    A film of which one frame alone is shown looks like any other of its opening.
    """
    source = io.BytesIO(data)
    one_thread = [cv2.CAP_PROP_N_THREADS, 1]
    film = cv2.VideoCapture(source, cv2.CAP_FFMPEG, one_thread)  # type: ignore[call-overload]
    try:
        frames = list(_moments(film))
    finally:
        film.release()
    if len(frames) < MOMENTS:
        return None
    first = frames[0].astype(np.int16)
    if all(np.abs(first - frame).mean() <= MIN_CONTRAST for frame in frames[1:]):
        return None
    rows = [np.hstack(frames[at : at + 2]) for at in range(0, MOMENTS, 2)]
    return _as_png(np.ascontiguousarray(np.vstack(rows)))


def _moments(film: cv2.VideoCapture) -> Iterator[cv2.typing.MatLike]:
    """Yield small frames from the middle of each quarter, as far as the film can be searched."""
    count = film.get(cv2.CAP_PROP_FRAME_COUNT)
    pixels = film.get(cv2.CAP_PROP_FRAME_WIDTH) * film.get(cv2.CAP_PROP_FRAME_HEIGHT)
    if not (MOMENTS <= count <= MAX_COUNT and 0 < pixels <= PIXELS.value):
        return
    for number in range(MOMENTS):
        film.set(cv2.CAP_PROP_POS_FRAMES, count * (2 * number + 1) // (2 * MOMENTS))
        read, frame = film.read()
        if not read:
            return
        height, width = frame.shape[:2]
        scale = min(1.0, MOMENT_SIDE / max(height, width))
        size = max(1, round(width * scale)), max(1, round(height * scale))
        yield cv2.resize(np.ascontiguousarray(frame), size, interpolation=cv2.INTER_AREA)


def _as_png(frame: cv2.typing.MatLike) -> bytes:
    out = io.BytesIO()
    Image.fromarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)).save(out, "PNG", compress_level=1)
    return out.getvalue()
