"""The botocore client underneath: made here, or checked when the user brings one."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Protocol


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

    Its own validation is off: requests are validated before botocore sees them.

    Raises:
        ValueError: both a session and a profile are given.
        botocore.exceptions.BotoCoreError: as botocore raises it, such as ``NoRegionError``.
    """
    if session is not None and profile_name is not None:
        raise ValueError("give session= or profile_name=, not both: a session has its profile")
    from botocore.config import Config

    given = {name: value for name, value in options.items() if value is not None}
    quiet: Any = Config(parameter_validation=False)
    given["config"] = given["config"].merge(quiet) if "config" in given else quiet
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
