"""The one guarded way to fetch: http and https from public addresses, nothing else, and never more or longer than agreed.

    fetched = fetch("https://query.example.org/sparql?query=…")
    fetched.body, fetched.url, fetched.content_type

Every address that a name stands for is checked, at the first request and at each redirect: private, loopback, link-local, multicast, reserved and
unspecified addresses are refused, in their IPv6 wrappings too. The connection goes to the very address that was checked, so that a name which
answers differently the next moment changes nothing; the certificate is checked against the name. From https no redirect leads to http. A name
in `Limits.allow_hosts` may stand for any address: it is the user's own word. Proxies of the environment are not used.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from pourparler.errors import FetchFailed, FetchRefused

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTS = {"http": 80, "https": 443}
PIECE = 65536
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Limits:
    """`size` in bytes, `seconds` for everything from the first look-up to the last byte."""

    size: int = 20_000_000
    seconds: float = 60.0
    redirects: int = 5
    allow_hosts: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is the address that answered, after all redirects."""

    url: str
    body: bytes
    content_type: str


def fetch(url: str, headers: Mapping[str, str] | None = None, limits: Limits | None = None) -> Fetched:
    """What stands at an address. Raises FetchRefused for what is not allowed and FetchFailed for what did not work."""
    limits = limits or Limits()
    until = time.monotonic() + limits.seconds
    for _ in range(limits.redirects + 1):
        parts = checked(url)
        try:
            answer = ask(parts, headers or {}, limits, until)
        except TimeoutError as error:
            raise FetchFailed(f"{shown(url)}: no whole answer within {limits.seconds:g} seconds; try again later") from error
        except (OSError, UnicodeError, http.client.HTTPException) as error:
            raise FetchFailed(f"{shown(url)}: {error or type(error).__name__}; check the address and the connection") from error
        if isinstance(answer, Fetched):
            return answer
        url = redirected(parts, answer)
    raise FetchRefused(f"{shown(url)}: more than {limits.redirects} redirects")


def shown(url: str) -> str:
    """The address in a message: a long question is cut."""
    return url if len(url) <= LONGEST else f"{url[:LONGEST]}…"


def checked(url: str) -> SplitResult:
    """The parts of an address that may be asked for; everything that is not plain http or https is refused."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchRefused(f"{url!r} is no address: {error}") from error
    if parts.scheme not in PORTS:
        raise FetchRefused(f"{url!r}: only http and https are fetched")
    if not parts.hostname or port == 0:
        raise FetchRefused(f"{url!r} names no host")
    if parts.username is not None or parts.password is not None:
        raise FetchRefused(f"the address of {parts.hostname} holds a user name or a password: take it out")
    if not url.isascii() or any(ord(sign) <= 32 or ord(sign) == 127 for sign in url):
        raise FetchRefused(f"{url!r} holds signs that must be written as %XX")
    return parts


def redirected(parts: SplitResult, location: str) -> str:
    target = urljoin(parts.geturl(), location)
    if parts.scheme == "https" and urlsplit(target).scheme == "http":
        raise FetchRefused(f"{shown(parts.geturl())}: leads from https to http ({target})")
    return target


def addresses(host: str, port: int, allowed: bool) -> list[str]:
    """The addresses of a host, each checked: one that is not public refuses the host, since nobody says which would be used."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not allowed and not is_public(address):
            raise FetchRefused(f"{host} stands for {address}, which is not a public address; allow the host by name if you mean it")
    return list(dict.fromkeys(found))


def is_public(address: str) -> bool:
    """Whether anybody's machine could be meant; an IPv4 address in an IPv6 wrapping is refused when either is not public."""
    if "%" in address:
        return False
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.sixtofour or (found.teredo and found.teredo[1])
        if found.ipv4_mapped or (inner and not is_public(str(inner))):
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def left(until: float) -> float:
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


class Dripping(io.RawIOBase):
    """What a connection sends, until the agreed moment: a server that gives a byte now and then gains nothing."""

    def __init__(self, made: socket.socket, until: float) -> None:
        self.made, self.until = made, until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.made.settimeout(left(self.until))
        return self.made.recv_into(buffer)


class Timed:
    """A connection as http.client wants it; closing is left to who opened it."""

    def __init__(self, made: socket.socket, until: float) -> None:
        self.made, self.until = made, until

    def sendall(self, data: bytes) -> None:
        self.made.settimeout(left(self.until))
        self.made.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(Dripping(self.made, self.until))

    def close(self) -> None:
        pass


def connect(parts: SplitResult, limits: Limits, until: float) -> socket.socket:
    """A connection to an address that was checked, no second look-up; with TLS the certificate must bear the name."""
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    last: OSError = OSError(f"{host} has no address")
    for address in addresses(host, port, host in limits.allow_hosts):
        try:
            made = socket.create_connection((address, port), timeout=left(until))
        except OSError as error:
            last = error
            continue
        return secured(made, host) if parts.scheme == "https" else made
    raise last


def secured(made: socket.socket, host: str) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(made, server_hostname=host)
    except BaseException:
        made.close()
        raise


def ask(parts: SplitResult, headers: Mapping[str, str], limits: Limits, until: float) -> Fetched | str:
    """One request: what was fetched, or where it leads."""
    made = connect(parts, limits, until)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or PORTS[parts.scheme])
    connection.default_port = PORTS[parts.scheme]
    connection.sock = Timed(made, until)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"Accept-Encoding": "identity", "Connection": "close", **headers})
        answer = connection.getresponse()
        location = answer.headers.get("Location")
        if answer.status in REDIRECTS and location:
            return location
        if answer.status != 200:
            raise FetchFailed(f"{shown(parts.geturl())}: the server answered {answer.status} {answer.reason}")
        return Fetched(parts.geturl(), body_of(answer, parts.geturl(), limits), answer.headers.get("Content-Type", ""))
    finally:
        connection.close()
        made.close()


def body_of(answer: http.client.HTTPResponse, url: str, limits: Limits) -> bytes:
    pieces, size = [], 0
    while piece := answer.read(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > limits.size:
            raise FetchRefused(f"{shown(url)}: more than {limits.size} bytes")
    if answer.length:
        raise FetchFailed(f"{shown(url)}: the answer broke off; try again")
    return b"".join(pieces)
