"""Iterators over the pages and items of a paginated operation."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, Generic, Literal, TypeAlias, cast

from botocore.exceptions import PaginationError
from typing_extensions import TypeVar

from ._botocore import page_tokens
from ._pace import Pace
from ._schema.fields import entries, is_map
from ._tasks import pause
from .operation import PagedRequest, Request, RequestOfPages

__all__ = ["Items", "Pages", "RepeatedTokenError"]

PageT = TypeVar("PageT")
ItemT = TypeVar("ItemT")

PageSize: TypeAlias = int | Literal["largest"] | None
"""The number of items to request per page; ``None`` means the service's default."""

_OFFSET = "boto_truncate_amount"
_MOST_REMEMBERED = 100


class RepeatedTokenError(PaginationError):
    """The service sent the same token twice, so the listing would never end.

    It is also a ``botocore.exceptions.PaginationError``.
    """

    fmt = (
        "{operation_name} sent the token of page {page} again after page {last_page}; continuing "
        "would repeat pages forever. The pages so far are complete."
    )

    def __init__(self, *, operation_name: str, page: int, last_page: int) -> None:
        super().__init__(operation_name=operation_name, page=page, last_page=last_page)
        self.operation_name = operation_name


def check_paged(request: object) -> None:
    """Check that ``request`` is for a paginated operation.

    Raises:
        TypeError: it is not.
    """
    if isinstance(request, RequestOfPages):
        return
    if isinstance(request, Request):
        method = "call" if _is_untyped(request) else "send"
        raise TypeError(
            f"{request.__operation__} is not paginated: use {method}, which returns the whole "
            "response"
        )
    from ._conversion.arguments import not_a_request

    raise not_a_request("expected a paginated request", request, "ListModelsRequest")


def _is_untyped(request: Any) -> bool:
    from .untyped import UntypedRequest

    return isinstance(request, UntypedRequest)


def check_items(request: object) -> None:
    """Check that ``request`` is for a paginated operation whose pages have items.

    Raises:
        TypeError: it is not.
    """
    check_paged(request)
    if not isinstance(request, PagedRequest):
        operation = cast("Request[Any]", request).__operation__
        prefix = "call_" if _is_untyped(request) else ""
        raise TypeError(
            f"a page of {operation} has several lists: use {prefix}pages instead of {prefix}items"
        )


class Pages(Iterator[PageT]):
    """An iterator over the pages of a listing, returned by ``client.pages``.

    Iteration can continue after an error: the next step sends the same request again.
    """

    def __init__(
        self,
        send: Callable[[Any], PageT],
        request: RequestOfPages[Any],
        *,
        max_items: int | None,
        page_size: PageSize,
        starting_token: str | None,
        rate: float | None = None,
    ) -> None:
        paging = request.__paging__
        self._send = send
        self._paging = paging
        self._request = copy.copy(request)
        self._wires = [_wire(request, name) for name in paging.input_tokens]
        self._tokens = tuple(_at(request, name) for name in paging.input_tokens)
        """The tokens of the next page."""
        self._offset = 0
        """The number of items at the start of the next page that were already returned."""
        self._offset_size: int | None = None
        """The size of the page that the offset refers to; ``None`` if the caller has to know it."""
        self._here: tuple[tuple[Any, ...], int] = (self._tokens, 0)
        """The tokens and offset of the last returned page."""
        self._size_here: int | None = None
        """The size of the last requested page, if this iterator chose it."""
        self._pace = None if rate is None else Pace(rate)
        self._left = max_items
        self._finished = False
        self._count = 0
        self._numbers: dict[tuple[Any, ...], int] = {}
        """The numbers of the most recent pages, by their tokens."""
        self._milestone: dict[tuple[Any, ...], int] = {}
        """The number of one older page, by its tokens."""
        if max_items is not None and not paging.result_keys:
            raise ValueError(
                f"a page of {request.__operation__} has several lists, so there are no items to "
                "count: omit max_items="
            )
        if max_items is not None and max_items < 0:
            raise ValueError(f"max_items must not be negative, got {max_items}")
        self._limit_key = paging.limit_key
        self._limit_wire = "" if self._limit_key is None else _wire(request, self._limit_key)
        self._size: int | None = None if self._limit_key is None else _at(request, self._limit_key)
        self._sizes = None
        """The bounds of the page sizes that this iterator chooses itself."""
        if page_size == "largest":
            self._sizes = paging.page_sizes if self._size is None else None
        elif page_size is not None:
            self._size = self._checked_size(page_size)
        if starting_token is not None:
            self._tokens, self._offset, self._offset_size = _read_token(
                starting_token, self._wires, self._limit_wire
            )

    @property
    def resume_token(self) -> str | None:
        """The ``starting_token`` to resume after the last page; ``None`` at the end.

        It also works with boto3's paginators and the AWS CLI (``--starting-token``).
        """
        return None if self._finished else self._token(self._tokens, self._offset)

    def __iter__(self) -> Pages[PageT]:
        return self

    def __next__(self) -> PageT:
        if self._finished or self._left == 0:
            raise StopIteration
        number = self._numbers.get(self._tokens, self._milestone.get(self._tokens))
        if number is not None:
            raise RepeatedTokenError(
                operation_name=self._request.__operation__, page=number, last_page=self._count
            )
        for name, token in zip(self._paging.input_tokens, self._tokens, strict=True):
            _put(self._request, name, token)
        chosen = self._chosen_size()
        if self._limit_key is not None:
            _put(self._request, self._limit_key, self._size if chosen is None else chosen)
        if self._pace is not None:
            pause(self._pace.turn())
        page = self._send(self._request)
        self._remember()
        self._here = (self._tokens, self._offset)
        self._size_here = chosen
        self._cut(page)
        return page

    def position(self, count: int) -> str | None:
        """Return the token that resumes after ``count`` items of the last page."""
        tokens, offset = self._here
        return self._token(tokens, offset + count)

    def _token(self, tokens: tuple[Any, ...], offset: int) -> str:
        """Return a resume token; an offset is valid only for pages of the same size.

        boto3 sends all entries of a token but the offset as parameters, so it asks for that size.
        """
        content: dict[str, Any] = dict(zip(self._wires, tokens, strict=True))
        if offset:
            size = self._size_here or self._offset_size
            if size is not None:
                content[self._limit_wire] = size
            content[_OFFSET] = offset
        return page_tokens.encode(content)

    def _remember(self) -> None:
        """Record the page's tokens, to notice when they are repeated; in constant memory."""
        self._count += 1
        self._numbers[self._tokens] = self._count
        if len(self._numbers) > _MOST_REMEMBERED:
            oldest = next(iter(self._numbers))
            number = self._numbers.pop(oldest)
            # One older page is enough to detect a cycle of any length, if that page is replaced
            # from time to time: at page 1, 2, 4, 8 and so on.
            if number.bit_count() == 1:
                self._milestone = {oldest: number}

    def _checked_size(self, size: int) -> int:
        if self._limit_key is None:
            raise ValueError(
                f"{self._request.__operation__} does not support a page size: omit page_size="
            )
        given: object = size
        if isinstance(given, str):  # only untyped code can pass another one
            raise TypeError(f"page_size must be an int, 'largest' or None, got {given!r}")
        if size < 1:
            raise ValueError(f"page_size must be at least 1, got {size}")
        return size

    def _chosen_size(self) -> int | None:
        """Return the size of the next page, if the caller leaves it to this iterator."""
        if self._offset and self._offset_size is not None:
            return self._offset_size
        if self._sizes is None:
            return None
        smallest, largest = self._sizes
        needed = largest if self._left is None else self._left + self._offset
        return min(max(needed, smallest), largest)

    def _cut(self, page: PageT) -> None:
        """Remove items that were returned before or are too many; record where to continue."""
        key, *others = self._paging.result_keys or ("",)
        found = _at(page, key) if key else None
        items = _entries(found)
        # A page may be shorter than the one that the offset refers to.
        left_of_offset = max(self._offset - len(items), 0)
        if self._offset:
            items = items[self._offset :]
            for other in others:
                _put(page, other, _emptied(_at(page, other)))
        is_cut = self._left is not None and len(items) > self._left
        if is_cut:
            items = items[: self._left]
        if found is not None and (is_cut or self._offset):
            _put(page, key, dict(items) if isinstance(found, dict) else items)
        if self._left is not None:
            self._left -= len(items)
        if is_cut:
            self._offset += len(items)
            return
        self._offset = left_of_offset
        more = self._paging.more_results
        # From a list, because a tuple made from a generator keeps its overallocated memory.
        tokens = tuple([_at(page, name) or None for name in self._paging.output_tokens])
        if (more is not None and not _at(page, more)) or not any(tokens):
            self._finished = True
        else:
            self._tokens = tokens


class Items(Iterator[ItemT], Generic[ItemT]):
    """An iterator over the items of a listing, returned by ``client.items``.

    The items of a map are pairs of key and value. Iteration can continue after an error: the next
    step sends the same request again.
    """

    def __init__(self, pages: Pages[Any], request: PagedRequest[Any, ItemT]) -> None:
        self._pages = pages
        self._key = request.__paging__.result_keys[0]
        self._items: list[Any] = []
        self._taken = 0

    @property
    def resume_token(self) -> str | None:
        """The ``starting_token`` to resume after the last item; ``None`` at the end.

        It is exact, also in the middle of a page. It also works with boto3's paginators and the AWS
        CLI (``--starting-token``).
        """
        if self._taken < len(self._items):
            return self._pages.position(self._taken)
        return self._pages.resume_token

    def __iter__(self) -> Items[ItemT]:
        return self

    def __next__(self) -> ItemT:
        while self._taken == len(self._items):
            self._items = _entries(_at(next(self._pages), self._key))
            self._taken = 0
        item = self._items[self._taken]
        self._taken += 1
        return cast("ItemT", item)


def _at(shape: Any, path: str) -> Any:
    """Return the value at a path of fields; ``None`` if any field of the path is absent.

    The members of an untyped request or response are the keys of a dict.
    """
    for name in path.split("."):
        if shape is None:
            return None
        shape = shape.get(name) if is_map(shape) else getattr(shape, name)
    return shape


def _put(shape: Any, path: str, value: Any) -> None:
    parent, _, name = path.rpartition(".")
    holder = _at(shape, parent) if parent else shape
    if not is_map(holder):
        if holder is not None:
            setattr(holder, name, value)
        return
    members = cast("dict[str, Any]", holder)
    if value is None:
        members.pop(name, None)
    else:
        members[name] = value


def _entries(found: Any) -> list[Any]:
    if isinstance(found, dict):
        return list(entries(found))
    return cast("list[Any]", found) or []


def _emptied(found: Any) -> Any:
    """Return an empty value for a field that was returned with the first part of the page."""
    kinds: tuple[Any, ...] = (list, dict, str)
    return next((kind() for kind in kinds if isinstance(found, kind)), found)


def _wire(request: Any, path: str) -> str:
    """Return the wire name of a field; the members of an untyped request have wire names."""
    name: str = request.__wire_names__.get(path, path.rpartition(".")[2])
    return name


def _read_token(
    text: str, wires: list[str], limit_wire: str
) -> tuple[tuple[Any, ...], int, int | None]:
    """Return the tokens, offset and page size of a resume token.

    Any other string is a token of the service.
    """
    content = page_tokens.decode(text)
    offset: Any = content.pop(_OFFSET, 0)
    size: Any = content.pop(limit_wire, None)
    is_valid = isinstance(offset, int) and isinstance(size, int | None)
    if content.keys() == set(wires) and is_valid:
        return tuple(content[wire] for wire in wires), offset, size
    if len(wires) > 1:
        raise ValueError(
            "starting_token must be the resume_token of a listing with the tokens "
            f"{', '.join(wires)}"
        )
    return (text,), 0, None
