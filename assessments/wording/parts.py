"""Names of parts of a work that stand beside one another: parts of one name by their steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext

from assessments.engine.result import Layer
from assessments.engine.result_ownership import LayerOwnership


def distinct_names(
    groups: Sequence[Sequence[LayerOwnership]],
    layers: Iterable[Layer],
    names: Mapping[str, str],
    step_ids: Sequence[str],
) -> list[tuple[str, ...]]:
    """The names of each group of layers, each once.

    Where a name stands in several groups, the numbers of its steps say which part it is.
    """
    numbers = {name: number for number, name in enumerate(step_ids, 1)}
    steps = {
        layer.id: [numbers[name] for name in layer.steps if name in numbers] for layer in layers
    }
    used = [{names[owned.layer] for owned in group} for group in groups]
    found: list[tuple[str, ...]] = []
    for group in groups:
        told: list[str] = []
        for name in dict.fromkeys(names[owned.layer] for owned in group):
            which = {n for owned in group if names[owned.layer] == name for n in steps[owned.layer]}
            if which and sum(name in others for others in used) > 1:
                listed = gettext(", ").join(map(str, sorted(which)))
                name = gettext("%(layer)s (round %(numbers)s)") % {"layer": name, "numbers": listed}
            told.append(name)
        found.append(tuple(told))
    return found
