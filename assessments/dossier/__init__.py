"""The dossier for a court: an archive of files, records, custody log and timestamps.

`bag` and `verify` use neither Django nor a clock nor the network. `documents` and `job` build a
dossier from stored rows. The views check access.
"""

from __future__ import annotations
