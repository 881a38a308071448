"""Caching of the User-Agent header for the clients that this package creates.

Botocore builds the header from a dozen parts twice per call, before and after signing. This takes a
fifth of the time of a small call, although the result is the same as long as the parts are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

_MOST_KEPT: Final = 64


def remember_user_agent(client: Any) -> None:
    """Cache the User-Agent headers that ``client`` builds.

    This uses undocumented attributes of botocore. If they do not exist, nothing is cached.
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
            if len(texts) >= _MOST_KEPT:
                texts.clear()
            text = texts[key] = build()
        return text

    to_string()  # if it does not work, it fails here, before it is installed
    return to_string
