"""Modules of JavaScript in production: each is loaded under one name, the hashed one."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from aigc_copyright.static_files import HashedStaticFiles

STATIC = Path(settings.BASE_DIR) / "static"
IMPORTED = re.compile(r"""(?:import|from)\s*\(?\s*["']([^"']+)["']""")


def test_imports_name_hashed_files_that_exist(tmp_path):
    sources = FileSystemStorage(STATIC)
    names = [path.relative_to(STATIC).as_posix() for path in (STATIC / "js").glob("*.js")]
    storage = HashedStaticFiles(location=tmp_path, base_url="/static/")
    for name in names:
        with sources.open(name) as file:
            storage.save(name, file)
    for _, _, processed in storage.post_process({name: (sources, name) for name in names}):
        assert processed is True
    imports = [
        imported
        for name in names
        for imported in IMPORTED.findall((tmp_path / storage.stored_name(name)).read_text())
    ]
    assert len(imports) > 5
    for imported in imports:
        assert re.fullmatch(r"\./\w+\.[0-9a-f]{12}\.js", imported)
        assert (tmp_path / "js" / imported).is_file()
