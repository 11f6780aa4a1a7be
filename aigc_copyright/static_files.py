"""Static files of production: hashed names, by which modules of JavaScript import each other."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


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
