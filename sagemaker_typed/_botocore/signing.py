"""Signing of typed calls with less work.

For each request, botocore copies the headers into an e-mail message three times, prepares the
whole request to get its body, and derives the key of the day. That is a fifth of a small call.
Here, plain dicts give the same strings. botocore's own methods sign raw calls, requests with
anything unusual, and all requests if somebody has replaced one of these methods.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from botocore import auth, awsrequest

from .call_context import call_being_sent
from .session import BotoClient

if TYPE_CHECKING:
    # botocore's stubs do not have what is used here.
    class _Signature:
        credentials: Any
        _region_name: str
        _service_name: str

        def canonical_query_string(self, request: Any) -> str: ...
        def canonical_request(self, request: Any) -> str: ...
        def headers_to_sign(self, request: Any) -> Any: ...
        def payload(self, request: Any) -> str: ...
        def scope(self, request: Any) -> str: ...
        def _inject_signature_to_request(self, request: Any, signature: str) -> Any: ...
        def _normalize_url_path(self, path: str) -> str: ...
        def _should_sha256_sign_payload(self, request: Any) -> bool: ...
        def _sign(self, key: bytes, msg: str) -> bytes: ...

    class _Preparer:
        def _prepare_headers(self, original: Any, prepared_body: Any = None) -> Any: ...
else:
    _Signature, _Preparer = auth.SigV4Auth, awsrequest.AWSRequestPreparer

_MOST_URLS: Final = 64
_EMPTY: Final = sha256(b"").hexdigest()


def _methods(cls: Any, own: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return methods of a class; another object for one that is absent or has been replaced.

    Args:
        cls: The class.
        own: A function of the same module, which nobody replaces.
        names: The names of the methods.
    """
    found = {name: cls.__dict__.get(name) for name in names}
    return {
        name: method if _file_of(method) == _file_of(own) else object()
        for name, method in found.items()
    }


def _file_of(function: Any) -> str | None:
    code = getattr(function, "__code__", None)
    return None if code is None else code.co_filename


def _are_unchanged(cls: type[Any], methods: Mapping[str, Any]) -> bool:
    # Views of items are compared in C.
    return methods.items() <= cls.__dict__.items()


_METHODS: Final = _methods(
    auth.SigV4Auth,
    auth.SigV4Auth.__init__,
    (
        *("add_auth", "canonical_headers", "canonical_query_string", "canonical_request"),
        *("credential_scope", "headers_to_sign", "payload", "scope", "signature"),
        *("signed_headers", "string_to_sign", "_header_value", "_inject_signature_to_request"),
        *("_normalize_url_path", "_should_sha256_sign_payload", "_sign"),
    ),
)
_PREPARER_METHODS: Final = _methods(
    awsrequest.AWSRequestPreparer,
    awsrequest.AWSRequest.__init__,
    ("prepare", "_determine_content_length", "_prepare_headers"),
)


def sign_quickly(client: BotoClient) -> None:
    """Let typed calls of ``client`` sign their requests with less work.

    This uses undocumented attributes of botocore. If they do not exist, nothing changes.
    """
    signer: Any = getattr(client, "_request_signer", None)
    cls: Any = getattr(signer, "__class__", None)
    # A method of the signer itself is somebody else's, or already this one.
    if hasattr(cls, "get_auth_instance") and "get_auth_instance" not in vars(signer):
        signer.get_auth_instance = _SignerFactory(signer)


class _SignerFactory:
    """Returns the object that signs a request, as botocore's ``get_auth_instance`` does."""

    def __init__(self, signer: Any) -> None:
        self._signer = signer
        self._key_of_the_day: tuple[object, bytes] = (None, b"")
        self.urls: dict[str, tuple[str, str, str]] = {}
        """The canonical path and query of a URL, and its host."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        cls: Any = self._signer.__class__
        found: Any = cls.get_auth_instance(self._signer, *arguments, **options)
        call = call_being_sent()
        if call is None or not call.may_sign or type(found) is not auth.SigV4Auth:
            return found
        if not _are_unchanged(auth.SigV4Auth, _METHODS):
            return found
        quick: Any = found
        quick.__class__, quick.factory = _QuickAuth, self
        return quick

    def known_key(self, scope: tuple[str, str, str, str]) -> bytes | None:
        """Return the key for a secret, day, region and service, if it is the last one."""
        known, key = self._key_of_the_day
        return key if known == scope else None

    def keep_key(self, scope: tuple[str, str, str, str], key: bytes) -> None:
        """Keep a key for the next request."""
        self._key_of_the_day = (scope, key)


class _QuickAuth(_Signature):
    """Signature version 4, with botocore's result."""

    factory: _SignerFactory
    signed: str | None = None
    """The names of the signed headers, once they are known."""

    def canonical_request(self, request: Any) -> str:
        """Return the string that is signed."""
        headers = _plain_headers(request.headers)
        body = request.data
        if headers is None or request.params or not isinstance(body, bytes):
            return super().canonical_request(request)
        path, query, host = self.factory.urls.get(request.url) or self._parts(request.url)
        if "x-amz-content-sha256" in headers:
            checksum = headers["x-amz-content-sha256"][0]
        elif "checksum" in request.context or not self._should_sha256_sign_payload(request):
            checksum = self.payload(request)
        else:
            checksum = sha256(body).hexdigest() if body else _EMPTY
        for name in auth.SIGNED_HEADERS_BLACKLIST:
            headers.pop(name, None)
        headers.setdefault("host", [host])
        names = sorted(headers)
        self.signed = ";".join(names)
        lines = [f"{n}:{','.join([' '.join(v.split()) for v in headers[n]])}" for n in names]
        preparer = awsrequest.AWSRequestPreparer
        is_own = type(request._request_preparer) is preparer
        if is_own and _are_unchanged(preparer, _PREPARER_METHODS):
            request._request_preparer = _PREPARER
        return "\n".join([request.method.upper(), path, query, *lines, "", self.signed, checksum])

    def signature(self, string_to_sign: str, request: Any) -> str:
        """Return the signature, with the key of the day."""
        day = request.context["timestamp"][0:8]
        scope = (self.credentials.secret_key, day, self._region_name, self._service_name)
        key = self.factory.known_key(scope)
        if key is None:
            key = self._sign(f"AWS4{scope[0]}".encode(), day)
            for part in (*scope[2:], "aws4_request"):
                key = self._sign(key, part)
            self.factory.keep_key(scope, key)
        return hmac.new(key, string_to_sign.encode(), sha256).hexdigest()

    def _parts(self, url: str) -> tuple[str, str, str]:
        request: Any = awsrequest.AWSRequest(url=url)
        host: str = self.headers_to_sign(request)["host"]
        path = self._normalize_url_path(urlsplit(url).path)
        urls = self.factory.urls
        if len(urls) >= _MOST_URLS:
            urls.clear()
        found = urls[url] = (path, self.canonical_query_string(request), host)
        return found

    def _inject_signature_to_request(self, request: Any, signature: str) -> Any:
        if self.signed is None:
            return super()._inject_signature_to_request(request, signature)
        request.headers["Authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={self.scope(request)}, "
            f"SignedHeaders={self.signed}, Signature={signature}"
        )
        return request


def _plain_headers(headers: Any) -> dict[str, list[str]] | None:
    """Return the values of each header, by its name in lower case; ``None`` if one is unusual."""
    found: dict[str, list[str]] = {}
    for name, value in headers.raw_items():
        if not (isinstance(value, str) and value.isascii() and name == name.strip()):
            return None
        found.setdefault(name.lower(), []).append(value)
    return found


class _QuickPreparer(_Preparer):
    """Prepares the headers of a request, with botocore's result."""

    def _prepare_headers(self, original: Any, prepared_body: Any = None) -> Any:
        headers: Any = awsrequest.HeadersDict()
        for name, value in original.headers.raw_items():
            if not isinstance(value, bytes) and not (isinstance(value, str) and value.isascii()):
                return super()._prepare_headers(original, prepared_body)
            headers[name] = value
        if "Transfer-Encoding" in headers or "Content-Length" in headers:
            return headers
        if original.method in {"GET", "HEAD", "OPTIONS"} or not isinstance(prepared_body, bytes):
            return super()._prepare_headers(original, prepared_body)
        headers["Content-Length"] = str(len(prepared_body))
        return headers


_PREPARER: Final = _QuickPreparer()
