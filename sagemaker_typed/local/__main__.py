"""Run a program on a local SageMaker, or serve one: ``python -m sagemaker_typed.local --help``."""

from __future__ import annotations

import argparse
import contextlib
import os
import runpy
import signal
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import Any

from sagemaker_typed.local import LocalEngine, LocalServerError
from sagemaker_typed.local._clients import DEFAULT_REGION

__all__ = ["main"]

_RUN = """\
Run a Python program with a local SageMaker in place of AWS. Clients of this package and of boto3
reach it without changes; no account, credentials or profiles are used. Calls to other services
fail, unless the environment has an endpoint for them, such as AWS_ENDPOINT_URL_S3. Waits of this
package and of boto3 take no time.
"""


def main(*, ends_process: bool = False) -> int:
    """Run or serve, and return the exit code.

    Args:
        ends_process: Whether the process ends afterwards.
    """
    process = os.getpid()
    arguments = sys.argv[1:]
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in {"-h", "--help"}):
        arguments = ["serve", *arguments]
    given = _parser().parse_args(arguments)
    try:
        if given.state is not None:
            given.state = _usable(given.state)
        if given.command == "run":
            from sagemaker_typed.local._isolation import region_of_environment
            from sagemaker_typed.local._program import run_program

            local = _engine(given, region_of_environment())
            code = run_program(
                local,
                given.program,
                given.arguments,
                is_module=given.m,
                ends_process=ends_process,
            )
        else:
            local = _engine(given, DEFAULT_REGION)
            code = _serve(local, given.port)
        if given.state is not None and os.getpid() == process:
            local.save(given.state)
    except (LocalServerError, ValueError, OSError, ImportError) as error:
        print(error, file=sys.stderr)
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sagemaker_typed.local",
        description="A local SageMaker, which knows every operation. Without a command: serve.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser(
        "run", help="run a Python program with it in place of AWS", description=_RUN
    )
    serve = commands.add_parser(
        "serve",
        help="serve it on 127.0.0.1",
        description="Serve a local SageMaker on 127.0.0.1, for any AWS client; print its URL.",
    )
    serve.add_argument("--port", type=int, default=0, help="the port; default: any free one")
    for command in (run, serve):
        command.add_argument(
            "--speed",
            type=float,
            default=1.0,
            help="the seconds of its clock in each real second; inf: statuses change immediately",
        )
        command.add_argument(
            "--state",
            type=Path,
            metavar="FILE",
            help="a file from which resources are loaded, and saved at the end",
        )
        command.add_argument(
            "--fail",
            action="append",
            default=[],
            metavar="KIND=REASON",
            help='let new resources of a kind fail: --fail "training_job=CapacityError: none"',
        )
        command.add_argument(
            "--model",
            metavar="FILE.py:FUNCTION",
            help="a function that answers invocations of endpoints; also MODULE:FUNCTION",
        )
        command.add_argument(
            "--lenient",
            action="store_true",
            help="accept made-up names and ARNs, and names of resources that do not exist",
        )
    run.add_argument("-m", action="store_true", help="PROGRAM is the name of a module")
    run.add_argument("program", metavar="PROGRAM", help="the path of the program")
    run.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...", help="its arguments")
    return parser


def _failure(text: str) -> tuple[str, str]:
    kind, equals, reason = text.partition("=")
    if not equals or not reason:
        raise ValueError(f"--fail must be KIND=REASON, such as training_job=Broken, got {text!r}")
    return kind, reason


def _usable(state: Path) -> Path:
    """Return the path of the state, also for programs that change the current folder.

    Raises:
        OSError: the state could not be saved there at the end.
    """
    path = state.absolute()
    if not os.access(path.resolve().parent, os.W_OK):
        raise OSError(f"--state: {path} cannot be written: its folder is missing or read-only")
    return path


def _engine(given: argparse.Namespace, region_name: str) -> LocalEngine:
    """Return an engine with the resources of the state file, if there is one."""
    local = LocalEngine(
        speed=given.speed,
        fail=dict(map(_failure, given.fail)),
        region_name=region_name,
        strict=not given.lenient,
        check_references=not given.lenient,
    )
    state: Path | None = given.state
    if state is not None and (state.is_file() or state.is_dir()):  # not a pipe or /dev/null
        local.load(state)
    if given.model is not None:
        local.serve_model(_function(given.model))
    return local


def _function(text: str) -> Any:
    """Return the function that ``FILE.py:FUNCTION`` or ``MODULE:FUNCTION`` names."""
    place, _, name = text.rpartition(":")
    if not place or not name:
        raise ValueError(f"--model must be FILE.py:FUNCTION or MODULE:FUNCTION, got {text!r}")
    names = runpy.run_path(place) if place.endswith(".py") else vars(import_module(place))
    if not callable(names.get(name)):
        raise ValueError(f"{place} has no function {name!r}")
    return names[name]


def _serve(local: LocalEngine, port: int) -> int:
    """Serve until the program is interrupted or terminated."""
    with local.serve(port) as server:
        # Also where a shell lets a program in the background ignore interrupts.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        print(server.endpoint_url, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(ends_process=True))
