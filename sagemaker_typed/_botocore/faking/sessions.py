"""Sessions whose clients send their requests to a responder."""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Final
from weakref import WeakSet

from sagemaker_typed._botocore.model_files import quick_loader
from sagemaker_typed._botocore.session import isolated_session

from .seam import Responder, connect

__all__ = ["CREDENTIALS", "FakeSession", "is_fake", "service_model"]

CREDENTIALS: Final = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
"""Credentials that belong to no account."""
_made: Final[WeakSet[Any]] = WeakSet()
"""The sessions of fakes."""


class FakeSession:
    """Creates boto3 clients of any service, which read no settings of this machine.

    Args:
        responder: Answers the requests of the clients.
        region_name: The region of clients that are created without one.
    """

    def __init__(self, responder: Responder, region_name: str) -> None:
        self._session = _session()
        _made.add(self._session)
        self._responder = responder
        self._region_name = region_name

    def create_client(self, service_name: str, **options: Any) -> Any:
        """Create a boto3 client; the arguments are those of botocore."""
        from botocore.config import Config

        # An empty dict, unlike None, keeps botocore from reading proxies from the environment. It
        # reads URLs of endpoints there without the session.
        own: dict[str, Any] = {"proxies": {}, "ignore_configured_endpoint_urls": True}
        config = Config(**own)
        if options.get("config") is not None:
            config = config.merge(options["config"])
        given = {name: value for name, value in options.items() if value is not None}
        settings = {"region_name": self._region_name, **CREDENTIALS, **given, "config": config}
        client: Any = self._session.create_client(service_name, **settings)
        connect(client, self._responder)
        return client


def is_fake(session: Any) -> bool:
    """Return whether a session of botocore belongs to a fake."""
    return session in _made


@cache
def service_model(service: str) -> Any:
    """Return botocore's model of a service."""
    return _session().get_service_model(service)


def _session() -> Any:
    session = isolated_session()
    # Tests make many fakes, and to load a model takes longer than anything else.
    session.register_component("data_loader", _loader())
    return session


@cache
def _loader() -> Any:
    return quick_loader(os.environ.get("AWS_DATA_PATH"))
