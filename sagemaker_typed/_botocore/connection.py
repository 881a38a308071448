"""The boto3 client underneath a typed one, and others like it but for some options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .headers import check_headers
from .hooks import accompany, watch
from .session import BotoClient, ClientSource, Overrides

if TYPE_CHECKING:
    from botocore.config import Config

_NO_OVERRIDES = Overrides()


class Connection:
    """A boto3 client, where it came from, and the headers that go with its requests.

    Args:
        owner: The name of the typed client's class.
        boto_client: The client.
        source: What it was made by; ``None`` for one that the user brought.
        overrides: How it differs from the other clients of ``source``.
        headers: HTTP headers to send with each request, besides botocore's.
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
        watch(boto_client)
        if headers:
            accompany(boto_client)

    @property
    def validates(self) -> bool:
        """Whether requests are to be validated before they are sent."""
        return self._source is None or self._source.validates

    def with_options(
        self,
        *,
        headers: Mapping[str, str] | None,
        config: Config | None,
        overrides: Overrides,
    ) -> Connection:
        """A connection like this one but for what is given.

        Raises:
            ValueError: the user brought this client, and another one would be needed; a timeout is
                not positive; a header cannot be sent.
        """
        client, source, merged = self.boto_client, self._source, self._overrides
        if config is not None or overrides != _NO_OVERRIDES:
            if source is None:
                raise ValueError(
                    f"a {self._owner} that was given client= has no session to make another boto3 "
                    "client from: give it session= instead, or make the other boto3 client too"
                )
            merged = merged.updated(overrides)
            source = source if config is None else source.changed(config)
            client = source.client(merged)
        return Connection(self._owner, client, source, merged, self._with_headers(headers or {}))

    def _with_headers(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        names = {name.lower() for name in headers}
        kept = {name: text for name, text in self.headers.items() if name.lower() not in names}
        return kept | check_headers(headers)
