"""Sends one request through botocore, and returns the typed response or raises a typed error."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import attrs
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

from ._botocore.call_context import CallContext
from ._botocore.invalid_responses import misfit_response, parser_failure
from ._botocore.secrets_in_errors import hide_in_events, without_secrets_of
from ._botocore.session import BotoClient
from ._botocore.supported import check_supported
from ._conversion.arguments import not_a_request
from ._conversion.misfits import ConversionError
from ._conversion.registry import Hook, wire_hook
from .call_log import is_logged, logged
from .errors import InvalidResponse, ServiceError, typed_error
from .operation import Request, Response
from .sensitive import without_secrets
from .validation import to_checked_boto, too_deep

if TYPE_CHECKING:
    from .untyped import UntypedRequest, UntypedResponse

__all__ = ["RawResponse", "Transport"]

ResponseT = TypeVar("ResponseT", bound=Response)


@attrs.frozen(kw_only=True)
class RawResponse(Generic[ResponseT]):
    """A successful response before it is parsed into an object."""

    status_code: int | None
    """The HTTP status."""
    headers: Mapping[str, str] = attrs.field(repr=False)
    """The HTTP headers, with names in lower case."""
    body: bytes = attrs.field(repr=False)
    """The HTTP body.

    It is empty if nothing was sent, as with botocore's ``Stubber``, or if the body is a stream,
    which is in ``boto``.
    """
    boto: Mapping[str, Any] = attrs.field(repr=False)
    """The dict that boto3 returns for the call."""
    response_class: type[ResponseT] = attrs.field(repr=False)
    """The class of the typed response."""
    _request: Request[ResponseT] | None = attrs.field(
        default=None, repr=False, eq=False, alias="request"
    )

    def parse(self) -> ResponseT:
        """Return the typed response.

        Raises:
            ConversionError: the response does not match the service model.
        """
        from .converter import from_boto

        response = from_boto(self.response_class, self.boto)
        if self._request is not None:
            hide_in_events(response, self._request)
        return response


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Transport:
    """Sends the requests of a client."""

    name: str
    """The name of the client's class."""
    service: str
    """botocore's name of the service."""
    client: BotoClient
    """The boto3 client."""
    errors: Mapping[str, type[ServiceError]]
    """The errors of the service model, by their code."""
    generated_from: str
    """The botocore version that the package was generated from."""
    validates: bool
    """Whether to validate requests before they are sent."""
    takes_shortcuts: bool
    """Whether to leave out work that botocore does without effect."""
    headers: Mapping[str, str] = attrs.field(repr=False)
    """HTTP headers to send with each request, in addition to botocore's."""
    _sendable: set[type] = attrs.field(init=False, factory=set[type], repr=False)

    def send(self, request: Request[ResponseT]) -> ResponseT:
        """Send ``request``.

        Raises:
            TypeError: ``request`` is not a request of this service.
            ServiceError: the service returned an error.
            InvalidResponse: the response cannot be read.
            ViolationError: the request violates rules of the service model; nothing was sent.
            ConversionError: a value of the request has the wrong type, and ``validates`` is false.
            BotocoreTooOldError: the installed botocore does not have the operation, or a member.
            botocore.exceptions.BotoCoreError: botocore refused the request or could not send it.
        """
        parameters = self.serialize(request)
        call = CallContext(
            request,
            takes_shortcuts=self.takes_shortcuts,
            may_read=self.takes_shortcuts,
            headers=self.headers,
        )
        answer = (self._logged_call if is_logged() else self._call)(call, parameters)
        return self._read(request, call, answer)

    def send_raw(self, request: Request[ResponseT]) -> RawResponse[ResponseT]:
        """Send ``request`` and return the raw response; the errors are those of :meth:`send`."""
        parameters = self.serialize(request)
        call = CallContext(request, takes_shortcuts=self.takes_shortcuts, headers=self.headers)
        answer = (self._logged_call if is_logged() else self._call)(call, parameters)
        metadata = answer.get("ResponseMetadata", {})
        return RawResponse(
            status_code=metadata.get("HTTPStatusCode"),
            headers=metadata.get("HTTPHeaders", {}),
            body=call.body,
            boto=answer,
            response_class=cast("type[ResponseT]", request.__response__),
            request=request if call.has_events else None,
        )

    def call(self, request: UntypedRequest) -> UntypedResponse:
        """Send an untyped request; botocore validates it. The errors are those of :meth:`send`."""
        from .untyped import UntypedResponse

        call = CallContext(
            request, takes_shortcuts=self.takes_shortcuts, headers=self.headers, is_untyped=True
        )
        answer = (self._logged_call if is_logged() else self._call)(call, request.parameters)
        return UntypedResponse(answer, sensitive=request.__sensitive__)

    def check(self, request: object) -> None:
        """Check that ``request`` is a request of this service.

        Raises:
            TypeError: it is not.
        """
        if isinstance(request, Request):
            request = cast("Request[Response]", request)
            if request.__service__ != self.service:
                raise TypeError(
                    f"{request.__operation__}Request is a request of {request.__service__!r}, but "
                    f"{self.name} sends requests of {self.service!r}"
                )
            self._sendable.add(type(request))
            return
        raise not_a_request("expected a request", request)

    def serialize(self, request: Request[Any]) -> dict[str, Any]:
        """Return ``request`` as boto3's dict, once it has been validated.

        Raises:
            TypeError: ``request`` is not a request of this service.
            ViolationError: ``request`` violates rules of the service model, and ``validates`` is
                true.
        """
        if request.__class__ not in self._sendable:
            self.check(request)
        return to_checked_boto(request) if self.validates else _to_boto(request)

    def _logged_call(self, call: CallContext, parameters: dict[str, Any]) -> Any:
        operation = call.request.__operation__
        return logged(operation, functools.partial(self._call, call, parameters))

    def _call(self, call: CallContext, parameters: dict[str, Any]) -> Any:
        """Return boto3's result for ``parameters``, or the unchanged JSON of the response."""
        try:
            with call:
                return getattr(self.client, call.request.__method__)(**parameters)
        except Exception as error:
            failure = self._failure(call, parameters, error)
            if failure is error:
                raise
        # Not in the handler: otherwise the error would keep botocore's error as its context, and
        # that keeps the request and all frames of botocore.
        try:
            raise failure
        finally:
            del failure

    def _read(self, request: Request[ResponseT], call: CallContext, answer: Any) -> ResponseT:
        """Return the typed response for ``answer``."""
        cls = request.__response__
        read = wire_hook(cls, rest=call.is_rest) if call.was_read else _from_boto_hook(cls)
        try:
            response: ResponseT = read(answer, None)
        except ConversionError as error:
            raise misfit_response(request, answer, error) from None
        if call.has_events:
            hide_in_events(response, request)
        return response

    def _failure(
        self, call: CallContext, parameters: dict[str, Any], error: Exception
    ) -> Exception:
        """Return the error to raise for an error from boto3; most are returned unchanged."""
        request = call.request
        match error:
            case ParamValidationError():
                found = self._violations(call)
                if found is not None:
                    return found
                report = str(error.kwargs.get("report", ""))
                report = without_secrets(report, request, shortest=1)
                return ParamValidationError(report=report).with_traceback(error.__traceback__)
            case ClientError():
                # botocore may make other calls to get credentials; their errors stay unchanged.
                if error.operation_name not in {request.__operation__, request.__method__}:
                    return error
                from ._botocore.error_bodies import without_streams

                # The typed error has no traceback, because the lines within botocore do not help.
                typed = typed_error(without_streams(error), self.errors)
                typed = without_secrets_of(typed, request)
                if typed.is_expired_credentials:
                    self._advise(typed)
                return typed
            case BotoCoreError():
                self._advise(error)
                return error
            case InvalidResponse():
                return error
            case _:
                return self._python_failure(call, parameters, error)

    def _violations(self, call: CallContext) -> Exception | None:
        """Return the error for a request that botocore refused, if it is known better.

        Raises:
            BotocoreTooOldError: the installed botocore does not have the operation, or a member.
        """
        if call.is_untyped:
            from ._botocore.untyped_violations import untyped_violations

            return untyped_violations(self.client, cast("UntypedRequest", call.request))
        check_supported(self.client, call.request, self.generated_from)
        return None

    def _python_failure(
        self, call: CallContext, parameters: dict[str, Any], error: Exception
    ) -> Exception:
        """Return the error to raise for a Python error, which a user's hook may have raised."""
        from ._botocore.reproduce import parser_fails, serializer_overflows

        request = call.request
        if call.answer is not None:
            if parser_fails(self.client, request, call.answer):
                return parser_failure(request, call.answer, error)
        elif isinstance(error, RecursionError) and self.validates:
            if serializer_overflows(self.client, request, parameters):
                return too_deep(request)
        elif not call.is_untyped and isinstance(error, AttributeError | LookupError):
            check_supported(self.client, request, self.generated_from)
        return error

    def _advise(self, error: Exception) -> None:
        from ._botocore.advice import advise

        advise(error, self.name, self.client)


# Imported when needed: most calls use neither function, nor cattrs.
def _to_boto(request: Request[ResponseT]) -> dict[str, Any]:
    from .converter import to_boto

    return to_boto(request)


def _from_boto_hook(cls: type[Response]) -> Hook:
    from .converter import from_boto_hook

    return from_boto_hook(cls)
