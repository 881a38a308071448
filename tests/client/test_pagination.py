"""Tests of ``pages`` and ``items``, against botocore's own paginators."""

from __future__ import annotations

import copy
import itertools
import pickle
from collections.abc import Iterator
from typing import Any, cast

import attrs
import pytest
from botocore.exceptions import PaginationError, ReadTimeoutError
from botocore.paginate import Paginator
from helpers.answers import Clock, Server
from helpers.cases import each
from helpers.models import locked_model
from helpers.samples import SERVICES, Operation, sample

from sagemaker_typed import (
    PagedRequest,
    RepeatedTokenError,
    RequestOfPages,
    SageMaker,
    _pace,
    _tasks,
    from_boto,
    to_boto,
)
from sagemaker_typed.codegen.model.reading import read_service
from sagemaker_typed.codegen.plan.paging import with_derived_paginators
from sagemaker_typed.codegen.plan.rules import Rules
from sagemaker_typed.local import local_server
from sagemaker_typed.sagemaker import (
    DescribeModelRequest,
    ListModelsRequest,
    ListTrainingJobsRequest,
    QueryLineageRequest,
    SearchRequest,
)

MODELS: dict[str, dict[str, Any]] = {
    service: locked_model(service, "paginators-1")["pagination"] for service in SERVICES
}
# The operations with a token for which botocore has no paginator, as botocore would describe them.
DERIVED: dict[str, dict[str, dict[str, Any]]] = {
    "sagemaker": {
        "DescribeDevice": {"result_key": "Models"},
        "DescribeFeatureGroup": {"result_key": "FeatureDefinitions"},
        "ListHubContents": {"result_key": "HubContentSummaries", "limit_key": "MaxResults"},
        "ListHubContentVersions": {"result_key": "HubContentSummaries", "limit_key": "MaxResults"},
        "ListHubs": {"result_key": "HubSummaries", "limit_key": "MaxResults"},
    },
    "sagemaker-geospatial": {"SearchRasterDataCollection": {"result_key": "Items"}},
}
SEVERAL_LISTS = {"DescribeEdgeDeploymentPlan", "QueryLineage"}
TOKENS = {"input_token": "NextToken", "output_token": "NextToken"}
PAGINATORS = {name: row for rows in MODELS.values() for name, row in rows.items()} | {
    name: row | TOKENS for rows in DERIVED.values() for name, row in rows.items()
}
LISTINGS = [
    Operation(service, name)
    for service, rows in [*MODELS.items(), *DERIVED.items()]
    for name in sorted(rows)
]
NO_RULES = Rules(areas={}, area_reasons={}, nouns={}, corrections=(), set_aside=frozenset())
SIZES = (3, 0, 2, 4)
"""The number of items on each page; an empty page with a token is not the last."""
ROLE = "arn:aws:iam::123456789012:role/sagemaker"


def pages_of(operation: Operation) -> list[dict[str, Any]]:
    """Pages of unique items; each page but the last has a token."""
    row, output = PAGINATORS[operation.name], operation.output
    key = row["result_key"]
    numbers = itertools.count()
    pages: list[dict[str, Any]] = []
    for number, size in enumerate(SIZES, 1):
        page = sample(output)
        page[key] = [_numbered(page[key][0], next(numbers)) for _ in range(size)]
        page[row["output_token"]] = f"token-{number}"
        if number == len(SIZES):
            del page[row["output_token"]]
        pages.append(page)
    return pages


def _numbered(item: Any, number: int) -> Any:
    """The item, made unique by a number in one of its strings."""
    if isinstance(item, str):
        return f"{item}{number}"
    item = copy.deepcopy(item)
    place: dict[str, Any] = item
    while not (texts := [name for name in place if isinstance(place[name], str)]):
        place = place[next(name for name in place if isinstance(place[name], dict))]
    place[texts[0]] = f"{place[texts[0]]}{number}"
    return item


def server_of(listing: str | Operation) -> Server:
    operation = of_sagemaker(listing)
    pages = pages_of(operation)
    name = PAGINATORS[operation.name]["input_token"]

    def answer(asked: dict[str, Any]) -> dict[str, Any]:
        token = asked.get(name)
        return pages[0 if token is None else int(token.removeprefix("token-"))]

    return Server(answer, operation.service)


def request_of(listing: str | Operation, **fields: Any) -> PagedRequest[Any, Any]:
    operation = of_sagemaker(listing)
    request: Any = from_boto(operation.request, sample(operation.input, "required"))
    return attrs.evolve(request, **fields)


def of_sagemaker(listing: str | Operation) -> Operation:
    """The operation; a ``str`` is the name of a SageMaker operation."""
    return Operation("sagemaker", listing) if isinstance(listing, str) else listing


def botocore_pages(server: Server, request: Any, **config: Any) -> tuple[list[Any], str | None]:
    """botocore's pages for a request, and its resume token."""
    row = PAGINATORS[request.__operation__]
    make: Any = Paginator  # the stubs declare other arguments
    model = server.raw.meta.service_model.operation_model(request.__operation__)
    paginator = make(getattr(server.raw, request.__method__), row, model)
    result = paginator.paginate(**to_boto(request), PaginationConfig=config)
    return list(result), result.resume_token


def items_of(pages: list[Any], request: PagedRequest[Any, Any]) -> list[Any]:
    key = PAGINATORS[request.__operation__]["result_key"]
    return [item for page in pages for item in page.get(key) or ()]


def raw_items(items: Any, request: PagedRequest[Any, Any]) -> list[Any]:
    """Typed items in botocore's form."""
    return [item if isinstance(item, str) else to_boto(item) for item in items]


# --- all operations -------------------------------------------------------------------------------

LIMITS = (None, 1, 3, 5, 8, 9, 20)


@each("operation", LISTINGS)
def test_every_listing_matches_botocore(operation: Operation) -> None:
    """Compare pages, items, requests and resume tokens, with several limits."""
    server, request = server_of(operation), request_of(operation)

    sizes = (None, 50) if "limit_key" in PAGINATORS[operation.name] else (None,)
    for limit, size in itertools.product(LIMITS, sizes):
        config = {"MaxItems": limit, "PageSize": size}
        expected, token = botocore_pages(server, request, **config)
        asked = server.taken()

        pages = server.client.pages(request, max_items=limit, page_size=size)
        assert [to_boto(page) for page in pages] == expected
        assert server.taken() == asked
        items = server.client.items(request, max_items=limit, page_size=size)
        assert raw_items(items, request) == items_of(expected, request)
        assert server.taken() == asked

        assert items.resume_token == pages.resume_token
        if token is None or limit is None:
            assert items.resume_token is None
            continue
        # Our token and botocore's are equivalent, and both libraries read both.
        rest, _ = botocore_pages(server, request, StartingToken=token, **config)
        asked = server.taken()
        for text in (token, items.resume_token):
            assert text is not None
            assert botocore_pages(server, request, StartingToken=text, **config)[0] == rest
            assert server.taken() == asked
            ours = server.client.pages(
                request, max_items=limit, page_size=size, starting_token=text
            )
            assert [to_boto(page) for page in ours] == rest
            assert server.taken() == asked


@each("operation", LISTINGS)
def test_every_listing_can_be_resumed_after_any_item(operation: Operation) -> None:
    server, request = server_of(operation), request_of(operation)
    everything = list(server.client.items(request))
    assert len(everything) == len({*map(repr, everything)}) == sum(SIZES)

    for count in range(len(everything) + 1):
        items = server.client.items(request)
        before = list(itertools.islice(items, count))
        token = items.resume_token
        if count == len(everything):
            assert token is None
            break
        assert token is not None
        after = list(server.client.items(request, starting_token=token))
        assert before + after == everything


@each("operation", LISTINGS)
def test_paging_data_matches_botocore(operation: Operation) -> None:
    row, request = PAGINATORS[operation.name], request_of(operation)
    paging, response = request.__paging__, request.__response__

    assert [request.__wire_names__[n] for n in paging.input_tokens] == [row["input_token"]]
    assert [response.__wire_names__[n] for n in paging.output_tokens] == [row["output_token"]]
    assert [response.__wire_names__[n] for n in paging.result_keys] == [row["result_key"]]
    assert request.__wire_names__.get(paging.limit_key or "") == row.get("limit_key")
    assert paging.more_results is None
    assert [response.__wire_names__[n] for n in paging.non_aggregate_keys] == row.get(
        "non_aggregate_keys", []
    )


def has_token(operation: Operation) -> bool:
    """Whether request and response have a member for the token of the next page."""
    shapes = (operation.input, operation.output)
    return all(
        shape is not None and {"NextToken", "nextToken"} & {*shape.members} for shape in shapes
    )


@each("service", SERVICES)
def test_every_operation_with_a_token_is_paginated(service: str) -> None:
    names = locked_model(service)["operations"]
    operations = [Operation(service, name) for name in names]
    paginated = {o.name for o in operations if issubclass(o.request, RequestOfPages)}
    assert paginated == {o.name for o in operations if has_token(o)}
    items = {o.name for o in operations if issubclass(o.request, PagedRequest)}
    assert paginated - items == SEVERAL_LISTS & {*names}


def test_rule_for_derived_paging_matches_the_paginators_of_botocore() -> None:
    for service, rows in MODELS.items():
        raw = locked_model(service)
        derived = with_derived_paginators(read_service(service, raw), NO_RULES)
        for name, row in rows.items():
            found = derived.paginators[name]
            assert found.input_tokens == (row["input_token"],)
            assert found.output_tokens == (row["output_token"],)
            assert found.limit_key == row["limit_key"]
            assert found.result_keys in {(row["result_key"],), ()}


def test_pages_with_several_lists_are_complete() -> None:
    request = QueryLineageRequest(start_arns=["arn:aws:sagemaker:us-west-2:123:artifact/a"])
    arns = {"a": [*"bc"], "b": [], "c": [*"d"]}

    def answer(asked: dict[str, Any]) -> dict[str, Any]:
        token = asked.get("NextToken", "a")
        page = {"Vertices": [{"Arn": arn} for arn in arns[token]], "Edges": [{"SourceArn": token}]}
        following = {"a": "b", "b": "c"}.get(token)
        return page | ({"NextToken": following} if following else {})

    client = Server(answer).client
    pages = client.pages(request, page_size=2)
    first = next(pages)
    token = pages.resume_token
    rest = [*pages]
    assert [[v.arn for v in page.vertices or ()] for page in (first, *rest)] == [[*"bc"], [], ["d"]]
    assert [page.edges and page.edges[0].source_arn for page in (first, *rest)] == [*"abc"]
    assert pages.resume_token is None
    assert [*client.pages(request, starting_token=token)] == rest
    with pytest.raises(ValueError, match=r"QueryLineage has several lists.*omit max_items="):
        client.pages(request, max_items=2)
    without_items: Any = request
    with pytest.raises(TypeError, match="QueryLineage has several lists: use pages instead"):
        client.items(without_items)


# --- page sizes and rates -------------------------------------------------------------------------


class Listed:
    """A service with numbered models, whose pages have the requested size, or 10 items."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.server = Server(self.answer)
        self.items = self.server.client.items

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        start, size = int(asked.get("NextToken", 0)), asked.get("MaxResults", 10)
        end = min(start + size, self.count)
        arn = "arn:aws:sagemaker:eu-west-1:123456789012:model/m"
        page: dict[str, Any] = {
            "Models": [
                {"ModelName": str(number), "ModelArn": arn, "CreationTime": 1}
                for number in range(start, end)
            ]
        }
        return page | ({"NextToken": str(end)} if end < self.count else {})

    def sizes(self) -> list[int | None]:
        """The page sizes that were requested since the last call of this method."""
        return [asked.get("MaxResults") for asked in self.server.taken()]


@each("operation", LISTINGS)
def test_items_asks_for_the_largest_page_of_the_model(operation: Operation) -> None:
    server, request = server_of(operation), request_of(operation)
    key: str = PAGINATORS[operation.name].get("limit_key") or ""
    # The oracle is the model: botocore's shape of the member.
    bounds: dict[str, int] = operation.input.members[key].metadata if key else {}
    largest = bounds.get("max")

    everything = list(server.client.items(request))
    asked = server.taken()
    assert len(asked) == len(SIZES)
    assert {a.get(key) for a in asked} == {largest}
    assert list(server.client.items(request, page_size=None)) == everything
    assert [{**a, key: largest} if largest else a for a in server.taken()] == asked
    if largest is None:
        return
    for limit in LIMITS[1:]:
        items = list(server.client.items(request, max_items=limit))
        assert items == everything[:limit]
        least = bounds.get("min", 1)
        # The pages of the server do not depend on the size, so the sum of earlier pages is known.
        before = list(itertools.accumulate(SIZES, initial=0))
        for a, seen in zip(server.taken(), before, strict=False):
            assert a[key] == min(max((limit or 0) - seen, least), largest)
    list(server.client.items(attrs.evolve(request, **{request.__paging__.limit_key or "": 7})))
    assert {a[key] for a in server.taken()} == {7}
    with pytest.raises(TypeError, match="page_size must be an int, 'largest' or None, got 'all'"):
        server.client.items(request, page_size=cast("Any", "all"))


def test_largest_pages_need_the_fewest_calls() -> None:
    listed = Listed(250)
    request = ListModelsRequest()
    assert len([*listed.items(request)]) == 250
    assert listed.sizes() == [100, 100, 100]
    assert len([*listed.items(request, page_size=None)]) == 250
    assert listed.sizes() == [None] * 25
    assert len([*listed.items(request, max_items=120)]) == 120
    assert listed.sizes() == [100, 20]
    assert len([*listed.items(request, max_items=5)]) == 5
    assert listed.sizes() == [5]
    pages = listed.server.client.pages(request, page_size="largest", max_items=3)
    assert [len(page.models) for page in pages] == [3]
    assert listed.sizes() == [3]
    assert len(next(listed.server.client.pages(request)).models) == 10
    assert listed.sizes() == [None]


@pytest.mark.parametrize("count", [0, 1, 57, 99, 100, 101, 157, 249])
def test_largest_page_can_be_resumed_in_its_middle_with_any_page_size(count: int) -> None:
    listed = Listed(250)
    request = ListModelsRequest()
    items = listed.items(request)
    names = [item.model_name for item in itertools.islice(items, count)]
    token = items.resume_token
    assert token is not None
    rest = [str(number) for number in range(len(names), 250)]
    for size in ("largest", None, 10, 33):
        again = listed.items(request, page_size=cast("Any", size), starting_token=token)
        assert [item.model_name for item in again] == rest
        sizes = listed.sizes()
        if count < 200:  # otherwise the page of the token is the last one
            assert sizes[-1] == (100 if size == "largest" else size)
    few = listed.items(request, starting_token=token, max_items=1)
    assert [item.model_name for item in few] == rest[:1]
    if rest[1:]:
        after = listed.items(request, starting_token=few.resume_token)
        assert [item.model_name for item in after] == rest[1:]
    # botocore's paginator, which the AWS CLI uses too, sends the size that is in the token.
    config = {"StartingToken": token}
    paginator = listed.server.raw.get_paginator("list_models")
    models = paginator.paginate(PaginationConfig=config).search("Models[].ModelName")
    assert [*models] == rest


def test_rate_spaces_the_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    for module in (_pace, _tasks):
        monkeypatch.setattr(module, "time", clock)
    listed = Listed(35)
    assert len([*listed.items(ListModelsRequest(), page_size=10, rate=2)]) == 35
    assert clock.slept == pytest.approx([0, 0.5, 0.5, 0.5])
    clock.slept.clear()
    for _ in listed.server.client.pages(ListModelsRequest(), rate=2):
        clock.now += 0.4  # time that passes elsewhere counts
    assert clock.slept == pytest.approx([0, 0.1, 0.1, 0.1])


# --- step by step ---------------------------------------------------------------------------------


def test_pages_are_requested_only_when_needed() -> None:
    server = server_of("ListModels")
    items = server.client.items(ListModelsRequest(), page_size=None)
    assert server.asked == []

    for _ in range(3):
        next(items)
    assert server.taken() == [{}]
    next(items)
    assert server.taken() == [{"NextToken": "token-1"}, {"NextToken": "token-2"}]

    pages = server.client.pages(ListModelsRequest())
    assert server.asked == []
    next(pages)
    assert server.taken() == [{}]


def test_max_items_saves_requests() -> None:
    server = server_of("ListModels")

    assert len(list(server.client.items(ListModelsRequest(), max_items=3))) == 3
    assert server.taken() == [{"MaxResults": 3}]
    assert list(server.client.items(ListModelsRequest(), max_items=0)) == []
    assert server.taken() == []


def test_listing_uses_a_copy_of_the_request() -> None:
    server = server_of("ListModels")
    request = ListModelsRequest(name_contains="churn", max_results=5)
    items = server.client.items(request, page_size=50)
    next(items)
    assert request == ListModelsRequest(name_contains="churn", max_results=5)

    request.name_contains = "other"
    list(items)
    assert {asked["NameContains"] for asked in server.asked} == {"churn"}
    assert {asked["MaxResults"] for asked in server.asked} == {50}


def test_listing_starts_at_the_token_of_the_request() -> None:
    server = server_of("ListModels")
    first = next(server.client.pages(ListModelsRequest()))
    server.taken()

    rest = server.client.items(ListModelsRequest(next_token=first.next_token))
    assert len(list(itertools.islice(rest, 1))) == 1
    assert server.taken()[0] == {"NextToken": "token-1", "MaxResults": 100}
    # botocore ignores the request's own token if it truncates the first page.
    cut = server.client.items(ListModelsRequest(next_token="token-3"), max_items=1)
    next(cut)
    again = server.client.items(ListModelsRequest(), starting_token=cut.resume_token)
    assert len(list(again)) == SIZES[3] - 1


@pytest.mark.parametrize("token", ["token-1", "token-3"])
def test_starting_token_may_be_a_token_of_the_service(token: str) -> None:
    server = server_of("ListModels")
    expected, _ = botocore_pages(server, ListModelsRequest(), StartingToken=token)

    ours = server.client.pages(ListModelsRequest(next_token="else"), starting_token=token)

    assert [to_boto(page) for page in ours] == expected


# JSON in base64 that is not a resume token; botocore's old separator; not base64.
@pytest.mark.parametrize("token", ["e30=", "eyJhIjoxfQ==", "MTIz", "a___3", "a b", "W10="])
def test_starting_token_may_be_any_string(token: str) -> None:
    server = Server(lambda _: {"Models": []})

    list(server.client.items(ListModelsRequest(), page_size=None, starting_token=token))

    assert server.asked == [{"NextToken": token}]


def test_resume_token_before_the_first_item_is_the_start() -> None:
    server = server_of("ListModels")
    everything = list(server.client.items(ListModelsRequest()))

    token = server.client.items(ListModelsRequest()).resume_token

    assert token is not None
    assert list(server.client.items(ListModelsRequest(), starting_token=token)) == everything
    pages, _ = botocore_pages(server, ListModelsRequest(), StartingToken=token)
    assert len(pages) == len(SIZES)


def test_repeated_resuming_returns_every_item_once() -> None:
    server = server_of("ListModels")
    names: list[str] = []
    token: str | None = None
    while True:
        items = server.client.items(ListModelsRequest(), max_items=2, starting_token=token)
        names += [model.model_name for model in items]
        token = items.resume_token
        if token is None:
            break
    assert names == [model.model_name for model in server.client.items(ListModelsRequest())]


def test_iteration_continues_after_an_error() -> None:
    server = server_of("ListModels")
    everything = [model.model_name for model in server.client.items(ListModelsRequest())]
    answer, failures = server.answer, iter([False, True, False, True, True])

    def unreliable(asked: dict[str, Any]) -> dict[str, Any]:
        if next(failures, False):
            raise ReadTimeoutError(endpoint_url="https://example.com")
        return answer(asked)

    server.answer = unreliable
    items, names, errors = server.client.items(ListModelsRequest()), list[str](), 0
    while len(names) < len(everything):
        try:
            names.append(next(items).model_name)
        except ReadTimeoutError:
            errors += 1
    assert names == everything
    assert errors == 3
    assert next(items, None) is None
    assert next(items, None) is None


# --- errors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("cycle", [["a", "a"], ["a", "b", "a"], ["a", "b", "c", "b"]])
def test_repeated_token_is_an_error(cycle: list[str]) -> None:
    tokens = itertools.cycle(cycle)
    server = Server(lambda _: {"Models": [], "NextToken": next(tokens)})
    pages = server.client.pages(ListModelsRequest())

    for _ in range(len(cycle)):
        next(pages)
    with pytest.raises(RepeatedTokenError, match="ListModels sent the token of page") as caught:
        next(pages)

    assert isinstance(caught.value, PaginationError)
    for again in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
        assert type(again) is RepeatedTokenError
        assert str(again) == str(caught.value)
        assert again.operation_name == "ListModels"


@pytest.mark.parametrize("length", [3, 10, 11, 12, 37, 100])
@pytest.mark.parametrize("start", [0, 1, 50])
def test_cycle_of_any_length_is_detected_in_constant_memory(
    length: int, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sagemaker_typed.pagination._MOST_REMEMBERED", 10)
    numbers = itertools.count()

    def answer(_: object) -> dict[str, Any]:
        number = next(numbers)
        return {
            "Models": [],
            "NextToken": str(min(number, start) + max(0, number - start) % length),
        }

    pages = Server(answer).client.pages(ListModelsRequest())
    with pytest.raises(RepeatedTokenError):
        list(itertools.islice(pages, 10 * (length + start + 10)))
    assert len(cast("Any", pages)._numbers) <= 10


@pytest.mark.parametrize("method", ["items", "pages"])
@pytest.mark.parametrize(
    ("thing", "message"),
    [
        (DescribeModelRequest(model_name="a"), "DescribeModel is not paginated.*send"),
        (ListModelsRequest, "got the class ListModelsRequest"),
        ({"MaxResults": 1}, "got dict"),
        (attrs.make_class("R", [], bases=(ListModelsRequest,))(), "SageMaker sends requests of"),
    ],
    ids=["unpaginated", "class", "dict", "service"],
)
def test_pages_and_items_reject_other_arguments_immediately(
    method: str, thing: Any, message: str
) -> None:
    if type(thing).__name__ == "R":
        type(thing).__service__ = "other"
    with pytest.raises(TypeError, match=message):
        getattr(server_of("ListModels").client, method)(thing)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"max_items": -1}, "max_items"),
        ({"page_size": 0}, "page_size"),
        ({"rate": 0}, "rate must be a positive number of calls per second, got 0"),
        ({"rate": float("inf")}, "rate must be a positive number of calls per second, got inf"),
    ],
    ids=["items", "size", "rate", "infinite"],
)
def test_items_rejects_numbers_out_of_range_immediately(options: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        server_of("ListModels").client.items(ListModelsRequest(), **options)


# --- fields besides the items ---------------------------------------------------------------------


def test_pages_have_the_fields_of_the_whole_result() -> None:
    server = server_of("Search")
    request = request_of("Search")
    assert isinstance(request, SearchRequest)

    totals = [page.total_hits for page in server.client.pages(request)]

    assert all(total is not None for total in totals)
    assert len(totals) == len(SIZES)


def test_page_without_a_list_is_empty() -> None:
    answers = iter(list[dict[str, Any]]([{"NextToken": "a"}, {"Results": []}]))
    server = Server(lambda _: next(answers))

    assert list(server.client.items(request_of("Search"))) == []
    assert len(server.asked) == 2


# --- a real server --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def listed() -> Iterator[SageMaker]:
    with local_server(engine="moto", region_name="eu-west-1") as server:
        client = server.sagemaker()
        for number in range(7):
            client.create_model(model_name=f"churn-{number}", execution_role_arn=ROLE)
        yield client


@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_listing_iterates_over_the_pages_of_a_server(listed: SageMaker, size: int) -> None:
    names = [model.model_name for model in listed.items(ListModelsRequest(), page_size=size)]
    paginator = listed.boto_client.get_paginator("list_models")
    pages = paginator.paginate(PaginationConfig={"PageSize": size})
    assert names == [model["ModelName"] for page in pages for model in page["Models"]]
    assert len(names) == 7

    first = listed.items(ListModelsRequest(), page_size=size, max_items=2)
    head = [model.model_name for model in first]
    rest = listed.items(ListModelsRequest(), page_size=size, starting_token=first.resume_token)
    assert head + [model.model_name for model in rest] == names


def test_listing_without_results_is_empty(listed: SageMaker) -> None:
    assert list(listed.items(ListTrainingJobsRequest())) == []


@pytest.mark.parametrize("sizes", [(20, 3), (20, None), (10, 3), (100, 7), (7, 100)])
def test_resumed_listing_is_exact_with_another_page_size(sizes: tuple[int, int | None]) -> None:
    """The offset in the token may be larger than the pages."""
    before, after = sizes
    for taken in (1, 5, 6, 19):
        listed = Listed(60)
        items = listed.items(ListModelsRequest(), page_size=before, max_items=taken)
        assert len([*items]) == taken
        token = items.resume_token
        again = listed.items(
            ListModelsRequest(), page_size=cast("Any", after), max_items=8, starting_token=token
        )
        names = [item.model_name for item in again]
        assert names == [str(number) for number in range(taken, taken + 8)]
        rest = listed.items(ListModelsRequest(), starting_token=again.resume_token)
        assert [item.model_name for item in rest] == [
            str(number) for number in range(taken + 8, 60)
        ]
