"""The lossless conversion between a typed decision and its columns and rows.

The name of a column is the path of its field: `court.zh` is `court_zh`, `finality.note.en` is
`finality_note_en`. Three fields differ: `date` (`decided_on`, `decided_…`), because `date_value`
would be unclear, `instance`, which simple-history reserves, and `on`, which SQL does. Nothing is
checked here: a draft may be incomplete, and `services` decides what may be published.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any, Literal, get_args

from django.db.models import Model, QuerySet
from pydantic import BaseModel

from cases.decisions import documents
from cases.decisions.models import Decision
from cases.decisions.models_judged import ElementHolding, HeldLevel, Judged, LayerHolding
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
from cases.library.earlier import read_turned_on
from cases.record import InvalidRecord, dump_yaml, load_data, load_text

RENAMED = {
    "date": "decided",
    "decided_value": "decided_on",
    "instance": "court_instance",
    "on": "treated_on",
}


@dataclass(frozen=True, kw_only=True)
class PartTable:
    """A list of the decision and its table."""

    field: str
    model: type[Model]
    value: type[BaseModel]
    prefix: str = ""
    part: Literal["", "fact", "holding", "remedy", "discrepancy"] = ""  # kind of statement

    @property
    def fixed_columns(self) -> dict[str, str]:
        """The columns that have the same value in all rows of the list."""
        return {"part": self.part} if self.part else {}


PARTS = (
    PartTable(field="dockets", model=Docket, value=schema.Docket),
    PartTable(field="parties", model=Party, value=schema.DecisionParty),
    PartTable(field="tools", model=Tool, value=schema.Bilingual, prefix="name"),
    PartTable(field="facts", model=Statement, value=schema.Fact, part="fact"),
    PartTable(field="holdings", model=Statement, value=schema.Fact, part="holding"),
    PartTable(field="remedies", model=Statement, value=schema.Fact, part="remedy"),
    PartTable(
        field="discrepancies",
        model=Statement,
        value=schema.Bilingual,
        prefix="says",
        part="discrepancy",
    ),
    PartTable(field="infringement", model=Infringement, value=schema.Infringement),
    PartTable(field="amounts", model=Amount, value=schema.Amount),
    PartTable(field="proof", model=Proof, value=schema.ProofFinding),
    PartTable(field="treatment", model=Treatment, value=schema.Treatment),
    PartTable(field="sources", model=Source, value=schema.Source),
)
LISTS = frozenset({"judged", *(part.field for part in PARTS)})
JUDGED_LISTS = frozenset({"elements", "layers", "held", "record"})
HOLDINGS = ("elementholding_set", "layerholding_set", "heldlevel_set")
TABLES = tuple(dict.fromkeys(part.model for part in PARTS))


def column_of(place: str) -> str:
    """Return the column of a field in the notation of problems (`finality.note.en`)."""
    column = ""
    for name in place.split("."):
        column = _join_column(column, name)
    return column


def data_of_rows(decision: Decision) -> dict[str, Any]:
    """Return the rows of a decision as plain data of `decision/1`, which may be incomplete."""
    own = _nest(_read_columns(decision), schema.Decision, "", skip=LISTS)
    data: dict[str, Any] = {"schema": schema.SCHEMA, **own}
    rows = {table: list(_read_rows(table, decision)) for table in TABLES}
    for part in PARTS:
        items = [
            _nest(row, part.value, part.prefix)
            for row in rows[part.model]
            if not part.part or row["part"] == part.part
        ]
        if items:
            data[part.field] = items
    judged = [_read_judged(row) for row in decision.judged_set.prefetch_related(*HOLDINGS)]
    return {**data, "judged": judged} if judged else data


def rows_write(decision: Decision, data: dict[str, Any]) -> None:
    """Write plain data to the columns and rows; a new decision is saved.

    The columns of an existing decision are set and not saved.
    """
    values = dict(_flatten(data, schema.Decision, "", skip=LISTS))
    ours = frozenset(_list_columns(schema.Decision, "", skip=LISTS))
    for field in decision._meta.concrete_fields:
        if field.name in ours:
            value = values.get(field.name, field.get_default())
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
                decision=decision,
                position=n,
                **part.fixed_columns,
                **_flatten_row(item, part.value, part.prefix),
            )
            for n, item in enumerate(data.get(part.field, ()), start=1)
        )
    # A judged work keeps its row, so that the form of a curator who has it open still finds it.
    wanted = data.get("judged", ())
    decision.judged_set.exclude(slug__in=[judged.get("slug", "") for judged in wanted]).delete()
    present = {row.slug: row.pk for row in decision.judged_set.all()}
    for n, judged in enumerate(wanted, start=1):
        _write_judged(decision, n, judged, present.pop(judged.get("slug", ""), None))


def _read_judged(row: Judged) -> dict[str, Any]:
    data = _nest(_read_columns(row), schema.JudgedRecord, "", skip=JUDGED_LISTS)
    data["record"] = record_data(row.record)
    elements = {
        holding.element: _nest(_read_columns(holding), schema.Holding, "")
        for holding in row.elementholding_set.all()
    }
    layers = [
        _nest(_read_columns(holding), schema.LayerHolding, "")
        for holding in row.layerholding_set.all()
    ]
    held = {level.dimension: _read_held(level) for level in row.heldlevel_set.all()}
    lists = {"elements": elements, "layers": layers, "held": held}
    return data | {name: values for name, values in lists.items() if values}


def record_text(data: Any) -> str:
    """Return the YAML of a record for a curator; invalid data is kept as it is."""
    if isinstance(data, str):
        return data
    try:
        return dump_yaml(load_data(data))
    except InvalidRecord:
        return documents.text_of_data(data)


def record_data(text: str) -> Any:
    """Parse the YAML of a curator; a text that is no record is returned as it is."""
    try:
        return documents.data_of(load_text(text, "yaml"))
    except InvalidRecord:
        return text


def _write_judged(decision: Decision, position: int, data: dict[str, Any], pk: int | None) -> None:
    """Write a judged work, over the row with this key where there is one."""
    data = read_turned_on(data)  # a version in the history may be older than the present form
    row = Judged(
        pk=pk,
        decision=decision,
        position=position,
        record=record_text(data.get("record", "")),
        **_flatten_row(data, schema.JudgedRecord, "", skip=JUDGED_LISTS),
    )
    row.save()
    for holdings in HOLDINGS:
        getattr(row, holdings).all().delete()
    ElementHolding.objects.bulk_create(
        ElementHolding(judged=row, element=name, **_flatten_row(holding, schema.Holding, ""))
        for name, holding in data.get("elements", {}).items()
    )
    LayerHolding.objects.bulk_create(
        LayerHolding(judged=row, position=n, **_flatten_row(holding, schema.LayerHolding, ""))
        for n, holding in enumerate(data.get("layers", ()), start=1)
    )
    HeldLevel.objects.bulk_create(
        HeldLevel(judged=row, dimension=name, **_flatten_row(held, schema.HeldLevel, ""))
        for name, held in data.get("held", {}).items()
    )


def _read_rows(table: type[Model], decision: Decision) -> QuerySet[Any, dict[str, Any]]:
    return table._default_manager.filter(decision=decision).values()


def _read_columns(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields}


def _flatten_row(
    data: dict[str, Any], kind: type[BaseModel], prefix: str, *, skip: Set[str] = frozenset()
) -> dict[str, Any]:
    return dict(_flatten(data, kind, prefix, skip=skip))


def _flatten(
    data: dict[str, Any], kind: type[BaseModel], prefix: str, *, skip: Set[str] = frozenset()
) -> Iterator[tuple[str, Any]]:
    """Yield the columns of the fields that are present."""
    for name, inner in _list_fields(kind, skip):
        if name not in data:
            continue
        column = _join_column(prefix, name)
        if inner:
            yield from _flatten(data[name], inner, column)
        else:
            yield column, data[name]


def _read_held(level: HeldLevel) -> dict[str, Any]:
    """Return a held level; that sources report it goes without saying, as in the files."""
    data = _nest(_read_columns(level), schema.HeldLevel, "")
    return {name: value for name, value in data.items() if (name, value) != ("reported", True)}


def _nest(
    columns: dict[str, Any], kind: type[BaseModel], prefix: str, *, skip: Set[str] = frozenset()
) -> dict[str, Any]:
    """Return the fields of a model from its columns, without empty ones."""
    data: dict[str, Any] = {}
    for name, inner in _list_fields(kind, skip):
        column = _join_column(prefix, name)
        value = _nest(columns, inner, column) if inner else columns[column]
        if value not in ("", None, {}, []):
            data[name] = value
    return data


def _list_columns(kind: type[BaseModel], prefix: str, *, skip: Set[str]) -> Iterator[str]:
    for name, inner in _list_fields(kind, skip):
        column = _join_column(prefix, name)
        if inner:
            yield from _list_columns(inner, column, skip=frozenset())
        else:
            yield column


def _list_fields(
    kind: type[BaseModel], skip: Set[str]
) -> Iterator[tuple[str, type[BaseModel] | None]]:
    """Yield the fields of a model that are columns, with a nested model where there is one."""
    for name, field in kind.model_fields.items():
        if name not in skip and name != "schema_":
            yield name, _find_model(field.annotation)


def _find_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model in `Model` or `Model | None`."""
    for candidate in (annotation, *get_args(annotation)):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def _join_column(prefix: str, name: str) -> str:
    """Return the column of a field; the prefix is empty at the top level."""
    column = f"{prefix}_{name}" if prefix else name
    return RENAMED.get(column, column)
