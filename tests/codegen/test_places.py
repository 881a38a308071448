"""Operations without a row in ``rooms.toml`` get a place by rule."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from helpers.cases import each
from helpers.codegen.synthetic import (
    Build,
    Raw,
    enum,
    model,
    notes,
    operation,
    rules,
    structure,
    unformatted,
)
from helpers.models import PACKAGE, locked_model

from sagemaker_typed.codegen.model.reading import read_service
from sagemaker_typed.codegen.plan.places import placed
from sagemaker_typed.codegen.plan.rooms_file import ROOMS_FILE, read_rules
from sagemaker_typed.codegen.plan.rules import Rules, operation_noun

SHAPES = {
    "Lid": structure({"Colour": "Colour"}),
    "Colour": enum("red", "blue"),
    "Label": {"type": "string", "min": 1},
    "BoxIn": structure({"Lid": "Lid"}),
    "TruckIn": structure({"Label": "Label"}),
}
AREAS = {"box": "storage_room", "truck": "road"}


def raw(**operations: str) -> Raw:
    """Return a model with PutBox, PutTruck and more operations; each has an input shape."""
    found = {"PutBox": "BoxIn", "PutTruck": "TruckIn"} | operations
    return model(SHAPES, {name: operation(shape) for name, shape in found.items()})


def place(raw_model: Raw, name: str) -> str:
    """Return the module of a request."""
    (path,) = (
        path
        for path, text in unformatted(raw_model, rules(AREAS)).items()
        if path.endswith(".py") and f"\nclass {name}Request(" in text
    )
    return path.removeprefix("storage/").removesuffix(".py")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # The longest known resource within the noun.
        ("ListBoxLids", "storage_room/box"),
        ("SmashBoxes", "storage_room/box"),
        ("BatchPaintTruckBoxes", "storage_room/box"),
        # A resource of its own, in the area that shares most.
        ("FoldCrate", "storage_room/crate"),
        ("ListTins", "storage_room/tin"),
    ],
)
def test_operation_without_a_row_has_a_place(name: str, expected: str) -> None:
    assert place(raw(**{name: "BoxIn"}), name) == expected


def test_noun_that_is_created_and_described_is_a_resource_although_it_names_another() -> None:
    found = raw(CreateBoxLabel="TruckIn", DescribeBoxLabel="TruckIn", ListBoxLabels="TruckIn")

    assert place(found, "ListBoxLabels") == "road/box_label"


def test_resource_that_shares_nothing_is_in_an_area_of_its_own(build: Build) -> None:
    found = model(
        SHAPES | {"TinIn": structure({"A": "Text"})},
        {"PutBox": operation("BoxIn"), "PutTin": operation("TinIn")},
    )

    namespace = build(found, rules({"box": "storage_room"}))

    assert namespace.PutTinRequest(a="x").a == "x"
    assert namespace.PutTinRequest.__module__.endswith(".storage.other.tin")


def test_new_resource_gives_a_place_to_another_that_shares_its_shapes() -> None:
    shapes = SHAPES | {
        "CrateIn": structure({"Lid": "Lid", "Slat": "Slat"}),
        "Slat": structure({"Nail": "Nail"}),
        "Nail": enum("iron"),
        "AxleIn": structure({"Slat": "Slat"}),
    }
    names = {"PutBox": "BoxIn", "PutTruck": "TruckIn", "AddAxle": "AxleIn", "AddCrate": "CrateIn"}
    found = model(shapes, {name: operation(shape) for name, shape in names.items()})

    assert place(found, "AddAxle") == "storage_room/axle"


@pytest.mark.parametrize("noun", ["Enum", "Shared", "Operation", "Scalars", "Class", "List"])
def test_resource_with_a_reserved_name_does_not_replace_a_module(build: Build, noun: str) -> None:
    name = f"Put{noun}"
    found = raw(**{name: "BoxIn"})

    namespace = build(found, rules(AREAS))

    assert getattr(namespace, f"{name}Request")(lid=None).lid is None


def test_places_and_the_rows_that_move_them_are_noted() -> None:
    found = raw(SmashBoxLids="BoxIn", ListBoxLids="BoxIn", FoldTin="BoxIn")

    assert notes(found, rules(AREAS)) == (
        "ListBoxLids, SmashBoxLids: placed in the resource box by rule; "
        '[[nouns]] noun = "BoxLid" resource = "..." moves it',
        "tin: a new resource, placed in the area storage_room by rule; a row in the resources of "
        "another area moves it",
    )


# --- the rules, measured on the rows --------------------------------------------------------------

SERVICE = read_service("sagemaker", locked_model())
RULES = read_rules(PACKAGE / ROOMS_FILE)


def without(nouns: Iterable[str] = (), resources: Iterable[str] = ()) -> Rules:
    """Return the rules without some rows."""
    left_nouns, left_resources = {*nouns}, {*resources}
    return Rules(
        areas={r: area for r, area in RULES.areas.items() if r not in left_resources},
        area_reasons=RULES.area_reasons,
        nouns={
            noun: row
            for noun, row in RULES.nouns.items()
            if noun not in left_nouns and row.resource not in left_resources
        },
        corrections=(),
        set_aside=RULES.set_aside - left_resources,
    )


def test_most_nouns_have_the_place_of_their_row() -> None:
    right = 0
    for noun, row in RULES.nouns.items():
        found, _ = placed(SERVICE, without(nouns=[noun]))
        right += found.resource_of(noun) == row.resource
    assert right > 0.5 * len(RULES.nouns)


def test_most_resources_have_the_area_of_their_row() -> None:
    right = 0
    used = {RULES.resource_of(operation_noun(name)) for name in SERVICE.operations}
    used &= RULES.areas.keys()
    for resource in sorted(used):
        left = without(resources=[resource])
        # The nouns of the resource keep their rows.
        left = Rules(left.areas, left.area_reasons, RULES.nouns, (), left.set_aside)
        found, _ = placed(SERVICE, left)
        right += found.areas.get(resource) == RULES.areas[resource]
    assert right > 0.7 * len(used)


@each("area", sorted(RULES.area_reasons))
def test_service_without_the_rows_of_an_area_can_be_placed(area: str) -> None:
    resources = [resource for resource, its in RULES.areas.items() if its == area]

    found, said = placed(SERVICE, without(resources=resources))

    for name in SERVICE.operations:
        assert found.resource_of(operation_noun(name)) in found.areas
    assert said
