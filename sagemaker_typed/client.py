"""The base of the service clients: it owns the boto3 client and sends requests."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, ClassVar

from ._botocore.generated_from import BOTOCORE
from ._hints.calls import explain_methods, explained_constructor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Generic, Self

    from botocore.config import Config
    from typing_extensions import TypeVar

    from ._botocore.session import BotoClient, BotocoreSession, BotoSession
    from .errors import ServiceError
    from .operation import PagedRequest, Request, Response
    from .pagination import Items, Pages
    from .transport import RawResponse, Transport
    from .waiting import Cancel, OnProgress, Poll

    # The defaults are what mypy names when something else than a request is sent.
    ResponseT = TypeVar("ResponseT", bound=Response, default=Response)
    ItemT = TypeVar("ItemT", default=object)
    ServiceT = TypeVar("ServiceT", bound=str, default=Any)

    class _OfService(Generic[ServiceT]):
        """A client of the service that botocore calls so."""

else:
    ServiceT = str

    class _OfService:
        def __class_getitem__(cls, _: object) -> type:
            return cls


__all__ = ["BaseClient"]


class BaseClient(_OfService[ServiceT]):
    """A typed client over a boto3 client.

    Args:
        region_name: The region; botocore finds one in the environment where it is not given.
        client: A boto3 client to use as it is; its own calls, hooks and settings stay what they
            are. Nothing else may be given with it.
        session: A ``boto3.Session``, or one of botocore's, to make the client from.
        profile_name: A profile of the AWS configuration, in place of a session.
        endpoint_url: Another address than the service's own.
        config: A ``botocore.config.Config``: timeouts, retries, proxies. With
            ``parameter_validation=False`` in it, requests are not validated before sending.
        verify: ``False``, or the path of a CA bundle, for the TLS certificates.
        aws_access_key_id: The access key, where botocore is not to look for credentials.
        aws_secret_access_key: The secret key that goes with it.
        aws_session_token: The session token that goes with them.
        direct_reading: Whether JSON answers are read here at once, and botocore's parser is spared.
            What is returned is the same. Hooks of yours on ``after-call`` see the answer's members
            as the service sends them, timestamps as numbers; with ``False`` they see what botocore
            makes of them.

    Raises:
        ValueError: arguments that exclude each other, or a client of another service.
        BotocoreTooOldError: the installed botocore does not have the service.
        botocore.exceptions.BotoCoreError: as botocore raises it, such as ``NoRegionError``.
    """

    __service__: ClassVar[str]
    """botocore's name of the service."""
    __botocore__: ClassVar[str] = BOTOCORE
    """The botocore version that the service's operations were generated from."""

    def __init__(
        self,
        *,
        region_name: str | None = None,
        client: BotoClient | None = None,
        session: BotoSession | BotocoreSession | None = None,
        profile_name: str | None = None,
        endpoint_url: str | None = None,
        config: Config | None = None,
        verify: bool | str | None = None,
        aws_access_key_id: str | None = None,
        aws_secret_access_key: str | None = None,
        aws_session_token: str | None = None,
        direct_reading: bool = True,
    ) -> None:
        from ._botocore.connection import Connection
        from ._botocore.given import check_client
        from ._botocore.session import ClientSource, Overrides

        options: dict[str, Any] = {
            "region_name": region_name,
            "endpoint_url": endpoint_url,
            "config": config,
            "verify": verify,
            "aws_access_key_id": aws_access_key_id,
            "aws_secret_access_key": aws_secret_access_key,
            "aws_session_token": aws_session_token,
        }
        source: ClientSource | None = None
        if client is None:
            from botocore.exceptions import UnknownServiceError

            source = ClientSource(self.__service__, session, profile_name, options)
            try:
                client = source.client(Overrides())
            except UnknownServiceError:
                raise self._too_old() from None
        else:
            others = options | {"session": session, "profile_name": profile_name}
            given = [f"{name}=" for name, value in others.items() if value is not None]
            if given:
                raise ValueError(
                    f"client= is a client with its own settings; {', '.join(given)} would have no "
                    "effect: leave it out, or leave out client="
                )
            check_client(client, self.__service__)
        self._connection = Connection(type(self).__name__, client, source)
        self._direct_reading = direct_reading
        self._transport: Transport | None = None

    def __init_subclass__(cls, *, generated: bool = False, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        if generated:  # a user's own methods are left alone
            explain_methods(cls)

    # Hidden from checkers: to them, a misspelt name is an error.
    if not TYPE_CHECKING:
        __init__ = explained_constructor(__init__)

        def __getattr__(self, name: str) -> Any:
            if hasattr(type(self), name):  # a property of the user's own, which has failed
                return object.__getattribute__(self, name)
            from ._hints.attributes import no_attribute

            raise no_attribute(self, name)

    def _too_old(self) -> Exception:
        import botocore

        from .errors import BotocoreTooOldError

        return BotocoreTooOldError(
            lacking=f"the service {self.__service__!r}",
            installed=botocore.__version__,
            needed=self.__botocore__,
        )

    @property
    def boto_client(self) -> Any:
        """The boto3 client underneath.

        One that was made here does not validate the parameters of its raw calls: the methods of
        this class do that for theirs.
        """
        return self._connection.boto_client

    def send(self, request: Request[ResponseT, ServiceT]) -> ResponseT:
        """Send a request and return its typed response.

        Args:
            request: Any request of this service.

        Raises:
            ServiceError: the service answered with an error.
            InvalidResponse: the answer cannot be read.
            ViolationError: the request violates rules of the service model; nothing was sent.
            TypeError: ``request`` is not a request of this service.
            BotocoreTooOldError: the installed botocore lacks the operation or a member of it.
            botocore.exceptions.BotoCoreError: what botocore refuses, or could not send.
                ``ViolationError`` is one, a ``ParamValidationError``.
        """
        return (self._transport or self._made_transport()).send(request)

    def send_raw(self, request: Request[ResponseT, ServiceT]) -> RawResponse[ResponseT]:
        """Send a request, and return the answer as it came: status, headers, body, boto3's dict.

        ``client.send_raw(request).parse()`` is the typed response. Arguments and errors are those
        of :meth:`send`.
        """
        return (self._transport or self._made_transport()).send_raw(request)

    def pages(
        self,
        request: PagedRequest[ResponseT, object, ServiceT],
        *,
        max_items: int | None = None,
        page_size: int | None = None,
        starting_token: str | None = None,
    ) -> Pages[ResponseT]:
        """The pages of a listing, each requested when it is needed.

        Args:
            request: A request whose operation is paginated, such as ``ListModelsRequest()``. It is
                not changed. Its own token, if it has one, says where to start.
            max_items: How many items to return at most, on all pages; the last page is cut.
            page_size: How many items to ask for in one request, in the place of the request's own
                ``max_results``.
            starting_token: Where to go on: the ``resume_token`` of an earlier listing, or a token
                of the service. It takes the place of the request's own token.

        Raises:
            TypeError: ``request`` is not a request of this service with pages.
            ValueError: a number is negative, or the operation has no page size.

        What :meth:`send` raises, the iterator raises, as well as ``RepeatedTokenError``.
        """
        from .pagination import Pages, check_paged

        check_paged(request)
        (self._transport or self._made_transport()).check(request)
        return Pages(
            self.send,
            request,
            max_items=max_items,
            page_size=page_size,
            starting_token=starting_token,
        )

    def items(
        self,
        request: PagedRequest[ResponseT, ItemT, ServiceT],
        *,
        max_items: int | None = None,
        page_size: int | None = None,
        starting_token: str | None = None,
    ) -> Items[ItemT]:
        """The items of a listing, across all pages, each page requested when it is needed.

        Arguments and errors are those of :meth:`pages`. The items are those that the paginator
        model names first; the other fields of an answer are on :meth:`pages`.
        """
        from .pagination import Items

        pages = self.pages(
            request, max_items=max_items, page_size=page_size, starting_token=starting_token
        )
        return Items(pages, request)

    def wait(
        self,
        request: Request[ResponseT, ServiceT],
        *,
        until: str | Iterable[str] | Callable[[ResponseT], bool],
        fail_on: str | Iterable[str] | Callable[[ResponseT], bool] | None = None,
        status: str | Callable[[ResponseT], str | None] | None = None,
        timeout: float | None = None,
        poll: Poll | None = None,
        on_progress: OnProgress[ResponseT] | None = None,
        cancel: Cancel | None = None,
    ) -> ResponseT:
        """Send a request again and again until its answer is what is waited for.

        Args:
            request: A request without effect, such as ``DescribeEndpointRequest(...)``.
            until: The status to wait for, several, or a function of the response.
            fail_on: The status that is a failure, several, or a function of the response. Default:
                every status whose value contains ``Fail``. ``()`` means that no status is one.
            status: The field of the response with the status, or a function of the response, where
                it cannot be found by its name.
            timeout: Seconds after which to give up, 3600 where it is not given; ``math.inf`` is
                never. The last attempt is at that moment; a request on its way is not cut off.
            poll: Seconds between two attempts, 30 where it is not given; or several, of which the
                last is repeated; or a function of the number of attempts so far.
            on_progress: Called with a ``Progress`` after each attempt.
            cancel: A ``threading.Event``: another thread sets it to end the wait.

        Returns:
            The response that ``until`` is about.

        Raises:
            WaitFailed: the status is one of ``fail_on``; also a ``WaiterError`` of botocore.
            WaitTimeout: the time is over; also a ``TimeoutError``.
            WaitCancelled: ``cancel`` is set.
            ValueError: ``until`` or ``fail_on`` is no value of the status, the status cannot be
                found, or a number is out of range.
            ServiceError: the service answered with an error. One that may pass by itself ends the
                wait only before the first answer, or after several of them in a row.
        """
        from .waiting import wait

        (self._transport or self._made_transport()).check(request)
        return wait(
            self.send,
            request,
            until=until,
            fail_on=fail_on,
            status=status,
            timeout=timeout,
            poll=poll,
            on_progress=on_progress,
            cancel=cancel,
        )

    def with_options(
        self,
        *,
        headers: Mapping[str, str] | None = None,
        timeout: float | tuple[float, float] | None = None,
        region_name: str | None = None,
        endpoint_url: str | None = None,
        config: Config | None = None,
    ) -> Self:
        """A client like this one but for what is given, for one call or many.

        It shares this client's session and credentials. Asked for the same again, it has the same
        boto3 client underneath; with ``config`` it has one of its own, so keep it.

        Args:
            headers: HTTP headers to send with each request of the client that is returned, besides
                those of this one. They are signed, and shown nowhere.
            timeout: Seconds to wait for a connection and for an answer, or a pair of them. It
                bounds each attempt; botocore may make several.
            region_name: Another region.
            endpoint_url: Another address.
            config: A ``botocore.config.Config``, merged into the one that this client was given.

        Raises:
            ValueError: this client wraps a given boto3 client, from which no other can be made; a
                timeout is not positive; a header is one of botocore's own or not allowed in HTTP.
        """
        from ._botocore.session import Overrides

        other = copy.copy(self)
        other._transport = None
        other._connection = self._connection.with_options(
            headers=headers,
            config=config,
            overrides=Overrides(
                timeout=timeout, region_name=region_name, endpoint_url=endpoint_url
            ),
        )
        return other

    def presigned_url(
        self, request: Request[Any], *, expires_in: int = 3600, http_method: str | None = None
    ) -> str:
        """A URL that makes the call of ``request``, as botocore's ``generate_presigned_url`` does.

        Nothing is sent. Whoever has the URL can make the call until it expires.

        Args:
            request: Any request of this service.
            expires_in: Seconds for which the URL is good.
            http_method: Another HTTP method than the operation's own.

        Raises:
            ViolationError: the request violates rules of the service model.
            TypeError: ``request`` is not a request of this service.
            BotocoreTooOldError: the installed botocore lacks the operation or a member of it.
        """
        from ._botocore.presigning import presigned_url

        transport = self._transport or self._made_transport()
        return presigned_url(
            self.boto_client,
            request,
            transport.serialize(request),
            generated_from=self.__botocore__,
            expires_in=expires_in,
            http_method=http_method,
        )

    def _made_transport(self) -> Transport:
        from .transport import Transport

        self._transport = Transport(
            name=type(self).__name__,
            service=self.__service__,
            client=self._connection.boto_client,
            errors=self.__error_classes__(),
            generated_from=self.__botocore__,
            validates=self._connection.validates,
            reads=self._direct_reading,
            headers=self._connection.headers,
        )
        return self._transport

    def __error_classes__(self) -> Mapping[str, type[ServiceError]]:
        """The errors of the service model, by their code."""
        return {}

    def __repr__(self) -> str:
        meta = self.boto_client.meta
        return f"<{type(self).__name__} {meta.region_name} {meta.endpoint_url}>"
