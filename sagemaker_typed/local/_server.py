"""The child process of ``sagemaker_typed.local``: a moto server that ends with its parent.

It runs in a Python process of its own. The protocol:

- Standard output has one line of JSON: ``{"port": ...}`` once the server has started, or
  ``{"error": "missing" | "port", "detail": ...}``. The output of moto is on standard error.
- Nothing is ever written to standard input. When the parent process ends, even by a crash, the
  read at the end of ``main`` returns and this process ends too.
"""

import json
import logging
import os
import signal
import socket
import sys

from sagemaker_typed.local._endpoints import return_requests
from sagemaker_typed.local._failures import explain_failures

HOST = "127.0.0.1"


def main() -> None:
    """Serve on the port in the first argument (0: any free port) until the parent ends."""
    # Ctrl-C interrupts every process of the terminal. The parent may still need the server while it
    # handles the interrupt, so the server ignores it and ends when the parent does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    report_to = os.dup(1)
    os.dup2(2, 1)

    def report(**message: object) -> None:
        os.write(report_to, json.dumps(message).encode() + b"\n")
        os.close(report_to)

    port = int(sys.argv[1])
    try:
        from moto.server import ThreadedMotoServer
    except ImportError as error:
        report(error="missing", detail=str(error))
        return
    try:
        _check_port(port)
    except OSError as error:
        report(error="port", detail=error.strerror or str(error))
        return
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # do not log every request
    explain_failures()
    return_requests()
    server = ThreadedMotoServer(ip_address=HOST, port=port, verbose=False)
    server.start()
    report(port=server.get_host_and_port()[1])
    sys.stdin.buffer.read()
    sys.stderr.flush()
    os._exit(0)  # do not wait for the server's threads


def _check_port(port: int) -> None:
    """Raise OSError if the port is in use, because moto's server thread would die silently."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # The server sets this option too. On Windows it would let two processes share a port.
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))
