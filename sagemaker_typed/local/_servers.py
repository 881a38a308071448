"""A server of moto or of the built-in engine, while a context is active."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from sagemaker_typed._lazy import exported_from
from sagemaker_typed.local._clients import DEFAULT_REGION, LocalServer
from sagemaker_typed.local._process import running_server

if TYPE_CHECKING:
    from sagemaker_typed.sagemaker.client import SageMaker

_STARTUP_TIMEOUT = 60.0
_MAX_PORT = 65535


@exported_from("sagemaker_typed.local")
@contextmanager
def local_server(
    *,
    engine: Literal["moto", "built-in"] = "moto",
    region_name: str = DEFAULT_REGION,
    port: int = 0,
    startup_timeout: float = _STARTUP_TIMEOUT,
) -> Generator[LocalServer]:
    """Run a server while the context is active.

    Args:
        engine: What serves: ``moto``, which has S3, IAM and other services too; or ``built-in``,
            which has every operation of SageMaker and nothing else. For a clock and failures, see
            :class:`LocalEngine`.
        region_name: The region of the clients that the server object creates.
        port: The port on 127.0.0.1 to listen on; 0 for any free port.
        startup_timeout: The maximum number of seconds that moto may take to start.

    Yields:
        The server. Its resources are gone when the context ends.

    Raises:
        LocalServerError: the server could not be started: the extra ``local`` is not installed, the
            port is in use, or the server did not start in time.
        ValueError: ``port`` is not from 0 to 65535, or there is no such engine.
    """
    if not 0 <= port <= _MAX_PORT:
        raise ValueError(f"port must be from 0 to {_MAX_PORT}, got {port}")
    if _is_built_in(engine):
        from ._engine import LocalEngine

        with LocalEngine(region_name=region_name) as local, local.serve(port) as server:
            yield server
        return
    with running_server(port, startup_timeout) as bound:
        yield LocalServer(f"http://127.0.0.1:{bound}", region_name)


@exported_from("sagemaker_typed.local")
@contextmanager
def local_sagemaker(
    *,
    engine: Literal["moto", "built-in"] = "moto",
    region_name: str = DEFAULT_REGION,
    port: int = 0,
    startup_timeout: float = _STARTUP_TIMEOUT,
) -> "Generator[SageMaker]":
    """Run a local SageMaker while the context is active, and yield a typed client for it.

    Args:
        engine: See :func:`local_server`. With ``built-in``, no server runs, unless a port is given:
            the client's requests are answered in this process.
        region_name: The region of the client.
        port: The port on 127.0.0.1 to listen on; 0 for any free port.
        startup_timeout: The maximum number of seconds that moto may take to start.

    Yields:
        The client.

    Raises:
        LocalServerError: the server could not be started, as in :func:`local_server`.
        ValueError: as :func:`local_server`.
    """
    if _is_built_in(engine) and not port:
        from ._engine import LocalEngine

        with LocalEngine(region_name=region_name) as local:
            yield local.sagemaker()
        return
    with local_server(
        engine=engine, region_name=region_name, port=port, startup_timeout=startup_timeout
    ) as server:
        yield server.sagemaker()


def _is_built_in(engine: str) -> bool:
    if engine not in {"moto", "built-in"}:
        raise ValueError(f"engine= must be 'moto' or 'built-in', got {engine!r}")
    return engine == "built-in"
