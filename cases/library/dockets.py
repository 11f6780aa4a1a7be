"""The forms of docket and registration numbers, and what makes two of them the same number.

China: Provisions of the Supreme People's Court on case numbers (法〔2015〕137号, as amended by
法〔2018〕335号), arts. 2, 3, 5, 7: “(” year “)” court, special trial (one character), type (up to
three), number, “号”; a court is a province with no, two or four digits. Art. 3 makes each number
unique. Before 2016 courts wrote “字第” before the number. Elsewhere, forms are those that the
decisions of the library and their courts print; a jurisdiction without an entry is not checked.
The module uses no Django.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.library.schema import Decision
from cases.record import Problem

OPENING = "([{〔【"
CLOSING = ")]}〕】"
ROUND = str.maketrans(dict.fromkeys(OPENING, "(") | dict.fromkeys(CLOSING, ")"))
HAN = "\u4e00-\u9fff"
COURT = r"(最高法|[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军](\d{2}){0,2})"


@dataclass(frozen=True, kw_only=True)
class Form:
    """The numbers of a jurisdiction: an example, and the patterns of which one must match."""

    example: str
    patterns: Sequence[str]


FORMS: Mapping[str, Form] = {
    "CN": Form(
        example="(2023)京0491民初11279号",
        patterns=(
            rf"\(\d{{4}}\){COURT}[{HAN}]{{1,4}}\d{{1,8}}号(之[一二三四五六七八九十]+)?",
            rf"\(\d{{4}}\)[{HAN}()]{{2,14}}字第\d{{1,8}}(-\d{{1,3}})?号",  # before 2016
        ),
    ),
    "US": Form(
        example="1:24-cv-02665-WJM, 23-5233, VAu001480196",
        patterns=(
            r"(No\. )?\d:\d{2}-[a-z]{2,4}-\d{5}(-[A-Z]{1,4}){0,3}",  # district courts
            r"(No\. )?\d{2}-\d{1,5}",  # courts of appeals, Supreme Court
            r"(TXu?|VAu?|PAu?|SRu?|RE) ?(\d{9,10}|\d-\d{3}-\d{3})",  # registrations
            r"SR ?#? ?1-\d{8,12}",  # service requests of the Copyright Office
        ),
    ),
    "DE": Form(
        example="142 C 9786/25, 2-06 O 401/25, I-20 W 2/26, I ZR 9/15",
        patterns=(r"([IVX]+-\d{1,3}|[IVX]+|\d{1,4}(-\d{1,3})?) [A-Z][A-Za-z]{0,5} \d{1,6}/\d{2}",),
    ),
    "CZ": Form(
        example="10 C 13/2023-16",
        patterns=(r"\d{1,3} [A-Z][A-Za-z]{0,4} \d{1,5}/\d{4}(-\d{1,5})?",),
    ),
    "IT": Form(example="ord. 1107/2023", patterns=(r"(ord\.|sent\.|n\.) ?(n\. ?)?\d{1,6}/\d{4}",)),
    "GB": Form(
        example="[2025] EWHC 2863 (Ch), IL-2023-000007",
        patterns=(
            r"\[\d{4}\] [A-Z]{2,6}( [A-Z][A-Za-z]{2,4})? \d{1,5}( \([A-Za-z]{2,6}\))?",
            r"[A-Z]{2}-\d{4}-\d{6}",
        ),
    ),
    "EU": Form(example="C-250/25", patterns=(r"[CTF]-\d{1,4}/\d{2}( [A-Z]{1,5})?",)),
}
LISTING = {"slug", "jurisdiction", "court", "dockets"}  # fields that `listed_numbers` reads
REGISTRATION = re.compile(r"(txu?|vau?|pau?|sru?|re)0*(\d{6,10})")


def is_well_formed(number: str, jurisdiction: str) -> bool:
    """Return whether a number has a form of its jurisdiction, in brackets of any kind and width."""
    form = FORMS.get(jurisdiction)
    if form is None:
        return True
    text = _clean(number)
    if jurisdiction == "CN":
        text = text.translate(ROUND).replace(" ", "")
    return any(re.fullmatch(pattern, text) for pattern in form.patterns)


def number_key(number: str, jurisdiction: str) -> str:
    """Return what is equal for two spellings of one number, and for no other number.

    Brackets, spaces, width and the case of letters make no difference, nor does "No." before it.
    """
    text = re.sub(r"^(no|nr)\.", "", _clean(number).casefold())
    text = re.sub(rf"[^\w/:{HAN}-]", "", text)
    registration = REGISTRATION.fullmatch(text.replace("-", ""))
    if jurisdiction == "US" and registration:
        text = "".join(registration.groups())
    return f"{jurisdiction} {text}"


def problems_of_numbers(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the malformed numbers of a decision in plain data, and those that it lists twice.

    A malformed number is accepted with a note, which says that the source prints it so.
    """
    seen: set[str] = set()
    jurisdiction = str(data.get("jurisdiction", ""))
    for n, (docket, listed) in enumerate(
        zip(data.get("dockets", ()), listed_numbers(data), strict=True)
    ):
        field = f"dockets[{n}].number"
        if not docket.get("note") and not is_well_formed(listed.number, jurisdiction):
            params = {"number": listed.number, "example": FORMS[jurisdiction].example}
            yield Problem(field=field, code="docket_form", params=params)
        if listed.key in seen:
            yield Problem(field=field, code="docket_twice")
        seen.add(listed.key)


@dataclass(frozen=True, kw_only=True)
class ListedNumber:
    """A number in the list of a decision; courts by their English names, as far as known."""

    slug: str
    number: str
    key: str
    deciding_court: str
    own_court: str  # the court whose number it is, where the list names it

    @property
    def is_own(self) -> bool:
        """Whether it is the number of the deciding court, and not of another instance."""
        return self.own_court in ("", self.deciding_court)

    def may_share(self, other: ListedNumber) -> bool:
        """Whether both may list the number: instances of the same proceedings.

        They are where different courts decided, and at least one of them lists the number as that
        of another court.
        """
        courts_differ = self.deciding_court != other.deciding_court
        return courts_differ and not (self.is_own and other.is_own)


def listed_numbers(data: Mapping[str, Any]) -> list[ListedNumber]:
    """Return the numbers of a decision in plain data, which may be incomplete, in their order."""
    return [
        ListedNumber(
            slug=str(data.get("slug", "")),
            number=str(docket.get("number", "")),
            key=number_key(str(docket.get("number", "")), str(data.get("jurisdiction", ""))),
            deciding_court=_english(data.get("court")),
            own_court=_english(docket.get("court")),
        )
        for docket in data.get("dockets", ())
    ]


def taken_problem(place: int, number: ListedNumber, other: ListedNumber) -> Problem:
    """Return the problem of a number that another decision has already."""
    params = {"number": number.number, "other": other.slug}
    return Problem(field=f"dockets[{place}].number", code="docket_taken", params=params)


def problems_of_shared_numbers(decisions: Sequence[Decision]) -> Iterator[tuple[int, Problem]]:
    """Yield the numbers that two decisions may not both list, with the index of the later one."""
    before: dict[str, list[ListedNumber]] = {}
    for n, decision in enumerate(decisions):
        for place, number in enumerate(listed_numbers(decision.model_dump(include=LISTING))):
            others = before.setdefault(number.key, [])
            taken = (o for o in others if o.slug != number.slug and not number.may_share(o))
            other = next(taken, None)
            if other is not None:
                yield n, taken_problem(place, number, other)
            others.append(number)


def _english(text: Any) -> str:
    return str(text.get("en", "")) if isinstance(text, Mapping) else ""


def _clean(number: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", number).split())
