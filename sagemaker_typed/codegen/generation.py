"""Generate formatted sources from botocore models."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import attrs
import botocore

from .errors import GenerationError
from .model.instances import Row, Table, read_table
from .model.lock import Lock, read_lock
from .model.paginators import with_paginators
from .model.reading import read_service
from .model.services import ServiceEntry
from .model.store import (
    MODELS_FOLDER,
    PAGINATORS,
    SAGEMAKER,
    SERVICE,
    WAITERS,
    ServiceModels,
    parse_model,
    read_models,
)
from .model.waiters import with_waiters
from .plan.corrections import corrected
from .plan.event_types import EVENT_TYPES_FILE, read_event_types
from .plan.methods import without_clashes
from .plan.paging import with_derived_paginators
from .plan.rooms import plan
from .plan.rooms_file import ROOMS_FILE, other_tables, read_rules
from .plan.rules import Rules, unused_rows
from .plan.statuses import with_final_statuses
from .write.context import Context
from .write.emit import emit, written_out
from .write.events import event_sources
from .write.files import GENERATED
from .write.formatting import formatted
from .write.literals import text_literal
from .write.namespaces import WRITTEN_BY_HAND, read_namespace
from .write.prose import documenter
from .write.stubs import stubs
from .write.templating import render

WITH_DOCS: Final = "generate --with-docs"
GENERATED_FROM: Final = "_botocore/generated_from.py"
"""The only module that changes if another botocore has the same models."""
INSTANCES_MODULE: Final = "instance_specs/table.py"
"""The hardware of instance types."""
CLIENTS_MODULE: Final = "_clients.py"
"""The table of the clients of all services."""


@attrs.frozen
class Generated:
    """The generated files, and notes about them for a person."""

    sources: Mapping[str, str]
    """Sources and stubs by path relative to ``sagemaker_typed``."""
    notes: tuple[str, ...] = ()
    """The places and names that rules have chosen, and what was left out."""
    context: Context | None = attrs.field(default=None, repr=False, eq=False)
    """The service, if the files are of one."""


def generate_all(
    lock: Lock,
    package: Path,
    *,
    with_docs: bool = False,
    models: Mapping[str, ServiceModels] | None = None,
    table: Table | None = None,
) -> Generated:
    """Return the sources and stubs of every service in the lock.

    Args:
        lock: The lock, which names the services and the botocore version.
        package: The folder of ``sagemaker_typed``, with the models, ``rooms.toml`` and the
            hand-written namespaces.
        with_docs: Whether to add the documentation of the installed botocore to the docstrings.
        models: The models of the services; by default, the committed ones.
        table: The hardware of instance types; by default, the committed table.

    Raises:
        GenerationError: a model cannot be generated; the message has the reason for each service.
    """
    marker = _marker()
    clients = {f".{entry.package}.client": entry.client for entry in lock.services.values()}
    clients |= {
        f".{entry.package}.async_client": entry.async_client for entry in lock.services.values()
    }
    sources = {
        GENERATED_FROM: render(
            "generated_from", marker=marker, botocore=text_literal(lock.botocore)
        ),
        CLIENTS_MODULE: render("clients", marker=marker, clients=sorted(clients.items())),
    }
    table = read_table(package) if table is None else table
    sources[INSTANCES_MODULE] = render(
        "instances",
        marker=marker,
        source=f", from {' and '.join(table.sources)}" if table.sources else "",
        rows=[(text_literal(name), _tuple_literal(row)) for name, row in table.rows.items()],
    )
    for path in WRITTEN_BY_HAND:
        namespace = read_namespace(package / path, clients)
        sources[f"{path}i"] = render("namespace_stub", marker=marker, view=namespace)
    if models is None:
        models = read_models(package / MODELS_FOLDER, lock.services)
    documented = _documented(models, lock) if with_docs else models
    notes: list[str] = []
    problems: list[str] = []
    contexts: dict[str, Context] = {}
    for name, entry in lock.services.items():
        try:
            if name not in models:
                raise GenerationError(f"{MODELS_FOLDER} has no model")
            found = generate_service(
                entry,
                documented[name],
                attrs.evolve(
                    read_rules(package / ROOMS_FILE, package=entry.package),
                    old_names=lock.old_names.get(name, {}),
                ),
                with_docs=with_docs,
            )
        except GenerationError as error:
            problems.append(f"{name}: {error}")
        except (AttributeError, KeyError, TypeError) as error:
            problems.append(f"{name}: the model has another form than botocore's: {error!r}")
        else:
            sources |= found.sources
            if found.context is not None:
                contexts[entry.package] = found.context
            notes += (f"{name}: {note}" for note in found.notes)
    if problems:
        raise GenerationError("; ".join(problems))
    types = read_event_types(package / EVENT_TYPES_FILE)
    of_events, event_notes = event_sources(types, contexts, marker)
    sources |= of_events
    notes += event_notes
    packages = {entry.package for entry in lock.services.values()}
    notes += unused_rows(other_tables(package / ROOMS_FILE, packages))
    return Generated(formatted(sources), tuple(notes))


def _tuple_literal(row: Row) -> str:
    return f"({', '.join(text_literal(v) if isinstance(v, str) else repr(v) for v in row)})"


def _documented(models: Mapping[str, ServiceModels], lock: Lock) -> Mapping[str, ServiceModels]:
    """Return the models of the installed botocore, which have documentation.

    Raises:
        GenerationError: they differ from the committed models.
    """
    installed = read_models(Path(botocore.__file__).parent / "data", models)
    different = [
        name
        for name in models
        if name not in installed or installed[name].facts().files() != models[name].files()
    ]
    if different:
        raise GenerationError(
            f"the models of the installed botocore {botocore.__version__} differ from the "
            f"committed ones ({', '.join(different)}); install the locked version: "
            f'pip install "botocore=={lock.botocore}"'
        )
    return installed


def generate_from_file(path: Path, package: Path) -> Generated:
    """Return the sources of SageMaker for another service model, such as that of an older botocore.

    The sources have no waiters, because the service model does not describe them, and only the
    derived paginators.

    Args:
        path: A ``service-2.json``, or one compressed as ``.json.gz``.
        package: The folder of ``sagemaker_typed``, with ``rooms.toml``.
    """
    raw = parse_model(path.read_bytes(), str(path))
    entry = read_lock(package).services[SAGEMAKER]
    found = generate_service(
        entry,
        ServiceModels(entry.name, "", {SERVICE: raw}),
        read_rules(package / ROOMS_FILE),
        is_locked=False,
    )
    return attrs.evolve(found, sources=formatted(found.sources))


def generate_service(
    entry: ServiceEntry,
    models: ServiceModels,
    rules: Rules,
    *,
    with_docs: bool = False,
    is_locked: bool = True,
) -> Generated:
    """Return the unformatted sources of one service.

    Args:
        entry: The names of the service.
        models: Its models.
        rules: Its rules from ``rooms.toml``.
        with_docs: Whether to add AWS documentation to the docstrings.
        is_locked: Whether the models are the committed ones; the client then names the botocore
            version.
    """
    raw = models.models[SERVICE]
    service = corrected(read_service(entry.name, raw), rules)
    service = with_final_statuses(service, rules)
    service = with_paginators(service, models.models.get(PAGINATORS))
    service = with_derived_paginators(service, rules)
    service = without_clashes(with_waiters(service, models.models.get(WAITERS)))
    layout = plan(service, rules)
    context = Context(service, layout, rules, entry)
    documented = documenter(raw) if with_docs else None
    marker = _marker(with_docs=with_docs)
    sources = emit(context, marker, is_locked=is_locked, documented=documented)
    in_full = written_out(context, marker, documented=documented)
    notes = (*service.notes, *layout.notes)
    return Generated(sources | stubs(sources | in_full), notes, context)


def _marker(*, with_docs: bool = False) -> str:
    """Return the first line of every generated file."""
    command = WITH_DOCS if with_docs else "generate"
    end = "do not edit or commit" if with_docs else "do not edit"
    return f"{GENERATED}{command}`; {end}."
