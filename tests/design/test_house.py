"""The house rules that import contracts cannot state (docs/decisions/0007-rooms.md)."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOORS = {"__init__", "admin", "apps", "models", "tasks", "urls"}
MAX_LINES = 400


def modules() -> Iterator[Path]:
    for app in ("aigc_copyright", "assessments", "cases"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def imports(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def test_no_module_stands_in_the_root_of_an_app_but_the_doors_of_django() -> None:
    loose = [
        f"{app}/{path.name}"
        for app in ("assessments", "cases")
        for path in (ROOT / app).glob("*.py")
        if path.stem not in DOORS
    ]
    assert loose == []


def test_a_private_name_stays_in_its_module() -> None:
    taken = [
        f"{path.relative_to(ROOT)}: {module}.{name}"
        for path in modules()
        for module, name in imports(path)
        if name.startswith("_") and not name.startswith("__") and module.split(".")[0] != "django"
    ]
    assert taken == []


def test_a_file_fits_a_few_screens() -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in modules()}
    long = [
        f"{path.relative_to(ROOT)}: {count}" for path, count in lines.items() if count > MAX_LINES
    ]
    assert long == []
    assert statistics.median(lines.values()) < 100


def test_the_doors_of_django_hold_no_behaviour() -> None:
    behaving = [
        f"{app}/{name}.py"
        for app in ("assessments", "cases")
        for name in ("models", "tasks", "urls")
        if (path := ROOT / app / f"{name}.py").exists()
        and any(
            isinstance(node, (ast.FunctionDef, ast.ClassDef))
            for node in ast.parse(path.read_bytes()).body
        )
    ]
    assert behaving == []
