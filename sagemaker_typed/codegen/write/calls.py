"""Write paginators and acceptors as constructor calls."""

from __future__ import annotations

from sagemaker_typed.codegen.model.shapes import (
    Acceptor,
    Operation,
    Paginator,
    Scalar,
    Service,
)
from sagemaker_typed.codegen.plan import naming

from .literals import text_literal


def paging_literal(service: Service, operation: Operation, paginator: Paginator) -> str:
    """Return the call of ``Paging``, with field names instead of wire names."""

    def path(name: str) -> str:
        return text_literal(".".join(naming.field_name(part) for part in name.split(".")))

    def paths(names: tuple[str, ...]) -> str:
        return f"({''.join(path(name) + ', ' for name in names)})"

    arguments = [
        f"input_tokens={paths(paginator.input_tokens)}",
        f"output_tokens={paths(paginator.output_tokens)}",
        f"result_keys={paths(paginator.result_keys)}",
    ]
    if paginator.limit_key is not None:
        arguments.append(f"limit_key={path(paginator.limit_key)}")
    if paginator.more_results is not None:
        arguments.append(f"more_results={path(paginator.more_results)}")
    if paginator.non_aggregate_keys:
        arguments.append(f"non_aggregate_keys={paths(paginator.non_aggregate_keys)}")
    sizes = _page_sizes(service, operation, paginator)
    if sizes is not None:
        arguments.append(f"page_sizes={sizes}")
    # With a trailing comma, the formatter puts every argument on its own line.
    return f"Paging({', '.join(arguments)},)"


def _page_sizes(
    service: Service, operation: Operation, paginator: Paginator
) -> tuple[int, int] | None:
    """Return the minimum and maximum of the page size, if the model has a maximum."""
    if operation.input is None or paginator.limit_key is None:
        return None
    members = service.structure(operation.input).members
    shapes = [service.shapes[m.shape] for m in members if m.name == paginator.limit_key]
    for shape in shapes:
        if isinstance(shape, Scalar) and shape.maximum is not None:
            return max(int(shape.minimum or 1), 1), int(shape.maximum)
    return None


def acceptor_literal(acceptor: Acceptor) -> str:
    """Return the call of ``Acceptor``."""
    expected = acceptor.expected
    values = [
        text_literal(acceptor.state),
        text_literal(acceptor.matcher),
        text_literal(expected) if isinstance(expected, str) else repr(expected),
    ]
    if acceptor.argument is not None:
        values.append(text_literal(acceptor.argument))
    return f"Acceptor({', '.join(values)})"
