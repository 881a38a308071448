"""A faster loader of botocore's model files, for the sessions that this package creates.

To find one service, botocore lists the folders of all services, four times. It also makes an
``OrderedDict`` of every object in a file, although a ``dict`` has the same order. Together, this
takes a third of the time to create a client. Results and errors are the same as botocore's.
"""

from __future__ import annotations

import json
import logging
import os
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from botocore import loaders
from botocore.exceptions import DataNotFoundError
from botocore.loaders import JSONFileLoader, Loader, create_loader

if TYPE_CHECKING:
    from gzip import GzipFile
    from io import BufferedReader

_logger = logging.getLogger(loaders.__name__)
_wanted: Final[ContextVar[str | None]] = ContextVar("_wanted", default=None)


class _Files(JSONFileLoader):
    def load_file(self, file_path: str) -> Any:
        """Return the content of a file; the path has no ``.json`` or ``.json.gz`` suffix."""
        try:
            with Path(f"{file_path}.json").open("rb") as file:
                return self._read(file)
        except OSError:  # it is compressed, or does not exist
            pass
        try:
            import gzip

            with gzip.open(f"{file_path}.json.gz") as file:
                return self._read(file)
        except (ImportError, OSError):
            return super().load_file(file_path)

    def _read(self, file: GzipFile | BufferedReader) -> Any:
        text = file.read().decode("utf-8")
        _logger.debug("Loading JSON file: %s", file.name)
        return json.loads(text)


class _Loader(Loader):
    def load_service_model(
        self, service_name: str, type_name: str, api_version: str | None = None
    ) -> Any:
        token = _wanted.set(service_name)
        try:
            return super().load_service_model(service_name, type_name, api_version)
        finally:
            _wanted.reset(token)

    def list_available_services(self, type_name: str) -> Any:
        """List all services; while a model is loaded, only its service, if that exists."""
        wanted = _wanted.get()
        if wanted is not None:
            try:
                if self.list_api_versions(wanted, type_name):
                    return [wanted]
            except DataNotFoundError:
                pass  # botocore's error needs the names of all services
        return super().list_available_services(type_name)


def quick_loader(search_path: str | None) -> Loader:
    """Return a loader that finds the same files as botocore's.

    Args:
        search_path: The folders of ``AWS_DATA_PATH``; they come before the user's and botocore's.
    """
    paths = create_loader(search_path).search_paths
    return _Loader(
        extra_search_paths=[*paths], file_loader=_Files(), include_default_search_paths=False
    )


def service_model(service: str) -> dict[str, Any]:
    """Return the service model from ``AWS_DATA_PATH``, the user's folder or botocore's own.

    Raises:
        botocore.exceptions.UnknownServiceError: botocore does not have the service.
    """
    return cached_model(service, os.environ.get("AWS_DATA_PATH"))


@cache
def cached_model(service: str, search_path: str | None) -> dict[str, Any]:
    """Return the service model from these folders, the user's folder or botocore's own."""
    loader: Any = quick_loader(search_path)
    model: dict[str, Any] = loader.load_service_model(service, "service-2")
    return model


def model_of_kind(service: str, kind: str) -> dict[str, Any]:
    """Return another model of a service from the same folders, such as ``paginators-1``.

    Raises:
        botocore.exceptions.DataNotFoundError: the service has no such model.
    """
    loader: Any = quick_loader(os.environ.get("AWS_DATA_PATH"))
    model: dict[str, Any] = loader.load_service_model(service, kind)
    return model


def available_services() -> list[str]:
    """Return botocore's names of the services that the same folders have."""
    loader: Any = quick_loader(os.environ.get("AWS_DATA_PATH"))
    services: list[str] = loader.list_available_services("service-2")
    return services
