"""Starting and stopping the child process that ``_server.py`` describes."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sagemaker_typed._hints.extras import pip_install

_SERVER = Path(__file__).with_name("_server.py")
_STDERR_TAIL_BYTES = 4000
# The server is the same on every machine: it sees neither the user's AWS settings nor settings of
# moto's own, and a warning filter meant for the user's program does not stop it. moto uses botocore
# itself, which would look for files in the home directory and ask the network for credentials.
_NOT_INHERITED = ("AWS_", "MOTO_", "PYTHONWARNINGS")
_SETTINGS = {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}


class LocalServerError(RuntimeError):
    """The local server could not be started. The message names the way out."""


@contextmanager
def running_server(port: int, startup_timeout: float) -> Generator[int]:
    """Run a server of our own and yield its port.

    Args:
        port: The port to listen on; 0 for any free one.
        startup_timeout: Seconds to wait until the server answers.

    Raises:
        LocalServerError: The server did not start.
    """
    with tempfile.TemporaryFile() as stderr:
        process = _start(port, stderr)
        try:
            yield _wait_until_ready(process, stderr, port, startup_timeout)
        finally:
            _stop(process)


def _start(port: int, stderr: IO[bytes]) -> subprocess.Popen[bytes]:
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(_NOT_INHERITED)
    }
    try:
        # `-P` keeps this folder, where the script is, off the child's import path.
        return subprocess.Popen(
            [sys.executable, "-P", str(_SERVER), str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env={**inherited, **_SETTINGS},
        )
    except OSError as error:
        raise LocalServerError(
            f"The local server could not be started with {sys.executable!r} ({error}). "
            "It runs in a Python process of its own: sys.executable must name a Python interpreter."
        ) from error


def _wait_until_ready(
    process: subprocess.Popen[bytes], stderr: IO[bytes], port: int, startup_timeout: float
) -> int:
    assert process.stdout is not None
    # Killing the process ends the read: a pipe cannot be waited for with a timeout everywhere.
    timed_out = threading.Event()

    def give_up() -> None:
        timed_out.set()
        process.kill()

    timer = threading.Timer(startup_timeout, give_up)
    timer.start()
    try:
        line = process.stdout.readline()
    finally:
        timer.cancel()
    if not line:
        process.wait()
        outcome = (
            f"did not answer within {startup_timeout:g} seconds (startup_timeout=...)"
            if timed_out.is_set()
            else f"ended while starting, with exit code {process.returncode}"
        )
        raise LocalServerError(f"The local server {outcome}. It wrote:\n{_tail(stderr)}")
    message: dict[str, str | int] = json.loads(line)
    match message:
        case {"port": int(bound)}:
            return bound
        case {"error": "missing", "detail": detail}:
            raise LocalServerError(
                f"The local server needs packages that are not installed ({detail}). "
                f"Install them with: python -m {pip_install('local')}"
            )
        case {"detail": detail} if port:
            raise LocalServerError(
                f"Port {port} on 127.0.0.1 is not available ({detail}). "
                "Choose another one, or leave out port=... to use any free port."
            )
        case _:
            raise LocalServerError(
                f"There is no free port on 127.0.0.1 ({message.get('detail')}). "
                "Close programs that hold many connections, or name a free port with port=..."
            )


def _tail(stderr: IO[bytes]) -> str:
    size = stderr.seek(0, os.SEEK_END)
    stderr.seek(max(0, size - _STDERR_TAIL_BYTES))
    return stderr.read().decode(errors="replace").strip() or "(nothing)"


def _stop(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    # It has nothing to save. Closing its input alone would not do where the program has forked:
    # the copy holds the pipe too.
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
