"""The boto3 client that a typed client wraps, and variants of it with other options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sagemaker_typed._tasks import off_the_loop

from .arrivals import note_arrivals
from .headers import check_headers
from .hooks import add_header_hook, add_response_hook
from .session import BotoClient, ClientSource, Overrides
from .shortcuts import take_shortcuts

if TYPE_CHECKING:
    from botocore.config import Config

_NO_OVERRIDES = Overrides()


class Connection:
    """A boto3 client, its source, and the headers to send with its requests.

    Args:
        owner: The name of the typed client's class.
        boto_client: The boto3 client.
        source: The source that created it; ``None`` if the user passed the client.
        overrides: How it differs from the other clients of ``source``.
        headers: HTTP headers to send with each request, in addition to botocore's.
    """

    def __init__(
        self,
        owner: str,
        boto_client: BotoClient,
        source: ClientSource | None,
        overrides: Overrides = _NO_OVERRIDES,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.boto_client = boto_client
        self.headers: Mapping[str, str] = headers or {}
        self._owner = owner
        self._source = source
        self._overrides = overrides
        self._others: dict[str, ClientSource] = {}
        """The sources of boto3 clients of other services."""
        self.adapt: Callable[[BotoClient], object] = lambda _: None
        """Is called with each boto3 client of another service, before it is used."""
        add_response_hook(boto_client)
        take_shortcuts(boto_client)
        note_arrivals(boto_client)
        if headers:
            add_header_hook(boto_client)

    @property
    def validates(self) -> bool:
        """Whether to validate requests before they are sent."""
        return self._source is None or self._source.validates

    def client_of(self, service: str) -> BotoClient | None:
        """Return a boto3 client of another service, with the same session, region and settings.

        It is created once. ``None`` if the user passed the boto3 client, which has no session.
        """
        if self._source is None:
            return None
        # The source creates a client once, also for several threads.
        source = self._others.setdefault(service, self._source.of_service(service))
        client = off_the_loop(source.client, overrides=self._overrides._replace(endpoint_url=None))
        self.adapt(client)
        return client

    def close(self) -> None:
        """Close the boto3 clients, unless they are the user's."""
        if self._source is not None:
            client: Any = self.boto_client
            client.close()
            for source in self._others.values():
                source.close()

    def with_options(
        self,
        *,
        headers: Mapping[str, str] | None,
        config: Config | None,
        overrides: Overrides,
    ) -> Connection:
        """Return a connection like this one, with the given options changed.

        Raises:
            ValueError: the options need another boto3 client but the user passed this one; a
                timeout is not positive; a header cannot be sent.
        """
        client, source, merged = self.boto_client, self._source, self._overrides
        if config is not None or overrides != _NO_OVERRIDES:
            if source is None:
                raise ValueError(
                    f"this {self._owner} wraps a boto3 client passed as client=, so these options "
                    "cannot create another boto3 client: pass session= instead of client=, or "
                    "create the other boto3 client yourself"
                )
            merged = merged.updated(overrides)
            source = source if config is None else source.changed(config)
            client = source.client(merged)
        return Connection(self._owner, client, source, merged, self._with_headers(headers or {}))

    def _with_headers(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        names = {name.lower() for name in headers}
        kept = {name: text for name, text in self.headers.items() if name.lower() not in names}
        return kept | check_headers(headers)
