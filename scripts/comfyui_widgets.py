"""Write the names of the widgets of ComfyUI's nodes, in their order, from published definitions.

    python scripts/comfyui_widgets.py ComfyUI=FOLDER ComfyUI-Impact-Pack=FOLDER … \
        [--docs FOLDER] [--templates FOLDER]
        > assessments/intake/generators/comfyui/widget_names.txt

The first folders hold the Python sources of a collection of nodes, which are parsed and never run.
Behind `--docs` stands ComfyUI's documentation of its nodes (the package comfyui-embedded-docs),
behind `--templates` workflows whose nodes name their widgets (comfyui-workflow-templates-json).
What is taken are facts: the name of a node class and the names and types of its widgets.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

# Types of inputs that the editor shows as widgets, and their letters in the table.
LETTERS = {"STRING": "s", "INT": "i", "FLOAT": "f", "BOOLEAN": "b", "BOOL": "b", "COMBO": "c"}
SEEDS = ("seed", "noise_seed")
UPLOADS = ("image_upload", "video_upload", "audio_upload", "upload")
# Names of which the reader takes a value; a class without any is left out.
READ = re.compile(
    r"seed|steps|cfg|guidance|sampler|scheduler|denoise|prompt|text|words|tags|lyrics|caption|script"
    r"|positive|negative|model|ckpt|unet|lora|width|height|size|resolution|ratio|dimension"
    r"|\b(?:value|string|image|video|audio|int|float|number|switch|select|index|boolean|find|replace"
    r"|string_\w+|clip_[lg]|t5xxl|llama|bert|mt5xl)\b"
)
HEADER = """\
# Widgets of ComfyUI's nodes in the order in which the editor stores their values: the class, a tab,
# then name:type for each; types are s text, i whole number, f number, b true or false, c choice,
# o other; `+` follows a seed that the editor gives a control. A name may hold blanks. A class may
# have several orders.
# Facts from published node definitions, written by scripts/comfyui_widgets.py; sources:
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the table of ComfyUI's widgets.")
    parser.add_argument("sources", nargs="*", metavar="NAME=FOLDER")
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--templates", type=Path)
    arguments = parser.parse_args()
    orders: dict[str, dict[tuple[str, ...], str]] = {}
    sources = []
    readers = [
        (name, read_sources, Path(folder))
        for name, _, folder in (source.partition("=") for source in arguments.sources)
    ]
    if arguments.templates:  # what was stored goes before what is declared
        readers.insert(0, ("comfyui-workflow-templates-json", read_templates, arguments.templates))
    if arguments.docs:
        readers.append(("comfyui-embedded-docs", read_docs, arguments.docs))
    for name, read, folder in readers:
        before = len(orders)
        stored = read is read_templates
        for kind, order in read(folder):
            known = orders.setdefault(kind, {})
            if names_of(order) not in known or not stored:  # declared types are the better ones
                known[names_of(order)] = order
        sources.append(f"{name} ({len(orders) - before} further classes)")
    sys.stdout.write(HEADER + "".join(f"#   {source}\n" for source in sources))
    for kind in sorted(orders):
        for order in orders[kind].values():
            if READ.search(order):
                sys.stdout.write(f"{kind}\t{order}\n")
    return 0


def names_of(order: str) -> tuple[str, ...]:
    return tuple(re.findall(r"(.+?):[a-z]\+?(?: |$)", order))


def read_docs(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the order of every node whose documentation has a table of typed inputs.

    A node whose inputs depend on a choice has a table of common inputs and one for each choice;
    the editor stores what belongs to the choice behind it, as `choice.name`.
    """
    for path in sorted(folder.rglob("en.md")):
        text = path.read_text("utf-8")
        begin = re.search(r"^## Inputs\b.*$", text, re.MULTILINE)
        if not begin:
            continue
        end = re.search(r"^## ", text[begin.end() :], re.MULTILINE)
        section = text[begin.end() : begin.end() + end.start() if end else None]
        first, *others = [_rows(part) for part in re.split(r"^### .*$", section, flags=re.M)]
        if not first and others:
            first, *others = others
        for rows in _with_choices(first, others):
            required_first = sorted(rows, key=lambda row: not row.required)
            for order in dict.fromkeys((_spell(rows), _spell(required_first))):
                if order:
                    yield path.parent.name, order


class Row(NamedTuple):
    """A widget in a table of inputs; one that is a `choice` has further inputs of its own."""

    name: str
    letter: str
    required: bool
    choice: bool


def _with_choices(common: list[Row], others: list[list[Row]]) -> list[list[Row]]:
    place = next((place for place, row in enumerate(common) if row.choice), None)
    if place is None or not any(others):
        return [common]
    owner = common[place].name
    return [
        [
            *common[: place + 1],
            *(row._replace(name=f"{owner}.{row.name}", required=True) for row in rows),
            *common[place + 1 :],
        ]
        for rows in others
    ]


def _rows(part: str) -> list[Row]:
    """Return the widgets in a table of inputs: parameter, description, type, required."""
    found = []
    for line in part.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) < 4 or not re.fullmatch(r"`[\w.]+`", cells[0]):
            continue
        choice = cells[2] == "DYNAMIC_COMBO"
        letter = "c" if choice else LETTERS.get(cells[2])
        if letter:
            found.append(Row(cells[0].strip("`"), letter, cells[3].startswith("Yes"), choice))
    return found


def _spell(rows: list[Row]) -> str:
    return " ".join(
        f"{row.name}:{row.letter}{'+' if row.name.rpartition('.')[2] in SEEDS else ''}"
        for row in rows
    )


def read_templates(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the order of every node that stores its values with their names."""
    for path in sorted(folder.rglob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        if not isinstance(data, dict):
            continue
        levels = [data, *(data.get("definitions") or {}).get("subgraphs", [])]
        instances = {level.get("id") for level in levels[1:]}
        for node in (node for level in levels for node in level.get("nodes") or []):
            named = node.get("widgets_values_named")
            values = node.get("widgets_values")
            known = isinstance(named, dict) and isinstance(values, list)
            if known and node["type"] not in instances and list(named.values()) == values:
                types = {socket["name"]: str(socket.get("type")) for socket in node["inputs"] or ()}
                order = " ".join(
                    f"{name}:{_letter(value, types.get(name))}{_mark(name, list(named))}"
                    for name, value in named.items()
                    if name != "control_after_generate" and " " not in name
                )
                if order:
                    yield node["type"], order


def _letter(value: Any, kind: str | None) -> str:
    if kind in LETTERS:
        return LETTERS[kind]
    kinds = ((bool, "b"), (int, "f"), (float, "f"), (str, "s"))
    return next((letter for known, letter in kinds if isinstance(value, known)), "o")


def _mark(name: str, names: list[str]) -> str:
    after = names.index(name) + 1
    return "+" if names[after : after + 1] == ["control_after_generate"] else ""


def read_sources(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the class and the order of every node that the sources of a folder define."""
    yield from ((kind, order) for kind, order in _read_sources(folder) if order)


def _read_sources(folder: Path) -> Iterator[tuple[str, str]]:
    classes: dict[str, str] = {}
    bases: dict[str, list[str]] = {}
    names: list[tuple[str, str]] = []
    for item in _walk_sources(folder):
        if isinstance(item, ast.ClassDef):
            order, node_id = _order_of_class(item)
            if order is not None and node_id:
                yield node_id, order
            elif order is not None:
                classes[item.name] = order
            else:
                bases[item.name] = [base.id for base in item.bases if isinstance(base, ast.Name)]
        elif isinstance(item, ast.Dict):
            names.extend(_mapped(item))
        elif isinstance(item, ast.Assign) and isinstance(item.value, ast.Name):
            target = item.targets[0]
            key = target.slice if isinstance(target, ast.Subscript) else None
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                names.append((key.value, item.value.id))
    for name, inherited in bases.items():  # of classes that declare no inputs of their own
        known = next((classes[base] for base in inherited if base in classes), None)
        if known is not None:
            classes[name] = known
    for kind, name in names:
        if name in classes:
            yield kind, classes[name]
    yield from classes.items()  # classes that are registered under a name of their own


def _walk_sources(folder: Path) -> Iterator[ast.AST]:
    for path in sorted(folder.rglob("*.py")):
        try:
            yield from ast.walk(ast.parse(path.read_text("utf-8")))
        except (SyntaxError, ValueError):
            continue


def _mapped(mapping: ast.Dict) -> Iterator[tuple[str, str]]:
    """Yield the node classes that a dictionary like NODE_CLASS_MAPPINGS registers."""
    for key, value in zip(mapping.keys, mapping.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            if isinstance(value, ast.Attribute):
                yield key.value, value.attr
            elif isinstance(value, ast.Name):
                yield key.value, value.id


def _order_of_class(item: ast.ClassDef) -> tuple[str | None, str | None]:
    for function in item.body:
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            if function.name == "INPUT_TYPES":
                name = _attribute(item, "NAME")
                return _order_of_inputs(function, item.name), name
            if function.name == "define_schema":
                return _order_of_schema(function)
    return None, None


def _attribute(item: ast.ClassDef, name: str) -> str | None:
    """Return the name under which rgthree's nodes register themselves."""
    for line in item.body:
        if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == name:
            call = line.value
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "get_name":
                return f"{ast.literal_eval(call.args[0])} (rgthree)"
    return None


def _order_of_inputs(function: ast.FunctionDef | ast.AsyncFunctionDef, owner: str) -> str | None:
    for line in ast.walk(function):
        if not isinstance(line, ast.Return) or not isinstance(line.value, ast.Dict):
            continue
        found: list[str] = []
        groups = dict(_pairs(line.value))
        for group in ("required", "optional"):
            value = groups.get(group)
            if value is None:
                continue
            if not isinstance(value, ast.Dict) or None in value.keys:
                return None  # made by a program: the order is not known
            for name, kind in _pairs(value):
                found.extend(_old_widget(name, kind))
        return " ".join(found)
    return None


def _pairs(mapping: ast.Dict) -> Iterator[tuple[str, ast.expr]]:
    for key, value in zip(mapping.keys, mapping.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value, value


def _old_widget(name: str, kind: ast.expr) -> list[str]:
    """Return the widgets of an input that is a tuple of a type and its options."""
    if " " in name or not isinstance(kind, ast.Tuple) or not kind.elts:
        return []
    options = kind.elts[1] if len(kind.elts) > 1 else None
    given = dict(_pairs(options)) if isinstance(options, ast.Dict) else {}
    if _is_true(given.get("forceInput")) or _is_true(given.get("rawLink")):
        return []
    letter = _old_letter(kind.elts[0])
    if letter is None:
        return []
    controlled = letter == "i" and (name in SEEDS or _is_true(given.get("control_after_generate")))
    upload = ["upload:c"] if any(_is_true(given.get(mark)) for mark in UPLOADS) else []
    return [f"{name}:{letter}{'+' if controlled else ''}", *upload]


# Attributes that name the type of a socket, as in IO.MODEL.
SOCKETS = frozenset(
    ("MODEL", "CLIP", "VAE", "IMAGE", "LATENT", "MASK", "CONDITIONING", "CONTROL_NET", "NOISE")
)


def _old_letter(kind: ast.expr) -> str | None:
    """Return the letter of a type; None for that of a socket. A list is a choice."""
    if isinstance(kind, ast.Constant) and isinstance(kind.value, str):
        return LETTERS.get(kind.value)
    if isinstance(kind, ast.Attribute):
        known = kind.attr in LETTERS or kind.attr in SOCKETS or kind.attr == "ANY"
        return LETTERS.get(kind.attr) if known else "c"
    if isinstance(kind, ast.Name) and ("any" in kind.id.lower() or kind.id == "AlwaysEqual"):
        return None
    return "c"


def _is_true(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is True


def _order_of_schema(
    function: ast.FunctionDef | ast.AsyncFunctionDef,
) -> tuple[str | None, str | None]:
    for call in ast.walk(function):
        if not isinstance(call, ast.Call) or getattr(call.func, "attr", "") != "Schema":
            continue
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        node_id, inputs = given.get("node_id"), given.get("inputs")
        if not isinstance(node_id, ast.Constant) or not isinstance(inputs, ast.List):
            return None, None
        required: list[str] = []
        optional: list[str] = []
        for item in inputs.elts:
            if not isinstance(item, ast.Call) or not isinstance(item.func, ast.Attribute):
                return None, None
            given = {keyword.arg: keyword.value for keyword in item.keywords}
            found = _new_widget(item, given)
            (optional if _is_true(given.get("optional")) else required).extend(found)
        return " ".join(required + optional), str(node_id.value)
    return None, None


def _new_widget(item: ast.Call, given: dict[str | None, ast.expr]) -> list[str]:
    """Return the widgets of an input as `IO.Int.Input("seed", …)` declares it."""
    func = item.func
    kind = getattr(func.value, "attr", "") if isinstance(func, ast.Attribute) else ""
    letter = LETTERS.get(kind.upper())
    name = item.args[0] if item.args else given.get("id")
    named = isinstance(name, ast.Constant) and isinstance(name.value, str)
    if letter is None or not named or _is_true(given.get("force_input")):
        return []
    assert isinstance(name, ast.Constant)
    controlled = letter == "i" and (
        name.value in SEEDS or _is_true(given.get("control_after_generate"))
    )
    return [f"{name.value}:{letter}{'+' if controlled else ''}"] + (
        ["upload:c"] if "upload" in given else []
    )


if __name__ == "__main__":
    sys.exit(main())
