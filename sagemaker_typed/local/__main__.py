"""Serve the built-in engine to other programs: ``python -m sagemaker_typed.local --port 5000``."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import threading
from pathlib import Path

from sagemaker_typed.local import LocalEngine, LocalServerError

__all__ = ["main"]


def main() -> int:
    """Serve until the program is interrupted or terminated, and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m sagemaker_typed.local",
        description="Serve a local SageMaker on 127.0.0.1, for any AWS client.",
    )
    parser.add_argument("--port", type=int, default=0, help="the port; default: any free one")
    parser.add_argument(
        "--speed",
        type=float,
        default=1.0,
        help="the seconds of its clock in each real second",
    )
    parser.add_argument(
        "--state", type=Path, help="a file from which resources are loaded, and saved at the end"
    )
    parser.add_argument(
        "--lenient",
        action="store_true",
        help="accept made-up names and ARNs, and names of resources that do not exist",
    )
    given = parser.parse_args()
    # Also where a shell lets a program in the background ignore interrupts.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        is_strict = not given.lenient
        local = LocalEngine(speed=given.speed, strict=is_strict, check_references=is_strict)
        if given.state is not None and given.state.exists():
            local.load(given.state)
        with local.serve(given.port) as server:
            print(server.endpoint_url, flush=True)
            with contextlib.suppress(KeyboardInterrupt):
                threading.Event().wait()
    except (LocalServerError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if given.state is not None:
        local.save(given.state)
    return 0


if __name__ == "__main__":
    sys.exit(main())
