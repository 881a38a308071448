"""The botocore client underneath: made from one session, with the settings given with it."""

from __future__ import annotations

import math
import os
import sys
import threading
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from .given import check_session
from .user_agent import remember_user_agent

if TYPE_CHECKING:
    from botocore.config import Config


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


class BotocoreSession(Protocol):
    """What we use of a ``botocore.session.Session``."""

    def create_client(self, *args: Any, **kwargs: Any) -> Any:
        """Make a client."""
        ...


_KEPT: Final = 16


class Overrides(NamedTuple):
    """What another client than the given one is to have; ``None`` is as given."""

    region_name: str | None = None
    endpoint_url: str | None = None
    timeout: float | tuple[float, float] | None = None
    """Seconds to wait for a connection and for an answer; or one number for both."""

    def updated(self, others: Overrides) -> Overrides:
        """These, and ``others`` over them."""
        given = {k: v for k, v in others._asdict().items() if v is not None}
        return self._replace(**given)

    def config(self) -> Config | None:
        """The timeout as a configuration.

        Raises:
            ValueError: a timeout is not positive.
        """
        if self.timeout is None:
            return None
        from botocore.config import Config

        both = self.timeout if isinstance(self.timeout, tuple) else (self.timeout, self.timeout)
        if not all(0 < seconds < math.inf for seconds in both):
            raise ValueError(
                f"timeout= takes seconds above zero, one number or a pair, not {self.timeout!r}"
            )
        connect_timeout, read_timeout = both
        return Config(connect_timeout=connect_timeout, read_timeout=read_timeout)


class ClientSource:
    """Where our boto3 clients of a service come from: one session, and the settings given with it.

    They come from ``session``, else from boto3's default session where boto3 has been imported. A
    session of botocore's own makes the same client otherwise, and spares the import of boto3.

    Botocore's own validation is off: requests are validated before botocore sees them.
    """

    def __init__(
        self,
        service: str,
        session: BotoSession | BotocoreSession | None,
        profile_name: str | None,
        options: Mapping[str, Any],
    ) -> None:
        self._service = service
        self._session = session
        self._profile_name = profile_name
        self._options = options
        self._made: dict[Overrides, BotoClient] = {}
        # A session makes one client at a time.
        self._lock = threading.RLock()

    def client(self, overrides: Overrides) -> BotoClient:
        """The client with these overrides. Clients are kept, but for the oldest of many.

        Raises:
            ValueError: both a session and a profile are given.
            botocore.exceptions.BotoCoreError: as botocore raises it, such as ``NoRegionError``.
        """
        with self._lock:
            client = self._made.get(overrides)
            if client is None:
                client = self._made[overrides] = self._new(overrides)
                remember_user_agent(client)
                if len(self._made) > _KEPT:
                    del self._made[next(iter(self._made))]
            return client

    def _new(self, overrides: Overrides) -> BotoClient:
        try:
            client: BotoClient = self._make(self._service, **self._with(overrides))
        except Exception as error:
            from .advice import advise

            advise(error)
            raise
        return client

    def changed(self, config: Config) -> ClientSource:
        """A source with ``config`` over its own, and the same session."""
        given = self._options.get("config")
        merged = config if given is None else given.merge(config)
        source = ClientSource(
            self._service, self._session, self._profile_name, {**self._options, "config": merged}
        )
        source._make, source._lock = self._make, self._lock
        return source

    @property
    def validates(self) -> bool:
        """Whether requests are to be validated before they are sent, as the settings say."""
        # botocore's own attribute, which its stubs do not have.
        return getattr(self._options.get("config"), "parameter_validation", True)

    def _with(self, overrides: Overrides) -> dict[str, Any]:
        config = overrides.config()
        options = dict((self if config is None else self.changed(config))._options)
        options["region_name"] = overrides.region_name or options.get("region_name")
        options["endpoint_url"] = overrides.endpoint_url or options.get("endpoint_url")
        options["config"] = _without_validation(options.get("config"))
        return {name: value for name, value in options.items() if value is not None}

    @cached_property
    def _make(self) -> Callable[..., Any]:
        profile_name = self._profile_name
        session: Any = self._session
        if session is not None:
            check_session(session)
        if session is not None and profile_name is not None:
            raise ValueError("give session= or profile_name=, not both: a session has its profile")
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
    """A session that reads no environment variable and no configuration file."""
    from botocore.session import Session

    variables = {
        name: (None, None, default, convert)
        for name, (_, _, default, convert) in Session.SESSION_VARIABLES.items()
    }
    for name in ("config_file", "credentials_file"):
        variables[name] = (None, None, os.devnull, None)
    return Session(session_vars=variables)


def _without_validation(config: Config | None) -> Config:
    from botocore.config import Config

    if config is not None and not hasattr(config, "merge"):
        kind = type(config).__name__
        raise TypeError(f"config= takes a botocore.config.Config, such as Config(...), not {kind}")
    # botocore's stubs do not know the argument.
    quiet: Any = Config(parameter_validation=False)
    made: Config = quiet if config is None else config.merge(quiet)
    return made
