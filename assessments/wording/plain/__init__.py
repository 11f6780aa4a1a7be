"""The plain reading: the same codes for someone without legal training.

Only sentences differ from the formal reading. Facts, authorities, statuses and figures come from
the result alone, so the two readings cannot disagree; the ladder of the conclusion is one and the
same. A code without a plain sentence is read in the formal one.
"""

from __future__ import annotations

from assessments.wording.plain import next_steps, parts, reasons
from assessments.wording.plain.names import ELEMENTS, INPUTS, LAYER_STATUS, LAYERS, RELATIONS

__all__ = ["ELEMENTS", "INPUTS", "LAYERS", "LAYER_STATUS", "RELATIONS", "SENTENCES"]

SENTENCES = {**reasons.SENTENCES, **parts.SENTENCES, **next_steps.SENTENCES}
