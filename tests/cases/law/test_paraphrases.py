"""A paraphrase of a statute says what the article says: no reading of it stands there."""

from __future__ import annotations

import re

from cases.law import load_law

STATUTES = (
    "prc-copyright-law",
    "prc-implementing-regulations",
    "prc-software-regulations",
    "spc-copyright-interpretation-2020",
)
READINGS = re.compile(
    r"\b(?:tool makers?|machines?|prompts?|AI|data mining|are examined|closed list)\b|"
    r"机器|提示词|数据挖掘|据此|封闭列举|审查四项"
)


def test_no_paraphrase_of_a_copyright_statute_holds_a_reading_of_it() -> None:
    instruments = [i for i in load_law().instruments if i.slug in STATUTES]
    assert len(instruments) == len(STATUTES)
    found = {
        article.id: match[0]
        for instrument in instruments
        for article in instrument.articles
        for text in (article.says.en, article.says.zh)
        if (match := READINGS.search(text))
    }
    assert found == {}
