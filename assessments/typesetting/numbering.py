"""Numbers of headings: I, A, 1 in English; 一、（一）1. in Chinese, where letters are not used."""

from __future__ import annotations

from typing import Literal

DIGITS = "零一二三四五六七八九"
ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def chinese(number: int) -> str:
    """Write a number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def roman(number: int) -> str:
    """Write a number from 1 to 89 in Roman numerals."""
    text = ""
    for value, sign in ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def letter(number: int) -> str:
    """Write a number from 1 as a letter: A to Z, then AA."""
    text = ""
    while number:
        number, place = divmod(number - 1, 26)
        text = chr(ord("A") + place) + text
    return text


def section(language: Language, number: int) -> str:
    """Return the number of a section: I. or 一、."""
    return f"{chinese(number)}、" if language == "zh-hans" else f"{roman(number)}."


def part(language: Language, number: int) -> str:
    """Return the number of a part of a section: A. or （一）."""
    return f"（{chinese(number)}）" if language == "zh-hans" else f"{letter(number)}."


def annex(language: Language, number: int) -> str:
    """Return the number of an annex: Annex 1. or 附件一."""
    return f"附件{chinese(number)}　" if language == "zh-hans" else f"Annex {number}."


Language = Literal["en", "zh-hans"]
