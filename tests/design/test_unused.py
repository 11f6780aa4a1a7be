"""Nothing stands in the product that only tests call, or nobody."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.design.test_house import APPS, ROOT, modules

Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

# What Django, Celery or pydantic finds by a decorator or a base class, not by its name.
FOUND_BY_DECORATOR = re.compile(r"register|shared_task|\.connect$|receiver")
FOUND_BY_BASE = {"AppConfig"}
DOTTED = re.compile(r"[\w.]+")
PLACES = ("templates/**/*.*", "scripts/*", "*.py", "*.toml", "static/js/*.js")
# Name -> why it stands although no code of the product names it.
ALLOWED: dict[str, str] = {}


def test_every_public_function_and_class_is_used_by_the_product() -> None:
    used = Counter(name for path in code() for name in names_in(ast.parse(path.read_bytes())))
    elsewhere = set(re.findall(r"\w+", " ".join(texts())))
    unused = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in modules()
        for node in ast.parse(path.read_bytes()).body
        if isinstance(node, Defined) and not node.name.startswith("_")
        if not is_found_otherwise(node) and node.name not in elsewhere | set(ALLOWED)
        if used[node.name] == Counter(names_in(node))[node.name]  # only itself, or nobody
    ]
    assert unused == []


def test_what_is_allowed_to_stand_unused_is_there() -> None:
    defined = {
        node.name
        for path in modules()
        for node in ast.parse(path.read_bytes()).body
        if isinstance(node, Defined)
    }
    assert set(ALLOWED) - defined == set()


def code() -> Iterator[Path]:
    return (path for app in APPS for path in (ROOT / app).rglob("*.py"))


def texts() -> Iterator[str]:
    paths = (path for place in PLACES for path in ROOT.glob(place) if path.is_file())
    return (path.read_text("utf-8", errors="ignore") for path in paths)


def names_in(tree: ast.AST) -> Iterator[str]:
    """Yield names that are read, and those in dotted texts, as settings and URLs write them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and DOTTED.fullmatch(str(node.value)):
            yield from str(node.value).split(".")


def is_found_otherwise(node: Defined) -> bool:
    if any(FOUND_BY_DECORATOR.search(ast.unparse(found)) for found in node.decorator_list):
        return True
    return isinstance(node, ast.ClassDef) and any(
        ast.unparse(base).split(".")[-1] in FOUND_BY_BASE for base in node.bases
    )
