"""Checks of the sessions and boto3 clients that a user passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .session import BotoClient


def check_session(session: Any) -> None:
    """Check that ``session`` is a session.

    Raises:
        TypeError: ``session`` cannot create a client.
    """
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
        TypeError: ``client`` is not a boto3 client.
    """
    given: Any = client
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
