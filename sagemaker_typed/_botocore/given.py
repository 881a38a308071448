"""Sessions and clients that a user gives: refused where they are none, or of another service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .session import BotoClient


def check_session(session: Any) -> None:
    """Refuse what is no session.

    Raises:
        TypeError: no client can be made from ``session``.
    """
    if not (hasattr(session, "create_client") or hasattr(session, "client")):
        hint = "profile_name= takes the name of a profile"
        if hasattr(session, "meta") or hasattr(session, "boto_client"):
            hint = "a client of boto3 is given with client="
        kind = type(session).__name__
        raise TypeError(f"session= takes a boto3.Session, or one of botocore's, not {kind}; {hint}")


def check_client(client: BotoClient, service: str) -> None:
    """Refuse a client of another service.

    Raises:
        ValueError: the client's service is not ``service``.
        TypeError: ``client`` is no client of boto3.
    """
    given: Any = client
    if not hasattr(given, "meta"):
        kind, hint = type(given).__name__, f'boto3.client("{service}") makes one'
        if hasattr(given, "boto_client"):
            hint = f"this {kind} is typed already, and its own is {kind}.boto_client"
        elif hasattr(given, "create_client") or hasattr(given, "client"):
            hint = "a session is given with session="
        raise TypeError(f"client= takes a client of boto3, not {kind}; {hint}")
    name = client.meta.service_model.service_name
    # A mock has no name to compare.
    if isinstance(name, str) and name != service:
        raise ValueError(
            f"the client is one of {name!r}, not of {service!r}: make it with "
            f'boto3.client("{service}")'
        )
