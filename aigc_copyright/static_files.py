"""Static files of production: hashed names, by which modules of JavaScript import each other."""

from __future__ import annotations

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

NOT_COLLECTED = "The static files are not collected: pages have no style and no pictures."
COLLECT = "Run `manage.py collectstatic --noinput`, as `make prepare-production` does."


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage, which also writes the hashed names into the imports of our modules.

    Django's `support_js_module_import_aggregation` would do so for every file, and fails on a
    vendored one whose import is resolved by an import map. Without this a module would be loaded
    twice, by its plain name and by its hashed one, and keep two states.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ((r"""(?P<matched>from "(?P<url>\./\w+\.js)")""", 'from "%(url)s"'),)),
    )

    def stored_name(self, name: str) -> str:
        """Return the hashed name; the plain one of a file that was not collected.

        A page without its style can be read, the error that stood in its place could not.
        """
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name


def are_collected() -> bool:
    """Return whether the files that pages load are where production serves them from."""
    return settings.DEBUG or (settings.STATIC_ROOT / "staticfiles.json").is_file()
