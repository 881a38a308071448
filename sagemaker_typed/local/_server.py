"""The child process of ``sagemaker_typed.local``: one moto server that lives as long as its parent.

Run by file name, not imported, so it depends on moto alone. The protocol:

- Standard output carries one JSON line, ``{"port": ...}`` once the server answers, or
  ``{"error": "missing" | "port", "detail": ...}``. What moto prints goes to standard error.
- Standard input is the leash: nothing is ever written to it, and when the parent dies, however it
  dies, the read below returns and the process ends.
"""

import json
import logging
import os
import signal
import socket
import sys

HOST = "127.0.0.1"


def main() -> None:
    """Serve on the port named by the first argument (0: any free one) until the parent is gone."""
    # Ctrl-C reaches every process of a terminal. The parent may still have calls to make while it
    # unwinds, so the server leaves the decision to it.
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
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # no line for every request
    server = ThreadedMotoServer(ip_address=HOST, port=port, verbose=False)
    server.start()
    report(port=server.get_host_and_port()[1])
    sys.stdin.buffer.read()


def _check_port(port: int) -> None:
    """Raise OSError if the port is taken: moto's server thread would die without a word."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # as the server will do; on Windows it would let two share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))


if __name__ == "__main__":
    main()
    sys.stderr.flush()
    os._exit(0)  # the server's threads have nothing to finish
