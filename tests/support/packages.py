"""Packages with external readers, installed by pip into a folder, without network."""

from __future__ import annotations

import ensurepip
import importlib.util
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assessments.intake.external.installed import GROUP


@contextmanager
def reader_folder() -> Iterator[Path]:
    """A folder that a confined child of a user of its own may enter, as an operator's must be."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def wheel_of_project(project: Path, folder: Path) -> Path:
    """Build the wheel of a project as its `pyproject.toml` describes it."""
    said = tomllib.loads((project / "pyproject.toml").read_text())["project"]
    modules = {
        path.relative_to(project).as_posix(): path.read_text() for path in project.rglob("*.py")
    }
    return wheel(folder, said["name"], said["version"], said["entry-points"][GROUP], modules)


def wheel(
    folder: Path, name: str, version: str, points: Mapping[str, str], modules: Mapping[str, str]
) -> Path:
    """Build a wheel of these modules and entry points."""
    stem = f"{name.replace('-', '_')}-{version}"
    info = f"{stem}.dist-info"
    listed = "".join(f"{point} = {value}\n" for point, value in points.items())
    files = {
        **modules,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": f"[{GROUP}]\n{listed}",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in (*files, f"{info}/RECORD"))
    made = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return made


def install(target: Path, *wheels: Path) -> None:
    """Install wheels into a folder, as an operator does."""
    options = ("--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", "--no-compile")
    subprocess.run([*_pip(), "install", *options, "--target", target, *wheels], check=True)


def _pip() -> list[str]:
    """pip, or the one that Python carries for environments made without it."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    places = (Path(ensurepip.__file__).with_name("_bundled"), Path("/usr/share/python-wheels"))
    wheel = next(wheel for place in places for wheel in place.glob("pip-*.whl"))
    return [sys.executable, f"{wheel}/pip"]
