"""The module of a shape depends on the resources and areas that use it."""

from __future__ import annotations

import pytest
from helpers.codegen.synthetic import (
    Raw,
    enum,
    list_of,
    model,
    operation,
    refusal,
    rules,
    structure,
    unformatted,
)

from sagemaker_typed.codegen.plan.rules import Noun

AREAS = {"box": "storage_room", "tin": "storage_room", "truck": "road", "search": "search"}
SHAPES = {
    "Lid": structure({"Colour": "Colour", "Label": "Label"}),
    "Colour": enum("red", "blue"),
    "Label": {"type": "string", "min": 1},
    "Parts": list_of("Lid", min=1),
    "MaxSize": {"type": "integer", "max": 9},
    "SizeInstanceType": enum("ml.s1.large", "ml.s1.small"),
}


def rooms_of(users: dict[str, str], **more: Raw) -> dict[str, set[str]]:
    """Return the modules that define each shape; each resource uses one shape in its input."""
    inputs = {f"{resource}Input": structure({"It": shape}) for resource, shape in users.items()}
    operations = {f"Put{resource}": operation(f"{resource}Input") for resource in users}
    used = {resource.lower() for resource in users}
    sources = unformatted(
        model(SHAPES | more | inputs, operations),
        rules(
            {name: area for name, area in AREAS.items() if name in used},
            set_aside={"search"} & used,
        ),
    )
    return {
        name: {
            path for path, text in sources.items() if path.endswith(".py") and f"\n{how}" in text
        }
        for name, how in (
            ("Lid", "class Lid("),
            ("Colour", "class Colour("),
            ("Label", "Label = "),
            ("MaxSize", "MaxSize = "),
            ("Colours", "Colours = "),
            ("SizeInstanceType", "class SizeInstanceType("),
        )
    }


def test_shape_of_one_resource_is_in_its_module() -> None:
    rooms = rooms_of({"Box": "Lid", "Tin": "MaxSize", "Truck": "Text"})

    box = {"storage/storage_room/box.py"}
    assert (rooms["Lid"], rooms["Colour"], rooms["Label"]) == (box, box, box)
    assert rooms["MaxSize"] == {"storage/storage_room/tin.py"}


def test_shape_of_one_area_is_in_its_shared_modules() -> None:
    rooms = rooms_of({"Box": "Lid", "Tin": "Parts", "Truck": "Text"})

    assert rooms["Lid"] == {"storage/storage_room/shared.py"}
    assert rooms["Colour"] == {"storage/storage_room/enums.py"}
    assert rooms["Label"] == {"storage/storage_room/scalars.py"}


def test_shared_list_without_structures_is_in_the_lists_module() -> None:
    rooms = rooms_of({"Box": "Colours", "Tin": "Colours"}, Colours=list_of("Colour", min=1))

    assert rooms["Colours"] == {"storage/storage_room/lists.py"}


def test_shape_of_several_areas_is_in_common_with_its_structure() -> None:
    rooms = rooms_of({"Box": "Lid", "Truck": "Parts"})

    # The module is named after the structure that reaches the others.
    common = {"storage/common/lid.py"}
    assert (rooms["Lid"], rooms["Colour"], rooms["Label"]) == (common, common, common)


def test_enum_used_elsewhere_too_is_in_the_common_enums() -> None:
    rooms = rooms_of({"Box": "Lid", "Truck": "Parts", "Tin": "Colour"})

    assert rooms["Lid"] == {"storage/common/lid.py"}
    assert rooms["Colour"] == {"storage/common/enums.py"}


def test_enums_and_scalars_of_several_areas_are_in_separate_common_modules() -> None:
    enums = rooms_of({"Box": "Colour", "Truck": "Colour"})
    scalars = rooms_of({"Box": "MaxSize", "Truck": "MaxSize"})

    assert enums["Colour"] == {"storage/common/enums.py"}
    assert scalars["MaxSize"] == {"storage/common/scalars.py"}


def test_resource_that_is_set_aside_does_not_count_as_a_user() -> None:
    rooms = rooms_of({"Box": "Lid", "Search": "Lid"})

    assert rooms["Lid"] == {"storage/storage_room/box.py"}


def test_shape_of_only_a_resource_that_is_set_aside_is_in_its_module() -> None:
    rooms = rooms_of({"Box": "Text", "Search": "Lid"})

    assert rooms["Lid"] == {"storage/search/search.py"}


def test_enum_of_instance_types_is_in_the_instance_types_package() -> None:
    rooms = rooms_of({"Box": "SizeInstanceType"})

    assert rooms["SizeInstanceType"] == {"instance_types/size_instance_type.py"}


def test_operations_are_in_the_module_of_their_resource() -> None:
    names = ("PutBox", "GetBox", "BatchPutBox", "PutTin", "PutLargeTin")
    sources = unformatted(
        model({}, {name: operation() for name in names}),
        rules({"box": "storage_room", "tin": "storage_room"}, nouns=[Noun("LargeTin", "tin", "r")]),
    )

    def defined_in(resource: str) -> list[str]:
        source = sources[f"storage/storage_room/{resource}.py"]
        return [name for name in names if f"class {name}Request(" in source]

    assert defined_in("box") == ["PutBox", "GetBox", "BatchPutBox"]
    assert defined_in("tin") == ["PutTin", "PutLargeTin"]


@pytest.mark.parametrize("name", ["Storage", "StorageRoomOperations"])
def test_shape_named_like_a_client_class_is_refused(name: str) -> None:
    raw = model({name: structure({}), "In": structure({"It": name})}, {"PutBox": operation("In")})

    assert name in refusal(raw, rules({"box": "storage_room"}))
