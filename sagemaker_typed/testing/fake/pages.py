"""The tokens of pages that a rule returns."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any, Final

from sagemaker_typed.operation import Paging

from .errors import UnmatchedRequestError

__all__ = ["page_of", "paged"]

_PREFIX: Final = "page-"


def paged(paging: Paging, pages: Iterable[Any]) -> list[Any]:
    """Return copies of pages with the tokens of the pages that follow."""
    made = [copy.copy(page) for page in pages]
    for number, page in enumerate(made, start=2):
        is_last = number > len(made)
        for path in paging.output_tokens:
            _set(page, path, None if is_last else f"{_PREFIX}{number}")
        if paging.more_results is not None:
            _set(page, paging.more_results, not is_last)
    return made


def page_of(paging: Paging, request: Any, count: int) -> int:
    """Return the index of the page that a request asks for.

    Raises:
        UnmatchedRequestError: the token of the request is not that of a page.
    """
    for path in paging.input_tokens:
        token = _get(request, path)
        if token is None:
            continue
        number = str(token).removeprefix(_PREFIX)
        if number.isdecimal() and 1 < int(number) <= count:
            return int(number) - 1
        raise UnmatchedRequestError(
            f"{request.__operation__}: no page has the token {token!r}; the tokens are "
            f"{', '.join(f'{_PREFIX}{number}' for number in range(2, count + 1)) or 'none'}"
        )
    return 0


def _get(obj: Any, path: str) -> Any:
    for name in path.split("."):
        obj = getattr(obj, name, None)
    return obj


def _set(obj: Any, path: str, value: Any) -> None:
    *parents, last = path.split(".")
    for name in parents:
        inner = copy.copy(getattr(obj, name))
        setattr(obj, name, inner)
        obj = inner
    if obj is not None:
        setattr(obj, last, value)
