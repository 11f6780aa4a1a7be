"""A file of the law library that contradicts itself or the others is refused, with every fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.law import InvalidLaw, load_law

HEAD = """\
slug: {slug}
kind: statute
jurisdiction: CN
name: {{en: "Law", zh: "法"}}
short: {{en: "Law", zh: "《法》"}}
since: 2001-01-01
dates_mark: A
source: {{path: "law.md"}}
checked_on: 2026-11-29
articles:
"""
ARTICLE = """\
  - id: {id}
    article: "3"
    cite: {{en: "Law art. 3", zh: "《法》第三条"}}
    says: {{en: "So it is.", zh: "如此。"}}
    mark: A
    versions:
      - in_force: 2021-06-01
        wording: |-
          依照本法第二条。
"""


def write(folder: Path, slug: str = "law", id: str = "law-3", **changes: str) -> Path:
    """Write one instrument with one article; each change replaces a text by another."""
    text = HEAD.format(slug=slug) + ARTICLE.format(id=id)
    for name, change in changes.items():
        old, new = change.split(" -> ")
        assert old in text, name
        text = text.replace(old, new)
    (folder / f"{slug}.yaml").write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path) -> str:
    with pytest.raises(InvalidLaw) as caught:
        load_law(folder)
    return str(caught.value)


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    law = load_law(write(tmp_path))

    assert law.articles["law-3"].versions[0].wording == "依照本法第二条。"
    assert law.instrument_of["law-3"].slug == "law"


FAULTS = {
    "the slug is other": "slug: law -> slug: other",
    "the id does not begin with law": "id: law-3 -> id: lex-3",
    "H is no mark of CN": "mark: A\n    versions -> mark: H\n    versions",
    "dates_mark: M is no mark of CN": "dates_mark: A -> dates_mark: M",
    "the citation does not name article 3": "Law art. 3 -> Law art. 4",
    "a wording is held, but the mark is C": "mark: A\n    versions -> mark: C\n    versions",
    "ends on 2021-05-31, before it begins": "        wording -> "
    "        until: 2021-05-31\n        wording",
    "in force before the instrument itself": "since: 2001-01-01 -> since: 2022-01-01",
    "a wording has no source": 'source: {path: "law.md"}\n -> ',
    "a wording has no day": "checked_on: 2026-11-29\n -> ",
    "either the path in the collection": 'path: "law.md" -> path: "law.md", url: "http://a.cn"',
    "gives the whole wording and excerpts": "        wording -> "
    '        excerpts: [{part: {en: "a", zh: "一"}, text: "文。"}]\n        wording',
    "a wording begins or ends with a blank": "依照本法第二条。 -> 依照本法第二条。\u3000",
    "第九条 does not stand in the wording": "    mark: A\n    versions -> "
    '    mark: A\n    renumbered: [{in_text: "第九条", now: {en: "9", zh: "九"},'
    " basis: stated}]\n    versions",
    "names law-9, which is not here": "    mark: A\n    versions -> "
    "    mark: A\n    successor: {id: law-9, mark: A}\n    versions",
    "amended by lex, which is not here": "articles: -> "
    'amended: {effective: 2022-01-01, by: {en: "x", zh: "某"}, slug: lex, mark: A}\narticles:',
    "Extra inputs are not permitted": "    mark: A\n    versions -> "
    "    mark: A\n    weight: 3\n    versions",
}


@pytest.mark.parametrize("sentence", FAULTS)
def test_a_fault_is_named(tmp_path: Path, sentence: str) -> None:
    assert sentence in faults(write(tmp_path, fault=FAULTS[sentence]))


def test_a_version_begins_after_the_one_before_it_ended(tmp_path: Path) -> None:
    second = "          依照本法第二条。\n      - in_force: 2021-05-01\n"
    write(tmp_path, fault=f"          依照本法第二条。\n -> {second}")

    assert "a version begins before the one before it ends" in faults(tmp_path)


def test_an_id_stands_once(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, slug="law-3", id="law-3")
    assert "law-3: in law-3 and in law" in faults(tmp_path)

    (tmp_path / "law-3.yaml").unlink()
    twice = ARTICLE.format(id="law-3")
    (tmp_path / "law.yaml").write_text(HEAD.format(slug="law") + twice + twice, encoding="utf-8")
    load_law.cache_clear()
    assert "law-3: in law and in law" in faults(tmp_path)


def test_every_fault_of_every_file_is_named_at_once(tmp_path: Path) -> None:
    write(tmp_path, fault="Law art. 3 -> Law art. 4", other="dates_mark: A -> dates_mark: M")
    write(tmp_path, slug="lex", id="law-9", fault="kind: statute -> kind: statue")

    named = faults(tmp_path)
    assert "does not name article 3" in named
    assert "dates_mark: M" in named
    assert "lex.yaml" in named
