"""A fake service: real clients whose requests are answered by rules."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from importlib import import_module
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, overload

from typing_extensions import TypeIs, TypeVar

from sagemaker_typed import _time as time
from sagemaker_typed._botocore.faking.patching import patched_botocore, waiters_follow_clock
from sagemaker_typed._botocore.faking.sessions import FakeSession
from sagemaker_typed._clients import CLIENTS
from sagemaker_typed._conversion.arguments import not_a_request
from sagemaker_typed._hints.counts import counted
from sagemaker_typed.async_client import AsyncBaseClient
from sagemaker_typed.client import BaseClient
from sagemaker_typed.operation import Request, Response

from .calls import FakeCall
from .clock import FakeClock
from .entry import Entry
from .errors import UnmatchedRequestError, UnusedRulesError
from .matching import Matcher, OfFields, Whole
from .requests import snapshot
from .rule import Rule
from .rulebook import Rulebook
from .untyped import UntypedRule, check_call

if TYPE_CHECKING:
    from botocore.config import Config

    from sagemaker_typed._recordings import FileName
    from sagemaker_typed.defaults import Defaults

__all__ = ["FakeService"]

# mypy shows the defaults in its errors.
RequestT = TypeVar("RequestT", bound=Request[Any, Any], default=Request[Any, Any])
RequestT_co = TypeVar("RequestT_co", bound=Request[Any, Any], covariant=True)
ResponseT = TypeVar("ResponseT", bound=Response, default=Response)
ResponseT_co = TypeVar("ResponseT_co", bound=Response, covariant=True)
ServiceT = TypeVar("ServiceT", bound=str, default=Any)
ServiceT_co = TypeVar("ServiceT_co", bound=str, covariant=True)
ClientT = TypeVar("ClientT", bound=BaseClient[Any] | AsyncBaseClient[Any])
ClientT_co = TypeVar(
    "ClientT_co",
    bound=BaseClient[Any] | AsyncBaseClient[Any],
    covariant=True,
    default=BaseClient[Any],
)

_PACKAGE = __name__.partition(".")[0]
_REGION = "us-east-1"


class Sendable(Protocol[RequestT_co, ResponseT_co, ServiceT_co]):
    """A request, for type checkers: its own class, its response and its service."""

    def __sent__(self) -> tuple[RequestT_co, ResponseT_co, ServiceT_co]:
        """Not a method; see :class:`~sagemaker_typed.Request`."""
        ...


class FakeService(Generic[ClientT_co]):
    """A service that answers as rules say, for the clients of a test.

    The clients are real ones: they validate, serialize, sign, retry and parse as always. Only the
    network is missing, and no credentials or settings of the machine are read. While the ``with``
    block is active, waits and the pauses between retries take no time. A request that no rule
    answers is an :class:`UnmatchedRequestError`. A fake is thread-safe.

    Args:
        client_class: The class of the client, such as ``SageMaker`` or ``AsyncSageMakerRuntime``.
        region_name: The region of its clients.
        strict: Whether the end of the ``with`` block raises the errors that the code under test
            has hidden: of requests without a rule, and of responses that were not used.
        config: See :class:`~sagemaker_typed.BaseClient`, also for the other arguments.
        max_attempts: See :class:`~sagemaker_typed.BaseClient`.
        defaults: See :class:`~sagemaker_typed.BaseClient`.
    """

    def __init__(
        self,
        client_class: type[ClientT_co],
        /,
        *,
        region_name: str = _REGION,
        strict: bool = False,
        config: Config | None = None,
        max_attempts: int | None = None,
        defaults: Defaults | None = None,
    ) -> None:
        given: Any = client_class
        if not (isinstance(given, type) and issubclass(given, (BaseClient, AsyncBaseClient))):
            raise TypeError(f"expected a class of clients, such as SageMaker, got {given!r}")
        self._client_class = client_class
        self._service: str = client_class.__service__
        self._region = region_name
        self._strict = strict
        self._options: dict[str, Any] = {
            "config": config, "max_attempts": max_attempts, "defaults": defaults
        }  # fmt: skip
        self._rulebook = Rulebook()
        self._session = FakeSession(self._rulebook, region_name)
        self._clocks: list[Any] = []
        self._client: ClientT_co | None = None
        self._lock = RLock()

    @overload
    @staticmethod
    def from_recording(
        path: FileName, client_class: None = None, /, *, repeat: bool = True, **options: Any
    ) -> FakeService[Any]: ...
    @overload
    @staticmethod
    def from_recording(
        path: FileName, client_class: type[ClientT], /, *, repeat: bool = True, **options: Any
    ) -> FakeService[ClientT]: ...
    @staticmethod
    def from_recording(
        path: FileName, client_class: Any = None, /, *, repeat: bool = True, **options: Any
    ) -> FakeService[Any]:
        """Return a fake that answers as the service did when a ``Recorder`` recorded it.

        The responses to equal requests come in their order. Account ids and sensitive values of a
        request need not be those of the recording.

        Args:
            path: The file.
            client_class: The class of the client; default: that of the recorded client.
            repeat: Whether the last response to a request is repeated.
            **options: Other arguments of :class:`FakeService`.

        Raises:
            TypeError: the class is a client of another service.
            ValueError: the file is not a recording, or has operations of a newer release.
        """
        from sagemaker_typed._recordings import read_recording
        from sagemaker_typed.testing.recording.playing import play

        recording = read_recording(path)
        if client_class is None:
            if "client" not in recording:
                raise ValueError(f"{path}: the recording has no 'client'; pass a class of clients")
            client_class = _client_class(recording["client"])
        elif getattr(client_class, "__service__", None) != recording["service"]:
            raise TypeError(
                f"{path} is a recording of {recording['service']!r}, which {client_class!r} does "
                "not call"
            )
        fake: FakeService[Any] = FakeService(client_class, **options)
        try:
            play(recording, fake._add, repeat=repeat)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error
        return fake

    # --- clients ----------------------------------------------------------------------------------

    @property
    def client(self) -> ClientT_co:
        """The client of the fake; always the same one."""
        with self._lock:
            if self._client is None:
                self._client = self.new_client()
            return self._client

    def new_client(self, **options: Any) -> ClientT_co:
        """Create another client of the fake.

        Args:
            **options: Arguments of the client class other than ``client``, ``session`` and
                ``profile_name``. They override those of the fake.
        """
        if not self._clocks:
            raise RuntimeError(
                "the fake is not active: use its clients within `with FakeService(...) as fake:`"
            )
        given = {name: value for name, value in self._options.items() if value is not None}
        make: Callable[..., ClientT_co] = self._client_class
        return make(session=self._session, **{**given, **options})

    @contextmanager
    def patched(self, *clients: Any) -> Generator[Self]:
        """Answer the calls of all clients of the service that code creates in the block.

        These are clients of this package, of ``boto3`` and of ``botocore``. No credentials,
        profiles or files of the machine are read in the block. botocore still reads the region and
        other options in the environment, such as ``AWS_MAX_ATTEMPTS``. Clients of other services
        can be created, but their calls must be answered by another fake or by moto: a request that
        would reach a network is a :class:`NetworkError`.

        Args:
            *clients: Clients that were created before, which the fake answers in the block too.

        Raises:
            TypeError: one of them is not a client of the service.
        """
        with patched_botocore([self._service], self._rulebook, self._region, clients):
            yield self

    # --- rules ------------------------------------------------------------------------------------

    @overload
    def on(
        self: FakeService[BaseClient[ServiceT] | AsyncBaseClient[ServiceT]],
        request: Callable[..., Sendable[RequestT, ResponseT, ServiceT]],
        /,
        *,
        where: Callable[[RequestT], object] | None = None,
        **fields: object,
    ) -> Rule[RequestT, ResponseT]: ...
    @overload
    def on(
        self: FakeService[BaseClient[ServiceT] | AsyncBaseClient[ServiceT]],
        request: Sendable[RequestT, ResponseT, ServiceT],
        /,
    ) -> Rule[RequestT, ResponseT]: ...
    def on(
        self,
        request: Any,
        /,
        *,
        where: Callable[[Any], object] | None = None,
        **fields: object,
    ) -> Rule[Any, Any]:
        """Add a rule, and return it: ``fake.on(request).returns(response)``.

        If several rules match a request, a whole request goes before a class with fields or a
        function, and this before a class alone; among the others, the one that was added last. A
        rule whose responses are used up is left out.

        Args:
            request: The request to match; or a class, whose requests match if they have the fields.
            where: A function of the request that returns whether it matches.
            **fields: Values of fields. A dict for a structure has some of its fields; one of them
                alone is ``vpc_config__subnets``. A value is compared with ``==``, so that
                ``unittest.mock.ANY`` and the like can be used.

        Raises:
            TypeError: it is not a request of the service, or the class has no such field, or the
                field never has a value of this type.
            ValueError: a str is not a value of its enum; ``open`` of the enum accepts any.
        """
        return self._add(self._matcher(request, where, fields), _origin())

    def on_call(
        self,
        operation: str,
        parameters: Mapping[str, Any] | None = None,
        /,
        *,
        service: str | None = None,
    ) -> UntypedRule:
        """Add a rule for calls without classes, such as those of ``client.logs``.

        Args:
            operation: The service model's name of the operation, such as ``GetLogEvents``.
            parameters: The parameters that a call must have; it may have others.
            service: botocore's name of the service, such as ``logs``. Default: the fake's.

        Raises:
            TypeError: the service has no such operation, or the operation no such parameter.
            ValueError: a fake cannot answer the service, whose protocol has no JSON.
        """
        service = service or self._service
        check_call(service, operation, parameters or {})
        rule = UntypedRule(service, operation, dict(parameters or {}), _origin())
        self._rulebook.add_untyped(rule)
        return rule

    def _add(self, matcher: Matcher, origin: str = "recorded") -> Rule[Any, Any]:
        errors = import_module(f"{_PACKAGE}.{_package_of(matcher.cls)}.errors").BY_CODE
        entry = Entry(matcher, origin)
        rule: Rule[Any, Any] = Rule(entry, errors)
        self._rulebook.add(entry)
        return rule

    def _matcher(self, request: object, where: Any, fields: Mapping[str, Any]) -> Matcher:
        if _is_request(request):
            self._check_service(type(request))
            if fields or where is not None:
                raise TypeError(
                    f"a whole request has all its fields: use on({type(request).__name__}, ...) to "
                    "match some fields, or with where="
                )
            return Whole(snapshot(request))
        if _is_class(request):
            self._check_service(request)
            return OfFields(request, fields, where)
        raise not_a_request("expected a request or a class of requests", request)

    def _check_service(self, cls: type[Request[Any, Any]]) -> None:
        if cls.__service__ != self._service:
            raise TypeError(
                f"{cls.__name__} is a request of {cls.__service__!r}, but this is a fake of "
                f"{self._service!r}: use another FakeService for it"
            )

    # --- calls ------------------------------------------------------------------------------------

    @property
    def requests(self) -> list[Request[Any, Any]]:
        """Copies of the requests in the order of their first attempts. A retry adds none.

        Calls without a class are in :attr:`calls` only.
        """
        return self._rulebook.requests

    @property
    def calls(self) -> list[FakeCall]:
        """The calls, with the HTTP requests of each, in the order of their first attempts."""
        return self._rulebook.calls

    @property
    def elapsed(self) -> float:
        """The seconds that waits, retries and delays would have taken."""
        return self._clocks[-1].elapsed if self._clocks else 0.0

    def assert_all_used(self) -> None:
        """Check that each response of each rule was used.

        Raises:
            UnusedRulesError: some were not.
        """
        lines = [f"  {line}" for line in self._rulebook.unused()]
        if lines:
            raise UnusedRulesError("\n".join(["not all responses were used:", *lines]))

    def reset(self) -> None:
        """Forget all rules and calls."""
        self._rulebook.forget()

    # --- the context ------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        clock = time.current()
        if not isinstance(clock, FakeClock):
            clock = FakeClock()
        time.replace(clock)
        self._clocks.append(clock)
        waiters_follow_clock()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        time.remove(self._clocks.pop())
        client: Any = self._client
        if client is not None and hasattr(client, "close"):
            client.close()
        if not self._clocks:
            self._client = None
        if error is None and self._strict:
            for text in self._rulebook.unmatched:
                raise UnmatchedRequestError(text)
            self.assert_all_used()

    async def __aenter__(self) -> Self:
        return self.__enter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        client: Any = self._client
        if client is not None and hasattr(client, "aclose"):
            await client.aclose()
        self.__exit__(kind, error, traceback)

    def __repr__(self) -> str:
        name = self._client_class.__name__
        return f"<FakeService of {name}, {counted(len(self.calls), 'call')}>"


def _is_request(value: object) -> TypeIs[Request[Any, Any]]:
    return isinstance(value, Request)


def _is_class(value: object) -> TypeIs[type[Request[Any, Any]]]:
    return isinstance(value, type) and issubclass(value, Request)


def _package_of(cls: type[Any]) -> str:
    """Return the package of a class of requests, which may be a user's subclass."""
    for base in cls.__mro__:
        root, _, rest = base.__module__.partition(".")
        if root == _PACKAGE and "__operation__" in base.__dict__:
            return rest.partition(".")[0]
    return "sagemaker"


def _client_class(name: str) -> Any:
    """Return a class of clients by its name.

    Raises:
        ValueError: this release does not have it.
    """
    for module, client in CLIENTS.items():
        if client == name:
            return getattr(import_module(module, _PACKAGE), name)
    raise ValueError(f"this release has no client {name!r}: install a newer one")


def _origin() -> str:
    """Return the line of the user's code that adds a rule."""
    frame = sys._getframe(2)  # pyright: ignore[reportPrivateUsage] - no public name
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"
