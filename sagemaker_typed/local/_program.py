"""Runs a Python program with a local SageMaker in place of AWS."""

from __future__ import annotations

import runpy
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from sagemaker_typed._hints.counts import counted
from sagemaker_typed.local._engine import LocalEngine, engine_of
from sagemaker_typed.local._isolation import isolated
from sagemaker_typed.local.engine.counting import created_after
from sagemaker_typed.local.engine.records import Store
from sagemaker_typed.local.engine.words import spaced

__all__ = ["run_program"]

_FAILED: Final = 1
_UNUSABLE: Final = 2
_INTERRUPTED: Final = 130
"""The exit code that shells report for a program that SIGINT has ended."""
_RUNNERS: Final = {__file__, runpy.__file__, "<frozen runpy>", "<frozen importlib._bootstrap>"}


def run_program(
    local: LocalEngine, program: str, arguments: Sequence[str], *, is_module: bool
) -> int:
    """Run a program as ``python`` does, and return its exit code.

    Args:
        local: Answers the calls to SageMaker.
        program: The path of the program, or the name of a module.
        arguments: The arguments of the program.
        is_module: Whether it is the name of a module, as after ``python -m``.
    """
    if not is_module and not Path(program).exists():
        print(f"there is no file {program!r}; -m runs a module", file=sys.stderr)
        return _UNUSABLE
    store = engine_of(local).store
    first = store.count
    with local, local.serve() as server, isolated(server.endpoint_url, local.region_name):
        sys.argv = [program, *arguments]
        code = _exit_code(_runner(program, is_module))
        for thread in threading.enumerate():  # as Python does at its end
            if thread is not threading.current_thread() and not thread.daemon:
                thread.join()
    print(f"Local SageMaker: {_created(store, first)}; nothing was sent to AWS.", file=sys.stderr)
    return code


def _created(store: Store, first: int) -> str:
    """Return what was created, in words."""
    left, deleted = created_after(store, first)
    if not left:
        return (
            f"created and deleted {counted(deleted, 'resource')}" if deleted else "created nothing"
        )
    kinds = ", ".join(counted(number, spaced(noun)) for noun, number in left.items())
    return f"created {kinds}" + (f"; deleted {deleted} more" if deleted else "")


def _runner(program: str, is_module: bool) -> Callable[[], object]:
    if is_module:
        return lambda: runpy.run_module(program, run_name="__main__", alter_sys=True)
    if not sys.flags.safe_path and Path(program).is_file():
        sys.path[0] = str(Path(program).resolve().parent)
    return lambda: runpy.run_path(program, run_name="__main__")


def _exit_code(run: Callable[[], object]) -> int:
    """Run a program, print what Python would print at its end, and return the exit code."""
    try:
        run()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return _FAILED
    except BaseException as error:  # noqa: BLE001 - the program has failed, not this module
        traceback = _of_program(error.__traceback__)
        if traceback is None and isinstance(error, ImportError):  # there is no such module
            print(error, file=sys.stderr)
            return _FAILED
        sys.excepthook(type(error), error.with_traceback(traceback), traceback)
        return _INTERRUPTED if isinstance(error, KeyboardInterrupt) else _FAILED
    return 0


def _of_program(traceback: TracebackType | None) -> Any:
    """Leave out the frames that run the program."""
    while traceback and traceback.tb_frame.f_code.co_filename in _RUNNERS:
        traceback = traceback.tb_next
    return traceback
