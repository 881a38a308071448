"""Reads or refuses HTTP responses before botocore's parser sees them.

If the body is JSON with the whole response, its content becomes the result unchanged, and
botocore's parser gets an empty body. This saves a second walk over all members.

For a successful response, botocore's parser returns an empty result if the body is not JSON, and
fails with an arbitrary Python error if the JSON is not an object. Here, both are refused.
"""

from __future__ import annotations

import json
from typing import Any, Final, cast

from sagemaker_typed.operation import Response

from .arrivals import is_cut
from .body_kinds import BodyKind, body_kind
from .call_context import CallContext
from .error_bodies import readable_error
from .invalid_responses import CUT, absence, fault, invalid_response, not_an_object
from .shortcuts.parsing import EMPTY

_ERROR: Final = "Error"
_METADATA: Final = "ResponseMetadata"
_JSON_BODIES: Final = {BodyKind.WHOLE_JSON, BodyKind.JSON}
_decode: Final = json.JSONDecoder().decode


def read_answer(
    call: CallContext, model: Any, answer: dict[str, Any], result: dict[str, Any]
) -> None:
    """Read an HTTP response, refuse it, or leave it to botocore's parser.

    The body of an error response is changed so that the parser can read it.

    Args:
        call: The typed call; the response is recorded on it.
        model: botocore's model of the operation.
        answer: The status, headers and body, which botocore parses next.
        result: The members to add to what botocore parses.

    Raises:
        InvalidResponse: the parser would fail, or return an empty result.
    """
    call.answer, call.was_read = answer, False
    # The body of a stream has not been received yet.
    call.body = answer["body"] if isinstance(answer["body"], bytes) else b""
    was_cut = is_cut(call, answer["body"])
    kind = body_kind(call.request.__class__, model)
    call.has_events = kind is BodyKind.EVENTS
    if kind is BodyKind.OTHER:
        return
    status = answer["status_code"]
    if status >= 300:
        answer["body"] = readable_error(call.body)
    elif status < 200:
        raise invalid_response(call.request, "it is not a final response", answer)
    elif was_cut and call.request.__response__.__shape_name__:
        raise invalid_response(call.request, CUT, answer)
    elif kind in _JSON_BODIES:
        content = _json(call, model, answer)
        if (
            call.may_read
            and content is not None
            and kind is BodyKind.WHOLE_JSON
            and not result  # otherwise, a user's hook has read the body
            and not _is_ambiguous(content, call.request.__response__)
        ):
            result.update(content)
            answer["body"] = EMPTY
            call.was_read, call.is_rest = True, model.service_model.resolved_protocol != "json"


def _json(call: CallContext, model: Any, answer: dict[str, Any]) -> dict[str, Any] | None:
    """Return the object in a successful body; ``None`` to leave the body to botocore's parser.

    Raises:
        InvalidResponse: the body has no JSON object, although the response has members.
    """
    response = call.request.__response__
    if not call.body:
        if not isinstance(answer["body"], bytes):  # a user's hook has changed it
            return None
        if reason := absence(answer, response, model):
            raise invalid_response(call.request, reason, answer)
        return {}
    try:
        content = _decode(call.body.decode())
    except (ValueError, RecursionError) as error:
        raise invalid_response(call.request, fault(answer, error), answer) from None
    if isinstance(content, dict):
        return cast("dict[str, Any]", content)
    if response.__shape_name__:
        raise invalid_response(call.request, not_an_object(content), answer)
    return None


def _is_ambiguous(content: dict[str, Any], response: type[Response]) -> bool:
    """Return whether a member has the name of a key that botocore itself adds to a result.

    An ``Error`` that is a member of the response and an object is not ambiguous: botocore's parser
    puts it under the same key. An ``Error`` that is null is removed from ``content``.
    """
    if _METADATA in content:
        return True
    if _ERROR not in content:
        return False
    if content[_ERROR] is None:
        del content[_ERROR]
        return False
    is_member = _ERROR in response.__wire_names__.values()
    return not (is_member and isinstance(content[_ERROR], dict))
