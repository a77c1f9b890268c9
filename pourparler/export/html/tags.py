"""Words of an article as HTML: escaped everywhere, the same to the letter in a browser's text content, nothing invisible left unseen."""

from __future__ import annotations

from html import escape

from pourparler.export.shown import UNSEEN, mark_of, visible

CONTROLS = {code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)}
UNWRITABLE = {0, *range(0xD800, 0xE000)}
"""Code points that no HTML document can hold; they are the only ones replaced, by U+FFFD."""


def letter(character: str) -> str:
    """One code point. One that nobody can see gets a mark beside it and is fenced off, so that it cannot turn its neighbours around."""
    code = ord(character)
    if code in UNSEEN or code in CONTROLS or code in UNWRITABLE:
        kept = "\ufffd" if code in UNWRITABLE else character
        return f'<span class="odd" data-mark="{mark_of(code)}">{kept}</span>'
    return "&#13;" if character == "\r" else escape(character)


def verbatim(text: str) -> str:
    """The text as HTML whose text content is the text."""
    return "".join(map(letter, text)) if needs_care(text) else escape(text)


def needs_care(text: str) -> bool:
    return not text.isprintable() or any(ord(character) in UNSEEN for character in text)


def attribute(text: str) -> str:
    """For a quoted attribute; what cannot be seen is spelled out."""
    return escape(visible(text), quote=True)


def element(tag: str, content: str, css: str = "", **attributes: str) -> str:
    """`<tag class="css" …>content</tag>`; `content` is HTML already, attribute values are not. An underscore in a name is a hyphen."""
    named = ({"class": css} if css else {}) | attributes
    written = "".join(f' {name.replace("_", "-")}="{attribute(value)}"' for name, value in named.items())
    return f"<{tag}{written}>{content}</{tag}>"
