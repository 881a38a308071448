"""Pagination tokens in the format of boto3's paginators and the AWS CLI."""

from __future__ import annotations

from typing import Any, cast

from botocore.paginate import TokenDecoder, TokenEncoder


def encode(content: dict[str, Any]) -> str:
    """Return the token for ``content``."""
    encoder: Any = TokenEncoder()
    token: str = encoder.encode(content)
    return token


def decode(token: str) -> dict[str, Any]:
    """Return the content of ``token``; empty if it is not such a token."""
    decoder: Any = TokenDecoder()
    try:
        content = decoder.decode(token)
    except (ValueError, TypeError, AttributeError):
        return {}
    return cast("dict[str, Any]", content) if isinstance(content, dict) else {}
