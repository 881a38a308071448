"""The ``__module__`` of public classes and functions is their public path, also in pickles."""

from __future__ import annotations

import copy
import pickle
import pickletools
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import FunctionType
from typing import Any, get_type_hints

import pytest
from helpers.samples import SERVICES

import sagemaker_typed
from sagemaker_typed import (
    ConversionError,
    Difference,
    Differences,
    Problem,
    ServiceError,
    ViolationError,
    from_boto,
    validate,
)
from sagemaker_typed.converter import Key
from sagemaker_typed.errors import (
    BotocoreTooOldError,
    InvalidResponse,
    NotFound,
    ValidationException,
)
from sagemaker_typed.local import LocalServerError
from sagemaker_typed.pagination import RepeatedTokenError
from sagemaker_typed.payloads import PayloadError
from sagemaker_typed.sagemaker import CreateModelRequest, ListModelsResponse, Tag
from sagemaker_typed.sagemaker.errors import ResourceNotFound
from sagemaker_typed.streaming import IncompleteStreamError, UnreadableStreamError
from sagemaker_typed.waiting import Acceptor, Progress, Waiter, WaitFailed, WaitTimeout

ROOT = sagemaker_typed.__name__
INNER = (
    *("targets.airflow", "targets.cloudformation", "targets.pipelines", "targets.step_functions"),
    *("testing.building", "testing.fake", "testing.recording", "testing.strategies"),
)
"""The public packages inside other packages."""
GENERATED = {package for package, _ in SERVICES.values()} | {"instance_types"}


def public_modules() -> list[str]:
    """Return the top-level package and its hand-written public modules."""
    found = {module.name for module in pkgutil.iter_modules(sagemaker_typed.__path__)}
    own = sorted(found - GENERATED - {"codegen"})
    public = [*(name for name in own if not name.startswith("_")), *INNER]
    return [ROOT, *(f"{ROOT}.{name}" for name in public)]


def exported() -> Iterator[tuple[str, Any]]:
    """Yield the public path and the value of each exported class and function."""
    for name in public_modules():
        module: Any = import_module(name)
        for member in module.__all__:
            value = getattr(module, member)
            if isinstance(value, type | FunctionType) and value.__module__.startswith(ROOT):
                yield f"{name}.{member}", value


def is_public(module: str, name: str) -> bool:
    """Return whether a name is public in a module."""
    package = module.removeprefix(f"{ROOT}.").partition(".")[0]
    if package in GENERATED:
        return True
    return module in public_modules() and name in import_module(module).__all__


def references(pickled: bytes) -> set[tuple[str, str]]:
    """Return the names of this package that a pickle refers to, with their modules."""
    found: set[tuple[str, str]] = set()
    for opcode, argument, _ in pickletools.genops(pickled):
        if opcode.name == "GLOBAL":
            module, _, name = str(argument).partition(" ")
            found.add((module, name))
    return {(module, name) for module, name in found if module.startswith(ROOT)}


def test_exported_names_have_a_public_home_module() -> None:
    values = dict(exported())

    assert len(values) > 100
    for place, value in values.items():
        assert is_public(value.__module__, value.__name__), (place, value.__module__)
        assert getattr(import_module(value.__module__), value.__name__) is value, place


def test_exported_names_pickle_by_their_public_path() -> None:
    for place, value in exported():
        assert references(pickle.dumps(value, 0)) == {(value.__module__, value.__name__)}, place
        assert pickle.loads(pickle.dumps(value)) is value, place
        assert copy.deepcopy(value) is value, place


def test_annotations_of_exported_classes_can_be_evaluated() -> None:
    for place, value in exported():
        if isinstance(value, type):
            assert get_type_hints(value) is not None, place


def raised(error: type[Exception], act: Any) -> Exception:
    with pytest.raises(error) as caught:
        act()
    return caught.value


def answer(code: str, message: str) -> Any:
    return {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {}}


def objects() -> list[Any]:
    tag: Any = Tag
    return [
        raised(ConversionError, lambda: from_boto(CreateModelRequest, {"a": 2})),
        raised(ViolationError, lambda: validate(tag(key=1, value="a"))),
        Problem(("tags", 0, Key("a")), "expected Tag"),
        ServiceError(answer("Other", "no"), "DescribeModel"),
        ValidationException(answer("ValidationException", "Could not find model"), "DescribeModel"),
        ResourceNotFound(answer("ResourceNotFound", "no"), "DescribeModel"),
        InvalidResponse("DescribeModel", "the body is empty"),
        BotocoreTooOldError(lacking="a", installed="b", needed="c"),
        RepeatedTokenError(operation_name="ListModels", page=1, last_page=2),
        WaitFailed(name="a", resource="b", explanation="c"),
        WaitTimeout(name="a", resource="b", explanation="c"),
        Progress("a", 1, 1.0, 2.0, None, None),
        Waiter("a", delay=1, max_attempts=2, acceptors=(Acceptor("success", "status", 200),)),
        IncompleteStreamError(what="a", error="b"),
        UnreadableStreamError("a"),
        PayloadError("a"),
        Difference(("tags", Key("a")), "added", new="b"),
        Differences((Difference(("a", 0), "removed", old="b"),), ("c",)),
        LocalServerError("a"),
    ]


@pytest.mark.parametrize("obj", objects(), ids=lambda obj: type(obj).__name__)
def test_pickled_objects_refer_to_public_names(obj: Any) -> None:
    found = references(pickle.dumps(obj, 0))

    assert found
    for module, name in found:
        assert is_public(module, name), (module, name)
    assert type(obj).__module__.count(".") == 1 or type(obj) is ResourceNotFound
    for again in (pickle.loads(pickle.dumps(obj)), copy.copy(obj), copy.deepcopy(obj)):
        assert isinstance(again, type(obj))
        assert str(again) == str(obj)


def test_deepcopy_of_a_failed_wait_copies_the_response() -> None:
    response = ListModelsResponse(models=[])
    error = WaitFailed(name="a", resource="b", explanation="c", response=response)

    again = copy.deepcopy(error)

    assert again.response == response
    assert again.response is not response
    assert copy.copy(error).response is response


def test_unpickled_error_keeps_its_base_class() -> None:
    error = ValidationException(
        answer("ValidationException", "Could not find model"), "DescribeModel"
    )

    again = pickle.loads(pickle.dumps(error))

    assert isinstance(again, NotFound)
    assert again.is_not_found
