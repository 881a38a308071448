"""Signing of typed calls with less work.

For each request, botocore copies the headers into an e-mail message three times, prepares the
whole request to get its body, and derives the key of the day. Here, plain dicts give the same
strings.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from botocore import auth, awsrequest
from botocore.compat import HTTPHeaders
from botocore.signers import RequestSigner

from sagemaker_typed._botocore.call_context import call_being_sent
from sagemaker_typed._botocore.session import BotoClient

from .methods import OwnMethods, override

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

    class _Signer:
        def get_auth_instance(self, *arguments: Any, **options: Any) -> Any: ...
else:
    _Signature, _Signer = auth.SigV4Auth, object

_MOST_URLS: Final = 64
_EMPTY: Final = sha256(b"").hexdigest()


_METHODS: Final = OwnMethods(
    auth.SigV4Auth,
    *("add_auth", "canonical_headers", "canonical_query_string", "canonical_request"),
    *("credential_scope", "headers_to_sign", "payload", "scope", "signature"),
    *("signed_headers", "string_to_sign", "_header_value", "_inject_signature_to_request"),
    *("_normalize_url_path", "_should_sha256_sign_payload", "_sign"),
)


def sign_quickly(client: BotoClient) -> None:
    """Let typed calls of ``client`` sign their requests with less work."""
    override(getattr(client, "_request_signer", None), RequestSigner, _QuickSigner)


class _Kept:
    """Parts of signatures that several requests of one signer share."""

    def __init__(self) -> None:
        self.key_of_the_day: tuple[object, bytes] = (None, b"")
        """A secret, day, region and service, and the key for them."""
        self.urls: dict[str, tuple[str, str, str]] = {}
        """The canonical path and query of a URL, and its host."""


class _QuickSigner(_Signer):
    """Returns the object that signs a request, as botocore's ``get_auth_instance`` does."""

    _kept: _Kept | None = None

    def get_auth_instance(self, *arguments: Any, **options: Any) -> Any:
        found: Any = super().get_auth_instance(*arguments, **options)
        call = call_being_sent()
        if call is None or not call.takes_shortcuts or type(found) is not auth.SigV4Auth:
            return found
        if not _METHODS.are_used(found):
            return found
        if self._kept is None:
            self._kept = _Kept()
        quick: Any = found
        quick.__class__, quick.kept = _QuickAuth, self._kept
        return quick


class _QuickAuth(_Signature):
    """Signature version 4, with botocore's result."""

    kept: _Kept
    signed: str | None = None
    """The names of the signed headers, once they are known."""

    def canonical_request(self, request: Any) -> str:
        """Return the string that is signed."""
        if type(request.headers) is not HTTPHeaders:
            return super().canonical_request(request)
        headers = _plain_headers(request.headers)
        body = request.data
        if headers is None or request.params or not isinstance(body, bytes):
            return super().canonical_request(request)
        path, query, host = self.kept.urls.get(request.url) or self._parts(request.url)
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
        return "\n".join([request.method.upper(), path, query, *lines, "", self.signed, checksum])

    def signature(self, string_to_sign: str, request: Any) -> str:
        """Return the signature, with the key of the day."""
        day = request.context["timestamp"][0:8]
        scope = (self.credentials.secret_key, day, self._region_name, self._service_name)
        known, key = self.kept.key_of_the_day
        if known != scope:
            key = self._sign(f"AWS4{scope[0]}".encode(), day)
            for part in (*scope[2:], "aws4_request"):
                key = self._sign(key, part)
            self.kept.key_of_the_day = (scope, key)
        return hmac.new(key, string_to_sign.encode(), sha256).hexdigest()

    def _parts(self, url: str) -> tuple[str, str, str]:
        request: Any = awsrequest.AWSRequest(url=url)
        host: str = self.headers_to_sign(request)["host"]
        path = self._normalize_url_path(urlsplit(url).path)
        urls = self.kept.urls
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
