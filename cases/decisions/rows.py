"""Between the typed decision and its columns and rows, in both directions and without loss.

A column is named after the path of its field: `court.zh` is `court_zh`, `finality.note.en` is
`finality_note_en`. Two differ: `date` (`decided_on`, `decided_…`), since `date_value` would say
nothing, and `instance`, a name that the history needs for itself. What is written here is not
checked here: a draft may be incomplete, and `services` decides what may be published.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any, get_args

from django.db.models import Model, QuerySet
from pydantic import BaseModel

from cases.decisions import documents
from cases.decisions.models import Decision
from cases.decisions.models_judged import ElementHolding, Judged, LayerHolding
from cases.decisions.models_parts import (
    Amount,
    Docket,
    Infringement,
    Party,
    Proof,
    Source,
    Statement,
    Tool,
    Treatment,
)
from cases.library import schema
from cases.record import InvalidRecord, dump_yaml, load_data, load_text

RENAMED = {"date": "decided", "decided_value": "decided_on", "instance": "court_instance"}


@dataclass(frozen=True, kw_only=True)
class PartOf:
    """A list of the decision and the table that holds it."""

    field: str
    model: type[Model]
    value: type[BaseModel]
    prefix: str = ""
    part: str = ""  # which of the statements

    @property
    def fixed(self) -> dict[str, str]:
        return {"part": self.part} if self.part else {}


PARTS = (
    PartOf(field="dockets", model=Docket, value=schema.Docket),
    PartOf(field="parties", model=Party, value=schema.DecisionParty),
    PartOf(field="tools", model=Tool, value=schema.Bilingual, prefix="name"),
    PartOf(field="facts", model=Statement, value=schema.Fact, part="fact"),
    PartOf(field="holdings", model=Statement, value=schema.Fact, part="holding"),
    PartOf(field="remedies", model=Statement, value=schema.Fact, part="remedy"),
    PartOf(
        field="discrepancies",
        model=Statement,
        value=schema.Bilingual,
        prefix="says",
        part="discrepancy",
    ),
    PartOf(field="infringement", model=Infringement, value=schema.Infringement),
    PartOf(field="amounts", model=Amount, value=schema.Amount),
    PartOf(field="proof", model=Proof, value=schema.ProofFinding),
    PartOf(field="treatment", model=Treatment, value=schema.Treatment),
    PartOf(field="sources", model=Source, value=schema.Source),
)
LISTS = frozenset({"judged", *(part.field for part in PARTS)})
JUDGED_LISTS = frozenset({"elements", "layers", "record"})
HOLDINGS = ("elementholding_set", "layerholding_set")
TABLES = tuple(dict.fromkeys(part.model for part in PARTS))


def column_of(place: str) -> str:
    """The column of a field given as problems name it (`finality.note.en`)."""
    column = ""
    for name in place.split("."):
        column = _joined(column, name)
    return column


def data_of_rows(decision: Decision) -> dict[str, Any]:
    """The decision as plain data in the form of `decision/1`, as far as its rows go."""
    own = _nested(_columns(decision), schema.Decision, "", skip=LISTS)
    data: dict[str, Any] = {"schema": schema.SCHEMA, **own}
    rows = {table: list(_rows_of(table, decision)) for table in TABLES}
    for part in PARTS:
        items = [
            _nested(row, part.value, part.prefix)
            for row in rows[part.model]
            if not part.part or row["part"] == part.part
        ]
        if items:
            data[part.field] = items
    judged = [_judged_data(row) for row in decision.judged_set.prefetch_related(*HOLDINGS)]
    return {**data, "judged": judged} if judged else data


def rows_write(decision: Decision, data: dict[str, Any]) -> None:
    """Make columns and rows say what `data` says, and save the decision if it is new."""
    said = dict(_flat(data, schema.Decision, "", skip=LISTS))
    ours = frozenset(_columns_of(schema.Decision, "", skip=LISTS))
    for field in decision._meta.concrete_fields:
        if field.name in ours:
            value = said.get(field.name, field.get_default())
            setattr(decision, field.name, field.to_python(value))
    if decision.pk is None:
        decision.skip_history_when_saving = True
        decision.save()
    for table in TABLES:
        table._default_manager.filter(decision=decision).delete()
    for part in PARTS:
        table = part.model
        table._default_manager.bulk_create(
            table(
                decision=decision, position=n, **part.fixed, **_row(item, part.value, part.prefix)
            )
            for n, item in enumerate(data.get(part.field, ()), start=1)
        )
    decision.judged_set.all().delete()
    for n, judged in enumerate(data.get("judged", ()), start=1):
        _judged_write(decision, n, judged)


def _judged_data(row: Judged) -> dict[str, Any]:
    data = _nested(_columns(row), schema.JudgedRecord, "", skip=JUDGED_LISTS)
    data["record"] = record_data(row.record)
    elements = {
        holding.element: _nested(_columns(holding), schema.Holding, "")
        for holding in row.elementholding_set.all()
    }
    layers = [
        _nested(_columns(holding), schema.LayerHolding, "")
        for holding in row.layerholding_set.all()
    ]
    return (
        data | ({"elements": elements} if elements else {}) | ({"layers": layers} if layers else {})
    )


def record_text(data: Any) -> str:
    """The YAML that a curator edits; what is no record is kept as it is."""
    if isinstance(data, str):
        return data
    try:
        return dump_yaml(load_data(data))
    except InvalidRecord:
        return documents.text_of_data(data)


def record_data(text: str) -> Any:
    """The record in a curator's YAML; a text that holds none is returned as it is."""
    try:
        return documents.data_of(load_text(text, "yaml"))
    except InvalidRecord:
        return text


def _judged_write(decision: Decision, position: int, data: dict[str, Any]) -> None:
    row = Judged.objects.create(
        decision=decision,
        position=position,
        record=record_text(data.get("record", "")),
        **_row(data, schema.JudgedRecord, "", skip=JUDGED_LISTS),
    )
    ElementHolding.objects.bulk_create(
        ElementHolding(judged=row, element=name, **_row(holding, schema.Holding, ""))
        for name, holding in data.get("elements", {}).items()
    )
    LayerHolding.objects.bulk_create(
        LayerHolding(judged=row, position=n, **_row(holding, schema.LayerHolding, ""))
        for n, holding in enumerate(data.get("layers", ()), start=1)
    )


def _rows_of(table: type[Model], decision: Decision) -> QuerySet[Any, dict[str, Any]]:
    return table._default_manager.filter(decision=decision).values()


def _columns(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields}


def _row(
    data: dict[str, Any], kind: type[BaseModel], prefix: str, *, skip: Set[str] = frozenset()
) -> dict[str, Any]:
    return dict(_flat(data, kind, prefix, skip=skip))


def _flat(
    data: dict[str, Any], kind: type[BaseModel], prefix: str, *, skip: Set[str] = frozenset()
) -> Iterator[tuple[str, Any]]:
    """The columns of what is said; what is not said yields none."""
    for name, inner in _fields(kind, skip):
        if name not in data:
            continue
        column = _joined(prefix, name)
        if inner:
            yield from _flat(data[name], inner, column)
        else:
            yield column, data[name]


def _nested(
    columns: dict[str, Any], kind: type[BaseModel], prefix: str, *, skip: Set[str] = frozenset()
) -> dict[str, Any]:
    """What the columns say of a value of this kind; empty columns say nothing."""
    data: dict[str, Any] = {}
    for name, inner in _fields(kind, skip):
        column = _joined(prefix, name)
        said = _nested(columns, inner, column) if inner else columns[column]
        if said not in ("", None, {}, []):
            data[name] = said
    return data


def _columns_of(kind: type[BaseModel], prefix: str, *, skip: Set[str]) -> Iterator[str]:
    for name, inner in _fields(kind, skip):
        column = _joined(prefix, name)
        if inner:
            yield from _columns_of(inner, column, skip=frozenset())
        else:
            yield column


def _fields(kind: type[BaseModel], skip: Set[str]) -> Iterator[tuple[str, type[BaseModel] | None]]:
    """The fields of a model that are columns, with the model inside where there is one."""
    for name, field in kind.model_fields.items():
        if name not in skip and name != "schema_":
            yield name, _model_in(field.annotation)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model in `Model` or `Model | None`."""
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
    return None


def _joined(prefix: str, name: str) -> str:
    """The column of a field; at the top the prefix is empty."""
    column = f"{prefix}_{name}" if prefix else name
    return RENAMED.get(column, column)
