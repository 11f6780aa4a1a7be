"""What stands below each field of a schema's class: the field's description in the JSON Schema.

Read from the source, and only for the JSON Schema: reading it whenever the classes are imported
took longer than all else that is imported with them.
"""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise


def field_descriptions(cls: type) -> dict[str, str]:
    """Return the text below each field that the class or a base of it declares, by field name."""
    found: dict[str, str] = {}
    for declaring in reversed(cls.__mro__):
        if "__annotations__" in vars(declaring) and not declaring.__module__.startswith("pydantic"):
            found |= _own_descriptions(declaring)
    return found


def _own_descriptions(cls: type) -> dict[str, str]:
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
