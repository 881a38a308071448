"""Compiled conversion functions can be debugged: they have names, file names and source."""

from __future__ import annotations

import gc
import inspect
import io
import linecache
import pdb
import sys
import traceback
from typing import Any

import pytest

from sagemaker_typed import ConversionError, make_converter
from sagemaker_typed._conversion.registry import wire_hook
from sagemaker_typed._conversion.validated import checked_hook
from sagemaker_typed.sagemaker import CreateModelRequest, DescribeModelResponse, Tag

PLAIN: Any = {"ModelName": "churn", "Tags": [{"Key": "team", "Value": "churn"}]}


def refuse(value: object, _: object) -> Tag:
    raise RuntimeError(f"no tag of {value}")


def functions() -> dict[str, Any]:
    """A function of each kind, by its expected name."""
    converter = make_converter()
    return {
        "structure_CreateModelRequest": converter.get_structure_hook(CreateModelRequest),
        "unstructure_CreateModelRequest": converter.get_unstructure_hook(CreateModelRequest),
        "structure_DescribeModelResponse": wire_hook(DescribeModelResponse),
        "validated_CreateModelRequest": checked_hook(CreateModelRequest),
        "validated_in_full_CreateModelRequest": checked_hook(CreateModelRequest, everything=True),
    }


@pytest.mark.parametrize("name", functions())
def test_compiled_function_has_name_and_source(name: str) -> None:
    function = functions()[name]

    assert function.__name__ == function.__qualname__ == name
    source = inspect.getsource(function)
    assert source.startswith(f"def {name}(")
    assert "member" in source
    assert all(len(line) - len(line.lstrip()) in (0, 4, 8, 12) for line in source.splitlines())


def test_compiled_functions_have_unique_file_names() -> None:
    every = [*functions().values(), *functions().values()]
    names = {function.__code__.co_filename for function in every}

    assert len(names) == len({id(function) for function in every}) == 7
    for name in names:
        assert name.startswith("<sagemaker_typed ")
        assert name.endswith(">")


def test_source_survives_linecache_checkcache() -> None:
    function = make_converter().get_structure_hook(Tag)

    linecache.checkcache()
    assert inspect.getsource(function).startswith("def structure_Tag(data, _):\n    try:\n")


def test_traceback_shows_failing_line() -> None:
    converter = make_converter()
    converter.register_structure_hook(Tag, refuse)

    with pytest.raises(ConversionError) as caught:
        converter.from_boto(CreateModelRequest, PLAIN)

    shown = "".join(traceback.format_exception(caught.value))
    assert "in structure_CreateModelRequest\n    instance.tags = [" in shown
    assert "raise unreadable(cls, data, failure, reader)" in shown


def test_debugger_steps_through_compiled_lines() -> None:
    function = make_converter().get_structure_hook(Tag)
    commands = io.StringIO("step\nstep\nstep\nnext\nnext\np get('Key')\nwhere\ncontinue\n")
    shown = io.StringIO()
    debugger = pdb.Pdb(stdin=commands, stdout=shown, nosigint=True, readrc=False)
    debugger.use_rawinput = False

    tracer = sys.gettrace()
    try:
        made = debugger.runcall(function, {"Key": "team", "Value": "churn"}, None)
    finally:
        sys.settrace(tracer)  # the debugger has replaced that of coverage

    assert made == Tag(key="team", value="churn")
    assert "-> instance = new(cls)" in shown.getvalue()
    assert "'team'" in shown.getvalue()


def test_source_is_removed_with_its_converter() -> None:
    def sources() -> int:
        gc.collect()
        return sum(name.startswith("<sagemaker_typed ") for name in linecache.cache)

    converter = make_converter()
    before = sources()
    converter.get_structure_hook(CreateModelRequest)
    assert sources() > before

    del converter
    assert sources() <= before
