"""Which external readers there are: the entry points of the packages in the operator's folder.

Only what the packages say of themselves is read here; none of their code is imported. The folder is
not on the path of this process, so that nothing in it runs by itself (`site` would run `.pth`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GROUP = "aigc_copyright.readers"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
MAX_VERSION = 40  # characters of a version that are shown

# Set once when the application starts: the folder, and the names of the readers that are turned on.
folder: Path | None = None
names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExternalReader:
    """A reader by its entry point: `value` names the module that has `detect` and `read`."""

    name: str
    value: str
    package: str
    version: str


def turned_on() -> tuple[ExternalReader, ...]:
    """The readers that are turned on and installed once, in the order of the setting."""
    if folder is None or not names:
        return ()
    by_name = {
        name: [reader for reader in installed(folder) if reader.name == name] for name in names
    }
    return tuple(found[0] for found in by_name.values() if len(found) == 1)


@cache
def installed(folder: Path) -> tuple[ExternalReader, ...]:
    """Every reader in a folder of packages; looked for once, as a new one needs a restart."""
    from importlib.metadata import distributions  # it takes long to import

    return tuple(
        ExternalReader(
            name=point.name,
            value=point.value,
            package=package.metadata["Name"] or "",
            version=(package.version or "")[:MAX_VERSION],
        )
        for package in distributions(path=[str(folder)])
        for point in package.entry_points
        if point.group == GROUP and NAME.fullmatch(point.name)
    )
