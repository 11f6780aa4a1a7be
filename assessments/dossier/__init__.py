"""Keeping and proving: what a file is called, when it was made, and what is handed to a court.

`names`, `kinds`, `bag` and `digests` are pure: no Django, no clock, no network.
`documents` and `job` put a dossier together from what is stored; nothing here decides on access.
"""

from __future__ import annotations
