"""Read botocore's paginator model and check it against the service model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import attrs

from sagemaker_typed.codegen.errors import GenerationError

from .shapes import List, Map, Paginator, Scalar, Service, ShapeModel, Structure

_KEYS: Final = frozenset(
    {"input_token", "output_token", "result_key", "limit_key", "more_results"}
    | {"non_aggregate_keys", "py_input_token"}
)
_PATH: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")


def with_paginators(service: Service, raw: Mapping[str, Any] | None) -> Service:
    """Return the service with the paginators of a ``paginators-1.json``, if it has one.

    A paginator is left out, and noted, if the service model does not have its operation or a
    member, or if an expression is not a path of members.
    """
    if raw is None:
        return service
    found: dict[str, Paginator] = {}
    notes: list[str] = []
    for name, row in raw["pagination"].items():
        try:
            found[name] = _Reader(name, service).read(row)
        except GenerationError as error:
            notes.append(f"{error}; the paginator was left out")
        except (AttributeError, KeyError, TypeError) as error:
            notes.append(f"paginator {name} is malformed ({error!r}); the paginator was left out")
    return attrs.evolve(service, paginators=found).noted(*notes)


def item_shape(service: Service, operation: str, paginator: Paginator) -> ShapeModel:
    """Return the list or map whose entries are the items."""
    return _Reader(operation, service).at(_OUTPUT, paginator.result_keys[0])


_INPUT: Final = "input"
_OUTPUT: Final = "output"


class _Reader:
    def __init__(self, operation: str, service: Service) -> None:
        self.operation = operation
        self.service = service

    def read(self, row: Mapping[str, Any]) -> Paginator:
        if self.operation not in self.service.operations:
            raise self.refusal("the service model has no such operation")
        unknown = sorted(set(row) - _KEYS)
        if unknown:
            keys = "the key" if len(unknown) == 1 else "the keys"
            raise self.refusal(
                f"the generator does not support {keys} {', '.join(map(repr, unknown))}"
            )
        paginator = Paginator(
            input_tokens=self.names(row, "input_token"),
            output_tokens=self.names(row, "output_token"),
            result_keys=self.names(row, "result_key"),
            limit_key=row.get("limit_key"),
            more_results=row.get("more_results"),
            non_aggregate_keys=self.names(row, "non_aggregate_keys", needed=False),
        )
        if len(paginator.input_tokens) != len(paginator.output_tokens):
            raise self.refusal("the numbers of input tokens and output tokens differ")
        self.check(paginator)
        return paginator

    def names(self, row: Mapping[str, Any], key: str, *, needed: bool = True) -> tuple[str, ...]:
        found = row.get(key, ())
        names = (found,) if isinstance(found, str) else tuple(found)
        if needed and not names:
            raise self.refusal(f"it has no {key}")
        return names

    def check(self, paginator: Paginator) -> None:
        for name in paginator.input_tokens:
            token = self.member(name)
            if not isinstance(token, Scalar) or token.kind == "blob":
                raise self.refusal(f"the token {name!r} must be a string or number")
        if paginator.limit_key is not None:
            limit = self.member(paginator.limit_key)
            if not isinstance(limit, Scalar) or limit.kind not in {"integer", "long"}:
                raise self.refusal(f"the limit key {paginator.limit_key!r} must be an integer")
        more = () if paginator.more_results is None else (paginator.more_results,)
        for path in (
            *paginator.output_tokens,
            *paginator.result_keys,
            *paginator.non_aggregate_keys,
            *more,
        ):
            self.at(_OUTPUT, path)
        if not isinstance(self.at(_OUTPUT, paginator.result_keys[0]), List | Map):
            raise self.refusal(f"the result key {paginator.result_keys[0]!r} must be a list or map")

    def member(self, name: str) -> ShapeModel:
        if "." in name:
            raise self.refusal(f"{name!r} must be a top-level member of the request")
        return self.at(_INPUT, name)

    def at(self, side: str, path: str) -> ShapeModel:
        """Return the shape at a path of members in the input or output."""
        if not _PATH.fullmatch(path):
            raise self.refusal(
                f"the expression {path!r} is not supported: it must consist of member names joined "
                "by dots"
            )
        operation = self.service.operations[self.operation]
        name = operation.input if side == _INPUT else operation.output
        shape = self.service.shapes[name] if name is not None else None
        for part in path.split("."):
            members = shape.members if isinstance(shape, Structure) else ()
            found = [member.shape for member in members if member.name == part]
            if not found:
                raise self.refusal(f"the {side} has no {path!r}")
            shape = self.service.shapes[found[0]]
        if shape is None:  # pragma: no cover - a path has at least one part
            raise self.refusal(f"the {side} has no {path!r}")
        return shape

    def refusal(self, why: str) -> GenerationError:
        return GenerationError(f"paginator {self.operation}: {why}")
