"""The botocore client underneath: made here, or checked when the user brings one."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any, Final, Protocol


class BotoClient(Protocol):
    """What we use of a boto3 client, whichever package its type comes from."""

    @property
    def meta(self) -> Any:
        """Botocore's ``ClientMeta``."""
        ...


class BotoSession(Protocol):
    """What we use of a ``boto3.Session``."""

    def client(self, *args: Any, **kwargs: Any) -> Any:
        """Make a client."""
        ...


class Call(Protocol):
    """A call of ours that is being made, as botocore's hooks see it."""

    def before_parse(self, operation_model: Any, response_dict: Any) -> None:
        """An HTTP answer has arrived."""
        ...


current_call: Final[ContextVar[Call | None]] = ContextVar("current_call", default=None)
"""The call of ours that is being made; the user's own calls on the same client have none."""


def make_client(
    service: str,
    *,
    session: BotoSession | None,
    profile_name: str | None,
    options: Mapping[str, Any],
) -> BotoClient:
    """A boto3 client for ``service``.

    It comes from ``session``, else from boto3's default session where boto3 has been imported. A
    session of botocore's own makes the same client otherwise, and spares the import of boto3.

    Raises:
        ValueError: both a session and a profile are given.
        botocore.exceptions.BotoCoreError: as botocore raises it, such as ``NoRegionError``.
    """
    if session is not None and profile_name is not None:
        raise ValueError("give session= or profile_name=, not both: a session has its profile")
    given = {name: value for name, value in options.items() if value is not None}
    if session is None and "boto3" in sys.modules:
        boto3: Any = sys.modules["boto3"]
        session = boto3 if profile_name is None else boto3.Session(profile_name=profile_name)
    client: BotoClient
    if session is not None:
        client = session.client(service, **given)
    else:
        from botocore.session import Session

        own: Any = Session(profile=profile_name)
        client = own.create_client(service, **given)
    return client


def check_client(client: BotoClient, service: str) -> None:
    """Refuse a client of another service.

    Raises:
        ValueError: the client's service is not ``service``.
    """
    name = client.meta.service_model.service_name
    # A mock has no name to compare.
    if isinstance(name, str) and name != service:
        raise ValueError(
            f"the client is one of {name!r}, not of {service!r}: make it with "
            f'boto3.client("{service}")'
        )


def watch(client: BotoClient) -> None:
    """Have our calls see ``client``'s answers; once, however often it is wrapped."""
    # A client of a user's own making, such as a mock, need not have events.
    events: Any = getattr(client.meta, "events", None)
    if events is not None:
        events.register("before-parse", _before_parse, unique_id="sagemaker-typed-before-parse")


def _before_parse(operation_model: Any, response_dict: Any, **_: Any) -> None:
    call = current_call.get()
    if call is not None:
        call.before_parse(operation_model, response_dict)
