"""Calls of tools that write into files, as edits: what a model wrote, and where.

The table follows the tools of Claude (documents beside the conversation, files of its computer),
Claude Code, the text editor tool of Anthropic's API, Gemini CLI, Codex, and the file server of the
Model Context Protocol. A call that the tool refused made no edit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.intake.conversations.conversation import as_mapping, objects, text_of
from assessments.intake.core.report import Edit

NEW = ("file_text", "content", "new_str", "new_string", "new_source", "insert_text", "newText")
OLD = ("old_str", "old_string", "oldText")
FILES = ("title", "path", "file_path", "notebook_path", "filename", "id")
LISTED = ("edits", "updates")  # several replacements in one call
EDIT_GROUP = "textEditGroup"  # Visual Studio Code: what an answer writes into a file
REFUSED = ("error", "cancelled", "canceled", "failed")
WRITE, REPLACE = "insert", "replace"
# How the answer of a tool that did nothing begins.
ERRORS = ("Error:", "Error ", "<tool_use_error>", "<error>", "[Error", "Failed to ",
          "String to replace not found", "No changes made")  # fmt: skip
# Name of a tool -> kind of its edits; where one tool does several things, by its `command`.
TOOLS: Mapping[str, str] = {
    "create_file": WRITE,
    "write_file": WRITE,
    "write": WRITE,
    "str_replace": REPLACE,
    "replace": REPLACE,
    "edit": REPLACE,
    "multiedit": REPLACE,
    "multi_edit": REPLACE,
    "edit_file": REPLACE,
    "notebookedit": REPLACE,
    "apply_patch": REPLACE,
}
COMMANDS: Mapping[str, str] = {
    "create": WRITE,
    "insert": WRITE,
    "update": REPLACE,
    "rewrite": REPLACE,
    "str_replace": REPLACE,
}
COMMANDED = frozenset(
    {"artifacts", "str_replace_editor", "str_replace_based_edit_tool", "text_editor", "insert"}
)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of a tool."""

    name: str
    given: Mapping[str, Any] | str  # what the tool was given: fields, or a patch as text
    id: str | None = None


def parse_call(part: Mapping[str, Any]) -> Call:
    """Read a call in one of the forms of Anthropic (`input`) and OpenAI (`arguments`)."""
    if part.get("kind") == EDIT_GROUP:
        return Call(name="edit_file", given=_edit_group(part))
    given = part.get("input", part.get("arguments", part.get("args")))
    if isinstance(given, str) and given.startswith("{"):
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            given = {}
    key = text_of(part.get("id")) or text_of(part.get("call_id"))
    name = text_of(part.get("name")) or text_of(part.get("toolName")) or ""
    return Call(name=name, id=key, given=given if isinstance(given, dict | str) else {})


def _edit_group(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return the edits of one file in an answer of Visual Studio Code, in lists of lists."""
    edits = [
        {"newText": edit["text"]}
        for group in part.get("edits") or ()
        for edit in objects(group if isinstance(group, list) else [group])
        if isinstance(edit.get("text"), str)
    ]
    return {"path": as_mapping(part.get("uri")).get("path"), "edits": edits}


def made_nothing(part: Mapping[str, Any]) -> bool:
    """Return whether a call says of itself that it failed or was refused (Gemini CLI)."""
    return part.get("status") in REFUSED


def read_call(call: Call, *, author: str, at: str | None, turn: str | None) -> Iterator[Edit]:
    """Yield the edits of a call; none for a tool that writes nothing."""
    plain = call.name.rpartition(":")[2].rpartition("__")[2].lower()
    given = as_mapping(call.given)
    if plain in COMMANDED:
        kind = COMMANDS.get(str(given.get("command")), WRITE if plain == "insert" else "")
    else:
        kind = TOOLS.get(plain, "")
    changes = [as_mapping(call.given)]
    if isinstance(call.given, str):
        changes = [{"content": call.given}] if "*** Begin Patch" in call.given else []
    elif any(objects(given.get(name)) for name in LISTED):
        changes = [change for name in LISTED for change in objects(given.get(name))]
    for change in changes if kind else ():
        document = _first_text({**given, **change}, FILES)
        yield from _read_change(change, kind, document, author=author, at=at, turn=turn)


def _read_change(
    change: Mapping[str, Any],
    kind: str,
    document: str | None,
    *,
    author: str,
    at: str | None,
    turn: str | None,
) -> Iterator[Edit]:
    new, old = _first_text(change, NEW), _first_text(change, OLD)
    if new is None and old is None:
        return
    if not new and old:
        kind = "delete"
    text = old if kind == "delete" else new
    details = {"document": document, "pattern": old if kind == "replace" else None, "turn": turn}
    yield Edit(
        author=author,
        at=at,
        kind=kind,
        text=text,
        amount=len(text or ""),
        extra={key: value for key, value in details.items() if value},
    )


def _first_text(holder: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((held for key in keys if (held := text_of(holder.get(key))) is not None), None)


def failed_calls(parts: list[Mapping[str, Any]]) -> set[str]:
    """Return the ids of the calls that their tool answered with an error."""
    return {
        str(part.get("tool_use_id"))
        for part in parts
        if part.get("type") == "tool_result"
        and (part.get("is_error") is True or _says_error(part.get("content")))
    }


def _says_error(answer: Any) -> bool:
    """Return whether an answer is an error by its words; not every program marks it."""
    listed = objects(answer) if isinstance(answer, list) else [{"text": answer}]
    text = next((text_of(part.get("text")) or "" for part in listed), "")
    return text.lstrip().startswith(ERRORS)
