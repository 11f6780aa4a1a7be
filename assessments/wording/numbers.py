"""Rounds and inputs by their numbers: Round 3; Rounds 3, 5–9."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import ngettext, pgettext


def spans(numbers: Sequence[int]) -> list[str]:
    """Write ascending numbers with runs of three or more as a range: 1, 3–5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts: list[str] = []
    for run in runs:
        texts += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
    return texts


def steps(numbers: Sequence[int]) -> str:
    """Write the rounds of steps by their numbers."""
    values = {"numbers": pgettext("memo list", ", ").join(spans(numbers))}
    return ngettext("Round %(numbers)s", "Rounds %(numbers)s", len(numbers)) % values


def inputs(numbers: Sequence[int]) -> str:
    """Write inputs by their numbers."""
    values = {"numbers": pgettext("memo list", ", ").join(map(str, numbers))}
    return ngettext("Input %(numbers)s", "Inputs %(numbers)s", len(numbers)) % values
