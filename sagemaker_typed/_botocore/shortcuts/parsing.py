"""Responses that have been read are not parsed again.

If the JSON of a response has become the result unchanged, botocore's parser gets an empty body. It
goes through all members of the response nevertheless, and what it adds is the metadata.
"""

from __future__ import annotations

import logging
from copy import copy
from typing import TYPE_CHECKING, Any, Final

from botocore.awsrequest import HeadersDict
from botocore.parsers import (
    PROTOCOL_PARSERS,
    BaseJSONParser,
    JSONParser,
    ResponseParser,
    ResponseParserFactory,
)

from sagemaker_typed._botocore.call_context import call_being_sent
from sagemaker_typed._botocore.session import BotoClient

from .methods import OwnMethods, is_exactly, override

if TYPE_CHECKING:
    # botocore's stubs do not have what is used here.
    class _Factory:
        def create_parser(self, protocol_name: str) -> Any: ...

    class _Parser:
        def parse(self, response: Any, shape: Any) -> Any: ...
else:
    _Factory, _Parser = object, JSONParser

_parsers: Any = PROTOCOL_PARSERS
EMPTY: Final = b"{}"
"""The body that botocore's parser gets after a response has been read."""
_LOG: Final = logging.getLogger("botocore.parsers")
_PROTOCOL: Final = "json"
_FACTORY_METHODS: Final = OwnMethods(ResponseParserFactory, "create_parser")
_METHODS: Final = (
    OwnMethods(JSONParser, "_do_parse", "_handle_json_body"),
    OwnMethods(
        BaseJSONParser, "_handle_structure", "_inject_response_metadata", "_parse_body_as_json"
    ),
    OwnMethods(ResponseParser, "parse", "_parse_shape", "_add_checksum_response_metadata"),
)


def parse_once(client: BotoClient) -> None:
    """Let typed calls of ``client`` leave out the parser for responses that have been read."""
    endpoint: Any = getattr(client, "_endpoint", None)
    factory: Any = getattr(endpoint, "_response_parser_factory", None)
    if isinstance(factory, ResponseParserFactory) and not isinstance(factory, _QuickFactory):
        # A copy, because the clients of a session share one. Both have the same defaults.
        endpoint._response_parser_factory = copy(factory)
        override(endpoint._response_parser_factory, ResponseParserFactory, _QuickFactory)


class _QuickFactory(_Factory):
    """Returns the parser of a response, as botocore's factory does."""

    _reader: _ReadParser | None = None

    def create_parser(self, protocol_name: str) -> Any:
        """Return botocore's parser for a protocol, or the one for a response that has been read."""
        call = call_being_sent()
        if (
            call is not None
            and call.was_read
            and protocol_name == _PROTOCOL
            and _parsers.get(_PROTOCOL) is JSONParser
            and not _LOG.isEnabledFor(logging.DEBUG)
            and is_exactly(self, ResponseParserFactory, _QuickFactory)
            and _FACTORY_METHODS.are_used(self)
            and all(methods.are_used() for methods in _METHODS)
        ):
            if self._reader is None:
                # One for all calls: botocore's parsers refer to themselves.
                self._reader = _ReadParser()
            return self._reader
        return super().create_parser(protocol_name)


class _ReadParser(_Parser):
    """The parser of a response that has been read."""

    def parse(self, response: Any, shape: Any) -> Any:
        """Return the metadata of a response."""
        headers = response["headers"]
        # A hook after the one that read the response may have replaced something.
        if (
            response["body"] is not EMPTY
            or type(headers) is not HeadersDict
            or response["status_code"] not in _SUCCESSFUL
            or "checksum" in response.get("context", {})
        ):
            return super().parse(response, shape)
        known: Any = headers
        found = {key._lower: value for key, value in known._dict.items()}
        metadata: dict[str, Any] = {}
        if "x-amzn-requestid" in found:
            metadata["RequestId"] = found["x-amzn-requestid"]
        metadata["HTTPStatusCode"] = response["status_code"]
        metadata["HTTPHeaders"] = found
        return {"ResponseMetadata": metadata}


_SUCCESSFUL: Final = range(200, 300)
