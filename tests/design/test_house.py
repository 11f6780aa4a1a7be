"""The house rules that import contracts cannot state (docs/decisions/0007-rooms.md)."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands, load_command_class

ROOT = Path(settings.BASE_DIR)
APPS = ("aigc_copyright", "assessments", "cases")
DOORS = {"__init__", "admin", "apps", "models", "tasks", "urls"}
MAX_LINES = 400


def modules() -> Iterator[Path]:
    for app in APPS:
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
    sheets_and_scripts = [*(ROOT / "static").glob("css/*.css"), *(ROOT / "static").glob("js/*.js")]
    assert len(sheets_and_scripts) > 40
    others = {path: len(path.read_text("utf-8").splitlines()) for path in sheets_and_scripts}
    long = [
        f"{path.relative_to(ROOT)}: {count}"
        for path, count in (lines | others).items()
        if count > MAX_LINES
    ]
    assert long == []
    assert statistics.median(lines.values()) < 100


# Words that say of a value neither what it is nor whose; the glossary has one for each thing.
VAGUE = {"said"}


def test_no_function_argument_field_or_module_has_a_vague_name() -> None:
    vague = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        for name in (path.stem, *declared_in(ast.parse(path.read_bytes())))
        if name.strip("_").lower() in VAGUE
    ]
    assert vague == []


def declared_in(tree: ast.AST) -> Iterator[str]:
    """Yield the names of functions, classes, their fields, and arguments."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        if isinstance(node, ast.ClassDef):
            fields = (each.target for each in node.body if isinstance(each, ast.AnnAssign))
            yield from (field.id for field in fields if isinstance(field, ast.Name))


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


def test_the_glossary_names_classes_and_the_modules_that_define_them() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    named = re.findall(r"`(\w+)` \(([a-z_/]+)\)", glossary)
    assert len(named) > 40
    wrong = [f"{name} ({module})" for name, module in named if name not in defined_in(module)]
    assert wrong == []


def defined_in(module: str) -> set[str]:
    places = (ROOT / "assessments" / f"{module}.py", ROOT / f"{module}.py")
    bodies = [ast.parse(path.read_bytes()).body for path in places if path.is_file()]
    return {node.name for body in bodies for node in body if isinstance(node, ast.ClassDef)}


def test_contributing_describes_every_room_and_names_files_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    described = set(re.findall(r"`([a-z/]+)`", " ".join(row.split("|")[1] for row in rows)))
    rooms = {
        path.name
        for app in ("assessments", "cases")
        for path in (ROOT / app).iterdir()
        if is_room(path)
    }
    assert rooms - {name.removeprefix("cases/") for name in described} == set()
    named = set(re.findall(r"`([\w/]+\.(?:py|yaml|css))`", text)) - {"NAME.py"}
    tops = [*APPS, "static", "templates"]
    files = [f"/{path.relative_to(ROOT)}" for top in tops for path in (ROOT / top).rglob("*.*")]
    missing = [name for name in sorted(named) if not any(f.endswith(f"/{name}") for f in files)]
    assert missing == []


def is_room(path: Path) -> bool:
    return (path / "__init__.py").is_file() and path.name not in {
        "management",
        "migrations",
        "templatetags",
    }


def test_contributing_lists_the_rules_and_what_derives_values_from_files() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    folders = (("engine/rules", "*.yaml"), ("proposals/from_files", "*.py"))
    for folder, pattern in folders:
        names = {path.name for path in (ROOT / "assessments" / folder).glob(pattern)}
        assert len(names) > 5
        unnamed = [name for name in sorted(names) if f"`{name}`" not in text]
        assert unnamed in ([], ["__init__.py"]), folder


def test_every_place_in_the_glossary_is_there() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    rows = [line.split("|") for line in glossary.splitlines() if line.startswith("| ")]
    columns = " ".join(row[-2] for row in rows)
    places = set(re.findall(r"(?<![\w/`*])[a-z_]+(?:/[a-z_]+)+(?:\.yaml)?(?![\w/*])", columns))
    assert len(places) > 30
    assert [place for place in sorted(places) if not is_there(place)] == []


def is_there(place: str) -> bool:
    tops = (ROOT, ROOT / "assessments")
    return any((top / f"{place}{end}").exists() for top in tops for end in ("", ".py"))


def test_a_command_to_copy_names_the_python_that_has_django() -> None:
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")]
    documents += ROOT.glob("benchmarks/*.*")
    texts = [path.read_text("utf-8").replace("\\\n", "") for path in documents]  # one line each
    lines = [line for text in texts for line in text.splitlines()]
    bare = re.compile(r"(^    |`)python3? (-m |manage\.py|benchmarks|scripts)")
    assert [line[:80] for line in lines if bare.search(line)] == []


def test_the_commands_of_the_readme_take_the_options_that_it_names() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"manage\.py (\w+) (.*)", text)
    assert len(commands) > 4
    for name, options in commands:
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        known = {option for action in parser._actions for option in action.option_strings}
        assert set(re.findall(r"(?<!\w)--?[a-z-]+", options)) <= known, name
