"""Where the data of Tesseract's languages are, and what is missing for recognising text."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Final

LIBRARY: Final = "tesserocr"
# English first: the other way round English letters come out worse.
LANGUAGES: Final = ("eng", "chi_sim")
# The variable of Tesseract itself; then Debian's and others' folders.
VARIABLE: Final = "TESSDATA_PREFIX"
FOLDERS: Final = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
)
REMEDY: Final = (
    "Install the packages tesseract-ocr-eng and tesseract-ocr-chi-sim and what requirements.txt "
    "names, or set TESSDATA_PREFIX to the folder of their data."
)


def folder() -> Path | None:
    """Return the folder that has the data of all languages; None where there is none."""
    given = os.environ.get(VARIABLE)
    for candidate in (Path(given), Path(given, "tessdata")) if given else FOLDERS:
        if not _missing_in(candidate):
            return candidate
    return None


def missing() -> list[str]:
    """Return what is not installed, by name; empty where text is recognised."""
    lacks = [] if find_spec(LIBRARY) else [LIBRARY]
    if folder() is None:
        places = [place for place in FOLDERS if place.is_dir()]
        lacks += _missing_in(places[0]) if places else LANGUAGES
    return lacks


def _missing_in(place: Path) -> list[str]:
    return [name for name in LANGUAGES if not (place / f"{name}.traineddata").is_file()]
