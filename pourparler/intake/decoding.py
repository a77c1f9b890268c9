"""Bytes to text: UTF-8, UTF-16 and UTF-32 that say so with a byte order mark, then Windows-1252 where the result reads like press.

A page is first taken at the word of its HTTP header and its markup, unless its bytes prove that word wrong.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pourparler.errors import BinaryInput, InputRefused, WrongEncoding
from pourparler.intake.characters import LOST, misread_runs

SIGNATURES = {
    b"%PDF-": "a PDF, which is not read; save its text first (a scan needs text recognition before)",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"RIFF": "a sound or an image",
    b"PK\x03\x04": "a zip archive or an office document",
    b"PK\x05\x06": "an empty zip archive",
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"BZh": "a bzip2 archive; unpack it first",
    b"\xfd7zXZ": "an xz archive; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
    b"\xd0\xcf\x11\xe0": "an old office document; save it as plain text first",
    b"{\\rtf": "a rich text document; save it as plain text first",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
    b"OggS": "a sound",
    b"ID3": "a sound",
}
MARKED = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
PRESS_SIGNS = frozenset("àâäáãçéèêëíìîïñóòôöõœæùúûüÿÀÂÄÁÇÉÈÊËÍÎÏÑÓÔÖŒÆÙÚÛÜß«»‹›‘’“”„…–—•·€£°§©®™²³½\u00a0\u00ad")
"""What stands above ASCII in a French or English newspaper of the Windows-1252 age."""
DECLARED = re.compile(rb"""<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
DECLARED_WITHIN = 4096
"""Bytes at the head of a page in which its markup may name its encoding."""
KNOWN_CODECS = re.compile(r"utf-?8|(?:iso-?8859|windows|cp|latin)-?\d{1,5}|iso-?8859-?\d{1,2}|koi8-[ru]|macintosh|us-ascii|ascii", re.IGNORECASE)
AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""What is called so on the web is Windows-1252."""
MOST_LOST = 0.0005
"""The share of a page's letters that may be damaged: a widget's, not the article's."""
MOST_ABOVE_ASCII = 0.2
MOST_STRANGE = 0.05


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read; `remark` is what a reader should know, None for plain UTF-8."""

    text: str
    remark: str | None = None


def refuse_signature(data: bytes) -> None:
    for signature, what in SIGNATURES.items():
        if data.startswith(signature):
            raise BinaryInput(f"this is no text but {what}")


def decode_marked(data: bytes) -> Decoded | None:
    """The text after a byte order mark, None where there is none."""
    for mark, codec, name in MARKED:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(codec)
            except UnicodeDecodeError as fault:
                message = f"it begins with the mark of {name} but is not {name} (byte {fault.start + len(mark)})"
                raise WrongEncoding(message) from fault
            return Decoded(text, f"read as {name}; its byte order mark is not part of the text")
    return None


def reads_like_press(text: str) -> bool:
    """Whether a text decoded on trust has the accents and quotation marks of a newspaper, and not the debris of another encoding."""
    above = [sign for sign in text if sign > "\x7f"]
    strange = sum(sign not in PRESS_SIGNS for sign in above)
    return len(above) <= MOST_ABOVE_ASCII * len(text) and strange <= MOST_STRANGE * len(above) and not misread_runs(text)


def decode(data: bytes) -> Decoded:
    """The text of some bytes, to the letter.

    A byte order mark is taken off, since it is no letter, and the remark says so. Windows-1252 is a guess: it is made only where the bytes
    are not UTF-8 and the outcome reads like press, and the remark says so. Raises BinaryInput for what is not text, WrongEncoding for the
    rest.
    """
    refuse_signature(data)
    try:
        return decode_marked(data) or Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        return decode_on_trust(data, fault)


def decode_on_trust(data: bytes, fault: UnicodeDecodeError) -> Decoded:
    if b"\0" in data:
        raise BinaryInput("it holds NUL bytes, so it is no text")
    where = f"byte {fault.start} (0x{data[fault.start]:02X}) is not UTF-8"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or not reads_like_press(text):
        raise WrongEncoding(f"{where}, nor does it read as Windows-1252; save the text as UTF-8")
    return Decoded(text, f"{where}: read as Windows-1252, which is a guess")


def codec_named(name: str) -> str | None:
    """The codec of Python for an encoding as pages call it, None for one that is not known or is no encoding of text."""
    if not KNOWN_CODECS.fullmatch(name):
        return None
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return AS_BROWSERS_DO.get(found, found)


def decode_page(data: bytes, header: str | None = None) -> Decoded:
    """The text of a page with its markup.

    A byte order mark decides, as it does in browsers; then the HTTP header (`header`: the name of an encoding), then the markup, then the bytes
    themselves, as for any text. Bytes beyond ASCII that are UTF-8 throughout are UTF-8 whatever was declared. The remark says what was used
    where that is not UTF-8, or not as declared.
    """
    refuse_signature(data)
    marked = decode_marked(data)
    if marked is not None:
        return marked
    in_markup = DECLARED.search(data[:DECLARED_WITHIN])
    said = header or (in_markup.group(1).decode("ascii", "replace") if in_markup else None)
    codec = codec_named(said) if said else None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return decode_damaged(data, fault) if codec is None or codec == "utf-8" else decode_as_declared(data, codec, str(said))
    if said and codec != "utf-8" and not data.isascii():
        return Decoded(text, f"the page calls its encoding {said!r}, its bytes are UTF-8: read as UTF-8")
    return Decoded(text)


def decode_damaged(data: bytes, fault: UnicodeDecodeError) -> Decoded:
    """UTF-8 but for a few bytes, which stand as U+FFFD, as browsers show them; else the guess that is made of any text."""
    text = data.decode("utf-8", "replace")
    lost = text.count(LOST)
    if lost <= max(2, len(text) * MOST_LOST) and len(data) - len(text) > 2 * lost and b"\0" not in data:
        return Decoded(text, f"UTF-8 but for {lost} bytes, which stand as U+FFFD in the text; the original keeps them")
    return decode_on_trust(data, fault)


def decode_as_declared(data: bytes, codec: str, said: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), f"read as {said!r}, as the page declares")
    except UnicodeDecodeError as fault:
        raise WrongEncoding(f"the page calls its encoding {said!r}, and byte {fault.start} is none of it; save the page as UTF-8") from fault


def looks_like_page(data: bytes) -> bool:
    """Whether some bytes begin as a web page does."""
    head = data[:2048].lstrip(codecs.BOM_UTF8).lstrip().lower()
    head = re.sub(rb"^(?:<\?xml[^>]*\?>|<!--.{0,1000}?-->|\s)+", b"", head, flags=re.DOTALL)
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article"))


def refuse_page(text: str) -> None:
    """A web page given as text would be read with its code."""
    head = text[:500].lstrip("\ufeff \t\r\n").casefold()
    if head.startswith(("<!doctype html", "<html", "<?xml", "<rss", "<feed")):
        raise InputRefused("this is a web page or a feed, not a text; save the article as plain text first")
