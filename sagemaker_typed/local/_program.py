"""Runs a Python program with a local SageMaker in place of AWS."""

from __future__ import annotations

import atexit
import builtins
import contextlib
import io
import os
import runpy
import sys
import threading
from collections.abc import Callable, Sequence
from importlib.machinery import SOURCE_SUFFIXES, SourceFileLoader
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, Final

from sagemaker_typed import _time as time
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
_kept: Final[list[object]] = []
"""Contexts that stay open until the process ends."""


def run_program(
    local: LocalEngine,
    program: str,
    arguments: Sequence[str],
    *,
    is_module: bool,
    ends_process: bool = False,
) -> int:
    """Run a program as ``python`` does, and return its exit code.

    Args:
        local: Answers the calls to SageMaker.
        program: The path of the program, or the name of a module.
        arguments: The arguments of the program.
        is_module: Whether it is the name of a module, as after ``python -m``.
        ends_process: Whether the process ends afterwards. What Python does at its end is done here,
            and nothing that the program has left behind, such as a daemon thread, reaches AWS.
    """
    if not is_module and not Path(program).exists():
        print(f"there is no file {program!r}; -m runs a module", file=sys.stderr)
        return _UNUSABLE
    store = engine_of(local).store
    first, process = store.count, os.getpid()
    with contextlib.ExitStack() as stack:
        stack.enter_context(local)
        server = stack.enter_context(local.serve())
        stack.enter_context(isolated(server.endpoint_url, local.region_name))
        if ends_process and hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=_wait_really)
        sys.argv = [program, *arguments]
        code = _exit_code(_runner(program, is_module))
        try:
            _end_threads(ends_process=ends_process)
        except KeyboardInterrupt:
            code = _INTERRUPTED
        if ends_process:
            atexit._run_exitfuncs()  # pyright: ignore[reportPrivateUsage] - no public one
            _kept.append(stack.pop_all())
    if os.getpid() == process:  # the program may have forked
        _say(f"Local SageMaker: {_created(store, first)}; nothing was sent to AWS.")
    return code


def _wait_really() -> None:
    """Let waits of a forked process take time: the clock that they would advance is a copy."""
    while (clock := time.current()) is not None:
        time.remove(clock)


def _end_threads(*, ends_process: bool) -> None:
    """Wait for the threads of the program, as Python does at its end."""
    if ends_process:  # threads of executors wait for work until this
        endings: list[Callable[[], None]] = getattr(threading, "_threading_atexits", [])
        for end in reversed(endings):
            end()
    # A thread may have started another one while it was waited for.
    while left := [
        thread
        for thread in threading.enumerate()
        if thread is not threading.current_thread() and not thread.daemon
    ]:
        for thread in left:
            thread.join()


def _say(text: str) -> None:
    """Print to standard error, which the program may have closed."""
    if sys.stderr is not None:  # pythonw has none
        with contextlib.suppress(OSError, ValueError):
            print(text, file=sys.stderr, flush=True)


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
    if Path(program).suffix in SOURCE_SUFFIXES and Path(program).is_file():
        return lambda: _run_source(str(Path(program).absolute()))
    return lambda: runpy.run_path(program, run_name="__main__")


def _run_source(path: str) -> None:
    """Run a file of source. Unlike runpy, leave its module in place, for threads that continue."""
    module = ModuleType("__main__")
    vars(module).update(
        __file__=path,
        __builtins__=builtins,
        __cached__=None,
        __loader__=SourceFileLoader("__main__", path),
    )
    sys.modules["__main__"] = module
    with io.open_code(path) as file:
        source = file.read()
    exec(compile(source, path, "exec", dont_inherit=True), vars(module))


def _exit_code(run: Callable[[], object]) -> int:
    """Run a program, print what Python would print at its end, and return the exit code."""
    try:
        run()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        _say(str(end.code))
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
