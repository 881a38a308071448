"""Botocore's model files, found and read at less cost, for the sessions that are made here.

Botocore looks into the folders of all services for the name of one, four times, and makes an
``OrderedDict`` of every object in a file, where a ``dict`` has the same order. That is a third of
the time in which a client is made. What is found, and every error, is botocore's own.
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
        """The content of a file, whose path is without ``.json`` or ``.json.gz``."""
        try:
            with Path(f"{file_path}.json").open("rb") as file:
                return self._read(file)
        except OSError:  # another kind of file, or none
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
        """All services; while the model of one is loaded and there is such a service, that one."""
        wanted = _wanted.get()
        if wanted is not None:
            try:
                if self.list_api_versions(wanted, type_name):
                    return [wanted]
            except DataNotFoundError:  # the error names all services
                pass
        return super().list_available_services(type_name)


def quick_loader(search_path: str | None) -> Loader:
    """A loader that finds what botocore's does.

    Args:
        search_path: The folders of ``AWS_DATA_PATH``, before the user's and botocore's own.
    """
    paths = create_loader(search_path).search_paths
    return _Loader(
        extra_search_paths=[*paths], file_loader=_Files(), include_default_search_paths=False
    )


@cache
def service_model(service: str) -> dict[str, Any]:
    """The service model of the installed botocore, or of a folder before it.

    Raises:
        botocore.exceptions.UnknownServiceError: botocore does not have the service.
    """
    loader: Any = quick_loader(os.environ.get("AWS_DATA_PATH"))
    model: dict[str, Any] = loader.load_service_model(service, "service-2")
    return model
