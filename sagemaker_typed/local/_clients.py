"""Clients of a server on this machine."""

from typing import TYPE_CHECKING, Any, Final

import attrs

from sagemaker_typed._lazy import exported_from

if TYPE_CHECKING:
    from typing import TypeVar

    from sagemaker_typed.async_client import AsyncBaseClient
    from sagemaker_typed.client import BaseClient
    from sagemaker_typed.defaults import Defaults
    from sagemaker_typed.sagemaker.client import SageMaker

    ClientT = TypeVar("ClientT", bound=BaseClient | AsyncBaseClient)

DEFAULT_REGION: Final = "us-east-1"


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
    region_name: str = DEFAULT_REGION
    _session: Any = attrs.field(factory=_session, init=False, repr=False, eq=False)

    def client(self, service_name: str, **kwargs: Any) -> Any:
        """Create a botocore client for any service. Only moto has other services than SageMaker's.

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

        The built-in engine has all of them. moto implements ``SageMakerRuntime`` without streams,
        and ``SageMakerMetrics.batch_put_metrics``; with it, an endpoint need not exist, and returns
        the body that it receives, unless results are queued with moto's API.

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
