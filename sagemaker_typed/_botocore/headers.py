"""HTTP headers of the user's own that are sent with a request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

# Botocore's own, without which the service does not understand or believe a request.
_BOTOCORES: Final = {
    "authorization",
    "content-length",
    "content-type",
    "host",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
    "x-amz-target",
}


def check_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers that can go with a request.

    Raises:
        ValueError: a header is one of botocore's own, or cannot stand in an HTTP request.
        TypeError: a name or value is not a text.
    """
    untyped: Mapping[Any, Any] = headers
    for name, value in untyped.items():
        if not (isinstance(name, str) and isinstance(value, str)):
            raise TypeError(f"headers= takes texts by names, and {name!r} has something else")
        if name.lower() in _BOTOCORES:
            raise ValueError(f"the header {name} is botocore's to set")
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
            raise ValueError(f"{name!r} cannot be the name of an HTTP header")
        if not value.isascii() or any(not c.isprintable() and c != "\t" for c in value):
            # It may be a secret, so it is not shown.
            raise ValueError(
                f"the header {name} has a character that HTTP does not allow: encode its value"
            )
    return dict(headers)
