"""The schema of the creation record as JSON Schema (draft 2020-12), for other programs and editors.

It describes the values of each field. References between steps and the order of dates are checked
only when a record is loaded.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import textwrap
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from cases.record.schema import CreationRecord

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core.core_schema import ModelSchema

ADDRESS = "/schemas/creation-record-1.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a creation record."""
    return schema_of(CreationRecord, ADDRESS, "Creation record, version 1")


def schema_of(model: type[BaseModel], address: str, title: str) -> dict[str, Any]:
    """Return the JSON Schema of a contract under its stable address."""
    described = model.model_json_schema(by_alias=True, schema_generator=_DescribedJsonSchema)
    schema = _clean_schema(described)
    head = {"$schema": DIALECT, "$id": address, "title": title}
    return head | {name: value for name, value in schema.items() if name not in head}


class _DescribedJsonSchema(GenerateJsonSchema):
    """A text below a field of a class becomes the description of the field.

    Pydantic does so itself (`use_attribute_docstrings`), but for every class when it is imported,
    which takes a tenth of the start of a command; here it is done for who asks for the schema.
    """

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        described = super().model_schema(schema)
        model = schema["cls"]
        for name, text in _field_docstrings(model).items():
            key = model.model_fields[name].alias or name
            described["properties"][key].setdefault("description", text)
        return described


def _field_docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Return the texts that stand directly below fields of a class or of its bases."""
    found: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if not issubclass(cls, BaseModel) or cls is BaseModel:
            continue
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
        lines = tree.body if isinstance(tree, ast.ClassDef) else []
        for line, below in itertools.pairwise(lines):
            match line, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[name] = inspect.cleandoc(text)
    return found


def _clean_schema(node: Any) -> Any:
    """Put descriptions on one line and drop titles, which repeat the names of fields."""
    if isinstance(node, list):
        return [_clean_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy: dict[str, Any] = {}
    for name, value in node.items():
        if name == "properties":
            tidy[name] = {field: _clean_schema(inner) for field, inner in value.items()}
        elif name == "description":
            tidy[name] = " ".join(value.split())
        elif name != "title":
            tidy[name] = _clean_schema(value)
    return tidy
