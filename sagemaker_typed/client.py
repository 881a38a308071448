"""The base of the service clients: it owns the boto3 client and sends requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.config import Config
    from typing_extensions import TypeVar

    from ._boto_client import BotoClient, BotoSession
    from .errors import ServiceError
    from .operation import Request, Response

    # The default is what mypy names when something else than a request is sent.
    ResponseT = TypeVar("ResponseT", bound=Response, default=Response)

__all__ = ["BaseClient"]


class BaseClient:
    """A typed client over a boto3 client.

    Args:
        client: A boto3 client to use as it is; its own calls, hooks and settings stay what they
            are. Nothing else may be given with it.
        session: A ``boto3.Session`` to make the client from.
        profile_name: A profile of the AWS configuration, in place of a session.
        region_name: The region; botocore finds one in the environment where it is not given.
        endpoint_url: Another address than the service's own.
        config: A ``botocore.config.Config``: timeouts, retries, proxies. With
            ``parameter_validation=False`` in it, requests are not validated before sending.
        verify: ``False``, or the path of a CA bundle, for the TLS certificates.
        aws_access_key_id: The access key, where botocore is not to look for credentials.
        aws_secret_access_key: The secret key that goes with it.
        aws_session_token: The session token that goes with them.

    Raises:
        ValueError: arguments that exclude each other, or a client of another service.
        botocore.exceptions.BotoCoreError: as botocore raises it, such as ``NoRegionError``.
    """

    __service__: ClassVar[str]
    """botocore's name of the service."""

    def __init__(
        self,
        *,
        client: BotoClient | None = None,
        session: BotoSession | None = None,
        profile_name: str | None = None,
        region_name: str | None = None,
        endpoint_url: str | None = None,
        config: Config | None = None,
        verify: bool | str | None = None,
        aws_access_key_id: str | None = None,
        aws_secret_access_key: str | None = None,
        aws_session_token: str | None = None,
    ) -> None:
        from ._boto_client import check_client, make_client

        options: dict[str, Any] = {
            "region_name": region_name,
            "endpoint_url": endpoint_url,
            "config": config,
            "verify": verify,
            "aws_access_key_id": aws_access_key_id,
            "aws_secret_access_key": aws_secret_access_key,
            "aws_session_token": aws_session_token,
        }
        if client is None:
            client = make_client(
                self.__service__, session=session, profile_name=profile_name, options=options
            )
        else:
            others = options | {"session": session, "profile_name": profile_name}
            given = [f"{name}=" for name, value in others.items() if value is not None]
            if given:
                raise ValueError(
                    f"client= is a client with its own settings; {', '.join(given)} would have no "
                    "effect: leave it out, or leave out client="
                )
            check_client(client, self.__service__)
        self._boto_client = client
        # botocore's own attribute, which its stubs do not have.
        self._validates: bool = getattr(config, "parameter_validation", True)

    @property
    def boto_client(self) -> Any:
        """The boto3 client underneath.

        One that was made here does not validate the parameters of its raw calls: the methods of
        this class do that for theirs.
        """
        return self._boto_client

    def send(self, request: Request[ResponseT]) -> ResponseT:
        """Send a request and return its typed response.

        Args:
            request: Any request of this service.

        Raises:
            ServiceError: the service answered with an error.
            ViolationError: the request violates rules of the service model; nothing was sent.
            TypeError: ``request`` is not a request of this service.
            botocore.exceptions.BotoCoreError: what botocore refuses, or could not send.
                ``ViolationError`` is one, a ``ParamValidationError``.
        """
        from .transport import call

        self._check_request(request)
        return call(self._boto_client, request, self._error_classes(), validates=self._validates)

    def _check_request(self, request: Any) -> None:
        from .operation import Request

        if not isinstance(request, Request):
            is_class = isinstance(request, type)
            what = f"the class {request.__name__}" if is_class else str(type(request).__name__)
            raise TypeError(f"send takes a request, such as CreateModelRequest(...), not {what}")
        if request.__service__ != self.__service__:
            name = request.__operation__ + "Request"
            raise TypeError(
                f"{name} is a request of {request.__service__!r}; "
                f"{type(self).__name__} sends those of {self.__service__!r}"
            )

    def _error_classes(self) -> Mapping[str, type[ServiceError]]:
        """The errors of the service model, by their code."""
        return {}

    def __repr__(self) -> str:
        meta = self._boto_client.meta
        return f"<{type(self).__name__} {meta.region_name} {meta.endpoint_url}>"
