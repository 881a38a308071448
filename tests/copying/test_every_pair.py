"""A request from the description of every resource, of which there is a description."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Final

import pytest
from botocore import xform_name
from botocore.validate import ParamValidator
from helpers.cases import each
from helpers.folders import DOCS
from helpers.pairs import PAIRS, Pair
from helpers.samples import Kind, operations

from sagemaker_typed import (
    ConversionError,
    Request,
    Response,
    Shape,
    as_request,
    diff,
    dropped_members,
    to_boto,
)
from sagemaker_typed._conversion.violations import violations_of
from sagemaker_typed._schema.fields import is_list, is_map, required_fields
from sagemaker_typed.copying.copies import TOKENS
from sagemaker_typed.differences.pairs import descriptions

KINDS: Final[tuple[Kind, ...]] = ("full", "required")
MARKS: Final = ("ForUpdate", "ToUpdate", "Update")
INCOMPLETE: Final = {
    # The service returns the address of the template, not its content.
    "CreateHumanTaskUi": {"ui_template.content"},
    # Only the ARN has the name of the image, in lower case.
    "CreateImageVersion": {"image_name"},
    "UpdateImageVersion": {"image_name"},
    # The service does not return it.
    "CreateTrainingPlan": {"training_plan_offering_id"},
    # A secret, which the service does not return.
    "CreateWorkforce": {"oidc_config.client_secret"},
    "UpdateWorkforce": {"oidc_config.client_secret"},
    # Another operation returns them.
    "CreateGlobalInferenceGateway": {"gateways"},
    # The name, the id or the ARN: the model does not say which.
    "UpdateGlobalInferenceGateway": {"identifier"},
}
"""The required members that a full description does not have."""


def request_from(pair: Pair, described: Response) -> Request[Response]:
    """Make the request, with sample values for what the description does not have."""
    try:
        return as_request(pair.write.request, described)
    except ConversionError as error:
        full: Any = pair.request()
        missing = {str(problem.steps[0]) for problem in error.problems}
        return as_request(
            pair.write.request, described, **{name: getattr(full, name) for name in missing}
        )


def parameters(pair: Pair, request: Request[Response]) -> dict[str, Any]:
    """Return what botocore validates: it adds tokens itself."""
    tokens = {
        name: "t" * 40
        for name, shape in pair.write.input.members.items()
        if shape.metadata.get("idempotencyToken")
    }
    return tokens | to_boto(request)


def missing(pair: Pair) -> set[str]:
    """Return the paths of the required members that a full description does not have."""
    try:
        as_request(pair.write.request, pair.description())
    except ConversionError as error:
        return {problem.path for problem in error.problems if problem.path in str(error)}
    return set()


def given(pair: Pair) -> set[str]:
    """Return the names of the members that no description has completely."""
    return {path.partition(".")[0].partition("[")[0] for path in missing(pair)}


def mutable(value: Any) -> Iterator[Any]:
    """Yield every mutable value inside an object."""
    if isinstance(value, Shape):
        parts: list[Any] = [getattr(value, name) for name in value.__wire_names__]
    elif is_list(value) or is_map(value):
        parts = [*value.values()] if is_map(value) else [*value]
    else:
        return
    yield value
    for part in parts:
        yield from mutable(part)


def test_pairs_are_those_of_the_model() -> None:
    created = [pair for pair in PAIRS if pair.write.name.startswith("Create")]

    assert len(created) >= 68
    assert len(PAIRS) >= 109


@each("pair", PAIRS)
def test_request_from_description_is_valid_for_botocore(pair: Pair) -> None:
    for kind in KINDS:
        request = request_from(pair, pair.description(kind))

        report = ParamValidator().validate(parameters(pair, request), pair.write.input)
        assert not report.has_errors(), (kind, report.generate_report())


def updates() -> list[tuple[Pair, Pair]]:
    """Return the operations that update what another one creates, with that one."""
    by_name = {str(pair): pair for pair in PAIRS}
    return [
        (pair, by_name[name.replace("Update", "Create", 1)])
        for name, pair in by_name.items()
        if name.startswith("Update") and name.replace("Update", "Create", 1) in by_name
    ]


@each(("update", "create"), updates(), ids=lambda pair: str(pair[0]))
def test_update_from_the_request_that_creates_is_valid_for_botocore(
    update: Pair, create: Pair
) -> None:
    """Members of another name have a mark in it, as in ``DomainSettingsForUpdate``."""
    full: Any = update.request()
    given = {
        name: getattr(full, name)
        for name in required_fields(update.write.request)
        if name not in create.write.request.__wire_names__
    }
    request = as_request(update.write.request, create.request(), **given)

    report = ParamValidator().validate(parameters(update, request), update.write.input)
    assert not report.has_errors(), report.generate_report()
    for wire in update.write.input.members:
        plain = next((p for mark in MARKS if (p := wire.replace(mark, "")) != wire), wire)
        if plain in create.write.input.members and xform_name(wire) not in TOKENS:
            assert wire in to_boto(request), wire


@each("pair", PAIRS)
def test_empty_values_that_the_service_refuses_are_not_copied(pair: Pair) -> None:
    request = request_from(pair, pair.description("empty"))
    # The required ones are refused with their names.
    refused = {violation.path for violation in violations_of(request, everything=False)}

    assert refused <= required_fields(type(request))


@each("pair", PAIRS)
def test_only_known_members_are_missing_in_a_full_description(pair: Pair) -> None:
    found, known = missing(pair), INCOMPLETE.get(str(pair), set())
    if found - known:
        pytest.skip(f"a newer model: no description has {', '.join(sorted(found - known))}")
    assert found == known


@each("pair", PAIRS)
def test_request_is_a_deep_copy(pair: Pair) -> None:
    described = pair.description()
    before = copy.deepcopy(described)

    request = request_from(pair, described)

    ours = {id(value) for value in mutable(described)}
    assert not [value for value in mutable(request) if id(value) in ours]
    assert described == before


@each("pair", PAIRS)
def test_request_from_description_does_not_differ_from_it(pair: Pair) -> None:
    described = pair.description()
    try:
        request = as_request(pair.write.request, described)
    except ConversionError:
        return

    assert str(diff(described, request)) == "no differences"
    assert str(diff(request, described)) == "no differences"
    assert descriptions(type(request)) == (type(described),)


@each("pair", PAIRS)
def test_each_value_is_copied_or_dropped(pair: Pair) -> None:
    """The description's values that are not in the request are those that are listed."""
    described = pair.description()
    dropped = dropped_members(pair.write.request, described)

    for path in dropped:
        without = copy.deepcopy(described)
        remove(without, path)
        assert outcome(pair, without) == outcome(pair, described), path
    for name in described.__wire_names__:
        if name not in {*dropped, *given(pair)} and getattr(described, name) is not None:
            without = copy.deepcopy(described)
            setattr(without, name, None)
            assert outcome(pair, without) != outcome(pair, described), name


def outcome(pair: Pair, described: Response) -> object:
    """Return what is made from a description, or the reasons why nothing is."""
    request: Any = pair.request()
    changes = {name: getattr(request, name) for name in given(pair)}
    try:
        return as_request(pair.write.request, described, **changes)
    except ConversionError as error:
        return error.problems


def remove(obj: Any, path: str) -> None:
    """Remove a value."""
    *outer, last = path.replace("[", ".[").split(".")
    for step in outer:
        obj = obj[int(step[1:-1])] if step.startswith("[") else getattr(obj, step)
    setattr(obj, last, None)


def test_page_has_the_required_members_that_descriptions_do_not_have() -> None:
    rows = [line.split("|") for line in (DOCS / "copying.md").read_text("utf-8").splitlines()]
    found = {
        request.strip(" `").removesuffix("Request"): {row[2].strip(" `")}
        for row in rows
        if len(row) == 5
        for request in row[1].split(",")
    }

    assert {name: paths for name, paths in found.items() if name in INCOMPLETE} == INCOMPLETE


@each("operation", operations())
def test_tokens_of_calls_are_not_copied(operation: Any) -> None:
    for name, wire in operation.request.__wire_names__.items():
        shape = operation.input.members[wire]
        if shape.metadata.get("idempotencyToken"):
            assert name in TOKENS
