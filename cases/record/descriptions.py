"""What stands below each field of a schema's class: the field's description in the JSON Schema.

Read from the source, and only for the JSON Schema: reading it whenever the classes are imported
took longer than all else that is imported with them.
"""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise


def field_descriptions(cls: type) -> dict[str, str]:
    """The text below each field that the class itself declares, by the name of the field."""
    (definition,) = ast.parse(inspect.getsource(cls)).body
    assert isinstance(definition, ast.ClassDef)
    found: dict[str, str] = {}
    for field, below in pairwise(definition.body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str() as text)),
            ):
                found[name] = inspect.cleandoc(text)
    return found
