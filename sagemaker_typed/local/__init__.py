"""SageMaker on this machine: moto's server, over HTTP on loopback.

It needs the extra ``local``::

    from sagemaker_typed.local import local_sagemaker

    with local_sagemaker() as client:
        client.list_endpoints()

No account, credentials, configuration file or network is used, and none of those that are there
can get in the way: the user's profile, environment variables, endpoint URLs and proxies are left
alone. Each context has a server process of its own, which starts empty and ends with the context,
or with the program, however that ends. What the server can do is what moto implements.

Importing this module imports neither moto nor botocore.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs

from sagemaker_typed._lazy import publish
from sagemaker_typed.local._process import LocalServerError, running_server

if TYPE_CHECKING:
    from typing import TypeVar

    from sagemaker_typed.client import BaseClient
    from sagemaker_typed.sagemaker.client import SageMaker

    ClientT = TypeVar("ClientT", bound=BaseClient)

__all__ = ["LocalServer", "LocalServerError", "local_sagemaker", "local_server"]

_DEFAULT_REGION = "us-east-1"
_STARTUP_TIMEOUT = 60.0


def _session() -> Any:
    from sagemaker_typed._botocore.session import isolated_session

    return isolated_session()


@attrs.frozen
class LocalServer:
    """A running server, and clients for it.

    Attributes:
        endpoint_url: Where it listens, such as ``http://127.0.0.1:54321``. Any AWS client can be
            pointed at it; it accepts every credential.
        region_name: The region of the clients made here. The server itself has all of them.
    """

    endpoint_url: str
    region_name: str = _DEFAULT_REGION
    _session: Any = attrs.field(factory=_session, init=False, repr=False, eq=False)

    def client(self, service_name: str, **kwargs: Any) -> Any:
        """Make a botocore client for any service, such as ``s3`` for the data of a training job.

        Args:
            service_name: As in ``boto3.client``.
            **kwargs: Arguments of ``botocore.session.Session.create_client`` that differ from what
                this server needs. A ``config`` is merged into ours.

        Returns:
            The botocore client. boto3's clients are the same ones.
        """
        settings = self._settings()
        if "config" in kwargs:
            settings["config"] = settings["config"].merge(kwargs.pop("config"))
        return self._session.create_client(service_name, **{**settings, **kwargs})

    def sagemaker(self) -> "SageMaker":
        """Make a typed client. Every call makes a new one; they see the same resources."""
        from sagemaker_typed.sagemaker.client import SageMaker

        return self.typed(SageMaker)

    def typed(self, client_class: "type[ClientT]") -> "ClientT":
        """Make a typed client of any service of the family, such as ``SageMakerRuntime``.

        Of these, moto has ``SageMakerRuntime``, but for streams, and of ``SageMakerMetrics``
        ``batch_put_metrics``.

        Args:
            client_class: The client's class.
        """
        return client_class(session=self._session, **self._settings())

    def _settings(self) -> dict[str, Any]:
        from botocore.config import Config

        return {
            "endpoint_url": self.endpoint_url,
            "region_name": self.region_name,
            "aws_access_key_id": "local",
            "aws_secret_access_key": "local",
            # An empty dict, unlike None, keeps botocore from looking for proxies in the
            # environment. A second try cannot help on loopback: the server has gone, or has
            # answered.
            "config": Config(proxies={}, retries={"mode": "standard", "total_max_attempts": 1}),
        }


@contextmanager
def local_server(
    *,
    region_name: str = _DEFAULT_REGION,
    port: int = 0,
    startup_timeout: float = _STARTUP_TIMEOUT,
) -> Generator[LocalServer]:
    """Run a server of our own for as long as the context lasts.

    Args:
        region_name: The region of the clients that the server object makes.
        port: The port on 127.0.0.1 to listen on; 0 for any free one.
        startup_timeout: Seconds to wait until the server answers.

    Yields:
        The server. Nothing that was created in it is left afterwards.

    Raises:
        LocalServerError: The server could not be started: the extra ``local`` is not installed, the
            port is taken, or it did not answer in time.
    """
    with running_server(port, startup_timeout) as bound:
        yield LocalServer(f"http://127.0.0.1:{bound}", region_name)


@contextmanager
def local_sagemaker(
    *,
    region_name: str = _DEFAULT_REGION,
    port: int = 0,
    startup_timeout: float = _STARTUP_TIMEOUT,
) -> "Generator[SageMaker]":
    """Run a server of our own and yield a typed client bound to it.

    Args:
        region_name: The client's region.
        port: The port on 127.0.0.1 to listen on; 0 for any free one.
        startup_timeout: Seconds to wait until the server answers.

    Yields:
        The client.

    Raises:
        LocalServerError: As ``local_server``.
    """
    with local_server(
        region_name=region_name, port=port, startup_timeout=startup_timeout
    ) as server:
        yield server.sagemaker()


publish(__name__)
