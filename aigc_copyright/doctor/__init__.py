"""`manage.py doctor`: looks at everything that the application stands on, and names the remedy."""

from __future__ import annotations
