"""Show the progress of a wait on the terminal, also with the log; needs the extra ``progress``."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from ._hints.extras import needs_extra
from .client import BaseClient
from .logs.groups import log_group_of
from .operation import Request, Response
from .waiting import Progress

if TYPE_CHECKING:
    from ._botocore.session import BotoClient
    from .async_client import AsyncBaseClient

ServiceT = TypeVar("ServiceT", bound=str)

__all__ = ["show_logs", "show_progress"]

_WITH_DEADLINE = "{desc} |{bar}| {n:.0f}/{total:.0f} s{postfix}"
_WITHOUT = "{desc} {n:.0f} s{postfix}"


def show_logs(
    client: BaseClient[ServiceT] | AsyncBaseClient[ServiceT],
    request: Request[Any, ServiceT],
    *,
    filter_pattern: str | None = None,
    logs_client: BotoClient | None = None,
    file: TextIO | None = None,
) -> Callable[[Progress[Response]], None]:
    """Return a callback for ``on_progress=`` that also prints the log of the resource.

    The events since the attempt before are printed above the progress line, also if ``file`` is
    not a terminal. If the log cannot be read, the reason is printed once, and the wait continues.

    Args:
        client: The client that waits.
        request: The request that describes the resource; see :meth:`BaseClient.logs`.
        filter_pattern: See :meth:`BaseClient.logs`.
        logs_client: See :meth:`BaseClient.logs`.
        file: The file to write to; standard error by default.

    Raises:
        ModuleNotFoundError: the extra ``progress`` is not installed.
        ValueError: the resource has no logs, or ``logs_client`` is missing.
    """
    line = show_progress(file)
    owner: Any = client
    options = {"since": None, "filter_pattern": filter_pattern, "logs_client": logs_client}
    reader: Any = None
    if isinstance(client, BaseClient):
        reader = owner._log_reader(request, **options)
    else:
        log_group_of(request)  # an asynchronous client makes the reader within the wait
    output = sys.stderr if file is None else file
    can_read = True

    def show(progress: Progress[Response]) -> None:
        nonlocal reader, can_read
        from botocore.exceptions import BotoCoreError, ClientError
        from tqdm import tqdm

        line(progress)
        if can_read:
            try:
                if reader is None:
                    reader = owner._log_reader(request, **options)
                for event in reader.new_events():
                    tqdm.write(event.message, file=output)
            except (BotoCoreError, ClientError) as error:
                can_read = False
                tqdm.write(f"the log cannot be read: {error}", file=output)

    return show


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
