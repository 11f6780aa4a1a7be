"""When a file came into being, and which date source shows it.

`evidence_of_time` is pure; `assessments.evidence.dates` applies it to stored rows.
"""

from __future__ import annotations
