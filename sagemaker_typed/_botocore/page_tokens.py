"""Tokens as boto3's paginators and the AWS CLI write and read them."""

from __future__ import annotations

from typing import Any, cast

from botocore.paginate import TokenDecoder, TokenEncoder


def encode(content: dict[str, Any]) -> str:
    """The token for ``content``."""
    encoder: Any = TokenEncoder()
    token: str = encoder.encode(content)
    return token


def decode(token: str) -> dict[str, Any]:
    """What is in ``token``; nothing where it is another text."""
    decoder: Any = TokenDecoder()
    try:
        content = decoder.decode(token)
    except (ValueError, TypeError, AttributeError):
        return {}
    return cast("dict[str, Any]", content) if isinstance(content, dict) else {}
