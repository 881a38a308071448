"""The local server of moto or of the engine, and clients of it."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

import attrs

from sagemaker_typed._lazy import exported_from
from sagemaker_typed.local._process import LocalServerError, running_server

if TYPE_CHECKING:
    from typing import TypeVar

    from sagemaker_typed.async_client import AsyncBaseClient
    from sagemaker_typed.client import BaseClient
    from sagemaker_typed.defaults import Defaults
    from sagemaker_typed.sagemaker.client import SageMaker

    ClientT = TypeVar("ClientT", bound=BaseClient | AsyncBaseClient)

__all__ = ["LocalServer", "LocalServerError", "local_sagemaker", "local_server"]

_DEFAULT_REGION = "us-east-1"
_STARTUP_TIMEOUT = 60.0
_MAX_PORT = 65535


def _session() -> Any:
    from sagemaker_typed._botocore.session import isolated_session

    return isolated_session()


@attrs.frozen
class _OfServer:
    """A session whose clients use the server, also those of other services, such as logs."""

    server: "LocalServer"

    def create_client(self, service_name: str, **options: Any) -> Any:
        return self.server.client(service_name, **options)


@exported_from("sagemaker_typed.local")
@attrs.frozen
class LocalServer:
    """A running server, which also creates clients for itself.

    Attributes:
        endpoint_url: The URL of the server, such as ``http://127.0.0.1:54321``. Any AWS client can
            use it; the server accepts all credentials.
        region_name: The region of the clients that this object creates. The server itself serves
            every region.
    """

    endpoint_url: str
    region_name: str = _DEFAULT_REGION
    _session: Any = attrs.field(factory=_session, init=False, repr=False, eq=False)

    def client(self, service_name: str, **kwargs: Any) -> Any:
        """Create a botocore client for any service, such as ``s3`` for the data of a training job.

        Args:
            service_name: The name of the service, as in ``boto3.client``.
            **kwargs: Arguments for ``botocore.session.Session.create_client``. They override the
                defaults for this server; a ``config`` is merged into the default one.

        Returns:
            A botocore client, the kind that ``boto3.client`` returns.
        """
        settings = self._settings()
        if "config" in kwargs:
            settings["config"] = settings["config"].merge(kwargs.pop("config"))
        return self._session.create_client(service_name, **{**settings, **kwargs})

    def sagemaker(self, *, defaults: "Defaults | None" = None) -> "SageMaker":
        """Create a typed client. All clients of a server see the same resources.

        Args:
            defaults: See :class:`~sagemaker_typed.BaseClient`.
        """
        from sagemaker_typed.sagemaker.client import SageMaker

        return self.typed(SageMaker, defaults=defaults)

    def typed(
        self, client_class: "type[ClientT]", *, defaults: "Defaults | None" = None
    ) -> "ClientT":
        """Create a typed client of another class: ``SageMakerRuntime``, ``AsyncSageMaker`` ...

        Of these services, moto implements ``SageMakerRuntime`` without streams, and
        ``SageMakerMetrics.batch_put_metrics``. An endpoint need not exist, and returns the body
        that it receives, unless results are queued with moto's API.

        Args:
            client_class: The class of the client.
            defaults: See :class:`~sagemaker_typed.BaseClient`.
        """
        return client_class(session=_OfServer(self), defaults=defaults, **self._settings())

    def _settings(self) -> dict[str, Any]:
        from botocore.config import Config

        return {
            "endpoint_url": self.endpoint_url,
            "region_name": self.region_name,
            "aws_access_key_id": "local",
            "aws_secret_access_key": "local",
            # An empty dict, unlike None, keeps botocore from reading proxies from the environment.
            # Retries cannot help on loopback: the server has either responded or ended.
            "config": Config(proxies={}, retries={"mode": "standard", "total_max_attempts": 1}),
        }


@exported_from("sagemaker_typed.local")
@contextmanager
def local_server(
    *,
    engine: Literal["moto", "built-in"] = "moto",
    region_name: str = _DEFAULT_REGION,
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
    region_name: str = _DEFAULT_REGION,
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
