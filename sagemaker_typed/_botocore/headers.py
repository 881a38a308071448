"""Checks of the HTTP headers that a user adds to requests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

# Set by botocore; with other values, the service cannot read or authenticate a request.
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
    """Return ``headers`` as a dict, once they have been checked.

    Raises:
        ValueError: a header is set by botocore, or is not valid in HTTP.
        TypeError: a name or value is not a ``str``.
    """
    untyped: Mapping[Any, Any] = headers
    for name, value in untyped.items():
        if not (isinstance(name, str) and isinstance(value, str)):
            raise TypeError(
                f"headers= must map str to str, got {type(name).__name__} to "
                f"{type(value).__name__} for {name!r}"
            )
        if name.lower() in _BOTOCORES:
            raise ValueError(f"the header {name} is set by botocore and cannot be overridden")
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
            raise ValueError(f"{name!r} is not a valid name of an HTTP header")
        if not value.isascii() or any(not c.isprintable() and c != "\t" for c in value):
            # The value may be a secret, so it is not shown.
            raise ValueError(
                f"the value of the header {name} has a character that HTTP does not allow: "
                "encode the value"
            )
    return dict(headers)
