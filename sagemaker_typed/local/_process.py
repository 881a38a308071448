"""Start and stop the child process that runs ``_server.py``."""

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
from sagemaker_typed._lazy import exported_from

# The folder of the package, or the zip file that it is imported from.
_FROM = str(Path(__file__).parents[2])
# Runs the same package as this process. Its folder comes last, so that it hides no other packages.
_PROGRAM = """\
import sys
folder = sys.argv.pop(1)
sys.path.insert(0, folder)
import sagemaker_typed
sys.path.remove(folder)
sys.path.append(folder)
from sagemaker_typed.local._server import main
main()
"""
_STDERR_TAIL_BYTES = 4000
# The server must behave the same on every machine: it does not inherit the user's AWS and moto
# settings, nor a warning filter that could stop it. moto uses botocore, which would otherwise read
# files in the home directory and ask the network for credentials.
_NOT_INHERITED = ("AWS_", "MOTO_", "PYTHONWARNINGS")
_SETTINGS = {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}


@exported_from("sagemaker_typed.local")
class LocalServerError(RuntimeError):
    """The local server could not be started. The message says how to fix that."""


@contextmanager
def running_server(port: int, startup_timeout: float) -> Generator[int]:
    """Run a server while the context is active, and yield its port.

    Args:
        port: The port to listen on; 0 for any free port.
        startup_timeout: The maximum number of seconds that the server may take to start.

    Raises:
        LocalServerError: the server did not start.
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
    if getattr(sys, "frozen", False):  # sys.executable would run the program again
        raise LocalServerError(
            "moto's server runs in a separate Python process, which a frozen program cannot start. "
            "Use the built-in engine, or start the server from Python and pass its endpoint_url to "
            "the program."
        )
    try:
        # `-P` keeps the current folder off the child's import path.
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM, _FROM, str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env={**inherited, **_SETTINGS},
        )
    except OSError as error:
        raise LocalServerError(
            f"The local server could not be started with {sys.executable!r} ({error}). It runs in "
            "a separate Python process: sys.executable must be the path of a Python interpreter."
        ) from error


def _wait_until_ready(
    process: subprocess.Popen[bytes], stderr: IO[bytes], port: int, startup_timeout: float
) -> int:
    assert process.stdout is not None
    # The timer kills the process, which ends the read: not every platform can wait for a pipe with
    # a timeout.
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
            f"did not start within {startup_timeout:g} seconds (increase startup_timeout=)"
            if timed_out.is_set()
            else f"exited with code {process.returncode} while starting"
        )
        raise LocalServerError(f"The local server {outcome}. Its output:\n{_tail(stderr)}")
    message: dict[str, str | int] = json.loads(line)
    match message:
        case {"port": int(bound)}:
            return bound
        case {"error": "missing", "detail": detail}:
            raise LocalServerError(
                f'engine="moto" needs packages that are not installed ({detail}). Install them '
                f"with: python -m {pip_install('local')}. The built-in engine needs none."
            )
        case {"detail": detail} if port:
            raise LocalServerError(
                f"Port {port} on 127.0.0.1 is not available ({detail}). "
                "Pass another port, or omit port= to use any free port."
            )
        case _:
            raise LocalServerError(
                f"There is no free port on 127.0.0.1 ({message.get('detail')}). "
                "Close programs that have many connections, or pass a free port with port=."
            )


def _tail(stderr: IO[bytes]) -> str:
    size = stderr.seek(0, os.SEEK_END)
    stderr.seek(max(0, size - _STDERR_TAIL_BYTES))
    return stderr.read().decode(errors="replace").strip() or "(nothing)"


def _stop(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    # The server has no state to save. Closing its input is not enough to end it if the program has
    # forked, because the fork has the pipe open too.
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
