"""HTTP requests of typed calls, prepared with less work.

botocore adds a second, encoded copy of the headers to a request, and then looks up each of them in
a dict that ignores case. Here, the names are looked up once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from botocore.awsrequest import AWSPreparedRequest, AWSRequest, AWSRequestPreparer, HeadersDict
from botocore.compat import HTTPHeaders
from botocore.endpoint import Endpoint

from sagemaker_typed._botocore.call_context import call_being_sent
from sagemaker_typed._botocore.session import BotoClient

from .methods import OwnMethods, is_exactly, override

if TYPE_CHECKING:
    # botocore's stubs do not have what is used here.
    class _Endpoint:
        def prepare_request(self, request: Any) -> Any: ...
else:
    _Endpoint = object

_METHODS: Final = OwnMethods(Endpoint, "prepare_request", "_encode_headers")
_REQUEST_METHODS: Final = OwnMethods(AWSRequest, "prepare")
_PREPARER_METHODS: Final = OwnMethods(
    AWSRequestPreparer,
    *("prepare", "_prepare_url", "_prepare_body", "_prepare_headers"),
    "_determine_content_length",
)
_WITHOUT_LENGTH: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_KEYS: Final = 256
_make: Any = AWSPreparedRequest
_HAS_CONTEXT: Final = "context" in _make.__init__.__code__.co_varnames
"""Whether prepared requests have a context; those of older versions do not."""


def prepare_quickly(client: BotoClient) -> None:
    """Let typed calls of ``client`` prepare their requests with less work."""
    override(getattr(client, "_endpoint", None), Endpoint, _QuickEndpoint)


class _QuickEndpoint(_Endpoint):
    """Prepares a request, as botocore's ``prepare_request`` does."""

    def prepare_request(self, request: Any) -> Any:
        call = call_being_sent()
        if call is not None and call.takes_shortcuts and self._is_usual(request):
            encoded = _encoded(request.headers)
            if encoded is not None:
                return _prepared(request, encoded)
        return super().prepare_request(request)

    def _is_usual(self, request: Any) -> bool:
        cls: Any = request.__class__
        preparer: Any = getattr(request, "_request_preparer", None)
        return (
            cls is AWSRequest
            and preparer.__class__ is AWSRequestPreparer
            and type(request.headers) is HTTPHeaders
            and isinstance(request.data, bytes)
            and not request.params
            and is_exactly(self, Endpoint, _QuickEndpoint)
            and _METHODS.are_used(self)
            and _REQUEST_METHODS.are_used(request)
            and _PREPARER_METHODS.are_used(preparer)
        )


def _encoded(headers: Any) -> list[tuple[str, bytes]] | None:
    """Return the headers with encoded values; ``None`` if one is unusual."""
    found: list[tuple[str, bytes]] = []
    for name, value in headers.raw_items():
        if not (isinstance(value, str) and value.isascii()):
            return None
        found.append((name, value.encode()))
    return found


def _prepared(request: Any, encoded: list[tuple[str, bytes]]) -> Any:
    # botocore leaves them there too.
    request.headers._headers.extend(encoded)
    headers: Any = HeadersDict()
    by_key = headers._dict
    for name, value in encoded:
        by_key[_keys.get(name) or _key(name)] = value
    body = request.data
    if not (_LENGTH in by_key or _ENCODING in by_key or request.method in _WITHOUT_LENGTH):
        by_key[_LENGTH] = str(len(body))
    context = (request.context,) if _HAS_CONTEXT else ()
    return _make(
        request.method, request.url, headers, body or None, request.stream_output, *context
    )


_keys: Final[dict[str, Any]] = {}
"""The keys of names of headers in botocore's dict that ignores case."""


def _key(name: str) -> Any:
    headers: Any = HeadersDict({name: None})
    if len(_keys) >= _MOST_KEYS:
        _keys.clear()
    (found,) = headers._dict
    _keys[name] = found
    return found


_LENGTH: Final = _key("Content-Length")
_ENCODING: Final = _key("Transfer-Encoding")
