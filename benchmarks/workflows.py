"""Of ComfyUI's public workflow templates with words on an active node, how many give them?

    pip download --no-deps -d FOLDER comfyui-workflow-templates-json   # outside the project
    .venv/bin/python -m benchmarks.workflows FOLDER/*.whl [--list]

Words are texts of several words on a node that is not muted, bypassed or a note and leads to a node
that saves or shows. What is counted is read from the file by this script alone: a text inside a
subgraph counts as a stale default where the subgraph's own node holds another for its input.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assessments.intake import read

NOTES = ("note", "markdown", "preview", "label", "save", "glsl", "math", "sigmas", "regex")
WORDS = re.compile(r"\S+\s+\S+\s+\S+\s+\S|[\u3040-\u30ff\u3400-\u9fff]{6}")
NAMES = re.compile(r"(?i)https?://|\.(safetensors|png|jpe?g|webp|mp4|mp3|wav|glb|gguf|onnx)\s*$|^#")
OFF = (2, 4)
GIVEN = 0.95  # of the workflows with words


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("packages", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="print what was not given")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    spent = 0.0
    for name, data in workflows(arguments.packages):
        counts["workflows"] += 1
        active, stale = words_of(json.loads(data))
        if not active:
            continue
        counts["with words"] += 1
        begin = time.process_time()
        reading = read(data)
        spent += time.process_time() - begin
        own = f"{reading.prompt or ''}\n{reading.negative_prompt or ''}"
        stated = normalised(f"{own}\n{further_words(reading.extra)}")
        given = any(normalised(text) in stated for text in active)
        old = [text for text in stale if normalised(text) in stated]
        counts["given"] += given
        counts["with a stale default"] += bool(old)
        counts.update(f"problem {fault.code}" for fault in reading.problems)
        others = [fault for fault in reading.problems if fault.code != "workflow_not_run"]
        counts["silent"] += not reading.prompt and not others
        if arguments.list and (old or not given):
            print(f"{name}: {'stale' if old else 'not given'}: {(old or active)[0][:80]!r}")
            print(
                f"    stated: {(reading.prompt or '')[:80]!r} "
                f"{[fault.code for fault in reading.problems]}"
            )
    for key, count in sorted(counts.items()):
        print(f"{key}: {count}")
    share = counts["given"] / max(1, counts["with words"])
    print(f"share given: {share:.3f}; {spent / max(1, counts['with words']) * 1000:.1f} ms each")
    return int(share < GIVEN or counts["with a stale default"] > 0)


def workflows(packages: list[Path]) -> Iterator[tuple[str, bytes]]:
    for package in packages:
        with zipfile.ZipFile(package) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".json") and "/templates/" in name:
                    data = archive.read(name)
                    found = json.loads(data)
                    if isinstance(found, dict) and isinstance(found.get("nodes"), list):
                        yield name.rpartition("/")[2], data


def further_words(extra: Any) -> str:
    return "\n".join(str(entry["text"]) for entry in extra.get("further_words", ()))


def normalised(text: str) -> str:
    return " ".join(text.split())


def words_of(data: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return the words on active nodes, and those inside that a subgraph's node replaces."""
    definitions = {
        level["id"]: level for level in (data.get("definitions") or {}).get("subgraphs", [])
    }
    active: list[str] = []
    stale: list[str] = []
    visit(data, definitions, set(), active, stale, 0)
    current = {normalised(text) for text in active}
    return active, [text for text in stale if normalised(text) not in current]


def visit(
    level: dict[str, Any],
    definitions: dict[str, Any],
    replaced: set[tuple[str, str]],
    active: list[str],
    stale: list[str],
    depth: int,
) -> None:
    leading = leading_nodes(level)
    for node in level.get("nodes") or []:
        kind = str(node.get("type"))
        on = node.get("mode") not in OFF and str(node.get("id")) in leading
        if not on or any(mark in kind.lower() for mark in NOTES):
            continue
        inner = definitions.get(kind)
        texts = [text for text in values_of(node) if is_words(text)]
        linked = linked_widgets(node) | {name for key, name in replaced if key == str(node["id"])}
        if inner is None:
            own = [text for name, text in named_values(node) if name in linked]
            active.extend(text for text in texts if text not in own)
            stale.extend(
                text
                for key, text in named_values(node)
                if (str(node["id"]), key) in replaced and is_words(text)
            )
            continue
        active.extend(texts)
        if depth < 8:
            visit(inner, definitions, replaced_inside(node, inner), active, stale, depth + 1)


def leading_nodes(level: dict[str, Any]) -> set[str]:
    """Return the nodes from which links lead to an end: a saver, a preview, an output."""
    before: dict[str, set[str]] = {}
    for link in level.get("links") or []:
        source, target = (
            (link[1], link[3]) if isinstance(link, list) else (link["origin_id"], link["target_id"])
        )
        before.setdefault(str(target), set()).add(str(source))
    nodes = {str(node.get("id")): node for node in level.get("nodes") or []}
    ends = ["-20"] + [
        key
        for key, node in nodes.items()
        if re.search(r"(?i)save|preview|output|combine", str(node.get("type")))
        and node.get("mode") not in OFF
    ]
    found: set[str] = set()
    while ends:
        key = ends.pop()
        if key not in found:
            found.add(key)
            ends.extend(before.get(key, ()))
    return found


def replaced_inside(node: dict[str, Any], inner: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the widgets inside that an input with a value or link on the subgraph's node feeds."""
    properties = node.get("properties") or {}
    values = node.get("widgets_values")
    holds = bool(values) and not properties.get("proxyWidgets")
    linked = {
        socket["name"] for socket in node.get("inputs") or [] if socket.get("link") is not None
    }
    names = [socket["name"] for socket in inner.get("inputs") or []]
    by_link = {link["id"]: link for link in inner.get("links") or []}
    found = set()
    for inside in inner.get("nodes") or []:
        for socket in inside.get("inputs") or []:
            link = by_link.get(socket.get("link"))
            if link is None or str(link["origin_id"]) != "-10" or not socket.get("widget"):
                continue
            slot = link["origin_slot"]
            if holds or (slot < len(names) and names[slot] in linked):
                found.add((str(inside["id"]), socket["name"]))
    return found


def linked_widgets(node: dict[str, Any]) -> set[str]:
    return {
        socket["name"]
        for socket in node.get("inputs") or []
        if socket.get("widget") and socket.get("link") is not None
    }


def named_values(node: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the values that have a name: from the node itself, or where one socket fits."""
    named = node.get("widgets_values_named")
    if isinstance(named, dict):
        return list(named.items())
    values = values_of(node)
    sockets = [socket["name"] for socket in node.get("inputs") or [] if socket.get("widget")]
    texts = [value for value in values if is_words(value)]
    if len(sockets) == len(values):
        return list(zip(sockets, values, strict=True))
    guess = [name for name in sockets if re.search("prompt|text|value|string|caption|tags", name)]
    return [(guess[0], texts[0])] if len(guess) == 1 and len(texts) == 1 else []


def values_of(node: dict[str, Any]) -> list[Any]:
    values = node.get("widgets_values")
    return list(values.values() if isinstance(values, dict) else values or [])


def is_words(value: Any) -> bool:
    """Return whether a value is words: a name with something in brackets behind it is none."""
    if not isinstance(value, str) or NAMES.search(value):
        return False
    return bool(WORDS.search(re.sub(r"\([^()]*\)\s*$", "", value)))


if __name__ == "__main__":
    sys.exit(main())
