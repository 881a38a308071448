"""The User-Agent header of the clients that are made here, put together once and not twice a call.

Botocore builds the text from a dozen parts before it signs, and again after; that is a fifth of the
time of a small call. The text is the same as long as what it is built from is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

_KEPT: Final = 64


def remember_user_agent(client: Any) -> None:
    """Have ``client`` keep the texts that it builds.

    These are parts of botocore that it does not document. Where it has others, nothing changes.
    """
    creator: Any = getattr(client, "_user_agent_creator", None)
    try:
        from botocore.context import get_context

        config = creator._client_config
        creator.to_string = _remembering(creator.to_string, config, get_context)
    except (ImportError, AttributeError):
        return


def _remembering(
    build: Callable[[], str], config: Any, get_context: Callable[[], Any]
) -> Callable[[], str]:
    texts: dict[object, str] = {}

    def to_string() -> str:
        context = get_context()
        key = (
            frozenset(context.features) if context else None,
            config.user_agent,
            config.user_agent_extra,
            config.user_agent_appid,
        )
        text = texts.get(key)
        if text is None:
            if len(texts) >= _KEPT:
                texts.clear()
            text = texts[key] = build()
        return text

    to_string()  # fails here, if ever, where nothing depends on it yet
    return to_string
