"""Copying, pickling, comparing and showing objects of every generated class."""

from __future__ import annotations

import copy
import io
import pickle
import pickletools
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, cast

import attrs
import botocore.session
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber
from helpers.samples import SERVICES, Kind, namespace, operations, sample

import sagemaker_typed.instance_types
from sagemaker_typed import OpenEnum, Request, SageMaker, ServiceError, Shape, from_boto, to_boto
from sagemaker_typed import errors as common_errors
from sagemaker_typed.sagemaker import Tag, errors

SECRET = "s3cr3t-value"
NEW = "a new value"


def named(base: type) -> dict[str, Any]:
    """Return the classes with this base in all namespaces, by service and name."""
    found = {
        f"{service}.{name}": getattr(namespace(service), name)
        for service in SERVICES
        for name in namespace(service).__all__
    }
    return {
        name: value
        for name, value in found.items()
        if isinstance(value, type) and issubclass(value, base)
    }


@cache
def shape_classes() -> dict[str, type[Shape]]:
    return named(Shape)


@cache
def enums() -> dict[str, type[OpenEnum]]:
    return named(OpenEnum)


# --- an object of every class ---------------------------------------------------------------------


def attribute(obj: Any, wire: str) -> Any:
    (field,) = [field for field, name in obj.__wire_names__.items() if name == wire]
    return getattr(obj, field)


def with_secrets(shape: Any, value: Any, *, inside: bool = False) -> Any:
    """Return a copy of ``value`` with a secret for each sensitive str and blob of the model."""
    inside = inside or bool(shape.metadata.get("sensitive"))
    match shape.type_name:
        case "structure" if shape.is_document_type:
            return [SECRET] if inside else value
        case "structure":
            return {
                # The members are shown by this structure, not by a field that contains it.
                name: with_secrets(
                    shape.members[name], item, inside=bool(shape.metadata.get("sensitive"))
                )
                for name, item in value.items()
            }
        case "list":
            return [with_secrets(shape.member, item, inside=inside) for item in value]
        case "map":
            return {
                key: with_secrets(shape.value, item, inside=inside) for key, item in value.items()
            }
        case "string" if inside and not shape.enum:
            return SECRET
        case "blob" if inside:
            return SECRET.encode()
        case _:
            return value


def walk(shape: Any, value: Any, obj: Any) -> Iterator[Any]:
    """Yield an object, the objects inside it, and one object for each branch of a union."""
    match shape.type_name:
        case "structure" if shape.is_document_type:
            return
        case "structure":
            yield obj
            for wire, member in shape.members.items():
                if wire in value:
                    yield from walk(member, value[wire], attribute(obj, wire))
                elif shape.is_tagged_union or shape.serialization.get("eventstream"):
                    branch = {wire: with_secrets(member, sample(member))}
                    other = from_boto(obj.__class__, branch)
                    yield other
                    yield from walk(member, branch[wire], attribute(other, wire))
        case "list":
            for number, item in enumerate(value):
                yield from walk(shape.member, item, obj[number])
        case "map":
            for key, item in value.items():
                yield from walk(shape.value, item, obj[key])
        case _:
            return


def in_the_models() -> Iterator[tuple[type[Shape], Any]]:
    """Yield the class and botocore's shape of every request, response and event.

    Responses with streams are left out, because streams cannot be copied or pickled.
    """
    for operation in operations():
        yield operation.request, operation.input
        if operation.payload is None:
            yield operation.response, operation.output
        elif operation.model.has_event_stream_output:
            stream = operation.output.members[operation.payload]
            yield getattr(namespace(operation.service), stream.name), stream


STREAMED = {operation.response for operation in operations() if operation.payload}


@cache
def objects(kind: Kind = "full") -> tuple[Any, ...]:
    """Objects of every class, created from samples of the model with ``from_boto``."""
    found: dict[Any, Any] = {}
    for cls, shape in in_the_models():
        if shape is None:
            found.setdefault(cls, from_boto(cls, {}))
        else:
            value = with_secrets(shape, sample(shape, kind))
            for obj in walk(shape, value, from_boto(cls, value)):
                # Keep the fullest object of each class. Recursive shapes also have emptier ones.
                if len(repr(obj)) > len(repr(found.get(obj.__class__, ""))):
                    found[obj.__class__] = obj
    return tuple(found.values())


def test_samples_cover_every_class() -> None:
    classes: set[Any] = {type(obj) for obj in objects()}

    assert classes == set(shape_classes().values()) - STREAMED
    assert len(classes) > 1800
    assert len(enums()) > 350


def test_classes_are_found_by_their_names() -> None:
    for name, cls in {**shape_classes(), **enums()}.items():
        assert name.endswith("." + cls.__name__)
        assert cls.__name__ == cls.__qualname__
        assert getattr(sys.modules[cls.__module__], cls.__name__) is cls
    types: Any = sagemaker_typed.instance_types
    for name in types.__all__:
        assert getattr(types, name) is enums()[f"sagemaker.{name}"]


# --- shapes ---------------------------------------------------------------------------------------


def same(again: Any, obj: Any) -> None:
    """Check that ``again`` is a copy of ``obj``."""
    name = type(obj).__name__
    assert type(again) is type(obj), name
    assert again is not obj, name
    assert again == obj, name
    assert not again != obj, name  # noqa: SIM202
    assert repr(again) == repr(obj), name
    assert to_boto(again) == to_boto(obj), name
    if isinstance(obj, sagemaker_typed.Response):
        assert again.response_metadata == obj.response_metadata, name


def test_shapes_support_copy() -> None:
    for obj in objects():
        same(copy.copy(obj), obj)


def test_shapes_support_deepcopy() -> None:
    for obj in objects():
        again = copy.deepcopy(obj)
        same(again, obj)
        for name in obj.__wire_names__:
            if isinstance(getattr(obj, name), list | dict | Shape):
                assert getattr(again, name) is not getattr(obj, name), (type(obj), name)


@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_shapes_support_pickle(protocol: int) -> None:
    for obj in objects():
        same(pickle.loads(pickle.dumps(obj, protocol)), obj)


def pickled_names(pickled: bytes) -> set[str]:
    """Return the modules and names of this package that a pickle refers to."""
    return {
        str(argument).replace(" ", ".")
        for opcode, argument, _ in pickletools.genops(pickled)
        if opcode.name == "GLOBAL" and str(argument).startswith("sagemaker_typed")
    }


def test_pickles_of_shapes_and_enums_do_not_depend_on_the_modules_of_the_classes() -> None:
    functions = {"sagemaker_typed.operation._unpickled", "sagemaker_typed.enums._unpickled"}
    public = {"sagemaker_typed.operation.ResponseMetadata"}
    for obj in objects():
        names = pickled_names(pickle.dumps(obj, 0))
        assert names & functions
        assert names <= functions | public, type(obj)


def test_pickle_of_another_release_loads_with_the_fields_of_this_release() -> None:
    function, path, state = Tag(key="a", value="b").__reduce_ex__(2)
    del state["value"]  # a field that the other release did not have
    state["old"] = "c"  # one that this release does not have

    tag = function(*path)
    tag.__setstate__(state)

    assert path == ("sagemaker_typed.sagemaker", "Tag")
    assert (tag.key, tag.value, tag.unknown_members) == ("a", None, None)
    assert not hasattr(tag, "old")


class Mine(Tag):
    """A user's class."""


def test_pickle_of_a_subclass_refers_to_its_own_module() -> None:
    function, *_ = Mine(key="a", value="b").__reduce_ex__(2)

    assert function.__module__ == "copyreg"


def test_shapes_support_evolve() -> None:
    for obj in objects():
        same(attrs.evolve(obj), obj)


def test_objects_with_a_changed_field_are_not_equal() -> None:
    changed = 0
    for obj in objects():
        for name in obj.__wire_names__:
            other = attrs.evolve(obj, **{name: ["something else"]})
            assert other != obj, (type(obj), name)
            assert getattr(other, name) == ["something else"], (type(obj), name)
            assert getattr(obj, name) != ["something else"], (type(obj), name)
            changed += 1
    assert changed > 6000


def test_only_fields_can_be_set() -> None:
    for obj in objects():
        again = copy.copy(obj)
        for name in obj.__wire_names__:
            setattr(again, name, None)
            assert getattr(again, name) is None
        with pytest.raises(AttributeError):
            again.no_such_field = 1
        assert not hasattr(again, "__dict__"), type(obj)


def test_shapes_of_different_classes_are_not_equal() -> None:
    """Applies also if they have the same fields with the same values."""
    empty: dict[tuple[str, ...], Any] = {}
    pairs = 0
    for obj in objects():
        fields = tuple(sorted(obj.__wire_names__))
        other = empty.setdefault(fields, obj)
        if other is not obj:
            pairs += 1
            assert other != obj, (type(other), type(obj))
        assert obj != to_boto(obj)
        assert obj is not None
        assert obj != None  # noqa: E711
    assert pairs > 100


def test_shapes_are_unhashable() -> None:
    for obj in objects():
        with pytest.raises(TypeError, match="unhashable"):
            hash(obj)


def test_repr_shows_class_and_set_fields_but_no_secrets() -> None:
    hidden: set[str] = set()
    for obj in objects():
        values = {name: getattr(obj, name) for name in obj.__wire_names__}
        shown = {name: repr(value) for name, value in values.items() if value is not None}
        for name, value in values.items():
            field: Any = getattr(attrs.fields(cast("Any", type(obj))), name)
            if value is not None and not field.repr:
                hidden.add(type(obj).__qualname__)
                shown[name] = "<sensitive>"
        fields = ", ".join(f"{name}={text}" for name, text in shown.items())
        assert repr(obj) == f"{type(obj).__name__}({fields})"
        assert SECRET not in repr(obj)
    assert hidden >= {
        "CreateModelCardRequest",
        "DescribeModelCardResponse",
        "ModelCard",
        "ModelPackageModelCard",
        "OidcConfig",
        "UpdateModelCardRequest",
        "InvokeEndpointRequest",
        "PayloadPart",
        "ForwardConfig",
        "PolygonGeometryInput",
    }


def test_repr_of_empty_object_has_no_fields() -> None:
    shown = 0
    for cls in shape_classes().values():
        if all(field.default is not attrs.NOTHING for field in attrs.fields(cls)):
            assert repr(cls()) == f"{cls.__name__}()"
            assert cls() == cls()
            shown += 1
    assert shown > 500


def test_constructor_arguments_are_keyword_only() -> None:
    for cls in shape_classes().values():
        untyped: Any = cls
        with pytest.raises(TypeError, match=r"takes (keyword arguments only: call |no arguments)"):
            untyped("a value")


# --- across processes -----------------------------------------------------------------------------

IN_ANOTHER_PROCESS = """
import io, pickle, sys

from sagemaker_typed.operation import Shape  # the base classes are not generated
from sagemaker_typed.enums import OpenEnum

generated = [name for name in sys.modules if name.startswith("sagemaker_typed.sagemaker.")]
assert not generated, generated

source, results = sys.stdin.buffer, []
for _ in range(pickle.load(source)):
    data = pickle.load(source)
    obj = pickle.loads(data)
    name = type(obj).__qualname__
    assert isinstance(obj, (Shape, OpenEnum, Exception)), name
    assert pickle.loads(pickle.dumps(obj)) == obj or isinstance(obj, Exception), name
    results.append((name, repr(obj), pickle.dumps(obj)))
pickle.dump(results, sys.stdout.buffer)
"""


def sent_through_another_process(things: list[Any]) -> list[tuple[str, str, Any]]:
    """Return the class name, ``repr`` and a copy of each object from another process."""
    stream = io.BytesIO()
    pickle.dump(len(things), stream)
    for thing in things:
        pickle.dump(pickle.dumps(thing), stream)
    done = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        input=stream.getvalue(),
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()
    results = cast("list[tuple[str, str, bytes]]", pickle.loads(done.stdout))
    return [(name, text, pickle.loads(data)) for name, text, data in results]


def test_shapes_pickle_across_processes() -> None:
    there = sent_through_another_process(list(objects()))

    assert len(there) == len(objects())
    for obj, (name, text, again) in zip(objects(), there, strict=True):
        assert name == type(obj).__name__
        assert text == repr(obj)
        same(again, obj)


def test_enum_values_pickle_across_processes() -> None:
    values = [value for enum in enums().values() for value in (*enum, enum.open(NEW))]
    there = sent_through_another_process(values)

    assert len(there) == len(values) > 2000
    for value, (name, text, again) in zip(values, there, strict=True):
        assert name == type(value).__name__
        assert text == repr(value)
        assert again is value


def test_classes_support_pickle_and_deepcopy() -> None:
    for cls in (*shape_classes().values(), *enums().values()):
        assert pickle.loads(pickle.dumps(cls)) is cls
        assert copy.deepcopy(cls) is cls


# --- enums ----------------------------------------------------------------------------------------


def test_copies_of_enum_values_are_identical() -> None:
    for enum in enums().values():
        for value in (*enum, enum.open(NEW)):
            assert copy.copy(value) is value
            assert copy.deepcopy(value) is value
            assert enum.open(value.value) is value
            for protocol in (2, pickle.HIGHEST_PROTOCOL):
                assert pickle.loads(pickle.dumps(value, protocol)) is value


def test_enum_values_hash_and_compare_as_str() -> None:
    for enum in enums().values():
        for value in (*enum, enum.open(NEW)):
            text: Any = value.value
            assert type(text) is str
            assert hash(value) == hash(text)
            assert value == text
            assert {text: 1}[value] == 1
            assert len({*enum, *(member.value for member in enum)}) == len(enum)


def test_enum_values_have_readable_repr_and_plain_str() -> None:
    for enum in enums().values():
        name = enum.__name__
        for value in enum:
            assert value.is_known
            assert repr(value) == f"<{name}.{value.name}: {value.value!r}>"
            assert str(value) == f"{value}" == value.value
        opened = enum.open(NEW)
        assert not opened.is_known
        assert repr(opened) == f"{name}.open({NEW!r})"
        assert opened not in list(enum)
        assert len(enum) == len({value.value for value in enum}) > 0


# --- errors ---------------------------------------------------------------------------------------


def error_classes() -> list[type[ServiceError]]:
    found: set[type[ServiceError]] = {ServiceError, *errors.BY_CODE.values()}
    for service in SERVICES:
        found |= {*import_module(".errors", namespace(service).__name__).BY_CODE.values()}
    return sorted(found, key=lambda cls: (cls.__module__, cls.__name__))


def service_error(cls: type[ServiceError]) -> ServiceError:
    answer: Any = {
        "Error": {"Code": cls.__code__ or "Other", "Message": "no"},
        "ResponseMetadata": {"RequestId": "id-1", "HTTPStatusCode": 400},
    }
    return cls(answer, "DescribeModel")


def same_error(again: Any, error: ServiceError) -> None:
    assert type(again) is type(error)
    assert again is not error
    assert (str(again), repr(again), again.args) == (str(error), repr(error), error.args)
    assert again.response == error.response
    assert (again.code, again.message) == (error.code, error.message)
    assert (again.operation_name, again.request_id) == ("DescribeModel", "id-1")


def test_errors_namespace_exports_all_errors() -> None:
    assert len(errors.BY_CODE) >= 5
    own = {cls.__name__ for cls in errors.BY_CODE.values()} | {"BY_CODE"}
    assert own | set(common_errors.__all__) == set(errors.__all__)


@pytest.mark.parametrize("cls", error_classes(), ids=lambda cls: f"{cls.__module__}.{cls.__name__}")
def test_errors_support_copy_and_pickle(cls: type[ServiceError]) -> None:
    error = service_error(cls)

    same_error(copy.copy(error), error)
    same_error(copy.deepcopy(error), error)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        same_error(pickle.loads(pickle.dumps(error, protocol)), error)
    assert cls.__name__ in repr(error)
    assert isinstance(error, ClientError)
    assert hash(error) == hash(error)
    assert error != service_error(cls)


def test_errors_pickle_across_processes() -> None:
    sent = [service_error(cls) for cls in error_classes()]
    there = sent_through_another_process(cast("list[Any]", sent))

    assert len(there) == len(sent)
    for error, (name, text, again) in zip(sent, there, strict=True):
        assert name == type(error).__name__
        assert text == repr(error)
        same_error(again, error)


@pytest.mark.parametrize("code", [*errors.BY_CODE, "ThrottlingException"])
def test_errors_of_calls_pickle_across_processes(code: str) -> None:
    """These errors also inherit from the exception class of botocore's client."""
    session: Any = botocore.session.Session()
    raw = session.create_client(
        "sagemaker", region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    with Stubber(raw) as stubber:
        stubber.add_client_error(
            "describe_model", code, "no", 400, response_meta={"RequestId": "id-1"}
        )
        with pytest.raises(ServiceError) as caught:
            SageMaker(client=raw).describe_model(model_name="a")
    error = caught.value
    public = errors.BY_CODE.get(code, errors.ThrottlingException)

    ((name, text, again),) = sent_through_another_process([error])

    assert isinstance(error, public)
    assert name == public.__name__
    assert type(again) is public
    assert text == repr(again)
    assert str(again) == str(error)
    assert again.response == error.response
    assert again.request_id == "id-1"
    for other in (copy.copy(error), copy.deepcopy(error)):
        assert type(other) is type(error)
    for other in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert isinstance(other, public)
        assert other.response == error.response


def test_requests_have_operation_service_and_response() -> None:
    assert set(named(Request).values()) == {operation.request for operation in operations()}
    for operation in operations():
        assert operation.request.__operation__ == operation.name
        assert operation.request.__service__ == operation.service
        assert operation.request.__response__ is operation.response
