"""Error messages for the arguments of a client's constructor, which may be boto3's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from .arguments import keywords, misfit

__all__ = ["client_misfit"]

_IN_CONFIG: Final = {
    "connect_timeout": "connect_timeout",
    "max_pool_connections": "max_pool_connections",
    "proxies": "proxies",
    "read_timeout": "read_timeout",
    "retries": "retries",
    "timeout": "read_timeout",
    "user_agent_extra": "user_agent_extra",
}
_OTHER_OPTIONS: Final = {
    "region": "region_name",
    "max_retries": "max_attempts",
    "profile": "profile_name",
    "total_max_attempts": "max_attempts",
    "endpoint": "endpoint_url",
    "aws_region": "region_name",
    "boto_client": "client",
    "boto3_client": "client",
    "sagemaker_client": "client",
    "boto_session": "session",
    "sagemaker_session": "session",
    "boto3_session": "session",
    "botocore_session": "session",
}


def client_misfit(
    cls: Any, init: Callable[..., Any], args: tuple[Any, ...], options: Mapping[str, Any]
) -> str:
    """Describe the first error in the arguments of a constructor call that failed."""
    name = cls.__name__
    if args:
        value = args[0]
        if isinstance(value, str) and value == cls.__service__:
            return f"{name}() is already a client for {value!r}: omit the service name"
        option = "region_name"
        if hasattr(value, "meta"):
            option = "client"
        elif hasattr(value, "client") or hasattr(value, "create_client"):
            option = "session"
        shown = repr(value) if isinstance(value, str) and option == "region_name" else "..."
        return f"{name}() takes keyword arguments only, such as {name}({option}={shown})"
    names, _ = keywords(init)
    unknown = next(option for option in options if option not in names)
    if unknown == "service_name":
        return f"{name}() is already a client for {cls.__service__!r}: omit {unknown}="
    if unknown in _IN_CONFIG:
        fix = f"pass config=Config({_IN_CONFIG[unknown]}=...)"
        return f"{name}() has no argument {unknown!r}: {fix}"
    other = _OTHER_OPTIONS.get(unknown)
    if other is not None:
        return f"{name}() has no argument {unknown!r}: use {other}"
    text = misfit(f"{name}()", init, (), options)
    return f"{text}; for other boto3 options, create a boto3 client and pass it with client="
