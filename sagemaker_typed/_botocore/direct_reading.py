"""Answers, before botocore's parser sees them: read here, or refused.

Where the body is the JSON of the answer and nothing else, it is left in the result as it is, and
botocore's parser gets an empty one: walking through every member twice is work done twice.

The stock parser returns an empty answer where a successful body is no JSON, and fails with whatever
Python raises where the JSON is no object.
"""

from __future__ import annotations

import json
from typing import Any, Final, cast

from sagemaker_typed.operation import Response

from .body_kinds import BodyKind, body_kind
from .call_context import CallContext
from .error_bodies import readable_error
from .invalid_responses import absence, fault, invalid_response, not_an_object

_ERROR: Final = "Error"
_METADATA: Final = "ResponseMetadata"
_JSON_BODIES: Final = {BodyKind.WHOLE_JSON, BodyKind.JSON}
_decode: Final = json.JSONDecoder().decode


def read_answer(
    call: CallContext, model: Any, answer: dict[str, Any], result: dict[str, Any]
) -> None:
    """Read an answer, or refuse it, or leave it to botocore's parser.

    An error's body is made one that the parser can read, so that its status is seen.

    Args:
        call: The call of ours that is answered; it is told what came.
        model: botocore's model of the operation.
        answer: The status, headers and body, which botocore parses next.
        result: What is to be in the result besides what botocore parses.

    Raises:
        InvalidResponse: the parser would make an empty answer of it, or fail.
    """
    call.answer, call.was_read = answer, False
    # One that streams is not here yet.
    call.body = answer["body"] if isinstance(answer["body"], bytes) else b""
    kind = body_kind(call.request.__class__, model)
    call.has_events = kind is BodyKind.EVENTS
    if kind is BodyKind.OTHER:
        return
    status = answer["status_code"]
    if status >= 300:
        answer["body"] = readable_error(call.body)
    elif status < 200:
        raise invalid_response(call.request, "it is not the final one", answer)
    elif kind in _JSON_BODIES:
        content = _json(call, model, answer)
        if (
            call.may_read
            and content is not None
            and kind is BodyKind.WHOLE_JSON
            and not result  # a hook of the user's has read it
            and not _is_ambiguous(content, call.request.__response__)
        ):
            result.update(content)
            answer["body"] = b"{}"
            call.was_read, call.is_rest = True, model.service_model.resolved_protocol != "json"


def _json(call: CallContext, model: Any, answer: dict[str, Any]) -> dict[str, Any] | None:
    """The object in a successful body; ``None`` where that is for botocore's parser to say.

    Raises:
        InvalidResponse: there is none, where the response has something in it.
    """
    response = call.request.__response__
    if not call.body:
        if not isinstance(answer["body"], bytes):  # a hook of the user's has changed it
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
    """Whether a member would be taken for what botocore itself puts into a result.

    An ``Error`` that the response has, and that is an object, botocore's parser puts there too; a
    null is absent.
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
