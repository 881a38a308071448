"""The base class of the service clients."""

from __future__ import annotations

import copy
import warnings
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast, overload

from ._botocore.generated_from import BOTOCORE
from ._hints.calls import explain_methods, explained_constructor

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
    from datetime import datetime, timedelta
    from typing import Generic, Literal, Self

    from botocore.config import Config
    from typing_extensions import TypeVar

    from ._botocore.session import BotoClient, BotocoreSession, BotoSession
    from .defaults import Defaults, DefaultsOfClient
    from .errors import ServiceError
    from .logs import LogEvent
    from .logs.reading import LogReader
    from .many import Errors, FailedRequest
    from .operation import PagedRequest, Request, RequestOfPages, Response, Shape
    from .pagination import Items, Pages
    from .planning import Plan
    from .transport import RawResponse, Transport
    from .untyped import UntypedRequest, UntypedResponse
    from .waiting import Cancel, OnProgress, Poll

    # mypy shows the defaults in its error when the argument is not a request.
    ResponseT = TypeVar("ResponseT", bound=Response, default=Response)
    RequestT = TypeVar("RequestT", bound=Request[Any, Any])
    ItemT = TypeVar("ItemT", default=object)
    ServiceT = TypeVar("ServiceT", bound=str, default=Any)

    class _OfService(Generic[ServiceT]):
        """A client of the service with botocore's name ``ServiceT``."""

else:
    ServiceT = str

    class _OfService:
        def __class_getitem__(cls, _: object) -> type:
            return cls


__all__ = ["BaseClient"]


class BaseClient(_OfService[ServiceT]):
    """A typed client over a boto3 client.

    Args:
        region_name: The AWS region. Default: the region that botocore finds in the environment or
            the profile.
        client: A boto3 client to wrap. Its raw calls, hooks and settings do not change. The only
            arguments that it can be combined with are ``shortcuts`` and ``defaults``.
        session: A ``boto3.Session`` or ``botocore.session.Session`` to create the client from.
        profile_name: A profile of the AWS configuration, instead of a session.
        endpoint_url: The URL to use instead of the service's own endpoint.
        config: A ``botocore.config.Config``: timeouts, retries, proxies. With
            ``parameter_validation=False`` in it, requests are not validated before sending.
        verify: ``False`` to skip the verification of TLS certificates, or the path of a CA bundle.
        aws_access_key_id: The access key. Default: botocore searches for credentials.
        aws_secret_access_key: The secret key of the access key.
        aws_session_token: The session token of temporary credentials.
        max_attempts: The maximum number of attempts for each call, the first one included; botocore
            calls this ``total_max_attempts``. ``1`` means no retries. For other settings of
            retries, pass ``config`` instead.
        shortcuts: Whether to leave out work that botocore does for each call without effect:
            resolving the same endpoint again, parsing a JSON response that has been read, parts of
            signing. What is sent and returned is the same. The difference shows in your own
            ``after-call`` hooks: they get the members as the service sends them, with timestamps
            as numbers. With ``False``, botocore's own code does everything that it does for boto3.
        defaults: Values for members that requests leave open, such as tags, from a file or from
            code. Default: none.
        direct_reading: The former name of ``shortcuts``; deprecated.

    Raises:
        TypeError: ``client``, ``session`` or ``config`` has the wrong type.
        ValueError: arguments cannot be combined, ``client`` is for another service, or
            ``max_attempts`` is not at least 1.
        BotocoreTooOldError: the installed botocore does not have the service.
        botocore.exceptions.BotoCoreError: an error of botocore, such as ``NoRegionError``.
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
        max_attempts: int | None = None,
        shortcuts: bool = True,
        defaults: Defaults | None = None,
        direct_reading: bool | None = None,
    ) -> None:
        from ._botocore.connection import Connection
        from ._botocore.given import check_client
        from ._botocore.session import ClientSource, Overrides, with_max_attempts

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

            owner = type(self).__name__
            if max_attempts is not None:
                options["config"] = with_max_attempts(config, max_attempts)
            source = ClientSource(owner, self.__service__, session, profile_name, options)
            try:
                client = source.client(Overrides())
            except UnknownServiceError:
                raise self._too_old() from None
        else:
            others = options | {
                "session": session, "profile_name": profile_name, "max_attempts": max_attempts
            }  # fmt: skip
            given = [f"{name}=" for name, value in others.items() if value is not None]
            if given:
                raise ValueError(
                    f"client= cannot be combined with {', '.join(given)}, because a boto3 client "
                    "already has its settings: omit one or the other"
                )
            check_client(client, self.__service__)
        self._connection = Connection(type(self).__name__, client, source)
        if direct_reading is not None:
            message = "direct_reading= is deprecated; use shortcuts="
            warnings.warn(message, DeprecationWarning, stacklevel=3)
            shortcuts = shortcuts and direct_reading
        self._takes_shortcuts = shortcuts
        if defaults is not None and not hasattr(defaults, "rules"):
            kind = type(defaults).__name__
            raise TypeError(
                f"defaults= must be sagemaker_typed.defaults.Defaults, got {kind}; use "
                "Defaults(...) or Defaults.from_file(...)"
            )
        self._given_defaults = defaults
        self._defaults: DefaultsOfClient | None = None
        self._transport: Transport | None = None

    def __init_subclass__(cls, *, generated: bool = False, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        if generated:  # the methods of users' subclasses stay unchanged
            explain_methods(cls)

    # Hidden from type checkers, so that they report unknown names.
    if not TYPE_CHECKING:
        __init__ = explained_constructor(__init__)

        def __getattr__(self, name: str) -> Any:
            if hasattr(type(self), name):  # a property of a subclass raised AttributeError
                return object.__getattribute__(self, name)
            from ._hints.attributes import no_attribute

            newer = ""
            if not name.startswith("_"):
                from ._botocore.newer import newer_method

                newer = newer_method(self.boto_client, name)
            raise no_attribute(self, name, newer)

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
        """The underlying boto3 client; botocore validates its raw calls.

        Typed calls validate their requests themselves, and botocore does not validate them again.
        """
        return self._connection.boto_client

    def close(self) -> None:
        """Close the connections of the underlying boto3 client, unless you passed it as ``client``.

        A later call opens new connections. ``with SageMaker() as client:`` does this at its end.
        """
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def send(self, request: Request[ResponseT, ServiceT]) -> ResponseT:
        """Send a request and return its typed response.

        Args:
            request: Any request of this service.

        Raises:
            ServiceError: the service returned an error.
            InvalidResponse: the response cannot be read.
            ViolationError: the request violates rules of the service model; nothing was sent. It is
                also a ``botocore.exceptions.ParamValidationError``.
            TypeError: ``request`` is not a request of this service.
            BotocoreTooOldError: the installed botocore does not have the operation, or a member.
            botocore.exceptions.BotoCoreError: botocore refused the request or could not send it.
        """
        if self._given_defaults is not None:
            request = self.prepared(request)
        return (self._transport or self._create_transport()).send(request)

    def send_raw(self, request: Request[ResponseT, ServiceT]) -> RawResponse[ResponseT]:
        """Send a request and return the raw response: status, headers, body and boto3's dict.

        ``client.send_raw(request).parse()`` is the typed response. The arguments and errors are the
        same as for :meth:`send`.
        """
        if self._given_defaults is not None:
            request = self.prepared(request)
        return (self._transport or self._create_transport()).send_raw(request)

    @property
    def defaults(self) -> DefaultsOfClient:
        """The defaults for the requests of this client, which ``defaults=`` has set.

        ``client.defaults.request(CreateTrainingJobRequest, training_job_name="churn")`` makes a
        request whose required fields may be among the defaults.
        """
        if self._defaults is None:
            from .defaults import DefaultsOfClient

            region: str = self.boto_client.meta.region_name
            self._defaults = DefaultsOfClient(self._given_defaults, region, self._account_id)
        return self._defaults

    def prepared(self, request: RequestT) -> RequestT:
        """Return the request that :meth:`send` would send: with the defaults of this client.

        Nothing is sent. If there is no default for it, it is the request itself.

        Raises:
            TypeError: ``request`` is not a request of this service.
        """
        (self._transport or self._create_transport()).check(request)
        return self.defaults.fill(request)

    def _account_id(self) -> str:
        sts: Any = self._connection.client_of("sts")
        if sts is None:
            raise ValueError(
                f"the defaults have rules for accounts, but this {type(self).__name__} wraps a "
                "boto3 client passed as client=, which has no session to find its account: pass "
                "session= instead of client="
            )
        account: str = sts.get_caller_identity()["Account"]
        return account

    def pages(
        self,
        request: RequestOfPages[ResponseT, ServiceT],
        *,
        max_items: int | None = None,
        page_size: int | Literal["largest"] | None = None,
        starting_token: str | None = None,
        rate: float | None = None,
    ) -> Pages[ResponseT]:
        """Iterate over the pages of a listing; each page is requested when it is needed.

        Args:
            request: A request for a paginated operation, such as ``ListModelsRequest()``. It is not
                changed. If it has a token, the listing starts there.
            max_items: The maximum number of items on all pages together; the last page is
                truncated.
            page_size: The number of items to request per page. It overrides the request's own
                ``max_results``. ``"largest"`` means the maximum of the service model, unless the
                request has its own size; ``max_items`` then asks for no more than it needs.
                Default: the request's own, or else the service's.
            starting_token: Where to resume: the ``resume_token`` of an earlier listing, or a token
                of the service. It overrides the request's own token.
            rate: The maximum number of calls per second. Default: no maximum.

        Raises:
            TypeError: ``request`` is not a paginated request of this service.
            ValueError: a number is out of range, the operation has no page size, its pages have no
                items to count, or ``starting_token`` is invalid.

        The iterator raises the errors of :meth:`send`, and ``RepeatedTokenError`` if the service
        sends the same token twice.
        """
        from .pagination import Pages, check_paged

        check_paged(request)
        (self._transport or self._create_transport()).check(request)
        return Pages(
            self.send,
            request,
            max_items=max_items,
            page_size=page_size,
            starting_token=starting_token,
            rate=rate,
        )

    def items(
        self,
        request: PagedRequest[ResponseT, ItemT, ServiceT],
        *,
        max_items: int | None = None,
        page_size: int | Literal["largest"] | None = "largest",
        starting_token: str | None = None,
        rate: float | None = None,
    ) -> Items[ItemT]:
        """Iterate over the items on every page of a listing; pages are requested when needed.

        The arguments and errors are the same as for :meth:`pages`, which also returns the other
        fields of a response. By default, the pages have the maximum size, which needs the fewest
        calls; ``page_size=None`` sends what boto3 would send. The items are those of the first
        result field of the paginator model, or the only list of a response for which botocore has
        no paginator.
        """
        from .pagination import Items, check_items

        check_items(request)
        pages = self.pages(
            request,
            max_items=max_items,
            page_size=page_size,
            starting_token=starting_token,
            rate=rate,
        )
        return Items(pages, request)

    @overload
    def each(
        self,
        requests: Iterable[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Literal["raise", "skip"] = "raise",
    ) -> Generator[ResponseT]: ...

    @overload
    def each(
        self,
        requests: Iterable[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Literal["yield"],
    ) -> Generator[ResponseT | FailedRequest]: ...

    def each(
        self,
        requests: Iterable[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Errors = "raise",
    ) -> Generator[ResponseT | FailedRequest]:
        """Send many requests, several at a time, and iterate over their responses in order.

        Requests are taken and sent while you iterate, never more than ``workers`` ahead. While the
        service throttles, fewer are sent, and throttled ones again. When the iteration ends, by an
        error, ``break`` or ``close()``, no thread is left; requests that were being sent may have
        been carried out.

        Args:
            requests: Any requests of this service, such as those of ``requests_for``.
            workers: The maximum number of requests at a time.
            rate: The maximum number of calls per second. Default: no maximum.
            errors: What to do with an error of :meth:`send`: ``"raise"`` ends the iteration,
                ``"skip"`` leaves the request out and logs a warning, ``"yield"`` puts a
                ``FailedRequest`` instead of a response.

        Raises:
            TypeError: an argument has the wrong type.
            ValueError: a number is out of range, or ``errors`` is not a known value.

        The iterator raises the errors of :meth:`send`, and those of ``requests`` after the
        responses to the requests before them.
        """
        from .many.sending import send_each

        transport = self._transport or self._create_transport()
        return send_each(
            self.send, transport.check, requests, workers=workers, rate=rate, errors=errors
        )

    @overload
    def describe_each(
        self,
        items: Iterable[Shape | str],
        request: type[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Literal["raise", "skip"] = "raise",
    ) -> Generator[ResponseT]: ...

    @overload
    def describe_each(
        self,
        items: Iterable[Shape | str],
        request: type[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Literal["yield"],
    ) -> Generator[ResponseT | FailedRequest]: ...

    def describe_each(
        self,
        items: Iterable[Shape | str],
        request: type[Request[ResponseT, ServiceT]],
        *,
        workers: int = 8,
        rate: float | None = None,
        errors: Errors = "raise",
    ) -> Generator[ResponseT | FailedRequest]:
        """Describe each object of a listing, several at a time; the order is kept.

        It is :meth:`each` with the requests of ``requests_for(items, request)``, whose required
        fields are filled from the names and ARNs of the objects.

        Args:
            items: The objects, such as those of :meth:`items`, or names.
            request: The class of the requests, such as ``DescribeTrainingJobRequest``.
            workers: See :meth:`each`.
            rate: See :meth:`each`.
            errors: See :meth:`each`. A resource may be deleted after it was listed.

        Raises:
            TypeError: an argument has the wrong type, or ``request`` does not describe a resource;
                use ``client.each(requests_for(items, request))`` for others.
            ValueError: a number is out of range, or ``errors`` is not a known value.

        The iterator raises the errors of :meth:`each` and of ``requests_for``.
        """
        from .many.filling import requests_for
        from .many.sending import send_each
        from .waiting.status import check_describes

        transport = self._transport or self._create_transport()
        requests = requests_for(items, request)
        check_describes(request, "describe_each needs a request that describes a resource")
        return send_each(
            self.send, transport.check, requests, workers=workers, rate=rate, errors=errors
        )

    def call(self, operation: str, parameters: Mapping[str, Any] | None = None) -> UntypedResponse:
        """Send a request of any operation that the installed botocore has; the response is a dict.

        Use it for an operation that this release does not have. The options of
        :meth:`with_options` apply.

        Args:
            operation: The name of the operation in the service model, such as ``ListModels``.
            parameters: The parameters as boto3 takes them, such as ``{"MaxResults": 10}``.
                botocore validates them.

        Returns:
            boto3's dict without ``ResponseMetadata``, which is its ``response_metadata``. A
            streaming body is botocore's.

        Raises:
            ServiceError: the service returned an error.
            InvalidResponse: the response cannot be read.
            ViolationError: botocore refused the parameters; nothing was sent. It is also a
                ``botocore.exceptions.ParamValidationError``.
            ValueError: the installed botocore does not have the operation.
            TypeError: ``operation`` is not a ``str``, or ``parameters`` is not a dict.
            BotocoreTooOldError: this release has the operation, but the installed botocore does
                not.
            botocore.exceptions.BotoCoreError: botocore could not send the request.
        """
        transport = self._transport or self._create_transport()
        return transport.call(self._untyped(operation, parameters))

    def call_pages(
        self,
        operation: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        max_items: int | None = None,
        page_size: int | None = None,
        starting_token: str | None = None,
    ) -> Pages[UntypedResponse]:
        """Iterate over the pages of a listing by :meth:`call`, as :meth:`pages` does.

        An operation is paginated if botocore has a paginator for it, or if a token of its request
        is also in its response.

        Args:
            operation: The name of the operation in the service model, such as ``ListModels``.
            parameters: The parameters as boto3 takes them.
            max_items: See :meth:`pages`.
            page_size: See :meth:`pages`.
            starting_token: See :meth:`pages`.

        Raises:
            TypeError: the operation is not paginated, or an argument has the wrong type.
            ValueError: as for :meth:`call` and :meth:`pages`.
            BotocoreTooOldError: this release has the operation, but the installed botocore does
                not.

        The iterator raises the errors of :meth:`call`, and ``RepeatedTokenError`` if the service
        sends the same token twice.
        """
        from .pagination import Pages, check_paged

        request: Any = self._untyped(operation, parameters)
        check_paged(request)
        transport = self._transport or self._create_transport()
        return Pages(
            transport.call,
            request,
            max_items=max_items,
            page_size=page_size,
            starting_token=starting_token,
        )

    def call_items(
        self,
        operation: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        max_items: int | None = None,
        page_size: int | None = None,
        starting_token: str | None = None,
    ) -> Items[Any]:
        """Iterate over the items on every page of a listing by :meth:`call`, as :meth:`items` does.

        The arguments and errors are the same as for :meth:`call_pages`. The items are dicts, or
        whatever else boto3 returns.
        """
        from .pagination import Items, check_items

        request: Any = self._untyped(operation, parameters)
        check_items(request)
        pages = self.call_pages(
            operation,
            request.parameters,
            max_items=max_items,
            page_size=page_size,
            starting_token=starting_token,
        )
        return Items(pages, request)

    def _untyped(self, operation: str, parameters: Mapping[str, Any] | None) -> UntypedRequest:
        from ._botocore.untyped_requests import untyped_request

        return untyped_request(
            self._connection.boto_client,
            operation,
            parameters,
            is_typed=partial(hasattr, type(self)),
            generated_from=self.__botocore__,
        )

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
        """Send a request repeatedly until its response meets a condition.

        Args:
            request: A request that only reads, such as ``DescribeEndpointRequest(...)``.
            until: The condition: a status, several of them, or a function of the response.
            fail_on: The condition that ends the wait as failed, in the same forms. Default: every
                status that contains ``Fail``. ``()`` means that no status is a failure, not even a
                final one.
            status: The response field that has the status, or a function of the response. Default:
                the field is found by its name.
            timeout: Maximum number of seconds to wait; default: 3600. ``math.inf`` means no limit.
                The last attempt is made at the deadline; a request in progress is not interrupted.
            poll: Seconds between two attempts; default: 30. Also an iterable of seconds, of which
                the last is repeated, or a function of the number of attempts so far.
            on_progress: A function that is called with a ``Progress`` after each attempt.
            cancel: A ``threading.Event``. Another thread can set it to end the wait.

        Returns:
            The response that meets the condition ``until``.

        Raises:
            WaitFailed: the response meets the condition ``fail_on``, or its status is final and
                none of those in ``until``. It is also a ``botocore.exceptions.WaiterError``.
            WaitTimeout: the timeout has expired. It is also a ``TimeoutError``.
            WaitCancelled: ``cancel`` was set.
            TypeError: ``request`` is not a request of this service, or ``until`` or ``fail_on`` is
                neither a status nor a function.
            ValueError: ``until`` or ``fail_on`` is not a value of the status, the status field
                cannot be found, or a number is out of range.
            ServiceError: the service returned an error. Temporary errors such as throttling are
                raised only before the first response, or after five in a row.
        """
        from .waiting import wait

        (self._transport or self._create_transport()).check(request)
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

    def plan(
        self,
        request: Request[Any, ServiceT] | Iterable[Request[Any, ServiceT]],
        *,
        left_open: bool = False,
        exact_tags: bool = False,
    ) -> Plan:
        """Return what :meth:`ensure` would do: create, update or replace resources, or nothing.

        Only describe and list operations are called; nothing is changed.

        Args:
            request: The request that creates a resource, such as ``CreateEndpointRequest(...)``,
                also if the resource exists. Or several, which become the steps of one plan, in
                this order. The defaults of this client are part of each.
            left_open: Whether the plan also has what only the resource has: members that the
                request leaves open, and other tags.
            exact_tags: Whether tags that the request does not have are removed, if it sets tags at
                all. Tags whose keys begin with ``aws:`` always stay.

        Raises:
            TypeError: ``request`` is not a create request of this service.
            NotPlannableError: the request creates nothing that can be found and described.
            ValueError: several requests are for the same resource.
            ViolationError: the request violates rules of the service model; nothing was sent.
            ServiceError: the service returned an error.
        """
        from .planning.making import checked_requests, plan_all
        from .planning.plan import Plan

        transport = self._transport or self._create_transport()
        requests = checked_requests(request, self.prepared, transport.serialize)
        planned = plan_all(self, requests, left_open=left_open, exact_tags=exact_tags)
        return Plan(tuple(one.step for one in planned))

    def ensure(
        self,
        request: Request[Any, ServiceT] | Iterable[Request[Any, ServiceT]],
        *,
        describe: type[Request[ResponseT, ServiceT]] | None = None,
        wait: bool = True,
        allow_replace: bool = False,
        exact_tags: bool = False,
        timeout: float | None = None,
        poll: Poll | None = None,
        on_progress: OnProgress[Any] | None = None,
        cancel: Cancel | None = None,
    ) -> ResponseT:
        """Create or update a resource so that it is as requested; if it is, do nothing.

        It checks the whole :meth:`plan`, applies it in order, and waits. It can be called again
        after any error, and continues from there.

        Args:
            request: See :meth:`plan`.
            describe: The request class that describes the resource, for the type of the result.
            wait: Whether to wait until the status does not change by itself.
            allow_replace: Whether to delete and create a resource that cannot be updated.
            exact_tags: See :meth:`plan`.
            timeout: Maximum seconds for all waits together; default: 3600 for each wait.
            poll: See :meth:`wait`, also for ``on_progress`` and ``cancel``.
            on_progress: See ``poll``.
            cancel: See ``poll``.

        Returns:
            The last description of the resource; of several requests, that of the last one.

        Raises:
            ReplacementError: a resource must be replaced, and that is not allowed or not possible.
            ResourceBusyError: the service or somebody else is changing the resource.
            NotAppliedError: the service has rolled an update back.
            WaitError: see :meth:`wait`; also if the service could not create the resource.
            TypeError: ``describe`` is wrong. The other errors are those of :meth:`plan`.
        """
        from .planning.applying import Application, check_describe
        from .planning.making import checked_requests
        from .planning.waits import Waits

        transport = self._transport or self._create_transport()
        requests = checked_requests(request, self.prepared, transport.serialize)
        check_describe(describe, requests)
        application = Application(
            client=self,
            serialize=transport.serialize,
            waits=Waits(timeout, poll, on_progress, cancel),
            wait=wait,
            allow_replace=allow_replace,
            exact_tags=exact_tags,
        )
        return cast("ResponseT", application.run(requests))

    def logs(
        self,
        request: Request[Any, ServiceT],
        *,
        follow: bool = False,
        since: datetime | timedelta | None = None,
        filter_pattern: str | None = None,
        poll: Poll | None = None,
        logs_client: BotoClient | None = None,
    ) -> Iterator[LogEvent]:
        """Iterate over the log of a job, an endpoint or another resource, in CloudWatch Logs.

        The events of all instances are ordered by time. If nothing was logged yet, there are none.

        Args:
            request: The request that describes the resource, such as
                ``DescribeTrainingJobRequest(training_job_name="churn-7")``.
            follow: Whether to continue with new events until the status of the resource is final,
                or it is deleted. An event may be lost if it arrives 30 seconds late, or if the
                clock of its instance is more than two minutes behind.
            since: The time of the first event, or how long before now it is. Default: the start of
                the log; with ``follow``, and for endpoints, clusters and other resources that do
                not end by themselves: now.
            filter_pattern: A filter pattern of CloudWatch Logs, such as ``"ERROR"``.
            poll: Seconds between two reads with ``follow``; default: 5. See :meth:`wait`.
            logs_client: A boto3 client for CloudWatch Logs. Default: one with the session, region
                and configuration of this client. It is required if this client was created with
                ``client=``.

        Raises:
            TypeError: ``request`` is not a request of this service, or ``since`` is not a time.
            ValueError: the resource has no logs, ``logs_client`` is missing, or a number is out of
                range.
            ServiceError: SageMaker returned an error.
            botocore.exceptions.ClientError: CloudWatch Logs returned an error.

        With ``follow``, temporary errors of both are raised only after five in a row.
        """
        from .logs.reading import read_logs

        reader = self._log_reader(
            request, since=since, filter_pattern=filter_pattern, logs_client=logs_client
        )
        return read_logs(reader, self.send, follow=follow, poll=poll)

    def _log_reader(
        self,
        request: Request[Any, ServiceT],
        *,
        since: datetime | timedelta | None,
        filter_pattern: str | None,
        logs_client: BotoClient | None,
    ) -> LogReader:
        from .logs.reading import LogReader

        (self._transport or self._create_transport()).check(request)
        if logs_client is None:
            logs_client = self._connection.client_of("logs")
        if logs_client is None:
            raise ValueError(
                f"this {type(self).__name__} wraps a boto3 client passed as client=, which has no "
                'session to create another client: pass logs_client=boto3.client("logs")'
            )
        return LogReader(
            self.send, logs_client, request, since=since, filter_pattern=filter_pattern
        )

    def wait_until_gone(
        self,
        request: Request[ResponseT, ServiceT],
        *,
        timeout: float | None = None,
        poll: Poll | None = None,
        on_progress: OnProgress[ResponseT] | None = None,
        cancel: Cancel | None = None,
    ) -> ResponseT | None:
        """Send a request repeatedly until its resource no longer exists.

        The resource is gone if the service says that it does not exist, whatever the code of the
        error, or if its status is ``Deleted``.

        Args:
            request: A request that only reads, such as ``DescribeEndpointRequest(...)``.
            timeout: See :meth:`wait`.
            poll: See :meth:`wait`.
            on_progress: See :meth:`wait`.
            cancel: See :meth:`wait`.

        Returns:
            The last response; ``None`` if the resource was already gone at the first attempt.

        Raises:
            WaitFailed: the deletion failed, by the status of the resource.
            WaitTimeout: the timeout has expired. It is also a ``TimeoutError``.
            WaitCancelled: ``cancel`` was set.
            TypeError: ``request`` is not a request of this service, or does not describe a
                resource.
            ValueError: a number is out of range.
            ServiceError: the service returned another error, as for :meth:`wait`.
        """
        from .waiting import wait_for_absence

        (self._transport or self._create_transport()).check(request)
        return wait_for_absence(
            self.send,
            request,
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
        """Return a client like this one, with the given options changed.

        It shares this client's session and credentials. Repeated calls with the same options share
        one boto3 client, so this method is safe to call in a loop. With ``config``, each call
        creates a new boto3 client, so reuse the result.

        Args:
            headers: HTTP headers to send with each request, in addition to those of this client.
                They are signed. This package never shows them.
            timeout: Seconds to wait for a connection and for a response; one number for both, or a
                pair. It limits each attempt; botocore may make several.
            region_name: The AWS region.
            endpoint_url: The URL to use instead of the service's own endpoint.
            config: A ``botocore.config.Config``, merged into the configuration of this client.

        Raises:
            TypeError: the name or value of a header is not a ``str``.
            ValueError: this client wraps a boto3 client passed as ``client=``, and the options need
                another one; a timeout is not positive; a header is set by botocore or is not valid
                in HTTP.
        """
        from ._botocore.session import Overrides

        other = copy.copy(self)
        other._transport = other._defaults = None
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
        """Return a presigned URL for ``request``, like botocore's ``generate_presigned_url``.

        Nothing is sent. Anyone who has the URL can make the call until the URL expires.

        Args:
            request: Any request of this service.
            expires_in: Seconds until the URL expires.
            http_method: The HTTP method; default: the operation's.

        Raises:
            ViolationError: the request violates rules of the service model.
            TypeError: ``request`` is not a request of this service.
            BotocoreTooOldError: the installed botocore does not have the operation, or a member.
        """
        from ._botocore.presigning import presigned_url

        transport = self._transport or self._create_transport()
        if self._given_defaults is not None:
            request = self.prepared(request)
        return presigned_url(
            self.boto_client,
            request,
            transport.serialize(request),
            generated_from=self.__botocore__,
            expires_in=expires_in,
            http_method=http_method,
            takes_shortcuts=self._takes_shortcuts,
        )

    def _create_transport(self) -> Transport:
        from .transport import Transport

        self._transport = Transport(
            name=type(self).__name__,
            service=self.__service__,
            client=self._connection.boto_client,
            errors=self.__error_classes__(),
            generated_from=self.__botocore__,
            validates=self._connection.validates,
            takes_shortcuts=self._takes_shortcuts,
            headers=self._connection.headers,
        )
        return self._transport

    def __error_classes__(self) -> Mapping[str, type[ServiceError]]:
        """Return the errors of the service model, by their code."""
        return {}

    def __repr__(self) -> str:
        meta = self.boto_client.meta
        return f"<{type(self).__name__} {meta.region_name} {meta.endpoint_url}>"
