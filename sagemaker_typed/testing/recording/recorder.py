"""Record the calls of a real client."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Generic, Self

from typing_extensions import TypeVar

from sagemaker_typed._botocore.faking.observing import observe
from sagemaker_typed._clients import CLIENTS
from sagemaker_typed._recordings import FileName, check_file, write_recording
from sagemaker_typed.async_client import AsyncBaseClient
from sagemaker_typed.client import BaseClient

from .cleaning import account_ids, replaced, without_signatures
from .tape import Tape

__all__ = ["Recorder"]

ClientT_co = TypeVar("ClientT_co", bound=BaseClient[Any] | AsyncBaseClient[Any], covariant=True)


class Recorder(Generic[ClientT_co]):
    """Records the calls of a client in a file, which ``FakeService.from_recording`` plays.

    The file has each request and its response or error, as JSON or YAML with the service's names.
    Values of sensitive fields and of environment variables are replaced with placeholders; account
    ids, signatures of URLs and access keys too. Other values are kept, such as hyperparameters:
    ``mark_sensitive("hyper_parameters")`` hides these. Streams are read completely before the call
    returns. The file is written at the end of the ``with`` block. A recorder is thread-safe.

    Args:
        client: The client, whose calls do not change otherwise.
        path: The file: ``.json``, or ``.yaml``, which needs the extra ``yaml``.
        keep_sensitive: Whether to keep the values of sensitive fields, such as the bodies that
            endpoints receive and return, and of environment variables.
    """

    def __init__(self, client: ClientT_co, path: FileName, *, keep_sensitive: bool = False) -> None:
        given: Any = client
        if not isinstance(given, (BaseClient, AsyncBaseClient)):
            raise TypeError(
                f"expected a client of this package, got {type(given).__name__}; wrap a boto3 "
                "client with SageMaker(client=...)"
            )
        self._client = client
        self._path = path
        self._keeps_sensitive = keep_sensitive
        self._tape = Tape(keeps_sensitive=keep_sensitive)
        self._stop: Any = None

    @property
    def client(self) -> ClientT_co:
        """The client."""
        return self._client

    def __enter__(self) -> Self:
        check_file(self._path)
        client: Any = self._client
        self._stop = observe(client.boto_client, self._tape)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop()
        client: Any = self._client
        calls = without_signatures(self._tape.calls)
        recording = {
            "service": client.__service__,
            "client": _client_name(client),
            "keeps_sensitive": self._keeps_sensitive,
            "calls": replaced(calls, account_ids(calls)),
        }
        write_recording(self._path, recording)

    async def __aenter__(self) -> Self:
        client: Any = self._client
        await client.__aenter__()  # connects it
        return self.__enter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        client: Any = self._client
        self.__exit__(kind, error, traceback)
        await client.__aexit__(kind, error, traceback)


def _client_name(client: Any) -> str:
    """Return the name of the package's own class of a client, which may be of a subclass."""
    names: list[str] = [cls.__name__ for cls in client.__class__.__mro__]
    return next(name for name in names if name in CLIENTS.values())
