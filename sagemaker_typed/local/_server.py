"""The child process of ``sagemaker_typed.local``: a moto server that ends with its parent.

This file is run as a script and depends on moto only. The protocol:

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
from typing import Any

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
    _explain_failures()
    server = ThreadedMotoServer(ip_address=HOST, port=port, verbose=False)
    server.start()
    report(port=server.get_host_and_port()[1])
    sys.stdin.buffer.read()


def _explain_failures() -> None:
    """Let moto answer a failure with an error in JSON instead of a page of HTML."""
    from moto.moto_server import threaded_moto_server

    server: Any = threaded_moto_server
    dispatcher = server.DomainDispatcherApplication
    dispatch = dispatcher.__call__

    def dispatch_or_explain(self: Any, environ: dict[str, Any], start_response: Any) -> Any:
        try:
            return dispatch(self, environ, start_response)
        except Exception as error:
            target = str(environ.get("HTTP_X_AMZ_TARGET", environ.get("PATH_INFO")))
            logging.exception("%s failed", target)
            status, code, message = _failure(error, target.rpartition(".")[2])
        body = json.dumps({"__type": code, "message": message}).encode()
        headers = [
            ("Content-Type", "application/x-amz-json-1.1"),
            ("Content-Length", str(len(body))),
            ("X-Amzn-ErrorType", code),
        ]
        start_response(status, headers)
        return [body]

    dispatcher.__call__ = dispatch_or_explain


def _failure(error: Exception, operation: str) -> tuple[str, str, str]:
    """Return the HTTP status, the code and the message for an exception in moto."""
    if isinstance(error, NotImplementedError):
        return (
            "501 Not Implemented",
            "NotImplemented",
            f"the local server does not implement {operation}; it implements "
            + ", ".join(_implemented()),
        )
    why = f"{type(error).__name__}: {error}"
    if isinstance(error, KeyError):
        why = f"it needs {error}, which the request probably does not have"
    text = f"the local server failed in {operation}: {why}"
    return "500 Internal Server Error", "InternalFailure", text


def _implemented() -> list[str]:
    """Return the operations of SageMaker that moto implements."""
    import botocore.session
    from botocore import xform_name
    from moto.sagemaker.responses import SageMakerResponse

    names = botocore.session.get_session().get_service_model("sagemaker").operation_names
    return sorted(name for name in names if hasattr(SageMakerResponse, xform_name(name)))


def _check_port(port: int) -> None:
    """Raise OSError if the port is in use, because moto's server thread would die silently."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # The server sets this option too. On Windows it would let two processes share a port.
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))


if __name__ == "__main__":
    main()
    sys.stderr.flush()
    os._exit(0)  # do not wait for the server's threads
