"""Checks of the sessions and boto3 clients that a user passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .session import BotoClient


_ASYNCHRONOUS: Final = frozenset({"aioboto3", "aiobotocore"})


def check_session(session: Any) -> None:
    """Check that ``session`` is a session.

    Raises:
        TypeError: ``session`` cannot create a client, or its clients are asynchronous.
    """
    library = _asynchronous_library(session)
    if library:
        raise TypeError(
            f"session= must be a boto3 or botocore session, got one of {library}, whose clients "
            "are asynchronous: use a boto3.Session"
        )
    if not (hasattr(session, "create_client") or hasattr(session, "client")):
        hint = "use profile_name= for the name of a profile"
        if hasattr(session, "meta") or hasattr(session, "boto_client"):
            hint = "use client= for a boto3 client"
        kind = type(session).__name__
        raise TypeError(f"session= must be a boto3 or botocore session, got {kind}; {hint}")


def check_client(client: BotoClient, service: str) -> None:
    """Check that ``client`` is a boto3 client of ``service``.

    Raises:
        ValueError: the client is for another service.
        TypeError: ``client`` is not a boto3 client, or is asynchronous.
    """
    given: Any = client
    library = _asynchronous_library(given)
    if library:
        raise TypeError(
            f"client= must be a boto3 client, got one of {library}, whose calls return coroutines: "
            f'create one with boto3.client("{service}"); in asynchronous code, make the calls of '
            "the typed client in threads, such as with asyncio.to_thread"
        )
    if not hasattr(given, "meta"):
        kind, hint = type(given).__name__, f'create one with boto3.client("{service}")'
        if hasattr(given, "boto_client"):
            hint = f"this {kind} is a typed client: use its boto_client attribute"
        elif hasattr(given, "create_client") or hasattr(given, "client"):
            hint = "use session= for a session"
        raise TypeError(f"client= must be a boto3 client, got {kind}; {hint}")
    name = client.meta.service_model.service_name
    # The service name of a mock need not be a string.
    if isinstance(name, str) and name != service:
        raise ValueError(
            f"client= must be a boto3 client for {service!r}, got one for {name!r}: create it with "
            f'boto3.client("{service}")'
        )


def _asynchronous_library(given: object) -> str:
    """Return the name of the asynchronous library of a client or session; empty for a usual one.

    The context managers that create its clients belong to the library too.
    """
    libraries = (cls.__module__.partition(".")[0] for cls in type(given).__mro__)
    return next((library for library in libraries if library in _ASYNCHRONOUS), "")
