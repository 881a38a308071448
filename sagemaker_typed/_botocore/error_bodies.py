"""Errors whose bodies botocore cannot read, or reads as the stream of a successful response."""

from __future__ import annotations

import contextlib
import json
from typing import Any, Final, TypeVar, cast

from botocore.eventstream import EventStream
from botocore.exceptions import ClientError
from botocore.response import StreamingBody

ErrorT = TypeVar("ErrorT", bound=ClientError)

# Botocore reads an error's code from these members and assumes that it is a string.
_CODE_MEMBERS: Final = ("__type", "code", "Code")


def readable_error(body: bytes) -> bytes:
    """Return the body of an error in a form that botocore's parser can read.

    The parser accepts any text as the message. It fails on bytes that are not UTF-8 and on JSON
    that is not an object, and then the call is not retried.
    """
    try:
        content = json.loads(body.decode("utf-8"))
    except UnicodeDecodeError:
        return _as_message(body)
    except RecursionError:
        return b""
    except ValueError:
        return body
    if not isinstance(content, dict):
        return _as_message(body)
    members = cast("dict[str, Any]", content)
    wrong = {name for name in _CODE_MEMBERS if not isinstance(members.get(name, ""), str)}
    if not wrong:
        return body
    return json.dumps({k: v for k, v in members.items() if k not in wrong}).encode()


def without_streams(error: ErrorT) -> ErrorT:
    """Return ``error`` without streams, which cannot be pickled.

    botocore parses the response of an error with the HTTP status 300 as a successful one.
    """
    members: dict[str, Any] = {}
    for name, member in cast("dict[str, Any]", error.response).items():
        if isinstance(member, EventStream | StreamingBody):
            with contextlib.suppress(AttributeError):  # of an event stream over bytes
                member.close()
        else:
            members[name] = member
    is_unchanged = len(members) == len(error.response)
    return error if is_unchanged else type(error)(cast("Any", members), error.operation_name)


def _as_message(body: bytes) -> bytes:
    return json.dumps({"message": body.decode("utf-8", "replace")}).encode()
