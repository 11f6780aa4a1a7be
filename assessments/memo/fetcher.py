"""The one seam to the outside: hands WeasyPrint the named assets of the project, nothing else.

No address, file, `data:` or redirect is ever followed; a reference that is not on the list is an
error that stops the rendering where the document is ours, and is skipped with a warning where
`strict` is off (only tests do that, to see that nothing leaks).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "asset:"
MIME_TYPES = {".ttf": "font/ttf", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}


class ForbiddenResource(ValueError):
    """The document refers to something that is not on the list."""


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # the library carries no types
    """Serves `asset:NAME` from a fixed list of files."""

    def __init__(self, assets: Mapping[str, Path], *, strict: bool = True) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=strict)
        self._assets = dict(assets)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the asset; refuse every other address, whatever its scheme."""
        path = self._assets.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if path is None:
            raise ForbiddenResource(f"not on the list of assets: {url[:200]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": MIME_TYPES[path.suffix]})
