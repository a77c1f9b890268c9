"""The guarded fetch: what it gives, and each way to lead it astray refused, against servers of this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pourparler import net
from pourparler.errors import FetchFailed, FetchRefused
from pourparler.net import Limits, fetch, is_public, redirected

HOST = "facts.example"
ALLOWED = Limits(allow_hosts=frozenset({HOST}), seconds=5, size=1000)


class Answers(BaseHTTPRequestHandler):
    hosts: list[str] = []

    def do_GET(self) -> None:
        self.hosts.append(self.headers["Host"])
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
        elif self.path == "/slow":
            self.drip()
        else:
            size = {"/long": 1001, "/exact": 1000}.get(self.path, 2)
            self.send_response(404 if self.path == "/none" else 200)
            self.send_header("Content-Length", str(size + (self.path == "/short")))
            self.end_headers()
            self.wfile.write(b"x" * size)

    def drip(self) -> None:
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(40):
                self.wfile.write(f"X-{number}: y\r\n".encode())
                time.sleep(0.1)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A resolver: facts.example stands for this machine unless a test says otherwise; the list tells what was looked up."""
    known, asked = {HOST: ["127.0.0.1"]}, []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        found = known.get(host, [host])
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    def give(host: str, *found: str) -> list[str]:
        known[host] = list(found)
        return asked

    monkeypatch.setattr(net.socket, "getaddrinfo", resolve)
    return give


def test_it_fetches_and_asks_by_name(port: int) -> None:
    fetched = fetch(f"http://{HOST}:{port}/to?/exact", limits=ALLOWED)
    assert (len(fetched.body), fetched.url) == (1000, f"http://{HOST}:{port}/exact")
    assert Answers.hosts[-1] == f"{HOST}:{port}"


@pytest.mark.parametrize("target", ["http://127.0.0.1/", "http://169.254.169.254/", "file:///etc/hosts", "http://[::ffff:7f00:1]/", "//10.0.0.1"])
def test_a_redirect_is_checked_like_the_first_address(port: int, target: str) -> None:
    with pytest.raises(FetchRefused):
        fetch(f"http://{HOST}:{port}/to?{target}", limits=ALLOWED)


def test_a_name_for_this_machine_is_refused_unless_allowed(port: int) -> None:
    before = len(Answers.hosts)
    with pytest.raises(FetchRefused, match="not a public address"):
        fetch(f"http://{HOST}:{port}/")
    assert len(Answers.hosts) == before


def test_one_address_that_is_not_public_refuses_the_name(names: Callable[..., list[str]]) -> None:
    names("two.example", "93.184.215.14", "10.0.0.1")
    with pytest.raises(FetchRefused):
        fetch("http://two.example/")


def test_the_connection_goes_to_the_address_checked(names: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    asked, reached = names("turns.example", "93.184.215.14"), []

    def connection(address: tuple[str, int], **_: object) -> socket.socket:
        reached.append(address)
        raise ConnectionRefusedError("closed")

    monkeypatch.setattr(net.socket, "create_connection", connection)
    with pytest.raises(FetchFailed):
        fetch("http://turns.example/")
    assert (asked, reached) == (["turns.example"], [("93.184.215.14", 80)])


def test_size_time_redirects_and_errors(port: int) -> None:
    with pytest.raises(FetchRefused, match="1000 bytes"):
        fetch(f"http://{HOST}:{port}/long", limits=ALLOWED)
    with pytest.raises(FetchFailed, match="broke off"):
        fetch(f"http://{HOST}:{port}/short", limits=ALLOWED)
    with pytest.raises(FetchFailed, match="404"):
        fetch(f"http://{HOST}:{port}/none", limits=ALLOWED)
    start = time.monotonic()
    with pytest.raises(FetchFailed, match="seconds"):
        fetch(f"http://{HOST}:{port}/slow", limits=Limits(allow_hosts=frozenset({HOST}), seconds=0.5))
    assert time.monotonic() - start < 3
    with pytest.raises(FetchRefused, match="redirects"):
        fetch(f"http://{HOST}:{port}" + "/to?" * 7 + "/", limits=Limits(allow_hosts=frozenset({HOST}), redirects=5))


def test_https_never_leads_to_http() -> None:
    secure = net.checked("https://a.example/x")
    assert redirected(secure, "/y") == "https://a.example/y"
    with pytest.raises(FetchRefused, match="from https to http"):
        redirected(secure, "http://a.example/")


@pytest.mark.parametrize("url", ["ftp://a.example/", "file:///etc/hosts", "http://", "http://u:p@a.example/", "http://a.example/ x", "http://a.example:x/"])
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(FetchRefused):
        fetch(url)


def test_public_addresses() -> None:
    assert all(map(is_public, ("93.184.215.14", "2606:4700::1111")))
    private = "127.0.0.1 10.1.1.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 240.0.0.1 0.0.0.0 ::1 :: fe80::1 fc00::1 ff02::1"
    wrapped = "::ffff:127.0.0.1 ::ffff:93.184.215.14 2002:7f00:1::1 64:ff9b::7f00:1 fe80::1%eth0"
    assert not [address for address in f"{private} {wrapped}".split() if is_public(address)]
