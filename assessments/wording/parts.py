"""Names of parts of a work that stand beside one another: parts of one name by their steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext, ngettext

from assessments.engine.result import Layer
from assessments.engine.result_ownership import LayerOwnership


def distinct_names(
    groups: Sequence[Sequence[LayerOwnership]],
    layers: Iterable[Layer],
    names: Mapping[str, str],
    step_ids: Sequence[str],
) -> list[tuple[str, ...]]:
    """The names of each group of layers, as `names_apart` has them."""
    of_layers = [[owned.layer for owned in group] for group in groups]
    return names_apart(of_layers, layers, names, step_ids)


def names_apart(
    groups: Sequence[Sequence[str]],
    layers: Iterable[Layer],
    names: Mapping[str, str],
    step_ids: Sequence[str],
) -> list[tuple[str, ...]]:
    """The names of each group of ids of layers, each once; `names` are by those ids.

    Where a name stands in several groups, the numbers of its steps say which part it is.
    """
    numbers = {name: number for number, name in enumerate(step_ids, 1)}
    steps = {
        layer.id: [numbers[name] for name in layer.steps if name in numbers] for layer in layers
    }
    used = [{names[layer] for layer in group} for group in groups]
    found: list[tuple[str, ...]] = []
    for group in groups:
        told: list[str] = []
        for name in dict.fromkeys(names[layer] for layer in group):
            which = {n for layer in group if names[layer] == name for n in steps[layer]}
            if which and sum(name in others for others in used) > 1:
                name = with_rounds(name, which)
            told.append(name)
        found.append(tuple(told))
    return found


def with_rounds(name: str, numbers: Iterable[int]) -> str:
    """Return the name of a part behind which stand the numbers of its rounds, from 1."""
    listed = sorted(numbers)
    pattern = ngettext(
        "%(layer)s (round %(numbers)s)", "%(layer)s (rounds %(numbers)s)", len(listed)
    )
    return pattern % {"layer": name, "numbers": gettext(", ").join(map(str, listed))}
