"""The dossier for a court: an archive of files, records, custody log and timestamps.

`names`, `kinds`, `bag` and `digests` use no Django, clock or network. `documents` and `job` build a
dossier from stored rows. Access is checked elsewhere.
"""

from __future__ import annotations
