"""A server that returns a body from a file for every operation and keeps connections open.

Arguments: the file, and the seconds that each call takes. Prints its port. Uses only the standard
library.
"""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    bodies: ClassVar[dict[str, bytes]] = {}
    delay: ClassVar[float] = 0

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.delay:
            time.sleep(self.delay)
        body = self.bodies[self.headers["X-Amz-Target"].partition(".")[2]]
        self.send_response(200)
        self.send_header("x-amzn-RequestId", "01234567-89ab-cdef-0123-456789abcdef")
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    texts = json.loads(Path(sys.argv[1]).read_text())
    Handler.bodies = {name: text.encode() for name, text in texts.items()}
    Handler.delay = float(sys.argv[2])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
