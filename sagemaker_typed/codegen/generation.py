"""Generate formatted sources from botocore models."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs

from .errors import GenerationError
from .model.lock import Lock
from .model.paginators import read_paginators
from .model.reading import read_service
from .model.services import SERVICES, ServiceEntry, find_model, load_model
from .model.shapes import Scalar, Service
from .model.waiters import read_waiters
from .plan.corrections import corrected
from .plan.paging import with_derived_paginators
from .plan.rooms import plan
from .plan.rooms_file import ROOMS_FILE, read_rules
from .plan.rules import Rules, rules_for
from .plan.statuses import with_final_statuses
from .write.context import Context
from .write.emit import emit
from .write.formatting import formatted
from .write.literals import text_literal
from .write.namespaces import WRITTEN_BY_HAND, read_namespace
from .write.prose import documenter
from .write.stubs import stubs
from .write.templating import render

WITH_DOCS: Final = "generate --with-docs"
GENERATED_FROM: Final = "_botocore/generated_from.py"
"""The only module that a relock changes if the models are the same."""

Report: TypeAlias = Callable[[str], None]
"""Receives a message about something in a model that is generated, but not as it should be."""


def generate_all(
    lock: Lock, package: Path, *, with_docs: bool = False, report: Report | None = None
) -> dict[str, str]:
    """Return the sources and stubs of every service, by path relative to ``sagemaker_typed``.

    Args:
        lock: The lock, which names the botocore version.
        package: The folder of ``sagemaker_typed``, with ``rooms.toml`` and the hand-written
            namespaces.
        with_docs: Whether to add AWS documentation to the docstrings.
        report: Receives messages.
    """
    marker = _marker()
    botocore = text_literal(lock.botocore)
    sources = {GENERATED_FROM: render("generated_from", marker=marker, botocore=botocore)}
    for path in WRITTEN_BY_HAND:
        namespace = read_namespace(package / path)
        sources[f"{path}i"] = render("namespace_stub", marker=marker, view=namespace)
    for entry in SERVICES:
        try:
            sources |= generate_service(
                entry,
                load_model(entry.name),
                read_rules(package / ROOMS_FILE, package=entry.package),
                paginators=find_model(entry.name, "paginators-1"),
                waiters=find_model(entry.name, "waiters-2"),
                with_docs=with_docs,
                report=report,
            )
        except GenerationError as error:
            raise GenerationError(f"{entry.name}: {error}") from error
    return formatted(sources)


def generate_from_file(
    path: Path, package: Path, *, report: Report | None = None
) -> dict[str, str]:
    """Return the sources of SageMaker for another service model, such as that of an older botocore.

    The sources have no waiters, because the service model does not describe them, and only the
    derived paginators.

    Args:
        path: A ``service-2.json``, or one compressed as ``.json.gz``.
        package: The folder of ``sagemaker_typed``, with ``rooms.toml``.
        report: Receives messages.
    """
    packed = path.read_bytes()
    try:
        raw = json.loads(gzip.decompress(packed) if path.suffix == ".gz" else packed)
    except RecursionError:
        raise GenerationError(f"{path} is nested too deeply for a service model") from None
    entry = SERVICES[0]
    rules = rules_for(read_service(entry.name, raw), read_rules(package / ROOMS_FILE))
    return formatted(generate_service(entry, raw, rules, is_locked=False, report=report))


def generate_service(
    entry: ServiceEntry,
    raw_model: Mapping[str, Any],
    rules: Rules,
    *,
    paginators: Mapping[str, Any] | None = None,
    waiters: Mapping[str, Any] | None = None,
    with_docs: bool = False,
    is_locked: bool = True,
    report: Report | None = None,
) -> dict[str, str]:
    """Return the unformatted sources of one service.

    Args:
        entry: The service.
        raw_model: The content of its ``service-2.json``.
        rules: Its rules from ``rooms.toml``.
        paginators: The content of its ``paginators-1.json``, if any.
        waiters: The content of its ``waiters-2.json``, if any.
        with_docs: Whether to add AWS documentation to the docstrings.
        is_locked: Whether the models are in ``model.lock``; the client then names the botocore
            version.
        report: Receives messages.
    """
    service = corrected(read_service(entry.name, raw_model), rules)
    if report is not None:
        _report_patterns(service, report)
    service = with_final_statuses(service, rules, is_locked=is_locked)
    if paginators is not None:
        service = attrs.evolve(service, paginators=read_paginators(paginators, service))
    service = with_derived_paginators(service, rules, is_locked=is_locked)
    if waiters is not None:
        service = attrs.evolve(service, waiters=read_waiters(waiters, service))
    context = Context(service, plan(service, rules), rules, entry)
    documented = documenter(raw_model) if with_docs else None
    sources = emit(
        context, _marker(with_docs=with_docs), is_locked=is_locked, documented=documented
    )
    return sources | stubs(sources)


def _report_patterns(service: Service, report: Report) -> None:
    """Report the patterns that cannot be checked: one such pattern is no reason to stop."""
    for shape in service.shapes.values():
        if isinstance(shape, Scalar) and shape.pattern_problem:
            report(
                f"{service.name}: the pattern of shape {shape.name} is not checked: "
                f"{shape.pattern_problem}"
            )


def _marker(*, with_docs: bool = False) -> str:
    """Return the first line of every generated file."""
    command = WITH_DOCS if with_docs else "generate"
    end = "do not edit or commit" if with_docs else "do not edit"
    return f"# Generated by `python -m sagemaker_typed.codegen {command}`; {end}."
