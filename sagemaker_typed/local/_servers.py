"""A server of the built-in engine or of moto, while a context is active."""

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
_SPEED = 1.0


@exported_from("sagemaker_typed.local")
@contextmanager
def local_server(
    *,
    engine: Literal["built-in", "moto"] = "built-in",
    region_name: str = DEFAULT_REGION,
    speed: float = _SPEED,
    port: int = 0,
    startup_timeout: float = _STARTUP_TIMEOUT,
) -> Generator[LocalServer]:
    """Run a server on this machine while the context is active.

    Args:
        engine: What serves: ``built-in``, which has every operation of the SageMaker services and
            no other service; or ``moto``, which needs the extra ``local``, and has S3, IAM and
            others, and a part of SageMaker's operations.
        region_name: The region of the clients that the server object creates.
        speed: The seconds in each real second of the clock that lets statuses of the built-in
            engine advance. Waits of this process take no time. For failures and more, use
            :class:`LocalEngine`.
        port: The port on 127.0.0.1 to listen on; 0 for any free port.
        startup_timeout: The maximum number of seconds that moto may take to start.

    Yields:
        The server. Its resources are gone when the context ends.

    Raises:
        LocalServerError: the server could not be started: the port is in use, or moto is not
            installed or did not start in time.
        ValueError: ``port`` is not from 0 to 65535, there is no such engine, or ``speed`` is out of
            range or given for moto.
    """
    is_built_in = _is_built_in(engine, speed)
    if not 0 <= port <= _MAX_PORT:
        raise ValueError(f"port must be from 0 to {_MAX_PORT}, got {port}")
    if is_built_in:
        from ._engine import LocalEngine

        with (
            LocalEngine(region_name=region_name, speed=speed) as local,
            local.serve(port) as server,
        ):
            yield server
        return
    with running_server(port, startup_timeout) as bound:
        yield LocalServer(f"http://127.0.0.1:{bound}", region_name)


@exported_from("sagemaker_typed.local")
@contextmanager
def local_sagemaker(
    *,
    engine: Literal["built-in", "moto"] = "built-in",
    region_name: str = DEFAULT_REGION,
    speed: float = _SPEED,
    port: int = 0,
    startup_timeout: float = _STARTUP_TIMEOUT,
) -> "Generator[SageMaker]":
    """Run a local SageMaker while the context is active, and yield a typed client for it.

    Args:
        engine: See :func:`local_server`. With ``built-in``, no server runs, unless a port is given:
            the client's requests are answered in this process.
        region_name: The region of the client.
        speed: See :func:`local_server`.
        port: The port on 127.0.0.1 to listen on; 0 for any free port.
        startup_timeout: The maximum number of seconds that moto may take to start.

    Yields:
        The client.

    Raises:
        LocalServerError: the server could not be started, as in :func:`local_server`.
        ValueError: as :func:`local_server`.
    """
    if _is_built_in(engine, speed) and not port:
        from ._engine import LocalEngine

        with LocalEngine(region_name=region_name, speed=speed) as local:
            yield local.sagemaker()
        return
    with local_server(
        engine=engine,
        region_name=region_name,
        speed=speed,
        port=port,
        startup_timeout=startup_timeout,
    ) as server:
        yield server.sagemaker()


def _is_built_in(engine: str, speed: float) -> bool:
    if engine not in {"built-in", "moto"}:
        raise ValueError(f"engine= must be 'built-in' or 'moto', got {engine!r}")
    if engine == "moto" and speed != _SPEED:
        raise ValueError(f"speed={speed!r} is for the built-in engine: moto has no clock")
    return engine == "built-in"
