"""Starting the page: on this machine alone, with a token that nobody can guess."""

from __future__ import annotations

import secrets
import socket
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from pourparler.desk import Desk
from pourparler.errors import PortTaken
from pourparler.web.app import make_app

HOST = "127.0.0.1"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def first_address(port: int, token: str) -> str:
    return f"http://{HOST}:{port}/?token={token}"


def listen(port: int) -> socket.socket:
    """A socket that only this machine can reach; raises PortTaken where another program listens there. Port 0 takes a free one."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except (OSError, OverflowError) as fault:
        made.close()
        raise PortTaken(f"port {port} cannot be had; name another with --port") from fault
    return made


def serve(desk: Desk, name: str, listening: socket.socket, token: str, *, browser: bool) -> None:
    """Answers until it is interrupted."""
    port = listening.getsockname()[1]
    app = make_app(desk, name, port, token)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False)
    if browser:
        threading.Timer(0.5, webbrowser.open, (first_address(port, token),)).start()
    uvicorn.Server(config).run([listening])


@contextmanager
def served(desk: Desk, name: str) -> Iterator[str]:
    """The page on a free port, answered by a thread for as long as the block runs; its first address."""
    listening, token = listen(0), new_token()
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(desk, name, port, token), log_level="error"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield first_address(port, token)
    finally:
        server.should_exit = True
        thread.join(20)
