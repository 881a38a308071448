"""The generated package against the installed botocore's service model: no fact lost, none added.

The model is read with botocore's own classes, so that a mistake in the generator's reading of it
cannot hide here.
"""

from __future__ import annotations

import ast
import inspect
import keyword
import pkgutil
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
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
import botocore
import pytest
from annotated_types import Interval, Len
from botocore import xform_name
from botocore.loaders import Loader
from botocore.model import ListShape, MapShape, ServiceModel, StringShape, StructureShape
from botocore.model import Shape as BotoShape

import sagemaker_typed.instance_types
import sagemaker_typed.sagemaker
from sagemaker_typed import (
    BaseClient,
    OpenEnum,
    PagedRequest,
    Request,
    Response,
    SageMaker,
    ServiceError,
    Shape,
    TaggedUnion,
    from_boto,
    to_boto,
)
from sagemaker_typed.constraints import Pattern, Sensitive
from sagemaker_typed.sagemaker import (
    CompressionType,
    TransformDataSource,
    TransformInput,
    TransformS3DataSource,
    errors,
)

T = TypeVar("T")

NAMESPACE: ModuleType = sagemaker_typed.sagemaker
INSTANCE_TYPES: ModuleType = sagemaker_typed.instance_types
CODEGEN = files("sagemaker_typed") / "codegen"
LOCKED_BOTOCORE: str = tomllib.loads((CODEGEN / "model.lock").read_text("utf-8"))["botocore"]
CORRECTIONS: list[dict[str, str]] = tomllib.loads((CODEGEN / "rooms.toml").read_text("utf-8"))[
    "corrections"
]

MODEL = ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")
OPERATIONS = {name: MODEL.operation_model(name) for name in MODEL.operation_names}
SHAPES = {name: MODEL.shape_for(name) for name in MODEL.shape_names}
PAGINATORS: dict[str, Any] = Loader().load_service_model("sagemaker", "paginators-1")["pagination"]
WAITERS: dict[str, Any] = Loader().load_service_model("sagemaker", "waiters-2")["waiters"]
EXCEPTIONS = {
    name: shape
    for name, shape in SHAPES.items()
    if isinstance(shape, StructureShape) and shape.metadata.get("exception")
}
STRUCTURES = {
    name: shape
    for name, shape in SHAPES.items()
    if isinstance(shape, StructureShape) and name not in EXCEPTIONS
}
ENUMS = {
    name: shape.enum
    for name, shape in SHAPES.items()
    if isinstance(shape, StringShape) and shape.enum
}

CLASS_NAMES = (
    {name: name for name in STRUCTURES}
    | {row["structure"]: row["to"] for row in CORRECTIONS if row["change"] == "rename"}
    | {
        model.input_shape.name: f"{name}Request"
        for name, model in OPERATIONS.items()
        if model.input_shape is not None
    }
    | {
        model.output_shape.name: f"{name}Response"
        for name, model in OPERATIONS.items()
        if model.output_shape is not None
    }
)
MAY_BE_ABSENT = {
    (row["structure"], row["member"]) for row in CORRECTIONS if row["change"] == "optional"
}
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

at_the_locked_version = pytest.mark.skipif(
    botocore.__version__ != LOCKED_BOTOCORE,
    reason=f"the numbers are those of botocore {LOCKED_BOTOCORE}, not {botocore.__version__}",
)


@cache
def generated_modules() -> tuple[ModuleType, ...]:
    """Every module of the generated packages, found from their files."""
    return tuple(
        import_module(module.name)
        for package in (NAMESPACE, INSTANCE_TYPES)
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
    )


def defined(kind: type[T]) -> list[type[T]]:
    """Every class of that kind, from the module that defines it."""
    return [
        value
        for module in generated_modules()
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, kind)
        and value.__module__ == module.__name__
    ]


def class_of(structure: str) -> type[Shape]:
    cls: type[Shape] = getattr(NAMESPACE, CLASS_NAMES[structure])
    return cls


def own_fields(cls: type[Shape]) -> list[attrs.Attribute[Any]]:
    """The fields of the class itself, without those of ``Response`` and its like."""
    return [field for field in attrs.fields(cls) if not field.inherited]


def field_name(member: str) -> str:
    name = xform_name(member)
    return f"{name}_" if keyword.iskeyword(name) else name


def required_members(name: str) -> set[str]:
    shape = STRUCTURES[name]
    return {
        member
        for member in shape.required_members
        if not shape.members[member].metadata.get("idempotencyToken")
        and (name, member) not in MAY_BE_ABSENT
    }


def without_none(annotation: Any) -> tuple[Any, bool]:
    """An annotation without ``| None``, and whether it had that."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation, False
    (present,) = (part for part in get_args(annotation) if part is not NoneType)
    return present, NoneType in get_args(annotation)


def resolved(annotation: Any) -> Any:
    """An annotation, or the class that it names where that is written as a text."""
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    return getattr(NAMESPACE, annotation) if isinstance(annotation, str) else annotation


def markers_of(shape: BotoShape) -> list[object]:
    """What ``Annotated`` must say of a shape, sorted by the markers' names."""
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
    if facts.get("sensitive"):
        markers.append(Sensitive())
    return sorted(markers, key=type_name)


def type_name(value: object) -> str:
    return type(value).__name__


def differences(annotation: Any, shape: BotoShape, path: str) -> Iterator[str]:
    """Where an annotation says something else than the shape, down to the next named class."""
    markers: list[object] = []
    if get_origin(annotation) is Annotated:
        annotation, *markers = get_args(annotation)
    if sorted(markers, key=type_name) != markers_of(shape):
        yield f"{path}: {markers} instead of {markers_of(shape)}"
    annotation = resolved(annotation)

    expected: Any = get_origin(annotation)
    match shape:
        case StructureShape():
            expected = class_of(shape.name)
        case ListShape() if expected is list:
            (member,) = get_args(annotation)
            yield from differences(member, shape.member, f"{path}[]")
            return
        case MapShape() if expected is dict:
            key, value = get_args(annotation)
            yield from differences(key, shape.key, f"{path}{{key}}")
            yield from differences(value, shape.value, f"{path}{{value}}")
            return
        case ListShape() | MapShape():
            expected = shape.type_name
        case StringShape() if shape.enum:
            expected = getattr(NAMESPACE, shape.name)
        case _:
            expected = SCALARS[shape.type_name]
    if annotation is not expected:
        yield f"{path}: {annotation} instead of {expected}"


def mentioned_classes(annotation: Any) -> Iterator[type[Shape]]:
    """The shape classes in an annotation."""
    annotation = resolved(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        yield annotation
    for part in get_args(annotation):
        yield from mentioned_classes(part)


def mentioned_structures(shape: BotoShape) -> Iterator[str]:
    """The class names of the structures in a shape, as far as the next structures."""
    match shape:
        case StructureShape():
            yield CLASS_NAMES[shape.name]
        case ListShape():
            yield from mentioned_structures(shape.member)
        case MapShape():
            yield from mentioned_structures(shape.value)
        case _:
            return


def recursive(mentions: Mapping[str, set[str]]) -> set[str]:
    """The names from which the mentions lead back to the name."""

    def reached_from(name: str) -> set[str]:
        reached: set[str] = set()
        waiting = [name]
        while waiting:
            new = mentions[waiting.pop()] - reached
            reached |= new
            waiting += new
        return reached

    return {name for name in mentions if name in reached_from(name)}


def recursive_classes() -> set[str]:
    return recursive(
        {
            cls.__name__: {
                mentioned.__name__
                for field in own_fields(cls)
                for mentioned in mentioned_classes(field.type)
            }
            for cls in defined(Shape)
        }
    )


def client_methods() -> dict[str, Any]:
    return {
        name: function
        for name, function in inspect.getmembers(SageMaker, inspect.isfunction)
        if not name.startswith(("_", "wait_until_")) and not hasattr(BaseClient, name)
    }


def assert_none(problems: Iterable[str]) -> None:
    found = list(problems)
    assert not found, f"{len(found)} differences:\n" + "\n".join(found[:30])


# --- numbers --------------------------------------------------------------------------------------


@at_the_locked_version
def test_the_package_has_as_much_of_everything_as_the_locked_model() -> None:
    shapes, requests, enums = defined(Shape), defined(Request), defined(OpenEnum)
    exceptions = defined(ServiceError)
    empty = [cls for cls in defined(Response) if not cls.__shape_name__]

    assert {
        "operations": len(requests),
        "operations without output": len(empty),
        "paginated operations": len(defined(PagedRequest)),
        "waiters": len([name for name in dir(SageMaker) if name.startswith("wait_until_")]),
        "structures": len(shapes) - len(empty) + len(exceptions),
        "exceptions": len(exceptions),
        "tagged unions": len(defined(TaggedUnion)),
        "recursive structures": len(recursive_classes()),
        # The only member of an exception is its message.
        "members": sum(len(own_fields(cls)) for cls in shapes) + len(exceptions),
        "request members": sum(len(own_fields(cls)) for cls in requests),
        "enums": len(enums),
        "enum values": sum(map(len, enums)),
    } == {
        "operations": 425,
        "operations without output": 63,
        "paginated operations": 95,
        "waiters": 13,
        "structures": 1633,
        "exceptions": 5,
        "tagged unions": 15,
        "recursive structures": 1,
        "members": 6697,
        "request members": 1929,
        "enums": 383,
        "enum values": 2983,
    }


@at_the_locked_version
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("TrainingInstanceType", 225),
        ("ProductionVariantInstanceType", 277),
        ("ProcessingInstanceType", 207),
        ("TransformInstanceType", 116),
    ],
)
def test_instance_types_of_the_locked_model(name: str, count: int) -> None:
    enum: type[OpenEnum] = getattr(INSTANCE_TYPES, name)

    assert len(enum) == count


# --- operations -----------------------------------------------------------------------------------


def test_every_operation_has_a_request_and_a_response() -> None:
    requests = {cls.__operation__: cls for cls in defined(Request)}

    assert sorted(cls.__name__ for cls in defined(Request)) == sorted(
        f"{name}Request" for name in OPERATIONS
    )
    assert sorted(cls.__name__ for cls in defined(Response)) == sorted(
        f"{name}Response" for name in OPERATIONS
    )
    for name, model in OPERATIONS.items():
        request = requests[name]
        response: type[Response] = getattr(NAMESPACE, f"{name}Response")
        assert request is getattr(NAMESPACE, f"{name}Request")
        assert request.__service__ == MODEL.service_name
        assert request.__method__ == xform_name(name)
        assert request.__shape_name__ == (model.input_shape.name if model.input_shape else "")
        assert request.__response__ is response
        assert response.__shape_name__ == (model.output_shape.name if model.output_shape else "")


def test_the_type_of_a_response_is_that_of_its_request() -> None:
    """``send`` takes its return type from the base class, calls take it from an attribute."""
    for cls in defined(Request):
        (base,) = vars(cls)["__orig_bases__"]
        assert get_args(base)[0] is cls.__response__


def test_the_type_of_an_item_is_that_of_the_result_key() -> None:
    """``items`` takes its type from the base class, the runtime takes a field by its name."""
    assert {cls.__operation__ for cls in defined(PagedRequest)} == PAGINATORS.keys()
    for cls in defined(PagedRequest):
        (base,) = vars(cls)["__orig_bases__"]
        key = PAGINATORS[cls.__operation__]["result_key"]
        listed = SHAPES[cls.__response__.__shape_name__]
        assert isinstance(listed, StructureShape)
        result = listed.members[key]
        assert isinstance(result, ListShape)
        assert_none(differences(get_args(base)[1], result.member, f"{cls.__name__}.{key}"))


def test_every_waiter_has_a_method_of_its_describe_request() -> None:
    names = {name: getattr(NAMESPACE, name) for name in NAMESPACE.__all__}
    names |= dict.fromkeys(("Cancel", "OnProgress", "Poll"), Any)
    names["OnProgress"] = list
    for waiter, row in WAITERS.items():
        method: Any = getattr(SageMaker, f"wait_until_{xform_name(waiter)}")
        hints = get_type_hints(method, names, include_extras=True)
        request: type[Request] = getattr(NAMESPACE, f"{row['operation']}Request")
        fields = {field.name: field.type for field in own_fields(request)}
        ends_with_an_error = any(
            acceptor["matcher"] == "error" and acceptor["state"] == "success"
            for acceptor in row["acceptors"]
        )

        returned = without_none(hints.pop("return"))
        assert returned == (request.__response__, ends_with_an_error)
        assert {name: hints.pop(name) for name in fields} == fields
        assert set(hints) == {"timeout", "poll", "on_progress", "cancel"}


def test_a_response_without_output_has_no_fields_but_the_metadata() -> None:
    without_output = {name for name, model in OPERATIONS.items() if model.output_shape is None}

    empty = [cls for cls in defined(Response) if not cls.__shape_name__]

    assert {cls.__name__ for cls in empty} == {f"{name}Response" for name in without_output}
    for cls in empty:
        assert own_fields(cls) == []
        assert cls().response_metadata.request_id == ""


def test_the_client_has_one_method_for_each_operation() -> None:
    assert sorted(client_methods()) == sorted(map(xform_name, OPERATIONS))


def test_methods_take_the_fields_of_the_request_with_their_types() -> None:
    names = {name: getattr(NAMESPACE, name) for name in NAMESPACE.__all__}
    names["datetime"] = datetime
    for request in defined(Request):
        method = client_methods()[request.__method__]
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


def test_methods_send_each_argument_as_its_own_field(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []

    def keep(_: SageMaker, request: Any) -> None:
        sent.append(request)

    monkeypatch.setattr(SageMaker, "send", keep)
    client = object.__new__(SageMaker)

    for cls in defined(Request):
        arguments = {field.name: object() for field in own_fields(cls)}
        getattr(client, cls.__method__)(**arguments)
        request = sent.pop()

        assert type(request) is cls
        assert {name: getattr(request, name) for name in arguments} == arguments


# --- structures -----------------------------------------------------------------------------------


def test_every_structure_has_exactly_one_class() -> None:
    empty = [f"{name}Response" for name, model in OPERATIONS.items() if not model.output_shape]

    assert sorted(cls.__name__ for cls in defined(Shape)) == sorted([*CLASS_NAMES.values(), *empty])
    assert len(set(CLASS_NAMES.values())) == len(STRUCTURES)


def test_every_class_is_in_the_namespace() -> None:
    for cls in (*defined(Shape), *defined(OpenEnum)):
        assert getattr(NAMESPACE, cls.__name__) is cls


def test_tagged_unions_are_marked() -> None:
    unions = {CLASS_NAMES[name] for name, shape in STRUCTURES.items() if shape.is_tagged_union}

    assert {cls.__name__ for cls in defined(TaggedUnion)} == unions
    for cls in defined(TaggedUnion):
        assert all(field.default is None for field in own_fields(cls))


def test_the_recursive_structure_is_recursive() -> None:
    in_the_model = recursive(
        {
            CLASS_NAMES[name]: {
                mentioned
                for member in shape.members.values()
                for mentioned in mentioned_structures(member)
            }
            for name, shape in STRUCTURES.items()
        }
    )

    assert recursive_classes() == in_the_model
    assert "SearchExpression" in in_the_model


def test_exceptions_are_error_classes() -> None:
    codes = {shape.error_code: name for name, shape in EXCEPTIONS.items()}

    assert sorted(cls.__name__ for cls in defined(ServiceError)) == sorted(EXCEPTIONS)
    assert {code: cls.__name__ for code, cls in errors.BY_CODE.items()} == codes
    assert {cls.__code__: cls.__name__ for cls in errors.BY_CODE.values()} == codes
    for name, shape in EXCEPTIONS.items():
        assert getattr(errors, name) is errors.BY_CODE[shape.error_code]
        assert [xform_name(member) for member in shape.members] == ["message"]


def test_members_have_their_wire_names_in_the_models_order() -> None:
    assert {name: list(class_of(name).__wire_names__.values()) for name in STRUCTURES} == {
        name: list(shape.members) for name, shape in STRUCTURES.items()
    }


def test_fields_are_named_as_boto3_names_things() -> None:
    expected = {name: [*map(field_name, shape.members)] for name, shape in STRUCTURES.items()}

    assert {name: list(class_of(name).__wire_names__) for name in STRUCTURES} == expected
    assert {name: [f.name for f in own_fields(class_of(name))] for name in STRUCTURES} == expected


def test_exactly_the_required_members_have_no_default() -> None:
    for name, shape in STRUCTURES.items():
        fields = dict(zip(shape.members, own_fields(class_of(name)), strict=True))
        required = required_members(name)

        assert {m for m, field in fields.items() if field.default is attrs.NOTHING} == required
        assert {m for m, field in fields.items() if not without_none(field.type)[1]} == required
        assert all(fields[member].default is None for member in fields.keys() - required)
        assert all(field.kw_only for field in fields.values())


def test_corrections_are_of_members_that_the_model_requires() -> None:
    assert MAY_BE_ABSENT
    for structure, member in MAY_BE_ABSENT:
        assert member in STRUCTURES[structure].required_members


def test_required_idempotency_tokens_may_be_left_out() -> None:
    tokens = {
        (name, member)
        for name, shape in STRUCTURES.items()
        for member in shape.required_members
        if shape.members[member].metadata.get("idempotencyToken")
    }

    assert ("CreatePipelineRequest", "ClientRequestToken") in tokens
    for name, member in tokens:
        assert getattr(attrs.fields(class_of(name)), field_name(member)).default is None


def test_types_and_constraints_are_the_models() -> None:
    assert_none(
        problem
        for name, shape in STRUCTURES.items()
        for member, field in zip(shape.members, own_fields(class_of(name)), strict=True)
        for problem in differences(
            without_none(field.type)[0], shape.members[member], f"{name}.{member}"
        )
    )


def test_sensitive_members_are_not_shown() -> None:
    hidden = {
        (name, member)
        for name, shape in STRUCTURES.items()
        for member, field in zip(shape.members, own_fields(class_of(name)), strict=True)
        if not field.repr
    }

    assert hidden == {
        (name, member)
        for name, shape in STRUCTURES.items()
        for member, inner in shape.members.items()
        if inner.metadata.get("sensitive")
    }
    assert hidden


def test_aliases_are_the_shapes_of_their_name() -> None:
    aliases = {
        name: value
        for name in NAMESPACE.__all__
        if not isinstance(value := getattr(NAMESPACE, name), type)
    }
    constrained = {
        name
        for name, shape in SHAPES.items()
        if shape.type_name in SCALARS and name not in ENUMS and markers_of(shape)
    }

    assert constrained <= aliases.keys()
    assert_none(
        problem
        for name, alias in aliases.items()
        for problem in differences(alias, SHAPES[name], name)
    )


# --- enums ----------------------------------------------------------------------------------------


def test_every_enum_has_one_class_with_the_models_values_in_the_models_order() -> None:
    assert sorted(enum.__name__ for enum in defined(OpenEnum)) == sorted(ENUMS)
    assert {enum.__name__: [m.value for m in enum] for enum in defined(OpenEnum)} == ENUMS


def test_every_enum_value_has_a_name_of_its_own() -> None:
    for enum in defined(OpenEnum):
        assert len(enum.__members__) == len(enum)
        for name, member in enum.__members__.items():
            assert member.name == name == name.upper()
            assert name.isidentifier()
            assert not name.startswith("_")
            assert enum(member.value) is member


def test_the_instance_types_have_a_module_each() -> None:
    names = {
        name
        for name, values in ENUMS.items()
        # Accelerators have names of the same form.
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


def test_the_value_none_is_a_member() -> None:
    with_none = [enum for enum in defined(OpenEnum) if "None" in ENUMS[enum.__name__]]

    assert {"CompressionType", "RecordWrapper", "SplitType", "AssemblyType"} <= {
        enum.__name__ for enum in with_none
    }
    for enum in with_none:
        none: Any = enum("None")
        assert none.name == "NONE"
        assert none is not None
        assert none
        assert none == "None"


def test_the_value_none_is_not_an_absent_member() -> None:
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
    """The names that a module defines, as its source says."""
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


def test_every_name_of_the_namespace_is_defined_once() -> None:
    definitions: dict[str, list[ModuleType]] = {}
    for module in generated_modules():
        # The clients' mixins and the errors have their own addresses.
        if not module.__name__.endswith((".operations", ".errors", ".waiters")):
            for name in top_level_names(module):
                definitions.setdefault(name, []).append(module)

    assert not {name: found for name, found in definitions.items() if len(found) > 1}
    assert sorted(definitions) == sorted(NAMESPACE.__all__)
    for name, (module,) in definitions.items():
        assert getattr(NAMESPACE, name) is getattr(module, name)


@pytest.mark.parametrize("namespace", [NAMESPACE, INSTANCE_TYPES])
def test_the_stub_names_what_the_namespace_has(namespace: ModuleType) -> None:
    assert namespace.__file__
    stub = ast.parse(Path(namespace.__file__).with_suffix(".pyi").read_text("utf-8"))
    imports = [statement for statement in stub.body if isinstance(statement, ast.ImportFrom)]
    imported = Counter(
        ("." * statement.level + (statement.module or ""), alias.asname or alias.name)
        for statement in imports
        for alias in statement.names
    )
    (listed,) = (
        cast("list[str]", ast.literal_eval(statement.value))
        for statement in stub.body
        if isinstance(statement, ast.Assign)
    )
    others = (ast.ImportFrom, ast.Assign, ast.Expr)

    assert sorted(name for _, name in imported.elements()) == sorted(namespace.__all__)
    assert sorted(listed) == sorted(namespace.__all__)
    assert set(namespace.__all__) <= set(dir(namespace))
    assert all(isinstance(statement, others) for statement in stub.body)
    for module, name in imported:
        there = import_module(module, namespace.__name__)
        assert getattr(there, name) is getattr(namespace, name)


@pytest.mark.parametrize("name", ["TrainingInstanceTyp", "__wrapped__", "hosting_"])
def test_a_misspelt_name_is_an_attribute_error(name: str) -> None:
    for namespace in (NAMESPACE, INSTANCE_TYPES):
        with pytest.raises(AttributeError, match=name):
            getattr(namespace, name)
