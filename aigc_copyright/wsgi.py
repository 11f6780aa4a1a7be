"""Entry point for WSGI servers."""

from __future__ import annotations

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_copyright.settings")

application = get_wsgi_application()

# The development server imports this module in the process that serves, never in the one that
# watches the files. Gunicorn has its own hook (gunicorn.conf.py).
if "runserver" in sys.argv:
    from aigc_copyright import embedded

    embedded.start()
