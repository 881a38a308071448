"""Read the services that are compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.paginators import with_paginators
from sagemaker_typed.codegen.model.reading import read_service
from sagemaker_typed.codegen.model.shapes import Service
from sagemaker_typed.codegen.model.sources import Source, read_source
from sagemaker_typed.codegen.model.store import PAGINATORS, SERVICE, WAITERS
from sagemaker_typed.codegen.model.waiters import with_waiters


@attrs.frozen
class Models:
    """The services of one version of botocore."""

    label: str
    """The version, or the path that was given."""
    services: Mapping[str, Service]
    date: str | None = None
    """The date of the version, such as ``2026/11/20``, if it is known."""
    notes: tuple[str, ...] = ()
    """The parts that could not be read, with the reasons."""
    is_one_file: bool = False
    """Whether it is one service model, without paginators, waiters and other services."""


def read_models(source: str, *, cache: Path | None = None, use_installed: bool = True) -> Models:
    """Read a botocore version, such as ``1.44.5``, or a path; see :func:`read_source`."""
    return models_of(read_source(source, cache=cache, use_installed=use_installed))


def models_of(source: Source) -> Models:
    """Return the services of a source.

    Raises:
        GenerationError: a model is not one of a service.
    """
    services: dict[str, Service] = {}
    notes: list[str] = []
    for name, one in source.services.items():
        try:
            service = read_service(name, one.models[SERVICE])
            service = with_paginators(service, one.models.get(PAGINATORS))
            services[name] = with_waiters(service, one.models.get(WAITERS))
        except GenerationError as error:
            raise GenerationError(f"{name}: {error}") from error
        except (AttributeError, KeyError, TypeError) as error:
            raise GenerationError(
                f"{name}: the model has another form than botocore's: {error!r}"
            ) from error
        notes += (f"{name}: {note}" for note in services[name].notes)
    return Models(source.label, services, source.date, tuple(notes), source.is_one_file)
