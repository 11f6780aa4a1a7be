"""Make the memo's fonts: static TrueType cuts of free fonts, from their npm packages.

    python scripts/make_fonts.py            # needs npm, fontTools and brotli

Run by hand when a font or its coverage changes; the results in `assessments/memo/fonts/` are
committed, so that neither a reader of the project nor its tests need npm. The cuts are static
(a variable font would be instanced at every render), hold TrueType outlines (woff2 would be
unpacked at every start) and carry no hints (print does not use them).
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "assessments" / "typesetting" / "fonts_data"
FEATURES = ["ccmp", "kern", "mark", "mkmk"]


@dataclass(frozen=True, kw_only=True)
class FontSubset:
    """One font file: its package, and the characters it keeps (None: the file as it is)."""

    name: str
    package: str
    source: str
    licence: str = "LICENSE_FONT"
    keep: frozenset[int] | None = None


def _decodable(encoding: str, leads: range, trails: range) -> frozenset[int]:
    """Every character that the two-byte encoding can write."""
    found = set()
    for lead in leads:
        for trail in trails:
            try:
                found.update(map(ord, bytes([lead, trail]).decode(encoding)))
            except UnicodeDecodeError:
                continue
    return frozenset(found)


def _span(first: int, last: int) -> frozenset[int]:
    return frozenset(range(first, last + 1))


LATIN = _span(0x20, 0x7E) | _span(0xA0, 0x24F) | _span(0x1E00, 0x1EFF) | _span(0x2000, 0x206F)
SYMBOLS = _span(0x2070, 0x2BFF) | _span(0x3000, 0x30FF) | _span(0xFF00, 0xFFEF)
GB2312 = _decodable("gb2312", range(0xA1, 0xFF), range(0xA1, 0xFF))
BIG5 = _decodable("big5", range(0xA4, 0xC7), range(0x40, 0xFF))  # its frequent half
KS_X_1001 = _decodable("euc_kr", range(0xA1, 0xFF), range(0xA1, 0xFF))
SPACES = frozenset({0x20, 0xA0})  # a space between two fallback characters is set in their font
HANGUL = frozenset(c for c in KS_X_1001 if 0xAC00 <= c <= 0xD7A3) | _span(0x3131, 0x318E) | SPACES
EVERY = _span(0, 0x10FFFF)

EXPO = "@expo-google-fonts"
CUTS = (
    FontSubset(
        name="NotoSerifSC-Regular",
        package=f"{EXPO}/noto-serif-sc@0.4.3",
        source="400Regular/NotoSerifSC_400Regular.ttf",
        keep=EVERY,
    ),
    FontSubset(
        name="NotoSansSC-Bold",
        package=f"{EXPO}/noto-sans-sc@0.4.3",
        source="700Bold/NotoSansSC_700Bold.ttf",
        keep=LATIN | SYMBOLS | GB2312 | BIG5,
    ),
    *(
        FontSubset(
            name=f"SourceSerif4-{style.lstrip('0457').removeprefix('Regular_')}",
            package=f"{EXPO}/source-serif-4@0.4.1",
            source=f"{style}/SourceSerif4_{style}.ttf",
        )
        for style in ("400Regular", "400Regular_Italic", "700Bold")
    ),
    FontSubset(
        name="SourceCodePro-Regular",
        package=f"{EXPO}/source-code-pro@0.4.1",
        source="400Regular/SourceCodePro_400Regular.ttf",
    ),
    FontSubset(
        name="NotoSansKR-Regular",
        package=f"{EXPO}/noto-sans-kr@0.4.3",
        source="400Regular/NotoSansKR_400Regular.ttf",
        keep=HANGUL,
    ),
    # Chosen because one letter is one glyph: fonts that build letters from skeleton and dots
    # print well, but text copied out of the PDF loses its dots.
    FontSubset(
        name="Vazirmatn-Regular",
        package=f"{EXPO}/vazirmatn@0.4.1",
        source="400Regular/Vazirmatn_400Regular.ttf",
    ),
    FontSubset(
        name="NotoEmoji-Regular",
        package=f"{EXPO}/noto-emoji@0.4.7",
        source="400Regular/NotoEmoji_400Regular.ttf",
    ),
    FontSubset(
        name="NotoSansHebrew-Regular",
        package="@fontsource/noto-sans-hebrew@5.3.0",
        source="files/noto-sans-hebrew-hebrew-400-normal.woff2",
        licence="LICENSE",
        keep=EVERY,
    ),
    FontSubset(
        name="NotoSansMath-Regular",
        package="@fontsource/noto-sans-math@5.3.0",
        source="files/noto-sans-math-latin-400-normal.woff2",
        licence="LICENSE",
        keep=SPACES | _span(0x2070, 0x2BFF) | _span(0x1D400, 0x1D7FF),
    ),
    FontSubset(
        name="NotoSansSymbols2-Regular",
        package="@fontsource/noto-sans-symbols-2@5.3.0",
        source="files/noto-sans-symbols-2-symbols-400-normal.woff2",
        licence="LICENSE",
        keep=SPACES | _span(0x2070, 0x2BFF) | _span(0x1F000, 0x1FAFF),
    ),
)


def _unpack(package: str, folder: Path) -> Path:
    """Fetch the package once and return its folder."""
    place = folder / package.replace("/", "_")
    if not place.exists():
        place.mkdir()
        packed = subprocess.run(
            ["npm", "pack", "--silent", package],
            cwd=place,
            check=True,
            capture_output=True,
            text=True,
        )
        with tarfile.open(place / packed.stdout.strip()) as archive:
            archive.extractall(place, filter="data")
    return place / "package"


def _subset(source: Path, keep: frozenset[int]) -> TTFont:
    """The characters to keep, without hints, vertical metrics and alternates."""
    options = subset.Options(
        hinting=False,
        layout_features=FEATURES,
        name_IDs=["*"],
        notdef_outline=True,
        glyph_names=False,
        drop_tables=["vhea", "vmtx", "STAT", "BASE", "VORG", "MATH"],
        recalc_timestamp=False,
    )
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=keep & set(font.getBestCmap()))
    cutter.subset(font)
    font.flavor = None
    return font


def make(cut: FontSubset, folder: Path) -> None:
    package = _unpack(cut.package, folder)
    target = TARGET / f"{cut.name}.ttf"
    source = package / cut.source
    if cut.keep is None:
        target.write_bytes(source.read_bytes())
    else:
        _subset(source, cut.keep).save(target)
    licence = TARGET / "licences" / f"{cut.name.split('-')[0]}-OFL.txt"
    licence.parent.mkdir(exist_ok=True)
    licence.write_bytes((package / cut.licence).read_bytes())
    characters = len(TTFont(target, lazy=True).getBestCmap())
    print(f"{target.name}: {characters} characters, {target.stat().st_size / 1e6:.2f} MB")


def main() -> int:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for cut in CUTS:
            make(cut, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
