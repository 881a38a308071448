"""Creation of boto3 clients from one session and one set of settings."""

from __future__ import annotations

import math
import os
import sys
import threading
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from .given import check_session

if TYPE_CHECKING:
    from botocore.config import Config


class BotoClient(Protocol):
    """The part of a boto3 client that is used here, so that clients of any stubs are accepted."""

    @property
    def meta(self) -> Any:
        """Botocore's ``ClientMeta``."""
        ...


class BotoSession(Protocol):
    """The part of a ``boto3.Session`` that is used here."""

    def client(self, *args: Any, **kwargs: Any) -> Any:
        """Create a client."""
        ...


class BotocoreSession(Protocol):
    """The part of a ``botocore.session.Session`` that is used here."""

    def create_client(self, *args: Any, **kwargs: Any) -> Any:
        """Create a client."""
        ...


_MOST_KEPT: Final = 16


class Overrides(NamedTuple):
    """Options that override the client's original settings; ``None`` means unchanged."""

    region_name: str | None = None
    endpoint_url: str | None = None
    timeout: float | tuple[float, float] | None = None
    """Seconds to wait for a connection and for a response; or one number for both."""

    def updated(self, others: Overrides) -> Overrides:
        """Return these overrides, updated with ``others``."""
        given = {k: v for k, v in others._asdict().items() if v is not None}
        return self._replace(**given)

    def config(self) -> Config | None:
        """Return the timeout as a botocore configuration; ``None`` if there is no timeout.

        Raises:
            ValueError: a timeout is not positive.
        """
        if self.timeout is None:
            return None
        from botocore.config import Config

        both = self.timeout if isinstance(self.timeout, tuple) else (self.timeout, self.timeout)
        if not all(0 < seconds < math.inf for seconds in both):
            raise ValueError(
                "timeout= must be a positive number of seconds, or a pair of them, "
                f"got {self.timeout!r}"
            )
        connect_timeout, read_timeout = both
        return Config(connect_timeout=connect_timeout, read_timeout=read_timeout)


class ClientSource:
    """Creates the boto3 clients of a service from one session and one set of settings.

    The session is ``session``, or else boto3's default session if boto3 has been imported, or else
    a new botocore session, which creates the same clients without importing boto3.

    Args:
        owner: The name of the typed client's class.
        service: botocore's name of the service.
        session: The session to use, if any.
        profile_name: The AWS profile to use, if any.
        options: The arguments for the client, such as ``region_name``.
    """

    def __init__(
        self,
        owner: str,
        service: str,
        session: BotoSession | BotocoreSession | None,
        profile_name: str | None,
        options: Mapping[str, Any],
    ) -> None:
        self._owner = owner
        self._service = service
        self._session = session
        self._profile_name = profile_name
        self._options = options
        self._made: dict[Overrides, BotoClient] = {}
        # A session can create only one client at a time.
        self._creating = threading.RLock()

    def client(self, overrides: Overrides) -> BotoClient:
        """Return the client with these overrides; the most recently created ones are reused.

        Raises:
            TypeError: the session or the configuration has the wrong type.
            ValueError: both a session and a profile are given.
            botocore.exceptions.BotoCoreError: an error of botocore, such as ``NoRegionError``.
        """
        with self._creating:
            client = self._made.get(overrides)
            if client is None:
                client = self._made[overrides] = self._new(overrides)
                if len(self._made) > _MOST_KEPT:
                    del self._made[next(iter(self._made))]
            return client

    def close(self) -> None:
        """Close the clients that were created."""
        for made in [*self._made.values()]:
            client: Any = made
            client.close()

    def _new(self, overrides: Overrides) -> BotoClient:
        try:
            client: BotoClient = self._make(self._service, **self._with(overrides))
        except Exception as error:
            from .advice import advise

            advise(error, self._owner)
            raise
        return client

    def changed(self, config: Config) -> ClientSource:
        """Return a source with the same session, and ``config`` merged into the configuration."""
        given = self._options.get("config")
        merged = config if given is None else given.merge(config)
        options = {**self._options, "config": merged}
        source = ClientSource(
            self._owner, self._service, self._session, self._profile_name, options
        )
        source._make, source._creating = self._make, self._creating
        return source

    def of_service(self, service: str) -> ClientSource:
        """Return a source of another service, with the same session and its own endpoint."""
        options = {**self._options, "endpoint_url": None}
        source = ClientSource(self._owner, service, self._session, self._profile_name, options)
        source._make, source._creating = self._make, self._creating
        return source

    @property
    def validates(self) -> bool:
        """Whether the settings ask for validation of requests before they are sent."""
        # botocore's stubs do not have this attribute.
        return getattr(self._options.get("config"), "parameter_validation", True)

    def _with(self, overrides: Overrides) -> dict[str, Any]:
        config = overrides.config()
        options = dict((self if config is None else self.changed(config))._options)
        options["region_name"] = overrides.region_name or options.get("region_name")
        options["endpoint_url"] = overrides.endpoint_url or options.get("endpoint_url")
        _check_config(options.get("config"))
        return {name: value for name, value in options.items() if value is not None}

    @cached_property
    def _make(self) -> Callable[..., Any]:
        profile_name = self._profile_name
        session: Any = self._session
        if session is not None:
            check_session(session)
        if session is not None and profile_name is not None:
            raise ValueError(
                "session= and profile_name= cannot be combined, because a session already has a "
                "profile: omit one or the other"
            )
        if session is None and "boto3" in sys.modules:
            boto3: Any = sys.modules["boto3"]
            session = boto3 if profile_name is None else boto3.Session(profile_name=profile_name)
        if session is None:
            session = _own_session(profile_name)
        make: Callable[..., Any]
        make = session.create_client if hasattr(session, "create_client") else session.client
        return make


def _own_session(profile_name: str | None) -> Any:
    from botocore.session import Session

    session: Any = Session(profile=profile_name)

    def loader() -> Any:
        from .model_files import quick_loader

        return quick_loader(session.get_config_variable("data_path"))

    session.lazy_register_component("data_loader", loader)
    return session


def isolated_session() -> Any:
    """Return a session that reads no environment variables and no configuration files."""
    from botocore.session import Session

    variables = {
        name: (None, None, default, convert)
        for name, (_, _, default, convert) in Session.SESSION_VARIABLES.items()
    }
    for name in ("config_file", "credentials_file"):
        variables[name] = (None, None, os.devnull, None)
    return Session(session_vars=variables)


def with_max_attempts(config: Config | None, max_attempts: object) -> Config:
    """Return a configuration with a maximum number of attempts for each call.

    Raises:
        TypeError: ``max_attempts`` is not an int, or ``config`` is not a configuration.
        ValueError: ``max_attempts`` is less than 1, or ``config`` has retries of its own.
    """
    from botocore.config import Config

    if not isinstance(max_attempts, int) or isinstance(max_attempts, bool):
        raise TypeError(f"max_attempts must be an int, got {type(max_attempts).__name__}")
    if max_attempts < 1:
        raise ValueError(
            f"max_attempts must be at least 1, got {max_attempts}; it counts the first attempt too"
        )
    _check_config(config)
    if getattr(config, "retries", None):
        raise ValueError(
            "max_attempts= and config= with retries cannot be combined: add "
            f"'total_max_attempts': {max_attempts} to the retries and omit max_attempts="
        )
    retries = Config(retries={"total_max_attempts": max_attempts})
    merged: Config = retries if config is None else config.merge(retries)
    return merged


def _check_config(config: object) -> None:
    if config is not None and not hasattr(config, "merge"):
        kind = type(config).__name__
        raise TypeError(f"config= must be a botocore.config.Config, got {kind}")
