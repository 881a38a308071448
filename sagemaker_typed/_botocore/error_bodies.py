"""Rewriting of error bodies that botocore's parser cannot read."""

from __future__ import annotations

import json
from typing import Any, Final, cast

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


def _as_message(body: bytes) -> bytes:
    return json.dumps({"message": body.decode("utf-8", "replace")}).encode()
