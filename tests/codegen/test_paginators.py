"""Paginators that SageMaker does not have: several keys, nested keys, maps, and refused ones."""

from __future__ import annotations

import copy
from types import SimpleNamespace
from typing import Any, Final

import pytest
from botocore.paginate import Paginator, TokenDecoder
from helpers.codegen.synthetic import (
    Build,
    Raw,
    list_of,
    model,
    notes,
    operation,
    rules,
    structure,
)

from sagemaker_typed import to_boto
from sagemaker_typed.codegen.plan.rules import Correction
from sagemaker_typed.operation import Paging

SHAPES: Final = {
    "Box": structure({"Label": "Text"}, ["Label"]),
    "Boxes": list_of("Box"),
    "Part": structure({"Boxes": "Boxes", "Count": "Whole"}),
    "ListIn": structure({"From": "Text", "After": "Text", "Limit": "Whole", "Part": "Part"}),
    "ListOut": structure(
        {"Part": "Part", "Names": "Texts", "Extra": "TextByText", "Note": "Text", "Size": "Whole"}
        | {"Next": "Text", "NextAfter": "Text", "More": "Flag", "Total": "Whole"}
    ),
}
RAW: Final = model(SHAPES, {"ListBox": operation("ListIn", "ListOut")})
SIMPLE: Final[Raw] = {"input_token": "From", "output_token": "Next", "result_key": "Names"}
ROWS: Final[dict[str, Raw]] = {
    "several": SIMPLE | {"result_key": ["Names", "Part.Boxes", "Note", "Size"]},
    "deeper": SIMPLE | {"result_key": ["Part.Boxes"], "non_aggregate_keys": ["Part.Count"]},
    "tokens": SIMPLE | {"input_token": ["From", "After"], "output_token": ["Next", "NextAfter"]},
    "more": SIMPLE | {"more_results": "More", "limit_key": "Limit"},
}
PAGES: Final[list[Raw]] = [
    {
        "Names": [f"name-{number}-{n}" for n in range(3)],
        "Part": {"Boxes": [{"Label": f"box-{number}-{n}"} for n in range(2)], "Count": 9},
        "Note": f"note {number}",
        "Size": number,
        "Extra": {f"key-{number}-{n}": "value" for n in range(2)},
        "More": number < 3,
        "Next": f"next-{number}",
        "NextAfter": f"after-{number}",
        "ResponseMetadata": {"HTTPStatusCode": 200},
    }
    for number in range(4)
]


def page(number: int, *, ends_by_flag: bool) -> Raw:
    """Return a page; the last page has ``More`` false, or no tokens."""
    found = copy.deepcopy(PAGES[number])
    if number == len(PAGES) - 1 and not ends_by_flag:
        del found["Next"], found["NextAfter"]
    return found


class Service:
    """A fake boto3 client that returns the pages by their token."""

    meta = SimpleNamespace(service_model=SimpleNamespace(service_name="storage"))

    def __init__(self, *, ends_by_flag: bool = False) -> None:
        self.asked: list[Raw] = []
        self.ends_by_flag = ends_by_flag

    def list_box(self, **asked: Any) -> Raw:
        self.asked.append(asked)
        token = asked.get("From")
        number = 0 if token is None else int(token[-1]) + 1
        return page(number, ends_by_flag=self.ends_by_flag)


def decode(token: str) -> Raw:
    """Decode a resume token with botocore."""
    place: Raw = TokenDecoder().decode(token)
    return place


def paginators(row: Raw) -> Raw:
    return {"pagination": {"ListBox": row}}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_pages_and_resume_tokens_are_the_same_as_in_botocore(build: Build, row: Raw) -> None:
    api = build(RAW, paginators=paginators(row))
    ends_by_flag = "more_results" in row
    service = Service(ends_by_flag=ends_by_flag)
    client, request = api.Storage(client=service), api.ListBoxRequest()
    row = copy.deepcopy(row)

    make: Any = Paginator  # the stubs declare other arguments

    def theirs(**config: Any) -> tuple[list[Raw], str | None]:
        pages = make(service.list_box, row, None).paginate(PaginationConfig=config)
        return list(pages), pages.resume_token

    for cut in (None, 1, 2, 3, 4, 5, 7):
        service.asked = []
        expected, token = theirs(MaxItems=cut)
        asked = service.asked
        service.asked = []
        pages = client.pages(request, max_items=cut)
        assert [to_boto(page) for page in pages] == expected
        assert service.asked == asked
        if token is not None:
            rest, _ = theirs(StartingToken=token)
            place = decode(token)
            if "boto_truncate_amount" not in place:
                # botocore also empties the other keys of a page without returned items.
                rest[0] = page(int(place["From"][-1]) + 1, ends_by_flag=ends_by_flag)
            ours = client.pages(request, starting_token=pages.resume_token)
            assert [to_boto(page) for page in ours] == rest
            assert pages.resume_token is not None
            assert decode(pages.resume_token) == place


def test_paging_is_derived_from_a_token(build: Build) -> None:
    def paging(given: Raw, returned: Raw, *rows: Correction) -> Any:
        shapes = {**SHAPES, "In": structure(given), "Out": structure(returned)}
        api = build(model(shapes, {"ListBox": operation("In", "Out")}), rules(corrections=rows))
        return getattr(api.ListBoxRequest, "__paging__", None)

    token = {"NextToken": "Text"}
    boxes = {"Boxes": "Boxes", "Total": "Whole"}
    assert paging({**token, "MaxResults": "Whole"}, {**token, **boxes}) == Paging(
        ("next_token",), ("next_token",), ("boxes",), limit_key="max_results"
    )
    marker = paging({"Marker": "Text", "Limit": "Whole"}, {"NextMarker": "Text", **boxes})
    assert marker == Paging(("marker",), ("next_marker",), ("boxes",), limit_key="limit")
    several = {**token, **boxes, "Names": "Texts"}
    assert paging(token, several) == Paging(("next_token",), ("next_token",), ())
    row = Correction("Out", "items", "r", member="Names")
    assert paging(token, several, row) == Paging(("next_token",), ("next_token",), ("names",))
    idempotency = {"ClientToken": {"shape": "Text", "idempotencyToken": True}}
    cases: list[tuple[Raw, Raw]] = [
        (token, boxes),
        ({}, {**token, **boxes}),
        (token, token),
        ({**token, "Marker": "Text"}, {**token, "NextMarker": "Text", **boxes}),
        (idempotency, {"ClientToken": "Text", **boxes}),
        ({"NextToken": "Whole"}, {"NextToken": "Whole", **boxes}),
    ]
    for given, returned in cases:
        assert paging(given, returned) is None


def test_items_of_a_map_are_its_entries(build: Build) -> None:
    api = build(RAW, paginators=paginators(SIMPLE | {"result_key": "Extra"}))
    client = api.Storage(client=Service())
    expected = [entry for page in PAGES for entry in page["Extra"].items()]

    assert list(client.items(api.ListBoxRequest())) == expected
    for count in range(len(expected)):
        items = client.items(api.ListBoxRequest(), max_items=count)
        before, token = list(items), items.resume_token
        after = client.items(api.ListBoxRequest(), starting_token=token)
        assert before + list(after) == expected
    pages = client.pages(api.ListBoxRequest(), max_items=3)
    assert [entry for page in pages for entry in page.extra.items()] == expected[:3]


def test_page_size_without_a_limit_field_is_refused(build: Build) -> None:
    api = build(RAW, paginators=paginators(SIMPLE))
    with pytest.raises(ValueError, match="ListBox does not support a page size"):
        api.Storage(client=Service()).items(api.ListBoxRequest(), page_size=5)


def test_starting_token_for_several_tokens_must_be_a_resume_token(build: Build) -> None:
    api = build(RAW, paginators=paginators(ROWS["tokens"]))
    with pytest.raises(
        ValueError, match="must be the resume_token of a listing with the tokens From, After"
    ):
        api.Storage(client=Service()).items(api.ListBoxRequest(), starting_token="next-1")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"result_key": "Names || Part.Boxes"}, "must consist of member names joined by dots"),
        ({"output_token": "Part.Boxes[-1].Label"}, "must consist of member names joined by dots"),
        ({"result_key": "Part"}, "'Part' must be a list or map"),
        ({"result_key": "Part.Bxes"}, "the output has no 'Part.Bxes'"),
        ({"result_key": []}, "it has no result_key"),
        ({"input_token": "Nxt"}, "the input has no 'Nxt'"),
        ({"input_token": "Part.Count"}, "must be a top-level member of the request"),
        ({"input_token": "Part"}, "the token 'Part' must be a string or number"),
        ({"input_token": ["From", "After"]}, "numbers of input tokens and output tokens differ"),
        ({"limit_key": "From"}, "the limit key 'From' must be an integer"),
        ({"more_results": "Mre"}, "the output has no 'Mre'"),
        ({"non_aggregate_keys": ["Totl"]}, "the output has no 'Totl'"),
        ({"surprise": "a"}, "does not support the key 'surprise'"),
    ],
)
def test_unsupported_paginators_are_left_out(change: Raw, why: str) -> None:
    (note,) = notes(RAW, paginators=paginators(SIMPLE | change))
    assert why in note
    assert note.endswith("; the paginator was left out")


def test_paginator_of_an_unknown_operation_is_left_out() -> None:
    rows = {"pagination": {"ListCrates": SIMPLE}}
    (note,) = notes(RAW, paginators=rows)
    assert "paginator ListCrates: the service model has no such" in note


def test_integer_token_is_sent_unchanged(build: Build) -> None:
    shapes = SHAPES | {
        "ListIn": structure({"From": "Whole"}),
        "ListOut": structure({"Names": "Texts", "Next": "Whole"}),
    }
    raw = model(shapes, {"ListBox": operation("ListIn", "ListOut")})
    api = build(raw, paginators=paginators(SIMPLE))
    first: Raw = {"Names": ["a"], "Next": 7}
    last: Raw = {"Names": ["b"]}
    answers = iter([first, last])
    asked: list[Raw] = []

    class Numbers(Service):
        def list_box(self, **parameters: Any) -> Raw:
            asked.append(parameters)
            return next(answers)

    items = api.Storage(client=Numbers()).items(api.ListBoxRequest(), max_items=1)
    assert list(items) == ["a"]
    rest = api.Storage(client=Numbers()).items(
        api.ListBoxRequest(), starting_token=items.resume_token
    )
    assert list(rest) == ["b"]
    assert asked == [{}, {"From": 7}]
