"""What the names of files say of which is the final work: marks, versions, exports.

A name is given by hand and says little by itself; it is one voice of three (`final_work`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from assessments.likeness.items import base_name

NameCode = Literal["mark", "newest_version", "export", "draft", "older_version", "reference"]
# A word of Latin letters stands by itself, so that "finalist" is no mark; Chinese has no spaces.
FINAL = re.compile(
    r"(?<![a-z])(?:finals?|finale?d?|finished|published|release|master)(?![a-z])"
    r"|定稿|终稿|终版|最终|成品|成片|成稿|完成稿|完稿|正式版|发布版|出版稿"
)
NOT_YET = re.compile(
    r"(?<![a-z])(?:not|non|pre|before)[ _.-]*final(?![a-z])|(?:未|非|待)(?:定稿|完成)|定稿前"
)
DRAFT = re.compile(
    r"(?<![a-z])(?:drafts?|wip|sketch(?:es)?|rough|test|raw|unedited|original)(?![a-z])"
    r"|草稿|草图|初稿|底稿|线稿|样稿|未完成|测试|原图"
)
REFERENCE = re.compile(
    r"(?<![a-z])(?:refs?|references?|moodboards?|inspiration|masks?)(?![a-z])"
    r"|参考|素材|灵感|蒙版|垫图|情绪板"
)
# The number of a version, as "v2", "version 2" or "第2版". A bare number behind a name tells one
# of many results, and "(1)" a second download, so neither is a version.
VERSION = re.compile(
    r"(?<![a-z])(?:v|ver|version|rev)[ _.-]*([0-9]{1,3})(?:\.([0-9]{1,3}))?(?![0-9a-z])"
    r"|第([0-9]{1,3})[版稿]"
)
# Endings of files that a program works on, and of what is exported from them.
WORKING = ("docx", "doc", "odt", "rtf", "md", "psd", "kra", "ora", "xcf", "clip", "procreate")
EXPORTED = ("pdf", "png", "jpg", "jpeg", "webp", "tif", "tiff", "epub", "html")


def read_names(names: Sequence[str]) -> list[dict[NameCode, bool]]:
    """Return of each name its codes, with whether each speaks for it or against it.

    Where a name is marked or exported, the newest version of something else says nothing.
    """
    plain = [base_name(name) for name in names]
    newest = _newest_versions(plain)
    found = [_codes(name, plain, newest) for name in plain]
    if any("mark" in codes or "export" in codes for codes in found):
        for codes in found:
            codes.pop("newest_version", None)
    return found


def is_called_reference(name: str) -> bool:
    """Return whether the name of a file calls it a reference, as for a tool to look at."""
    return bool(REFERENCE.search(_split_ending(base_name(name))[0]))


def _codes(
    name: str, names: Sequence[str], newest: Mapping[str, tuple[int, ...]]
) -> dict[NameCode, bool]:
    stem, ending = _split_ending(name)
    if is_called_reference(name):
        return {"reference": False}
    found: dict[NameCode, bool] = {}
    if DRAFT.search(stem) or NOT_YET.search(stem):
        found["draft"] = False
    elif FINAL.search(stem):
        found["mark"] = True
    family, version = split_version(name)
    if family in newest:
        is_newest = version == newest[family]
        found["newest_version" if is_newest else "older_version"] = is_newest
    if ending in EXPORTED and any(f"{stem}.{other}" in names for other in WORKING):
        found["export"] = True
    return found


def _split_ending(name: str) -> tuple[str, str]:
    stem, _, ending = name.rpartition(".")
    return (stem, ending) if stem else (ending, "")


def split_version(name: str) -> tuple[str, tuple[int, ...]]:
    """Return a name without its version, and the version; (0,) where it has none."""
    stem = _split_ending(name)[0]
    matches = list(VERSION.finditer(stem))
    if not matches:
        return stem.strip(" _-"), (0,)
    found = matches[-1]
    numbers = tuple(int(number) for number in found.groups() if number)
    return (stem[: found.start()] + stem[found.end() :]).strip(" _-"), numbers


def _newest_versions(names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return the highest version of each family of names with two versions at least."""
    families: dict[str, set[tuple[int, ...]]] = {}
    for name in names:
        family, version = split_version(name)
        families.setdefault(family, set()).add(version)
    return {family: max(found) for family, found in families.items() if family and len(found) > 1}
