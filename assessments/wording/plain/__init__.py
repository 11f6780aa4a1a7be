"""The plain register: sentences for readers without legal training, by code.

Only sentences differ from the formal register. Facts, authorities, statuses and figures come from
the result alone, so that the two registers cannot contradict each other; both share the ladder of
the conclusion. A code without a plain sentence has its formal one.
"""

from __future__ import annotations

from assessments.wording.plain import (
    appraisals,
    decided,
    layers,
    next_steps,
    ownership,
    ownership_conditions,
    parts,
    reasons,
)
from assessments.wording.plain.names import BASES, DUTY_STATUS, ELEMENTS, INPUTS, LAYERS, RELATIONS

__all__ = ["BASES", "DUTY_STATUS", "ELEMENTS", "INPUTS", "LAYERS", "RELATIONS", "SENTENCES"]

SENTENCES = {
    **reasons.SENTENCES,
    **decided.SENTENCES,
    **layers.SENTENCES,
    **parts.SENTENCES,
    **ownership.SENTENCES,
    **ownership_conditions.SENTENCES,
    **next_steps.SENTENCES,
    **appraisals.SENTENCES,
}
