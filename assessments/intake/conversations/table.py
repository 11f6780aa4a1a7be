"""Conversations as a table: the activity history of Microsoft Copilot (`Conversation,Time,Author,
Message`), and tables in which each row names a conversation, a speaker and a text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    iso,
    messages,
    order_nodes,
)
from assessments.intake.conversations.speakers import role_of
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, problem

SERVICE = "Microsoft Copilot"
COLUMNS = ("conversation", "time", "author", "message")
MAX_CELL = limits.MIB


def detect(text: str) -> bool:
    """Return whether the first line names the columns of such a table."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    names = [name.strip(' "\r').lower() for name in first.split(",")]
    return names == list(COLUMNS)


def read(text: str) -> Iterator[Conversation]:
    """Yield the conversations, those in which nobody is known to speak left out."""
    csv.field_size_limit(MAX_CELL)
    talks: dict[str, list[Node]] = {}
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    damage: tuple[Problem, ...] = ()
    try:
        next(rows, None)
        for row in rows:
            if len(row) == len(COLUMNS) and (role := role_of(row[2].strip().lower())[0]):
                said = talks.setdefault(row[0], [])
                key = f"#{len(said)}"
                said.append(Node(id=key, parent=None, role=role, text=row[3], at=iso(row[1])))
    except csv.Error:
        damage = (problem("table_unread", line=rows.line_num),)
    for title, nodes in talks.items():
        ordered, doubtful = order_nodes(nodes)
        yield Conversation(
            service=SERVICE,
            id=title or None,
            title=title or None,
            messages=messages(ordered, None),
            problems=(*damage, problem("order_uncertain")) if doubtful else damage,
        )
