"""Bodies of errors, made such that botocore's parser can read them."""

from __future__ import annotations

import json
from typing import Any, Final, cast

# What botocore takes an error's code from, as a text, whatever it is.
_CODE_MEMBERS: Final = ("__type", "code", "Code")


def readable_error(body: bytes) -> bytes:
    """The body of an error, such that botocore's parser can read it.

    It takes any text for the message; bytes that are no UTF-8 and JSON that is no object would make
    it fail, and the call would not be tried again.
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
