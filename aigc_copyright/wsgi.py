"""The entry point for WSGI servers."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_copyright.settings")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # here, or the first request would wait for it

# The development server imports this module in the serving process only, not in the one that
# watches files. For Gunicorn a hook in gunicorn.conf.py starts the worker.
if "runserver" in sys.argv:
    from aigc_copyright import embedded

    embedded.start()
