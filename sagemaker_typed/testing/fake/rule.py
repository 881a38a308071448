"""A rule of a fake: the requests that it matches, and its responses in sequence."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, Self, cast

from botocore.exceptions import ConnectionClosedError, EndpointConnectionError, ReadTimeoutError
from typing_extensions import TypeVar

from sagemaker_typed._botocore.faking.http import HttpAnswer, Piece
from sagemaker_typed._botocore.faking.sessions import service_model
from sagemaker_typed._conversion.fixes import kind
from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._schema.fields import is_map
from sagemaker_typed.errors import COMMON
from sagemaker_typed.errors.codes import KIND_BY_CODE
from sagemaker_typed.operation import Request, RequestOfPages, Response, Shape

from .answers import answer_of, error_answer, is_service_error, transport_error
from .calls import FakeCall
from .entry import Entry
from .pages import page_of, paged
from .replies import Computed, Fixed, Raised

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

__all__ = ["Rule"]

_PROBABLY_MEANT: Final = 0.9
"""How similar a code is to one that it misspells."""

RequestT = TypeVar("RequestT", bound=Request[Any, Any], default=Any)
ResponseT = TypeVar("ResponseT", bound=Response, default=Response)


class Rule(Generic[RequestT, ResponseT]):
    """The responses to the requests that a rule matches, in the order in which they are added.

    Each is used once, or ``times`` times. The last one is repeated, unless it has ``times``. Each
    attempt of a call takes one, so that retries get the next. ``fake.on`` makes rules.
    """

    def __init__(self, entry: Entry, errors: Mapping[str, Any]) -> None:
        self._entry = entry
        self._error_classes = errors
        self._replies = entry.answers
        cls = self._cls = entry.matcher.cls
        self._model: Any = service_model(cls.__service__).operation_model(cls.__operation__)

    def returns(
        self, response: ResponseT | Callable[[RequestT], ResponseT], /, *, times: int | None = None
    ) -> Self:
        """Answer with a response. Streams in it are read now, and sent again each time.

        Args:
            response: The response, or a function that returns it for the request.
            times: How often; default: once, or always if it is the last.

        Raises:
            TypeError: it is not a response of the operation.
            ConversionError: the value of a field does not fit the field's type.
        """
        given: Any = response
        if isinstance(given, type) and issubclass(given, Shape):
            raise TypeError(
                f"returns takes a response, not its class: create one with {given.__name__}(...), "
                f"or with build({given.__name__}) of sagemaker_typed.testing"
            )
        if callable(response) and not isinstance(response, Response):
            function = cast("Callable[[Any], ResponseT]", response)
            self._replies.add(Computed(partial(self._computed, function)), times)
        else:
            self._replies.add(Fixed(self._answer(response)), times)
        return self

    def returns_each(self, responses: Iterable[ResponseT], /, *, repeat: bool = True) -> Self:
        """Answer with each of several responses once.

        Args:
            responses: The responses.
            repeat: Whether the last one is repeated, if nothing follows.
        """
        for response in responses:
            self.returns(response, times=None if repeat else 1)
        return self

    def returns_pages(self, *pages: ResponseT) -> Self:
        """Answer with the pages of a listing; the tokens are filled in.

        A request without a token gets the first page, and the token of a page leads to the next.
        Nothing is used up.

        Raises:
            TypeError: the operation is not paginated, or a page is not its response.
        """
        cls = self._cls
        if not issubclass(cls, RequestOfPages):
            raise TypeError(f"{cls.__name__} is not paginated; use returns(...)")
        answers = [self._answer(page) for page in paged(cls.__paging__, pages)]
        if not answers:
            raise TypeError("returns_pages needs at least one page")

        def compute(call: FakeCall) -> HttpAnswer:
            return answers[page_of(cls.__paging__, call.request, len(answers))]

        self._replies.add(Computed(compute))
        return self

    def raises(
        self,
        error: ClientError | Exception | type[Exception] | str,
        message: str = "",
        *,
        status: int | None = None,
        times: int | None = None,
    ) -> Self:
        """Answer with an error. botocore retries it as it retries the real one.

        Args:
            error: An error of the service: its class, an instance, or its code. Or an error of the
                connection: ``ConnectionError``, ``TimeoutError``, or one of botocore's. Any other
                exception is raised as it is.
            message: The message of an error of the service; default: that of ``error``.
            status: The HTTP status; default: that of the service model.
            times: How often; default: once, or always if it is the last.

        Warns:
            UserWarning: the code is almost one that the service has, and probably misspelt.
        """
        given: Any = error
        if isinstance(given, str):
            self._warn_of_code(given)
        if is_service_error(given):
            answer = error_answer(given, message, status, self._model, self._error_classes)
            self._replies.add(Fixed(answer), times)
        elif isinstance(given, Exception) or _is_exception_class(given):
            self._replies.add(Raised(partial(transport_error, given)), times)
        else:
            raise TypeError(
                f"expected an error, a class of errors, or an error code, got {kind(given)}"
            )
        return self

    def throttles(self, *, times: int | None = None) -> Self:
        """Answer that there are too many requests; botocore retries such calls."""
        return self.raises("ThrottlingException", times=times)

    def fails(self, status: int = 500, *, times: int | None = None) -> Self:
        """Answer that the service has failed; botocore retries such calls.

        Args:
            status: The HTTP status, from 500 to 599.
            times: How often; default: once, or always if it is the last.

        Raises:
            TypeError: the status is not an int.
            ValueError: the status does not say that the service has failed.
        """
        given: Any = status
        if not isinstance(given, int) or isinstance(given, bool):
            raise TypeError(f"the status is an int, such as 503, got {kind(given)}")
        if not 500 <= status <= 599:
            raise ValueError(
                f"a service that fails answers with a status from 500 to 599, got {status}; for "
                f"other errors use raises(..., status={status}), for any answer replies({status})"
            )
        codes = {500: "InternalFailure", 503: "ServiceUnavailable"}
        if status in codes:
            return self.raises(codes[status], status=status, times=times)
        return self.replies(status, body=b"{}", times=times)

    def times_out(self, *, times: int | None = None) -> Self:
        """Send no response, so that the client stops waiting after its ``read_timeout``."""
        return self.raises(ReadTimeoutError, times=times)

    def disconnects(self, *, times: int | None = None) -> Self:
        """Close the connection without a response."""
        return self.raises(ConnectionClosedError, times=times)

    def refuses(self, *, times: int | None = None) -> Self:
        """Let the client not connect to the service."""
        return self.raises(EndpointConnectionError, times=times)

    def replies(
        self,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        body: bytes | str | Iterable[Piece] = b"",
        *,
        times: int | None = None,
    ) -> Self:
        """Answer with any HTTP response.

        Args:
            status: The HTTP status.
            headers: The HTTP headers. A ``Content-Length`` that is larger than the body means that
                the connection is lost.
            body: The body, or its pieces; an exception among them ends it, such as
                ``ConnectionResetError()``.
            times: How often; default: once, or always if it is the last.
        """
        pieces: tuple[Piece, ...]
        if isinstance(body, str):
            pieces = (body.encode(),)
        elif isinstance(body, bytes | bytearray):
            pieces = (bytes(body),)
        else:
            given: Any = body
            found: tuple[Any, ...] = (given,) if is_map(given) else tuple(given)
            wrong = [piece for piece in found if not isinstance(piece, bytes | Exception)]
            pieces = found
            if wrong:
                got = kind(wrong[0])
                raise TypeError(
                    f"a body is bytes, a str or pieces of bytes, got {got}; use json.dumps(...) "
                    "for JSON"
                )
        answer = HttpAnswer(status, dict(headers or {}), pieces)
        if all(isinstance(piece, bytes) for piece in pieces) and not _is_chunked(answer):
            length = sum(len(piece) for piece in pieces if isinstance(piece, bytes))
            answer = answer.with_headers({"Content-Length": str(length)})
        self._replies.add(Fixed(answer), times)
        return self

    def delays(self, seconds: float, /) -> Self:
        """Delay the response that is added next. This takes no real time.

        If the client's ``read_timeout`` is shorter, it gets a timeout instead.

        Args:
            seconds: The seconds.
        """
        self._replies.delay(seconds)
        return self

    def _warn_of_code(self, code: str) -> None:
        modelled = [shape.name for shape in self._model.error_shapes]
        known = [*modelled, *self._error_classes, *COMMON, *KIND_BY_CODE]
        near = [] if code in known else nearest(code, known, _PROBABLY_MEANT)
        if near:
            warnings.warn(
                f"{code!r} is not a code that this release knows; did you mean {either(near)}?",
                UserWarning,
                stacklevel=3,
            )

    def _computed(self, function: Callable[[Any], ResponseT], call: FakeCall) -> HttpAnswer:
        return self._answer(function(call.request), call.model)

    def _answer(self, response: object, model: Any = None) -> HttpAnswer:
        expected = self._cls.__response__
        if not isinstance(response, Response) or (
            not isinstance(response, expected)
            # A subclass of a request may have a response of its own.
            and response.__shape_name__ != expected.__shape_name__
        ):
            name = self._cls.__operation__
            raise TypeError(f"{name} returns {expected.__name__}, got {kind(response)}")
        return answer_of(response, model or self._model)

    def __repr__(self) -> str:
        return f"<Rule {self._entry.described()}>"


def _is_exception_class(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Exception)


def _is_chunked(answer: HttpAnswer) -> bool:
    return any(name.lower() == "transfer-encoding" for name in answer.headers)
