"""Every row of ``rooms.toml`` must have a reason and should have an effect."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.codegen.synthetic import (
    Raw,
    box_model,
    enum,
    model,
    notes,
    operation,
    refusal,
    rules,
    structure,
    unformatted,
)

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.plan.rooms_file import read_rules
from sagemaker_typed.codegen.plan.rules import Correction, Noun, Rules

CORRECTION = '[[corrections]]\nchange = "{}"\nstructure = "{}"\n{} = "{}"\nreason = "r"'
BOXES = """
[areas.boxes]
reason = "Boxes."
resources = ["box"]
"""


@pytest.fixture
def box() -> Raw:
    """Return a model whose only resource is ``box``, with a required member and an enum."""
    shapes = {
        "Lid": structure({"Colour": "Colour", "Note": "Text"}, required=["Colour"]),
        "Colour": enum("red"),
    }
    return box_model(shapes)


def read(folder: Path, text: str) -> Rules:
    file = folder / "rooms.toml"
    file.write_text(text, encoding="utf-8")
    return read_rules(file)


def refused_text(folder: Path, text: str) -> str:
    with pytest.raises(GenerationError) as caught:
        read(folder, text)
    return str(caught.value)


# Rows without an effect.


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (
            '[areas.tins]\nreason = "r"\nresources = ["tin"]',
            "resource tin of area tins",
        ),
        ('[areas.tins]\nreason = "r"\nresources = []', "tins"),
        ('[[nouns]]\nnoun = "Tin"\nresource = "box"\nreason = "r"', "[[nouns]] Tin"),
        (
            '[[nouns]]\nnoun = "Box"\nresource = "box"\nreason = "r"',
            "[[nouns]] Box (its resource is box even without the row)",
        ),
        (
            CORRECTION.format("optional", "Tin", "member", "Rust"),
            "[[corrections]] Tin.Rust",
        ),
        (
            CORRECTION.format("optional", "Lid", "member", "Rust"),
            "[[corrections]] Lid.Rust",
        ),
        (
            CORRECTION.format("optional", "Lid", "member", "Note"),
            "[[corrections]] Lid.Note (the model does not require such a member)",
        ),
        (
            CORRECTION.format("optional", "Colour", "member", "Note"),
            "[[corrections]] Colour.Note",
        ),
        (
            CORRECTION.format("rename", "Tin", "to", "Can"),
            "[[corrections]] Tin.Can",
        ),
        (
            CORRECTION.format("rename", "Lid", "to", "Lid"),
            "[[corrections]] Lid.Lid",
        ),
        (
            CORRECTION.format("final", "Colour", "value", "blue"),
            "[[corrections]] Colour.blue (no status that is not final)",
        ),
        (
            CORRECTION.format("not_final", "Colour", "value", "red"),
            "[[corrections]] Colour.red (no status that is final)",
        ),
        (
            CORRECTION.format("items", "BoxData", "member", "Lid"),
            "[[corrections]] BoxData.Lid (no list of several in a paginated response)",
        ),
        (
            '[[corrections]]\nchange = "sensitive"\nstructure = "Tin"\nreason = "r"',
            "[[corrections]] Tin (no type that is not sensitive)",
        ),
        (
            # The classes of an operation's input and output are named after the operation.
            CORRECTION.format("rename", "BoxData", "to", "Data"),
            "[[corrections]] BoxData.Data",
        ),
        (
            # A string without constraints is a str, so there is no class to rename.
            CORRECTION.format("rename", "Text", "to", "Words"),
            "[[corrections]] Text.Words",
        ),
    ],
)
def test_unused_row_is_named(tmp_path: Path, box: Raw, row: str, named: str) -> None:
    (note,) = notes(box, read(tmp_path, f"{BOXES}\n{row}\n"))

    assert note.startswith("rooms.toml: ")
    assert named in note
    assert note.endswith(" has no effect on the model; remove the row")


def test_all_unused_rows_are_named_together(box: Raw) -> None:
    nouns = [Noun("Tin", "box", "r"), Noun("Can", "box", "r")]

    found = notes(box, rules({"box": "boxes", "cup": "boxes"}, nouns=nouns))

    for row in ("[[nouns]] Tin", "[[nouns]] Can", "resource cup of area boxes"):
        assert [row in note for note in found].count(True) == 1


def test_duplicate_correction_is_named(tmp_path: Path, box: Raw) -> None:
    row = CORRECTION.format("optional", "Lid", "member", "Colour")

    assert notes(box, read(tmp_path, f"{BOXES}\n{row}\n")) == ()

    (note,) = notes(box, read(tmp_path, f"{BOXES}\n{row}\n{row}\n"))
    assert "[[corrections]] Lid.Colour" in note


def test_two_renames_of_one_shape_are_refused(box: Raw) -> None:
    rows = [Correction("Lid", "rename", "r", to=name) for name in ("Cover", "Cap")]

    assert "Lid" in refusal(box, rules(corrections=rows))


@pytest.mark.parametrize("name", ["list", "class", "None", "a b", "", "Box: pass\nimport os\n#"])
def test_rename_to_an_invalid_class_name_is_refused(box: Raw, name: str) -> None:
    message = refusal(box, rules(corrections=[Correction("Lid", "rename", "r", to=name)]))

    assert "Lid" in message


# Rows without a reason, and malformed rows.


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[areas.boxes]\nresources = ["box"]', "[areas.boxes] needs a reason"),
        ('[areas.boxes]\nreason = " "\nresources = ["box"]', "[areas.boxes] needs a reason"),
        (f'{BOXES}\n[[nouns]]\nnoun = "Lid"\nresource = "box"', "'noun': 'Lid'"),
        (f'{BOXES}\n[[nouns]]\nnoun = "Lid"\nresource = "box"\nreason = ""', "'noun': 'Lid'"),
        (
            f'{BOXES}\n[[corrections]]\nstructure = "Lid"\nmember = "Note"\nchange = "optional"',
            "'structure': 'Lid'",
        ),
        (f'{BOXES}\n[set_aside]\nbox = ""', "[set_aside] box must be"),
    ],
)
def test_row_without_a_reason_is_named(tmp_path: Path, text: str, named: str) -> None:
    message = refused_text(tmp_path, text)

    assert "reason" in message
    assert named in message


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (
            '[[corrections]]\nstructure = "Lid"\nchange = "remove"\nreason = "r"',
            [
                "change must be one of final, items, not_final, optional, rename",
                "'structure': 'Lid'",
                "'remove'",
            ],
        ),
        (
            '[[corrections]]\nstructure = "Lid"\nreason = "r"',
            ["change must be one of final, items, not_final, optional, rename"],
        ),
        (
            '[[corrections]]\nstructure = "Lid"\nchange = "rename"\nmember = "A"\nreason = "r"',
            ["[[corrections]] must have the keys change, structure, to and reason", "member"],
        ),
        (
            '[[nouns]]\nnoun = "Lid"\nresuorce = "box"\nreason = "r"',
            ["[[nouns]] must have the keys noun, resource and reason", "resuorce"],
        ),
        ('[set_aside]\nlid = "r"', ["[set_aside] lid must be a resource of an area"]),
        (
            '[areas.tins]\nreason = "r"\nresources = ["box"]',
            ["resource 'box' is in two areas: boxes and tins"],
        ),
        ('[areas.tins]\nreason = "r"', ["tins", "resources"]),
        ("[[nouns]\n", ["rooms.toml"]),
        ("[tins.area]\n", ["unknown table tins.area", "areas"]),
        ("[[tins]]\n", ["unknown table tins"]),
    ],
)
def test_malformed_row_is_named(tmp_path: Path, row: str, named: list[str]) -> None:
    message = refused_text(tmp_path, f"{BOXES}\n{row}\n")

    for part in named:
        assert part in message


def test_noun_with_two_rows_is_named(tmp_path: Path) -> None:
    row = '[[nouns]]\nnoun = "Lid"\nresource = "box"\nreason = "r"\n'

    message = refused_text(tmp_path, f"{BOXES}\n{row}\n{row}")

    assert "noun" in message
    assert "Lid" in message


# Missing rows.


def test_new_resource_is_placed_by_rule_and_the_row_that_moves_it_is_named() -> None:
    raw = model({}, {"GetBox": operation(), "ListPaperBags": operation()})

    (note,) = notes(raw, rules({"box": "boxes", "tin": "tins"}))[-1:]

    assert note == (
        "paper_bag: a new resource, placed in the area other by rule; a row in the resources of "
        "another area moves it"
    )


@pytest.mark.parametrize(
    "row", [{"areas": {"box": "boxes", "paper_bag": "bags"}}, {"noun": "PaperBag"}]
)
def test_both_suggested_rows_for_a_new_resource_work(row: dict[str, dict[str, str] | str]) -> None:
    raw = model({}, {"GetBox": operation(), "ListPaperBags": operation()})
    areas, noun = row.get("areas"), row.get("noun")

    if isinstance(areas, dict):
        sources = unformatted(raw, rules(areas))
        assert "class ListPaperBagsRequest" in sources["storage/bags/paper_bag.py"]
    else:
        sources = unformatted(raw, rules(nouns=[Noun(str(noun), "box", "r")]))
        assert "class ListPaperBagsRequest" in sources["storage/boxes/box.py"]


@pytest.mark.parametrize("resource", ["operations", "enums", "scalars", "shared", "class", "a-b"])
def test_resource_with_a_reserved_or_invalid_module_name_is_refused(
    tmp_path: Path, resource: str
) -> None:
    text = f'[areas.boxes]\nreason = "r"\nresources = ["{resource}"]'

    assert repr(resource) in refused_text(tmp_path, text)


@pytest.mark.parametrize(
    "area", ["common", "instance_types", "errors", "client", "class", "a-b", '"x\\nimport os"']
)
def test_area_with_a_reserved_or_invalid_name_is_refused(tmp_path: Path, area: str) -> None:
    text = f'[areas.{area}]\nreason = "r"\nresources = ["box"]'

    assert area.strip('"') in refused_text(tmp_path, text)
