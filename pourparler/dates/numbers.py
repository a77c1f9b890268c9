"""Numbers in figures and in words."""

from __future__ import annotations

from pourparler.lang.dates import DateTable, Tokens

LONGEST = 8
"""Tokens of the longest number that is read."""


def read_number(table: DateTable, tokens: Tokens, place: int) -> tuple[int, int | float | None]:
    """How many tokens the number at a place takes, and its value; None where there is no number, or none that a date could hold."""
    return read_figures(tokens, place) if tokens.keys[place].isdigit() else read_words(table, tokens, place)


def read_figures(tokens: Tokens, place: int) -> tuple[int, int | float | None]:
    """« 12 », « 10 000 », « 2,5 »."""
    keys = tokens.keys
    if not keys[place].isascii() or len(keys[place]) > 6:
        return 1, None
    if place + 2 < len(keys) and keys[place + 1] in {",", "."} and tokens.glued(place + 1) and tokens.glued(place + 2):
        fraction = keys[place + 2]
        if fraction.isascii() and fraction.isdigit() and len(fraction) <= 2:
            return 3, float(f"{keys[place]}.{fraction}")
    digits, width = keys[place], 1
    while width < 3 and place + width < len(keys) and is_group(tokens, place + width):
        digits += keys[place + width]
        width += 1
    return width, int(digits)


def is_group(tokens: Tokens, place: int) -> bool:
    """Three figures after one space: the thousands of « 10 000 »."""
    key = tokens.keys[place]
    return len(key) == 3 and key.isascii() and key.isdigit() and tokens.starts[place] - tokens.ends[place - 1] == 1


def read_words(table: DateTable, tokens: Tokens, place: int) -> tuple[int, int | float | None]:
    """« trente-cinq », « cent vingt et un »: a smaller number after a greater one is added, a hundred multiplies."""
    total: int | float | None = None
    at, end = place, place
    while at < min(len(tokens.keys), place + LONGEST):
        width, value = number_word(table, tokens, at)
        if value is None or (total is not None and not can_follow(total, value)):
            break
        total = value if total is None else (total * value if value >= 100 else total + value)
        at = end = at + width
        if at < len(tokens.keys) and tokens.keys[at] in table.file.number_joiners:
            at += 1
    return end - place, total


def number_word(table: DateTable, tokens: Tokens, place: int) -> tuple[int, int | float | None]:
    for phrase, value in table.phrases.get("number", {}).get(tokens.keys[place], ()):
        if tokens.keys[place : place + len(phrase)] == phrase and not isinstance(value, str):
            return len(phrase), value
    return 0, None


def can_follow(total: int | float, value: int | float) -> bool:
    """Twenty takes three, sixty takes eleven, two takes hundred; « deux » and « trois » side by side are two numbers."""
    if value >= 100:
        return total < value
    room = 100 if total % 100 == 0 else 20 if total % 100 in {60, 80} else 10 if total % 10 == 0 else 0
    return value < room
