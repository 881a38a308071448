"""The generated package has exactly the facts of the installed botocore's service models.

The models are read with botocore's own classes, so that an error in the generator's reader is
detected.
"""

from __future__ import annotations

import ast
import inspect
import keyword
import pkgutil
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ForwardRef,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs
import pytest
from annotated_types import Interval, Len
from botocore import xform_name
from botocore.model import ListShape, MapShape, StringShape, StructureShape
from botocore.model import Shape as BotoShape
from helpers.folders import ROOT
from helpers.models import COMMITTED, LOCK
from helpers.samples import SERVICES, client_class, namespace, operations, service_model

import sagemaker_typed.instance_types
from sagemaker_typed import (
    BaseClient,
    Body,
    ByteStream,
    Document,
    EventStream,
    OpenEnum,
    PagedRequest,
    Request,
    Response,
    ServiceError,
    Shape,
    TaggedUnion,
    from_boto,
    to_boto,
)
from sagemaker_typed import errors as common_errors
from sagemaker_typed.codegen.refresh.counts import counts, with_counts
from sagemaker_typed.codegen.refresh.services_table import SERVICES_PAGE, with_services
from sagemaker_typed.constraints import Pattern, Sensitive
from sagemaker_typed.sagemaker import (
    CompressionType,
    TransformDataSource,
    TransformInput,
    TransformS3DataSource,
)

T = TypeVar("T")

INSTANCE_TYPES: ModuleType = sagemaker_typed.instance_types
CODEGEN = files("sagemaker_typed") / "codegen"
ROWS: dict[str, Any] = tomllib.loads((CODEGEN / "rooms.toml").read_text("utf-8"))
SECRETS = {row["structure"] for row in ROWS["corrections"] if row["change"] == "sensitive"}

SCALARS: Mapping[str, type] = {
    "string": str,
    "integer": int,
    "long": int,
    "float": float,
    "double": float,
    "boolean": bool,
    "timestamp": datetime,
    "blob": bytes,
}
INSTANCE_TYPE = re.compile(r"ml\.[a-z][a-z0-9-]*\.\d*(medium|x?large)")


class Facts:
    """A service: botocore's models of it, and the package that is generated from them."""

    def __init__(self, service: str) -> None:
        package, _ = SERVICES[service]
        self.service = service
        self.model = service_model(service)
        self.namespace = namespace(service)
        self.client: Any = client_class(service)
        self.errors: Any = import_module(".errors", self.namespace.__name__)
        names = self.model.operation_names
        self.operations = {name: self.model.operation_model(name) for name in names}
        self.shapes: dict[str, Any] = {
            name: self.model.shape_for(name) for name in self.model.shape_names
        }
        self.paginators = self._other_model("paginators-1", "pagination")
        self.waiters = self._other_model("waiters-2", "waiters")
        structures = {
            name: shape
            for name, shape in self.shapes.items()
            if isinstance(shape, StructureShape) and not shape.is_document_type
        }
        self.exceptions = {n: s for n, s in structures.items() if s.metadata.get("exception")}
        # A structure that is an event of a stream has a class, even if it is also an exception.
        events = {
            member.name
            for shape in structures.values()
            if shape.serialization.get("eventstream")
            for member in shape.members.values()
        }
        self.structures = {
            name: shape
            for name, shape in structures.items()
            if name not in self.exceptions or name in events
        }
        self.enums: dict[str, list[str]] = {
            name: shape.enum
            for name, shape in self.shapes.items()
            if isinstance(shape, StringShape) and shape.enum
        }
        tables = ROWS if package == "sagemaker" else ROWS.get(package, {})
        rows = tables.get("corrections", [])
        self.may_be_absent = {
            (row["structure"], row["member"]) for row in rows if row["change"] == "optional"
        }
        self.class_names = {name: name for name in self.structures}
        self.class_names |= {r["structure"]: r["to"] for r in rows if r["change"] == "rename"}
        self.streams: dict[str, str] = {}
        """The member that is a stream, by the name of the output."""
        self.bodies: dict[str, str] = {}
        """The member that is the whole HTTP body, by the name of the input."""
        for operation in operations(service):
            if operation.input is not None:
                self.class_names[operation.input.name] = f"{operation.name}Request"
                if "payload" in operation.input.serialization:
                    self.bodies[operation.input.name] = operation.input.serialization["payload"]
            if operation.output is not None:
                self.class_names[operation.output.name] = f"{operation.name}Response"
                if operation.payload:
                    self.streams[operation.output.name] = operation.payload

    def __str__(self) -> str:
        return self.service

    def _other_model(self, kind: str, key: str) -> dict[str, Any]:
        models = COMMITTED[self.service].models
        return models[kind][key] if kind in models else {}

    @cached_property
    def reached(self) -> set[str]:
        """The shapes that requests and responses use, except those of streamed bodies."""
        found: set[str] = set()
        waiting: list[Any] = []
        for operation in operations(self.service):
            for shape in (operation.input, operation.output):
                members = dict(shape.members) if shape is not None else {}
                payload = members.get(operation.payload)
                if shape is operation.output and payload is not None:
                    del members[operation.payload]
                    waiting += [payload] if payload.type_name == "structure" else []
                waiting += members.values()
        while waiting:
            shape = waiting.pop()
            if shape.name not in found:
                found.add(shape.name)
                waiting += getattr(shape, "members", {}).values()
                waiting += [
                    getattr(shape, part)
                    for part in ("member", "key", "value")
                    if hasattr(shape, part)
                ]
        return found

    @cached_property
    def modules(self) -> tuple[ModuleType, ...]:
        """Every module of the generated packages, found by their files."""
        packages = [self.namespace]
        packages += [INSTANCE_TYPES] if self.service == "sagemaker" else []
        return tuple(
            import_module(module.name)
            for package in packages
            for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
        )

    def defined(self, kind: type[T]) -> list[type[T]]:
        """Return every class of this kind, from the module that defines it."""
        return [
            value
            for module in self.modules
            for value in vars(module).values()
            if isinstance(value, type)
            and issubclass(value, kind)
            and value.__module__ == module.__name__
        ]

    def class_of(self, structure: str) -> type[Shape]:
        cls: type[Shape] = getattr(self.namespace, self.class_names[structure])
        return cls

    def required_members(self, name: str) -> set[str]:
        shape = self.structures[name]
        return {
            member
            for member in shape.required_members
            if not shape.members[member].metadata.get("idempotencyToken")
            and (name, member) not in self.may_be_absent
        }

    def resolved(self, annotation: Any) -> Any:
        """Return an annotation, with a forward reference replaced by its class."""
        if isinstance(annotation, ForwardRef):
            annotation = annotation.__forward_arg__
        return getattr(self.namespace, annotation) if isinstance(annotation, str) else annotation

    def of_member(self, structure: str, member: str, annotation: Any) -> Iterator[str]:
        """Yield the differences between the annotation of a member and the model."""
        shape = self.structures[structure].members[member]
        path = f"{structure}.{member}"
        if self.streams.get(structure) != member:
            yield from self.differences(
                annotation, shape, path, is_body=self.bodies.get(structure) == member
            )
        elif not shape.serialization.get("eventstream"):
            if annotation is not ByteStream:
                yield f"{path}: {annotation} instead of a ByteStream"
        elif annotation != cast("Any", EventStream)[self.class_of(shape.name)]:
            yield f"{path}: {annotation} instead of an EventStream"

    def differences(
        self, annotation: Any, shape: BotoShape, path: str, *, is_body: bool = False
    ) -> Iterator[str]:
        """Yield the differences between an annotation and a shape, down to the next named class."""
        markers: list[object] = []
        if get_origin(annotation) is Annotated:
            annotation, *markers = get_args(annotation)
        if sorted(markers, key=type_name) != markers_of(shape):
            yield f"{path}: {markers} instead of {markers_of(shape)}"
        annotation = self.resolved(annotation)

        expected: Any = get_origin(annotation)
        match shape:
            case StructureShape() if shape.is_document_type:
                expected = Document
            case StructureShape():
                expected = self.class_of(shape.name)
            case ListShape() if expected is list:
                (member,) = get_args(annotation)
                yield from self.differences(member, shape.member, f"{path}[]")
                return
            case MapShape() if expected is dict:
                key, value = get_args(annotation)
                yield from self.differences(key, shape.key, f"{path}{{key}}")
                yield from self.differences(value, shape.value, f"{path}{{value}}")
                return
            case ListShape() | MapShape():
                expected = shape.type_name
            case StringShape() if shape.enum:
                expected = getattr(self.namespace, shape.name)
            case _:
                expected = Body if is_body else SCALARS[shape.type_name]
        if annotation is not expected:
            yield f"{path}: {annotation} instead of {expected}"

    def mentioned_classes(self, annotation: Any) -> Iterator[type[Shape]]:
        """Yield the shape classes in an annotation."""
        annotation = self.resolved(annotation)
        if isinstance(annotation, type) and issubclass(annotation, Shape):
            yield annotation
        for part in get_args(annotation):
            yield from self.mentioned_classes(part)

    def mentioned_structures(self, shape: BotoShape) -> Iterator[str]:
        """Yield the class names of the outermost structures in a shape."""
        match shape:
            case StructureShape():
                yield self.class_names[shape.name]
            case ListShape():
                yield from self.mentioned_structures(shape.member)
            case MapShape():
                yield from self.mentioned_structures(shape.value)
            case _:
                return

    def recursive_classes(self) -> set[str]:
        return recursive(
            {
                cls.__name__: {
                    mentioned.__name__
                    for field in own_fields(cls)
                    for mentioned in self.mentioned_classes(field.type)
                }
                for cls in self.defined(Shape)
            }
        )

    def client_methods(self) -> dict[str, Any]:
        return {
            name: function
            for name, function in inspect.getmembers(self.client, inspect.isfunction)
            if not name.startswith(("_", "wait_until_")) and not hasattr(BaseClient, name)
        }


ALL = [Facts(service) for service in SERVICES]
SAGEMAKER = ALL[0]
NAMESPACE = SAGEMAKER.namespace
each_service = pytest.mark.parametrize("facts", ALL, ids=str)


def own_fields(cls: type[Shape]) -> list[attrs.Attribute[Any]]:
    """Return the fields of the class itself, without those of base classes such as ``Response``."""
    return [field for field in attrs.fields(cls) if not field.inherited]


def fields_by_member(cls: type[Shape], shape: Any) -> dict[str, attrs.Attribute[Any]]:
    """Return the fields of a class by the names of the model's members, in the model's order."""
    fields = {field.name: field for field in own_fields(cls)}
    return {member: fields[field_name(member)] for member in shape.members}


def field_name(member: str) -> str:
    name = xform_name(member)
    return f"{name}_" if keyword.iskeyword(name) else name


def without_none(annotation: Any) -> tuple[Any, bool]:
    """Return an annotation without ``| None``, and whether it had that."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation, False
    (present,) = (part for part in get_args(annotation) if part is not NoneType)
    return present, NoneType in get_args(annotation)


def markers_of(shape: BotoShape) -> list[object]:
    """Return the expected markers in ``Annotated`` for a shape, sorted by their names."""
    facts = shape.metadata
    minimum, maximum, pattern = (facts.get(name) for name in ("min", "max", "pattern"))
    markers: list[object] = []
    if minimum is not None or maximum is not None:
        if shape.type_name in {"string", "blob", "list", "map"}:
            markers.append(Len(minimum or 0, maximum))
        else:
            markers.append(Interval(ge=minimum, le=maximum))
    if pattern is not None:
        markers.append(Pattern(pattern))
    # For a structure, the field has this information.
    if is_sensitive(shape) and shape.type_name != "structure":
        markers.append(Sensitive())
    return sorted(markers, key=type_name)


def is_sensitive(shape: BotoShape) -> bool:
    """Return whether the model or a correction says that values of a shape are secrets."""
    return bool(shape.metadata.get("sensitive")) or shape.name in SECRETS


def type_name(value: object) -> str:
    return type(value).__name__


def recursive(mentions: Mapping[str, set[str]]) -> set[str]:
    """Return the names that mention themselves directly or indirectly."""

    def reached_from(name: str) -> set[str]:
        reached: set[str] = set()
        waiting = [name]
        while waiting:
            new = mentions[waiting.pop()] - reached
            reached |= new
            waiting += new
        return reached

    return {name for name in mentions if name in reached_from(name)}


def assert_none(problems: Iterable[str]) -> None:
    found = list(problems)
    assert not found, f"{len(found)} differences:\n" + "\n".join(found[:30])


# --- numbers --------------------------------------------------------------------------------------


def test_texts_have_the_counts_of_the_classes() -> None:
    shapes = SAGEMAKER.defined(Shape)
    empty = [cls for cls in SAGEMAKER.defined(Response) if not cls.__shape_name__]
    structures = len(shapes) - len(empty) + len(SAGEMAKER.defined(ServiceError))
    found = counts(COMMITTED)

    assert {name: found[name] for name in ("operations", "structures", "enums")} == {
        "operations": f"{len(SAGEMAKER.defined(Request)):,}",
        "structures": f"{structures:,}",
        "enums": f"{len(SAGEMAKER.defined(OpenEnum)):,}",
    }
    for path, text in with_counts(ROOT, found).items():
        assert (ROOT / path).read_text("utf-8") == text
    page = (ROOT / SERVICES_PAGE).read_text("utf-8")
    assert with_services(page, LOCK.services.values(), COMMITTED) == page


# --- operations -----------------------------------------------------------------------------------


@each_service
def test_every_operation_has_a_request_and_a_response(facts: Facts) -> None:
    requests = {cls.__operation__: cls for cls in facts.defined(Request)}

    assert sorted(cls.__name__ for cls in facts.defined(Request)) == sorted(
        f"{name}Request" for name in facts.operations
    )
    assert sorted(cls.__name__ for cls in facts.defined(Response)) == sorted(
        f"{name}Response" for name in facts.operations
    )
    for name, model in facts.operations.items():
        request = requests[name]
        response: type[Response] = getattr(facts.namespace, f"{name}Response")
        assert request is getattr(facts.namespace, f"{name}Request")
        assert request.__service__ == facts.model.service_name
        assert request.__method__ == xform_name(name)
        assert request.__shape_name__ == (model.input_shape.name if model.input_shape else "")
        assert request.__response__ is response
        assert response.__shape_name__ == (model.output_shape.name if model.output_shape else "")


@each_service
def test_response_type_of_a_request_matches_its_base_class(facts: Facts) -> None:
    """Checkers take the return type from the base class, the runtime from an attribute."""
    for cls in facts.defined(Request):
        (base,) = vars(cls)["__orig_bases__"]
        assert get_args(base)[0] is cls.__response__


@each_service
def test_item_type_matches_the_result_key(facts: Facts) -> None:
    """Checkers take the item type from the base class, the runtime uses the result key."""
    assert {cls.__operation__ for cls in facts.defined(PagedRequest)} >= facts.paginators.keys()
    for cls in facts.defined(PagedRequest):
        (base,) = vars(cls)["__orig_bases__"]
        listed = facts.shapes[cls.__response__.__shape_name__]
        assert isinstance(listed, StructureShape)
        if cls.__operation__ in facts.paginators:
            key = facts.paginators[cls.__operation__]["result_key"]
        else:
            (key,) = (n for n, shape in listed.members.items() if isinstance(shape, ListShape))
        result = listed.members[key]
        assert isinstance(result, ListShape)
        assert_none(facts.differences(get_args(base)[1], result.member, f"{cls.__name__}.{key}"))


@each_service
def test_every_waiter_has_a_method_with_the_fields_of_its_request(facts: Facts) -> None:
    names = {name: getattr(facts.namespace, name) for name in facts.namespace.__all__}
    names |= dict.fromkeys(("Cancel", "OnProgress", "Poll"), Any)
    names["OnProgress"] = list
    for waiter, row in facts.waiters.items():
        method: Any = getattr(facts.client, f"wait_until_{xform_name(waiter)}")
        hints = get_type_hints(method, names, include_extras=True)
        request: type[Request] = getattr(facts.namespace, f"{row['operation']}Request")
        fields = {field.name: field.type for field in own_fields(request)}
        ends_with_an_error = any(
            acceptor["matcher"] == "error" and acceptor["state"] == "success"
            for acceptor in row["acceptors"]
        )

        returned = without_none(hints.pop("return"))
        assert returned == (request.__response__, ends_with_an_error)
        assert {name: hints.pop(name) for name in fields} == fields
        assert set(hints) == {"timeout", "poll", "on_progress", "cancel"}


@each_service
def test_response_without_output_has_only_metadata(facts: Facts) -> None:
    without_output = {
        name for name, model in facts.operations.items() if model.output_shape is None
    }

    empty = [cls for cls in facts.defined(Response) if not cls.__shape_name__]

    assert {cls.__name__ for cls in empty} == {f"{name}Response" for name in without_output}
    for cls in empty:
        assert own_fields(cls) == []
        assert cls().response_metadata.request_id == ""


@each_service
def test_client_has_one_method_for_each_operation(facts: Facts) -> None:
    assert sorted(facts.client_methods()) == sorted(map(xform_name, facts.operations))


@each_service
def test_method_parameters_match_the_fields_of_the_request(facts: Facts) -> None:
    names = {name: getattr(facts.namespace, name) for name in facts.namespace.__all__}
    names["datetime"] = datetime
    for request in facts.defined(Request):
        method = facts.client_methods()[request.__method__]
        parameters = list(inspect.signature(method).parameters.values())[1:]
        hints = get_type_hints(method, names, include_extras=True)

        assert hints.pop("return") is request.__response__
        assert hints == {field.name: field.type for field in own_fields(request)}
        assert list(hints) == [parameter.name for parameter in parameters]
        for parameter, field in zip(parameters, own_fields(request), strict=True):
            assert parameter.kind is inspect.Parameter.KEYWORD_ONLY
            is_required = parameter.default is inspect.Parameter.empty
            assert is_required == (field.default is attrs.NOTHING), f"{method} {parameter}"
            assert is_required or parameter.default is None


@each_service
def test_methods_send_each_argument_as_the_field_of_its_name(
    facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []

    def keep(_: BaseClient, request: Any) -> None:
        sent.append(request)

    monkeypatch.setattr(facts.client, "send", keep)
    client = object.__new__(facts.client)

    for cls in facts.defined(Request):
        arguments = {field.name: object() for field in own_fields(cls)}
        getattr(client, cls.__method__)(**arguments)
        request = sent.pop()

        assert type(request) is cls
        assert {name: getattr(request, name) for name in arguments} == arguments


# --- structures -----------------------------------------------------------------------------------


@each_service
def test_every_structure_has_exactly_one_class(facts: Facts) -> None:
    empty = [
        f"{name}Response" for name, model in facts.operations.items() if not model.output_shape
    ]

    assert sorted(cls.__name__ for cls in facts.defined(Shape)) == sorted(
        [*facts.class_names.values(), *empty]
    )
    assert len(set(facts.class_names.values())) == len(facts.structures)


@each_service
def test_every_class_is_in_the_namespace(facts: Facts) -> None:
    for cls in (*facts.defined(Shape), *facts.defined(OpenEnum)):
        assert getattr(facts.namespace, cls.__name__) is cls


@each_service
def test_tagged_unions_match_the_model(facts: Facts) -> None:
    unions = {
        facts.class_names[name]
        for name, shape in facts.structures.items()
        if shape.is_tagged_union or shape.serialization.get("eventstream")
    }

    assert {cls.__name__ for cls in facts.defined(TaggedUnion)} == unions
    for cls in facts.defined(TaggedUnion):
        assert all(field.default is None for field in own_fields(cls))


def test_recursive_structures_match_the_model() -> None:
    in_the_model = recursive(
        {
            SAGEMAKER.class_names[name]: {
                mentioned
                for member in shape.members.values()
                for mentioned in SAGEMAKER.mentioned_structures(member)
            }
            for name, shape in SAGEMAKER.structures.items()
        }
    )

    assert SAGEMAKER.recursive_classes() == in_the_model
    assert "SearchExpression" in in_the_model


@each_service
def test_exceptions_of_the_model_are_error_classes(facts: Facts) -> None:
    errors, codes = facts.errors, {s.error_code: name for name, s in facts.exceptions.items()}

    assert errors.BY_CODE.keys() == codes.keys()
    assert {name for name in codes.values() if not hasattr(common_errors, name)} <= {
        cls.__name__ for cls in facts.defined(ServiceError)
    }
    for name, shape in facts.exceptions.items():
        cls = errors.BY_CODE[shape.error_code]
        assert getattr(errors, name) is cls
        assert (cls.__name__, cls.__code__) == (name, shape.error_code)
        if cls.__module__ != errors.__name__:
            assert cls is getattr(common_errors, name)
        others = {xform_name(member) for member in shape.members} - {"message"}
        assert {attribute for attribute in others if attribute in vars(cls)} == others


@each_service
def test_wire_names_are_in_the_order_of_the_model(facts: Facts) -> None:
    assert {
        name: list(facts.class_of(name).__wire_names__.values()) for name in facts.structures
    } == {name: list(shape.members) for name, shape in facts.structures.items()}


@each_service
def test_field_names_are_boto3_snake_case(facts: Facts) -> None:
    expected = {name: [*map(field_name, shape.members)] for name, shape in facts.structures.items()}

    assert {
        name: list(facts.class_of(name).__wire_names__) for name in facts.structures
    } == expected


@each_service
def test_required_fields_come_first_in_signatures(facts: Facts) -> None:
    """The order of the model remains within both groups, also in the methods of the client."""
    for name, shape in facts.structures.items():
        required = facts.required_members(name)
        ordered = sorted(shape.members, key=lambda member: member not in required)
        expected = [*map(field_name, ordered)]
        cls = facts.class_of(name)
        assert [field.name for field in own_fields(cls)] == expected
        assert [n for n in inspect.signature(cls).parameters if n in expected] == expected
        if issubclass(cls, Request):
            method = inspect.signature(getattr(facts.client, cls.__method__))
            assert [*method.parameters][1:] == expected


@each_service
def test_exactly_the_required_members_have_no_default(facts: Facts) -> None:
    for name, shape in facts.structures.items():
        fields = fields_by_member(facts.class_of(name), shape)
        required = facts.required_members(name)

        assert {m for m, field in fields.items() if field.default is attrs.NOTHING} == required
        assert {m for m, field in fields.items() if not without_none(field.type)[1]} == required
        assert all(fields[member].default is None for member in fields.keys() - required)
        assert all(field.kw_only for field in fields.values())


@each_service
def test_corrections_apply_to_required_members(facts: Facts) -> None:
    assert facts.may_be_absent or facts is not SAGEMAKER
    for structure, member in facts.may_be_absent:
        assert member in facts.structures[structure].required_members


@each_service
def test_required_idempotency_tokens_are_optional(facts: Facts) -> None:
    tokens = {
        (name, member)
        for name, shape in facts.structures.items()
        for member in shape.required_members
        if shape.members[member].metadata.get("idempotencyToken")
    }

    if facts is SAGEMAKER:
        assert ("CreatePipelineRequest", "ClientRequestToken") in tokens
    for name, member in tokens:
        assert getattr(attrs.fields(facts.class_of(name)), field_name(member)).default is None


@each_service
def test_types_and_constraints_match_the_model(facts: Facts) -> None:
    assert_none(
        problem
        for name, shape in facts.structures.items()
        for member, field in fields_by_member(facts.class_of(name), shape).items()
        for problem in facts.of_member(name, member, without_none(field.type)[0])
    )


@each_service
def test_sensitive_members_are_hidden_in_repr(facts: Facts) -> None:
    hidden = {
        (name, member)
        for name, shape in facts.structures.items()
        for member, field in fields_by_member(facts.class_of(name), shape).items()
        if not field.repr
    }

    assert hidden == {
        (name, member)
        for name, shape in facts.structures.items()
        for member, inner in shape.members.items()
        if is_sensitive(shape) or holds_what_is_sensitive(inner)
    }
    assert bool(hidden) == any(map(is_sensitive, facts.shapes.values()))


def test_corrections_make_types_sensitive_that_the_model_does_not() -> None:
    assert SECRETS
    for name in SECRETS:
        assert not SAGEMAKER.shapes[name].metadata.get("sensitive")
        assert is_sensitive(SAGEMAKER.shapes[name])


def holds_what_is_sensitive(shape: BotoShape) -> bool:
    """Return whether a shape, or a part of it outside nested structures, is sensitive."""
    within: list[BotoShape] = []
    match shape:
        case ListShape():
            within = [shape.member]
        case MapShape():
            within = [shape.key, shape.value]
        case _:
            pass
    return is_sensitive(shape) or any(map(holds_what_is_sensitive, within))


@each_service
def test_aliases_match_the_shapes_of_the_model(facts: Facts) -> None:
    aliases = {
        name: value
        for name in facts.namespace.__all__
        if not isinstance(value := getattr(facts.namespace, name), type)
    }
    constrained = {
        name
        for name, shape in facts.shapes.items()
        if shape.type_name in SCALARS and name not in facts.enums and markers_of(shape)
    } & facts.reached
    bodies = {facts.shapes[name].members[member].name for name, member in facts.bodies.items()}

    assert constrained <= aliases.keys()
    assert_none(
        problem
        for name, alias in aliases.items()
        for problem in facts.differences(alias, facts.shapes[name], name, is_body=name in bodies)
    )


# --- enums ----------------------------------------------------------------------------------------


@each_service
def test_enums_and_their_values_match_the_model(facts: Facts) -> None:
    assert sorted(enum.__name__ for enum in facts.defined(OpenEnum)) == sorted(facts.enums)
    assert {
        enum.__name__: [m.value for m in enum] for enum in facts.defined(OpenEnum)
    } == facts.enums


@each_service
def test_every_enum_value_has_a_distinct_member_name(facts: Facts) -> None:
    for enum in facts.defined(OpenEnum):
        assert len(enum.__members__) == len(enum)
        for name, member in enum.__members__.items():
            assert member.name == name == name.upper()
            assert name.isidentifier()
            assert not name.startswith("_")
            assert enum(member.value) is member


def test_every_enum_of_instance_types_has_its_own_module() -> None:
    names = {
        name
        for name, values in SAGEMAKER.enums.items()
        # The names of accelerators have the same form.
        if name.endswith("InstanceType") and any(map(INSTANCE_TYPE.fullmatch, values))
    }
    enums = [cast("type[OpenEnum]", getattr(INSTANCE_TYPES, name)) for name in names]

    assert (
        names
        == set(INSTANCE_TYPES.__all__)
        == {
            "AIRecommendationInstanceType",
            "AppInstanceType",
            "ClusterInstanceType",
            "InstanceType",
            "OptimizationJobDeploymentInstanceType",
            "ProcessingInstanceType",
            "ProductionVariantInstanceType",
            "ReservedCapacityInstanceType",
            "TrainingInstanceType",
            "TransformInstanceType",
        }
    )
    assert len({enum.__module__ for enum in enums}) == len(names)
    assert all(enum.__module__.startswith(f"{INSTANCE_TYPES.__name__}.") for enum in enums)


def test_enum_value_none_is_a_member() -> None:
    with_none = [
        enum for enum in SAGEMAKER.defined(OpenEnum) if "None" in SAGEMAKER.enums[enum.__name__]
    ]

    assert {"CompressionType", "RecordWrapper", "SplitType", "AssemblyType"} <= {
        enum.__name__ for enum in with_none
    }
    for enum in with_none:
        none: Any = enum("None")
        assert none.name == "NONE"
        assert none is not None
        assert none
        assert none == "None"


def test_enum_value_none_differs_from_an_absent_member() -> None:
    source = TransformDataSource(
        s3_data_source=TransformS3DataSource(
            s3_data_type=NAMESPACE.S3DataType.S3_PREFIX, s3_uri="s3://b"
        )
    )
    said = TransformInput(data_source=source, compression_type=CompressionType.NONE)
    absent = TransformInput(data_source=source)

    assert to_boto(said)["CompressionType"] == "None"
    assert "CompressionType" not in to_boto(absent)
    assert from_boto(TransformInput, to_boto(said)).compression_type is CompressionType.NONE
    assert from_boto(TransformInput, to_boto(absent)).compression_type is None
    assert said != absent


# --- namespaces -----------------------------------------------------------------------------------


def top_level_names(module: ModuleType) -> list[str]:
    """Return the names that a module defines, from its source."""
    assert module.__file__
    names: list[str] = []
    for statement in ast.parse(Path(module.__file__).read_text("utf-8")).body:
        if isinstance(statement, ast.ClassDef):
            names.append(statement.name)
        elif isinstance(statement, ast.Assign):
            names += [target.id for target in statement.targets if isinstance(target, ast.Name)]
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.append(statement.target.id)
    return [name for name in names if not name.startswith("__")]


@each_service
def test_every_name_in_a_namespace_is_defined_once(facts: Facts) -> None:
    definitions: dict[str, list[ModuleType]] = {}
    for module in facts.modules:
        # The base classes of clients and the errors are not in the namespace.
        if not module.__name__.endswith((".operations", ".errors", ".waiters")):
            for name in top_level_names(module):
                definitions.setdefault(name, []).append(module)

    assert not {name: found for name, found in definitions.items() if len(found) > 1}
    assert sorted(definitions) == sorted(facts.namespace.__all__)
    for name, (module,) in definitions.items():
        assert getattr(facts.namespace, name) is getattr(module, name)


@pytest.mark.parametrize("package", [INSTANCE_TYPES, *(facts.namespace for facts in ALL)])
def test_namespace_stub_exports_the_names_of_the_namespace(package: ModuleType) -> None:
    assert package.__file__
    stub = ast.parse(Path(package.__file__).with_suffix(".pyi").read_text("utf-8"))
    _, *imports = stub.body
    named: list[str] = []
    for statement in imports:
        assert isinstance(statement, ast.ImportFrom)
        there = import_module(f"{'.' * statement.level}{statement.module}", package.__name__)
        for alias in statement.names:
            # For checkers, a name that is imported as itself is exported.
            assert alias.asname == alias.name
            assert getattr(there, alias.name) is getattr(package, alias.name)
            if there is not package:  # such as the module of errors
                named.append(alias.name)

    assert sorted(named) == sorted(package.__all__)
    assert set(package.__all__) <= set(dir(package))


@each_service
def test_errors_of_a_service_are_an_attribute_of_its_namespace(facts: Facts) -> None:
    assert facts.namespace.errors is facts.errors
    assert "errors" in dir(facts.namespace)
    assert "errors" not in facts.namespace.__all__


@pytest.mark.parametrize("name", ["TrainingInstanceTyp", "__wrapped__", "hosting_"])
def test_misspelt_name_in_a_namespace_raises_attribute_error(name: str) -> None:
    for module in (INSTANCE_TYPES, *(facts.namespace for facts in ALL)):
        with pytest.raises(AttributeError, match=name):
            getattr(module, name)
