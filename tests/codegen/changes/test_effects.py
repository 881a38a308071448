"""The effect of each difference, compared with the packages that the generator writes for both."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Union, cast

import attrs
import pytest
from helpers.cases import each
from helpers.codegen.synthetic import (
    Build,
    Raw,
    enum,
    import_sources,
    list_of,
    map_of,
    model,
    operation,
    rules,
    structure,
    unformatted,
)

from sagemaker_typed import OpenEnum
from sagemaker_typed.client import BaseClient
from sagemaker_typed.codegen.changes.compare import compare
from sagemaker_typed.codegen.changes.facts import Changes, Effect
from sagemaker_typed.codegen.changes.json_form import to_json
from sagemaker_typed.codegen.changes.markdown import to_markdown
from sagemaker_typed.codegen.changes.methods import methods
from sagemaker_typed.codegen.changes.sentences import sentence
from sagemaker_typed.codegen.changes.sides import Side
from sagemaker_typed.codegen.changes.text import to_text
from sagemaker_typed.codegen.model.paginators import with_paginators
from sagemaker_typed.codegen.model.reading import read_service
from sagemaker_typed.codegen.plan.rules import Correction, Rules
from sagemaker_typed.operation import PagedRequest

PACKAGE: Final = "sagemaker_typed.storage."
DROP_BOX: Final = f"{PACKAGE}SageMakerStorage.drop_box"


@attrs.frozen
class Case:
    """The shapes of a model before and after a change, and the expected facts."""

    name: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    facts: Mapping[str, Effect]
    """Effect by wire name and property."""
    sides: str = "both"
    """Whether requests, responses or both have the shape ``Part``."""


def part(
    name: str,
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    facts: Mapping[str, Effect],
    sides: str = "both",
) -> Case:
    return Case(name, old or {}, new or {}, facts, sides)


TOKEN: Final = {"shape": "Text", "idempotencyToken": True}
TEXT: Final = structure({"A": "Text"})
CASES: Final = [
    # Members.
    part("new member", {"Part": TEXT}, {"Part": structure({"A": "Text", "B": "Text"})},
         {"Part.B": "additive"}),
    part("new required member of requests", {"Part": TEXT},
         {"Part": structure({"A": "Text", "B": "Text"}, ["B"])},
         {"Part.B": "breaking"}, "requests"),
    part("new required member of responses", {"Part": TEXT},
         {"Part": structure({"A": "Text", "B": "Text"}, ["B"])},
         {"Part.B": "additive"}, "responses"),
    part("new token", {"Part": TEXT},
         {"Part": structure({"A": "Text", "B": TOKEN}, ["B"])},
         {"Part.B": "additive"}, "requests"),
    part("removed member", {"Part": structure({"A": "Text", "B": "Text"})}, {"Part": TEXT},
         {"Part.B": "breaking"}),
    part("required in requests", {"Part": TEXT}, {"Part": structure({"A": "Text"}, ["A"])},
         {"Part.A required": "breaking"}, "requests"),
    part("required in responses", {"Part": TEXT}, {"Part": structure({"A": "Text"}, ["A"])},
         {"Part.A required": "breaking"}, "responses"),
    part("optional in requests", {"Part": structure({"A": "Text"}, ["A"])}, {"Part": TEXT},
         {"Part.A required": "additive"}, "requests"),
    part("optional in responses", {"Part": structure({"A": "Text"}, ["A"])}, {"Part": TEXT},
         {"Part.A required": "breaking"}, "responses"),
    part("another type", {"Part": TEXT}, {"Part": structure({"A": "Whole"})},
         {"Part.A shape": "breaking"}),
    part("another number", {"Part": structure({"A": "Whole"})}, {"Part": structure({"A": "Long"})},
         {"Part.A shape": "invisible"}),
    part("another constrained string", {"Part": structure({"A": "Name"})},
         {"Part": structure({"A": "Short"}), "Short": {"type": "string", "min": 1, "max": 9}},
         {"Part.A shape": "invisible", "Short": "additive", "Name has_name": "additive"}),
    part("deprecated member", {"Part": TEXT},
         {"Part": structure({"A": {"shape": "Text", "deprecated": True}})},
         {"Part.A deprecated": "invisible"}),
    # Structures.
    part("union in requests", {"Part": TEXT}, {"Part": TEXT | {"union": True}},
         {"Part union": "breaking"}, "requests"),
    part("no union any more", {"Part": TEXT | {"union": True}}, {"Part": TEXT},
         {"Part union": "breaking"}),
    part("a structure becomes an enum", {"Part": TEXT}, {"Part": enum("a")},
         {"Part kind": "breaking"}),
    part("document", {"Part": structure({})}, {"Part": structure({}, document=True)},
         {"Part document": "breaking", "Part has_name": "breaking"}),
    # Names that stay as aliases.
    part("renamed structure", {"Part": structure({"A": "Wheel"}), "Wheel": TEXT},
         {"Part": structure({"A": "Tyre"}), "Tyre": structure({"A": "Text", "B": "Text"})},
         {"Part.A shape": "invisible", "Wheel": "additive", "Tyre": "additive"}),
    part("renamed enum", {"Part": structure({"A": "Mode"}), "Mode": enum("a")},
         {"Part": structure({"A": "State"}), "State": enum("a", "b")},
         {"Part.A shape": "invisible", "Mode": "additive", "State": "additive"}),
    part("another structure", {"Part": structure({"A": "Wheel"}), "Wheel": TEXT},
         {"Part": structure({"A": "Tyre"}), "Tyre": structure({"B": "Text"})},
         {"Part.A shape": "breaking", "Wheel": "breaking", "Tyre": "additive"}),
    part("another structure that needs more", {"Part": structure({"A": "Wheel"}), "Wheel": TEXT},
         {"Part": structure({"A": "Tyre"}), "Tyre": structure({"A": "Text", "B": "Text"}, ["B"])},
         {"Part.A shape": "breaking", "Wheel": "breaking", "Tyre": "additive"}),
    part("another structure that requires a member",
         {"Part": structure({"A": "Wheel"}), "Wheel": TEXT},
         {"Part": structure({"A": "Tyre"}), "Tyre": structure({"A": "Text"}, ["A"])},
         {"Part.A shape": "breaking", "Wheel": "breaking", "Tyre": "additive"}),
    part("another structure that does not require a member",
         {"Part": structure({"A": "Wheel"}), "Wheel": structure({"A": "Text"}, ["A"])},
         {"Part": structure({"A": "Tyre"}), "Tyre": TEXT},
         {"Part.A shape": "breaking", "Wheel": "breaking", "Tyre": "additive"}),
    part("another enum without a value", {"Part": structure({"A": "Mode"}), "Mode": enum("a")},
         {"Part": structure({"A": "State"}), "State": enum("b")},
         {"Part.A shape": "breaking", "Mode": "breaking", "State": "additive"}),
    # Enums.
    part("new value", {"Part": enum("a")}, {"Part": enum("a", "b")}, {"Part values": "additive"}),
    part("removed value", {"Part": enum("a", "b")}, {"Part": enum("a")},
         {"Part values": "breaking"}),
    part("new value that takes a name", {"Part": enum("a-b")}, {"Part": enum("a_b", "a-b")},
         {"Part values": "additive", "Part member_names": "breaking"}),
    part("values in another order", {"Part": enum("a-b", "a_b", "c")},
         {"Part": enum("c", "a_b", "a-b")}, {"Part member_names": "breaking"}),
    part("removed value that had a name", {"Part": enum("a_b", "a-b")}, {"Part": enum("a-b")},
         {"Part values": "breaking", "Part member_names": "breaking"}),
    part("string becomes enum", {"Part": {"type": "string", "max": 3}}, {"Part": enum("a")},
         {"Part kind": "breaking"}),
    # Bounds.
    part("higher minimum", {"Part": {"type": "string", "min": 1}},
         {"Part": {"type": "string", "min": 2}}, {"Part minimum": "breaking"}, "requests"),
    part("lower minimum", {"Part": list_of("Text", min=2)}, {"Part": list_of("Text", min=1)},
         {"Part minimum": "additive"}),
    part("minimum of responses", {"Part": {"type": "string", "min": 1}},
         {"Part": {"type": "string", "min": 2}}, {"Part minimum": "invisible"}, "responses"),
    part("lower maximum", {"Part": {"type": "integer", "max": 9}},
         {"Part": {"type": "integer", "max": 5}}, {"Part maximum": "invisible"}),
    part("last bound", {"Part": {"type": "integer", "max": 9}}, {"Part": {"type": "integer"}},
         {"Part maximum": "invisible", "Part has_name": "additive"}),
    part("first bound", {"Part": {"type": "integer"}}, {"Part": {"type": "integer", "max": 9}},
         {"Part maximum": "invisible", "Part has_name": "additive"}),
    part("pattern", {"Part": {"type": "string", "pattern": "a"}},
         {"Part": {"type": "string", "pattern": "b"}}, {"Part pattern": "invisible"}),
    part("sensitive", {"Part": {"type": "string", "max": 1}},
         {"Part": {"type": "string", "max": 1, "sensitive": True}},
         {"Part sensitive": "invisible"}),
    part("minimum length of zero", {"Part": {"type": "string", "max": 9}},
         {"Part": {"type": "string", "max": 9, "min": 0}}, {"Part minimum": "invisible"}),
    part("minimum value of zero", {"Part": {"type": "integer", "max": 9}},
         {"Part": {"type": "integer", "max": 9, "min": 0}}, {"Part minimum": "breaking"}),
    part("minimum of a map", {"Part": map_of("Text", "Text", max=9)},
         {"Part": map_of("Text", "Text", max=9, min=1)}, {"Part minimum": "invisible"}),
    part("another string with a higher minimum", {"Part": structure({"A": "Text"})},
         {"Part": structure({"A": "Name"})},
         {"Part.A shape": "breaking", "Name has_name": "additive"}),
    # Lists and maps.
    part("member of list", {"Part": list_of("Text", max=9)}, {"Part": list_of("Whole", max=9)},
         {"Part member": "breaking"}),
    part("member of list with the same type", {"Part": list_of("Whole", max=9)},
         {"Part": list_of("Long", max=9)}, {"Part member": "invisible"}),
    part("value of map", {"Part": map_of("Text", "Text", max=9)},
         {"Part": map_of("Text", "Flag", max=9)}, {"Part value": "breaking"}),
]  # fmt: skip


@pytest.fixture
def build_unformatted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Do what ``build`` does, without formatting, which takes longer than everything else."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    def make(raw: Raw, rows: Rules | None = None) -> Any:
        return import_sources(unformatted(raw, rows), tmp_path)

    return make


def raw_model(shapes: Mapping[str, Any], sides: str) -> Raw:
    members = {"Id": "Text"}
    given = structure(members if sides == "responses" else members | {"Part": "Part"})
    returned = structure(members if sides == "requests" else members | {"Part": "Part"})
    return model(
        {**shapes, "GivenBox": given, "ReturnedBox": returned},
        {"PutBox": operation("GivenBox", "ReturnedBox")},
    )


def compared(old: Raw, new: Raw, *corrections: Correction) -> Changes:
    before, after = ({"storage": read_service("storage", raw)} for raw in (old, new))
    return compare(before, after, {"storage": rules(corrections=corrections)})


def effects(changes: Changes) -> dict[str, Effect]:
    found: dict[str, Effect] = {}
    for fact in changes.facts:
        if fact.difference.aspect == "used" and fact.effect == "invisible":
            continue  # a string or number without a name
        aspect = fact.difference.aspect or ("values" if fact.difference.kind == "values" else "")
        found[f"{fact.difference.wire_name} {aspect}".strip()] = fact.effect
    return found


def kept_names(old: Raw, new: Raw) -> dict[str, str]:
    before, after = (Side(read_service("storage", raw), rules()) for raw in (old, new))
    return before.kept_in(after)


def aliases(namespace: Any, kept: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    """Yield the names of the aliases in a namespace, and the types that they name."""
    for name in kept:
        assert name not in namespace.__all__
        namespace.__dict__.pop(name, None)
        with pytest.warns(DeprecationWarning, match=f"{name} is deprecated; use ") as warned:
            yield name, getattr(namespace, name)
        assert warned[0].filename == __file__


def public_names(namespace: Any) -> Iterator[tuple[str, object]]:
    """Yield the names of a generated package, and the types of fields."""
    for name in namespace.__all__:
        yield from names_of(name, getattr(namespace, name))


def names_of(name: str, value: object) -> Iterator[tuple[str, object]]:
    yield name, ""
    if isinstance(value, type) and issubclass(value, BaseClient):
        methods: list[str] = dir(cast("object", value))
        yield from ((f"{name}.{m}", "") for m in methods if not m.startswith("_"))
    elif isinstance(value, type) and issubclass(value, OpenEnum):
        yield from ((f"{name}.{member.name}", "") for member in value)
    elif isinstance(value, type) and attrs.has(value):
        attrs.resolve_types(value)
        for field in attrs.fields(value):
            if not field.name.startswith("_"):
                yield f"{name}.{field.name}", plain(field.type)


def plain(annotation: Any) -> str:
    """Return the text of a type without constraints and the package of its classes."""
    arguments = getattr(annotation, "__args__", ())
    if hasattr(annotation, "__metadata__"):
        return plain(annotation.__origin__)
    if not arguments:
        return getattr(annotation, "__name__", str(annotation))
    origin: Any = getattr(annotation, "__origin__", Union)
    name = "Union" if origin is Union else origin.__name__
    return f"{name}[{', '.join(map(plain, arguments))}]"


@each("case", CASES, ids=lambda case: case.name, size=100)
def test_effect_is_that_of_the_generated_packages(build_unformatted: Build, case: Case) -> None:
    raw, new_raw = (raw_model(shapes, case.sides) for shapes in (case.old, case.new))

    changes = compared(raw, new_raw)

    assert effects(changes) == case.facts
    kept = kept_names(raw, new_raw)
    namespace = build_unformatted(new_raw, attrs.evolve(rules(), old_names=kept))
    replaced = {name: getattr(value, "__name__", "") for name, value in aliases(namespace, kept)}
    old = {
        name: re.sub(r"\w+", lambda word: replaced.get(word[0], word[0]), str(type_))
        for name, type_ in public_names(build_unformatted(raw))
    }
    new = dict(public_names(namespace))
    for name, value in aliases(namespace, kept):
        new |= dict(names_of(name, value))
    breaking = {
        name.removeprefix(PACKAGE)
        for fact in changes.facts
        if fact.effect == "breaking"
        for name in fact.names
    }
    lost = {name for name in old if name not in new}
    gained = {name for name in new if name not in old}
    told = {name.removeprefix(PACKAGE) for fact in changes.facts for name in fact.names}
    assert {name for name in gained if not any(name.startswith(f"{t}.") for t in told)} <= told
    retyped = {name for name in old.keys() & new.keys() if old[name] != new[name]}
    assert {
        name for name in lost if not any(name.startswith(f"{b}.") for b in breaking)
    } <= breaking
    if retyped and changes.effect == "breaking":
        assert retyped & breaking or breaking & {"Part"}
    elif retyped:
        # Only requests become easier to write.
        assert case.name == "optional in requests"


@pytest.mark.parametrize("is_removed", [True, False])
def test_operations_and_services(*, is_removed: bool) -> None:
    small = raw_model({"Part": TEXT}, "both")
    large = raw_model({"Part": TEXT}, "both")
    large["operations"]["DropBox"] = operation("GivenBox", None)

    changes = compared(large, small) if is_removed else compared(small, large)

    (fact,) = changes.facts
    assert fact.effect == ("breaking" if is_removed else "additive")
    assert fact.names == (DROP_BOX,)
    one = {"storage": read_service("storage", small)}
    (service,) = (compare(one, {}) if is_removed else compare({}, one)).facts
    assert service.effect == ("breaking" if is_removed else "additive")
    assert not compare(one, one).services


def test_correction_makes_a_required_member_optional_on_both_sides() -> None:
    old = raw_model({"Part": structure({"A": "Text"}, ["A"])}, "responses")
    new = raw_model({"Part": TEXT}, "responses")
    row = Correction("Part", "optional", "Responses omit it.", member="A")

    assert effects(compared(old, new)) == {"Part.A required": "breaking"}
    assert effects(compared(old, new, row)) == {"Part.A required": "invisible"}


def test_another_input_is_compared_by_its_fields() -> None:
    old = raw_model({"Part": TEXT, "Other": structure({"Id": "Text"})}, "both")
    new = raw_model({"Part": TEXT, "Other": structure({"Id": "Text"})}, "both")
    new["operations"]["PutBox"]["input"]["shape"] = "Other"

    found = effects(compared(old, new))

    assert found == {"PutBox input": "breaking"}


def test_methods_are_new_updated_or_removed() -> None:
    """A method is updated by what its request gains, also if that has another shape."""
    old = raw_model({"Part": TEXT, "Other": structure({"Id": "Text", "B": "Text"})}, "both")
    new = raw_model({"Part": TEXT, "Other": structure({"Id": "Text", "B": "Text"})}, "both")
    old["operations"]["DropBox"] = operation("GivenBox", None)
    new["operations"]["AddBox"] = operation("GivenBox", None)
    new["operations"]["PutBox"]["input"]["shape"] = "Other"

    changes = compared(old, new)
    found = methods(changes.services[0])

    assert [(m.operation, m.change) for m in found] == [
        ("AddBox", "new"), ("PutBox", "updated"), ("DropBox", "removed"),
    ]  # fmt: skip
    assert found[1].request == {"B": "string"}
    shown, page = to_text(changes), to_text(changes, only_page=True)
    assert " - 1 new 1 updated 1 removed api methods\n" in shown
    assert "\nDropBox (removed)\n\n" in shown
    assert " - 1 new 1 updated api methods\n" in page
    assert "removed" not in page
    assert "#### DropBox (removed)" in to_markdown(changes)
    *_, removed = json.loads(to_json(changes))["services"][0]["methods"]
    assert removed == {"operation": "DropBox", "name": DROP_BOX, "change": "removed"}


def test_a_removed_service_has_removed_methods() -> None:
    one = {"storage": read_service("storage", raw_model({"Part": TEXT}, "both"))}

    assert "\nPutBox (removed)\n" in to_text(compare(one, {}))
    assert to_text(compare(one, {}), only_page=True) == ""


def test_patterns_are_not_code_in_markdown() -> None:
    shapes = [{"Part": {"type": "string", "pattern": p}} for p in ("[^`*]", "[_`]")]
    old, new = (raw_model(one, "requests") for one in shapes)
    changes = compared(old, new)

    assert r"changed: \[^\`\*\] -\> \[\_\`\] (requests)" in to_markdown(changes)


def test_an_alias_stays_as_long_as_its_shape() -> None:
    """A change that is not compatible does not remove a deprecated name."""
    models = [
        raw_model(
            {"Part": structure({"A": wheel}), wheel: structure({"B": "Text"}, needed)}, "both"
        )
        for wheel, needed in (("Wheel", []), ("Tyre", []), ("Tyre", ["B"]))
    ]
    models.append(raw_model({"Part": structure({"A": "Text"})}, "both"))
    services = [read_service("storage", raw) for raw in models]
    old_names: dict[str, str] = {}
    found: list[dict[str, str]] = []
    for old, new in pairwise(services):
        rows = attrs.evolve(rules(), old_names=old_names)
        old_names = Side(old, rows).kept_in(Side(new, rows))
        found.append(old_names)

    assert found == [{"Wheel": "Tyre"}, {"Wheel": "Tyre"}, {}]


def test_an_alias_names_the_type_that_is_in_most_places() -> None:
    old = raw_model({"Part": structure(dict.fromkeys("ABC", "Wheel")), "Wheel": TEXT}, "both")
    members = {"A": "Alloy", "B": "Tyre", "C": "Tyre"}
    new = raw_model({"Part": structure(members), "Alloy": TEXT, "Tyre": TEXT}, "both")

    assert kept_names(old, new) == {"Wheel": "Tyre"}


@pytest.mark.parametrize("code", ["from {} import Wheel", "import {} as s; s.Wheel"])
def test_warning_about_an_old_name_is_about_the_line_that_uses_it(
    build_unformatted: Build, code: str
) -> None:
    raw = raw_model({"Part": structure({"A": "Tyre"}), "Tyre": TEXT}, "both")
    storage = build_unformatted(raw, attrs.evolve(rules(), old_names={"Wheel": "Tyre"}))
    # The line is in a file of its own, because its callers are in this one.
    line = compile("\n\n" + code.format(storage.__name__), "user_code.py", "exec")

    with pytest.warns(DeprecationWarning, match="Wheel is deprecated; use Tyre ") as warned:
        exec(line)

    assert [(each.filename, each.lineno) for each in warned] == [("user_code.py", 3)]


def test_renamed_error_within_a_stream_of_events() -> None:
    def stream(error: str) -> Raw:
        shapes = {
            error: structure({"Message": "Text"}, exception=True),
            "Events": structure({"Error": error}, eventstream=True),
            "Out": structure({"Events": "Events"}),
        }
        return model(shapes, {"PutBox": operation(None, "Out", error)})

    facts = compared(stream("StreamFault"), stream("StreamError")).facts
    (lost,) = (fact for fact in facts if fact.difference.subject == "StreamFault")

    # The error class is gone, although the class in the stream has an alias.
    assert lost.effect == "breaking"
    assert f"{PACKAGE}errors.StreamFault" in lost.names


def test_shape_without_users_is_invisible() -> None:
    old = raw_model({"Part": TEXT, "Lost": structure({"A": "Text"})}, "both")
    new = raw_model({"Part": TEXT, "Lost": structure({})}, "both")

    assert effects(compared(old, new)) == {"Lost.A": "invisible"}


def test_paginator_that_this_package_derives_is_invisible() -> None:
    shapes = {
        "ListBoxesInput": structure({"NextToken": "Text"}),
        "ListBoxesOutput": structure({"NextToken": "Text", "Boxes": "Texts"}),
    }
    raw = model(shapes, {"ListBoxes": operation("ListBoxesInput", "ListBoxesOutput")})
    old = read_service("storage", raw)
    row = {"input_token": "NextToken", "output_token": "NextToken", "result_key": "Boxes"}
    new = with_paginators(old, {"pagination": {"ListBoxes": row}})

    (fact,) = compare({"storage": old}, {"storage": new}).facts

    assert (fact.difference.kind, fact.difference.change) == ("paginator", "added")
    assert fact.effect == "invisible"


@pytest.mark.parametrize("is_removed", [True, False])
def test_pages_that_only_this_package_has(build_unformatted: Build, *, is_removed: bool) -> None:
    def listing(**members: str) -> Raw:
        shapes = {"Given": structure(members), "Page": structure({**members, "Boxes": "Texts"})}
        return model(shapes | {"Texts": list_of("Text")}, {"ListBoxes": operation("Given", "Page")})

    bare, paged = listing(), listing(NextToken="Text")

    changes = compared(paged, bare) if is_removed else compared(bare, paged)

    found = {f.difference.aspect: f for f in changes.facts if f.difference.kind == "paginator"}
    effect = "breaking" if is_removed else "additive"
    assert {aspect: fact.effect for aspect, fact in found.items()} == {"derived_pages": effect}
    expected = "no longer has pages" if is_removed else "ListBoxes has pages"
    assert expected in sentence(found["derived_pages"].difference)
    for raw in (bare, paged):
        request = build_unformatted(raw).ListBoxesRequest
        assert issubclass(request, PagedRequest) == (raw is paged)


def test_classes_with_the_same_name_are_compared_without_a_row() -> None:
    """The generator refuses this model until a row renames the class."""
    old = raw_model({"Part": structure({"Inner": "PutBoxRequest"}), "PutBoxRequest": TEXT}, "both")
    new = raw_model({"Part": structure({"Inner": "PutBoxRequest"})}, "both")
    new["shapes"]["PutBoxRequest"] = structure({"A": "Text", "B": "Text"})

    assert effects(compared(old, new)) == {"PutBoxRequest.B": "additive"}


def test_zero_and_false_are_values_in_json() -> None:
    def box(minimum: int, *, union: bool) -> Raw:
        shapes = {
            "Size": {"type": "integer", "min": minimum},
            "Part": structure({"A": "Text"}, union=union),
        }
        return model(
            {**shapes, "In": structure({"Size": "Size", "Part": "Part"})},
            {"PutBox": operation("In")},
        )

    facts = json.loads(to_json(compared(box(0, union=False), box(1, union=True))))["services"][0]
    found = {fact["aspect"]: (fact["old"], fact["new"]) for fact in facts["facts"]}

    assert found == {"minimum": (0, 1), "union": (False, True)}
