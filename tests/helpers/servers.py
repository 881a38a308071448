"""Run a server in a thread."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Generator
from socketserver import BaseServer
from typing import TypeVar

ServerT = TypeVar("ServerT", bound=BaseServer)


@contextlib.contextmanager
def running(server: ServerT) -> Generator[ServerT]:
    """Run a server while the context is active."""
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
