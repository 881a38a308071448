"""Responses that have been read are not parsed again.

If the JSON of a response has become the result unchanged, botocore's parser gets an empty body. It
goes through all members of the response nevertheless, and what it adds is the metadata.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from botocore.awsrequest import HeadersDict
from botocore.parsers import BaseJSONParser, JSONParser, ResponseParser, ResponseParserFactory

from sagemaker_typed._botocore.call_context import call_being_sent
from sagemaker_typed._botocore.session import BotoClient

from .methods import are_unchanged, own_methods

EMPTY: Final = b"{}"
"""The body that botocore's parser gets after a response has been read."""
_LOG: Final = logging.getLogger("botocore.parsers")
_FACTORY_METHODS: Final = own_methods(ResponseParserFactory, ("create_parser",))
_JSON_METHODS: Final = own_methods(JSONParser, ("_do_parse",))
_BASE_JSON_METHODS: Final = own_methods(BaseJSONParser, ("_inject_response_metadata",))
_METHODS: Final = own_methods(ResponseParser, ("parse", "_add_checksum_response_metadata"))


def parse_once(client: BotoClient) -> None:
    """Let typed calls of ``client`` leave out the parser for responses that have been read."""
    endpoint: Any = getattr(client, "_endpoint", None)
    factory = getattr(endpoint, "_response_parser_factory", None)
    if isinstance(factory, ResponseParserFactory):
        endpoint._response_parser_factory = _Parsers(factory)


class _Parsers:
    """Returns the parser of a response, as botocore's factory does."""

    def __init__(self, factory: Any) -> None:
        self._factory = factory

    # For other libraries that look for the attributes of botocore's factory.
    def __getattr__(self, name: str) -> Any:
        return getattr(self._factory, name)

    def create_parser(self, protocol_name: str) -> Any:
        """Return botocore's parser for a protocol, or the one for a response that has been read."""
        factory = self._factory
        call = call_being_sent()
        if (
            call is not None
            and call.was_read
            and not call.is_rest
            and not _LOG.isEnabledFor(logging.DEBUG)
            and type(factory) is ResponseParserFactory
            and are_unchanged(ResponseParserFactory, _FACTORY_METHODS)
            and are_unchanged(JSONParser, _JSON_METHODS)
            and are_unchanged(BaseJSONParser, _BASE_JSON_METHODS)
            and are_unchanged(ResponseParser, _METHODS)
        ):
            return _ReadResponse(factory, protocol_name)
        return factory.create_parser(protocol_name)


class _ReadResponse:
    """The parser of a response that has been read."""

    def __init__(self, factory: Any, protocol_name: str) -> None:
        self._factory = factory
        self._protocol_name = protocol_name

    def __getattr__(self, name: str) -> Any:
        return getattr(self._factory.create_parser(self._protocol_name), name)

    def parse(self, response: Any, shape: Any) -> Any:
        """Return the metadata of a response."""
        # A hook after the one that read the response may have replaced the body.
        if response["body"] is not EMPTY or "checksum" in response.get("context", ()):
            return self._factory.create_parser(self._protocol_name).parse(response, shape)
        headers = _lower_case(response["headers"])
        metadata: dict[str, Any] = {}
        if "x-amzn-requestid" in headers:
            metadata["RequestId"] = headers["x-amzn-requestid"]
        metadata["HTTPStatusCode"] = response["status_code"]
        metadata["HTTPHeaders"] = headers
        return {"ResponseMetadata": metadata}


def _lower_case(headers: Any) -> dict[str, Any]:
    if type(headers) is HeadersDict:
        given: Any = headers
        return {key._lower: value for key, value in given._dict.items()}
    return {name.lower(): headers[name] for name in headers}
