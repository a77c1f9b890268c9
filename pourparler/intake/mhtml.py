"""Pages that a browser saved as one file (MHTML, RFC 2557): the page among the parts of a mail, with the address it was saved from."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.message import Message

from pourparler.errors import InputRefused
from pourparler.intake.building import LIMIT, Details, Intake
from pourparler.intake.facts import address_of
from pourparler.intake.page import read_page

MEDIA_TYPE = "multipart/related"
HEADS = (b"From: <Saved by", b'From: "Saved by', b"MIME-Version:", b"Snapshot-Content-Location:")
HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]|[ \t]+\S")
"""A line of a mail's head, or one that goes on with the line before it."""
ONLY_IN_MAILS = frozenset({b"message-id", b"received", b"return-path", b"mime-version", b"delivered-to", b"content-type"})
MAILBOX = re.compile(rb"From \S+@\S+ .*\d{4}\r?\n[A-Za-z-]+: ")
HEAD_WITHIN = 8192
"""Bytes in which the head of a mail ends."""
MOST_PARTS = 5_000
DEEPEST = 20


def looks_like_mhtml(data: bytes) -> bool:
    """Whether some bytes begin as browsers begin such a file; a mail may begin so, too."""
    return data.startswith(HEADS)


def looks_like_mail(data: bytes) -> bool:
    """Whether some bytes begin with the head of a mail: lines of headers up to an empty one, among them one that only machines write."""
    if MAILBOX.match(data):
        return True
    lines = re.split(rb"\r?\n", re.split(rb"\r?\n\r?\n", data[:HEAD_WITHIN], maxsplit=1)[0])
    found = [HEADER.match(line) for line in lines]
    return all(found) and any(line is not None and (line.group(1) or b"").lower() in ONLY_IN_MAILS for line in found)


def parts_of(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts of a mail that hold no others; those nested deeper than 20 are left out."""
    inner = message.get_payload()
    if not isinstance(inner, list):
        yield message
    elif depth < DEEPEST:
        for part in inner[:MOST_PARTS]:
            if isinstance(part, Message):
                yield from parts_of(part, depth + 1)


def page_among(message: Message) -> Message:
    """The part that is the page: the first in HTML. Raises InputRefused for a mail that no browser has made."""
    page = next((part for part in parts_of(message) if part.get_content_type() in {"text/html", "application/xhtml+xml"}), None)
    saved = message.get_content_type() == MEDIA_TYPE and ((page is not None and "Content-Location" in page) or "Snapshot-Content-Location" in message)
    if page is None or not saved:
        raise InputRefused("it is a mail, or a page saved as one file without its text; save it as a web page")
    return page


def read_mhtml(
    data: bytes,
    *,
    id: str = "page",  # noqa: A002
    details: Details | None = None,
    limit: int = LIMIT,
    now: datetime | None = None,
) -> Intake:
    """The article of a page saved as one file, read like any page; where the page gives no address, the one it was saved from is taken.

    Raises InputRefused as `read_page` does, and for what is a mail.
    """
    try:
        message = email.message_from_bytes(data)
        page = page_among(message)
        markup = page.get_payload(decode=True)
        charset = page.get_content_charset()
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError) as fault:
        raise InputRefused("it looks like a page saved as one file and cannot be taken apart; save it as a web page") from fault
    intake = read_page(markup if isinstance(markup, bytes) else b"", id=id, details=details, encoding=charset, limit=limit, now=now)
    saved_from = address_of(str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""))
    article = replace(intake.article, url=intake.article.url or saved_from)
    return replace(intake, article=article, original=data, media_type=MEDIA_TYPE)
