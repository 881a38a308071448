"""Temporary credentials are refreshed in a thread, once for all calls that wait for them."""

from __future__ import annotations

from typing import Any

from sagemaker_typed._event_loop import SharedWork, in_thread
from sagemaker_typed._tasks import is_in_task, result_of


def refresh_off_the_loop(client: Any) -> None:
    """Let asynchronous calls of ``client`` refresh credentials without blocking the event loop."""
    signer = client._request_signer
    original: Any = signer.get_auth_instance
    if not isinstance(original, _Refreshing):
        signer.get_auth_instance = _Refreshing(signer, original)


class _Frozen:
    """Credentials that are not refreshed."""

    def __init__(self, credentials: Any) -> None:
        self._credentials = credentials

    def get_frozen_credentials(self) -> Any:
        """Return the keys."""
        return self._credentials

    def __getattr__(self, name: str) -> Any:
        return getattr(self._credentials, name)


class _Refreshing:
    """Returns the object that signs a request, once the credentials are fresh."""

    def __init__(self, signer: Any, original: Any) -> None:
        self._signer = signer
        self._original = original
        self._refreshing = SharedWork(in_thread(self._refreshed))

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        if is_in_task() and "request_credentials" not in options and self._is_refresh_needed():
            # botocore would refresh again, if the new ones expire soon too.
            options["request_credentials"] = _Frozen(result_of(self._refreshing.done()))
        return self._original(*arguments, **options)

    def _is_refresh_needed(self) -> bool:
        credentials = self._signer._credentials
        is_needed: Any = getattr(credentials, "refresh_needed", None)
        return is_needed is not None and is_needed()

    def _refreshed(self) -> Any:
        return self._signer._credentials.get_frozen_credentials()
