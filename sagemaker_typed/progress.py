"""Show the progress of a wait on the terminal; needs the extra ``progress``."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any, TextIO

from ._hints.extras import needs_extra
from .operation import Response
from .waiting import Progress

__all__ = ["show_progress"]

_WITH_DEADLINE = "{desc} |{bar}| {n:.0f}/{total:.0f} s{postfix}"
_WITHOUT = "{desc} {n:.0f} s{postfix}"


def show_progress(file: TextIO | None = None) -> Callable[[Progress[Response]], None]:
    """Return a callback for ``on_progress=`` that shows the status and the elapsed time.

    A callback can be used for one wait. It writes nothing if ``file`` is not a terminal.

    Args:
        file: The file to write to; standard error by default.

    Raises:
        ModuleNotFoundError: the extra ``progress`` is not installed.
    """
    try:
        from tqdm import tqdm
    except ModuleNotFoundError as error:
        raise needs_extra("show_progress needs", "progress", error, what="tqdm") from error
    bar: tqdm[Any] | None = None

    def show(progress: Progress[Response]) -> None:
        nonlocal bar
        has_deadline = math.isfinite(progress.remaining)
        if bar is None:
            bar = tqdm(
                desc=progress.resource,
                total=progress.elapsed + progress.remaining if has_deadline else None,
                bar_format=_WITH_DEADLINE if has_deadline else _WITHOUT,
                file=sys.stderr if file is None else file,
                disable=None,  # disable it if the file is not a terminal
                dynamic_ncols=True,
            )
        bar.n = progress.elapsed if bar.total is None else min(progress.elapsed, bar.total)
        bar.set_postfix_str(str(progress.status or progress.error or ""), refresh=False)
        bar.refresh()
        if progress.done:
            bar.close()

    return show
