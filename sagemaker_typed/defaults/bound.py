"""The defaults of a client: those for its region and its account."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from typing import Any, Final, TypeVar

from sagemaker_typed._hints.names import spelt
from sagemaker_typed._schema.fields import required_fields
from sagemaker_typed.operation import Request

from .defaults import Defaults
from .filling import filled, filled_fields
from .rule import Rule

__all__ = ["AsyncDefaultsOfClient", "DefaultsOfClient"]

RequestT = TypeVar("RequestT", bound=Request[Any, Any])

_EXCLUSIVE: Final = {
    # The tags of a version of a model package are those of its group. Source:
    # https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
    "CreateModelPackage": ("tags", "model_package_group_name"),
}
"""Members of an operation that the service refuses beside another member."""


class DefaultsOfClient:
    """The defaults of a client, as ``client.defaults`` returns them.

    Args:
        defaults: The defaults; ``None`` for a client without any.
        region: The region of the client.
        account: Returns the id of the account of the client. It is called if a rule asks for it.
    """

    def __init__(self, defaults: Defaults | None, region: str, account: Callable[[], str]) -> None:
        self._rules = () if defaults is None else defaults.rules
        self._region = region
        self._account = cache(account)

    def request(self, request: type[RequestT], /, **fields: Any) -> RequestT:
        """Return a request with the given fields, and with the defaults for all others.

        Required fields may be among the defaults.

        Args:
            request: The class of the request, such as ``CreateTrainingJobRequest``.
            fields: The fields that you set.

        Raises:
            TypeError: a required field is neither given nor among the defaults.
        """
        cls: Any = request
        values = dict(fields)
        for rule in self._rules_for(request.__operation__, _name(request, fields)):
            values |= filled_fields(cls, values, _allowed(cls, values, rule.values))
        made: RequestT = cls(**values)
        return made

    def fill(self, request: RequestT) -> RequestT:
        """Return a request with the defaults for its optional fields that are not set.

        Without a default for it, that is the request itself.
        """
        fields = {name: getattr(request, name) for name in request.__wire_names__}
        for rule in self._rules_for(request.__operation__, _name(type(request), fields)):
            request = filled(request, _allowed(type(request), fields, rule.values))
        return request

    def _rules_for(self, operation: str, name: str | None) -> list[Rule]:
        return [
            rule
            for rule in self._rules
            if rule.is_for_operation(operation)
            and rule.is_for_resource(name)
            and rule.is_for_region(self._region)
            and (not rule.accounts or rule.is_for_account(self._account()))
        ]

    def __repr__(self) -> str:
        return f"<defaults for {self._region}: {len(self._rules)} rules>"


class AsyncDefaultsOfClient:
    """The defaults of an asynchronous client, as ``client.defaults`` returns them.

    Args:
        run: Calls a method of the synchronous client's defaults.
    """

    def __init__(self, run: Callable[..., Awaitable[Any]]) -> None:
        self._run = run

    async def request(self, request: type[RequestT], /, **fields: Any) -> RequestT:
        """Return a request; see :meth:`DefaultsOfClient.request`."""
        made: RequestT = await self._run("request", request, **fields)
        return made

    async def fill(self, request: RequestT) -> RequestT:
        """Return a filled request; see :meth:`DefaultsOfClient.fill`."""
        made: RequestT = await self._run("fill", request)
        return made


def _allowed(
    cls: type[Request[Any, Any]], fields: Mapping[str, Any], values: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Return the values without those that the service refuses beside a field that is set."""
    member, other = _EXCLUSIVE.get(cls.__operation__, ("", ""))
    if not member or fields.get(other) is None:
        return values
    return {name: value for name, value in values.items() if spelt(name, [member]) is None}


def _name(request: type[Request[Any, Any]], fields: dict[str, Any]) -> str | None:
    """Return the name of the resource: the field whose name ends in ``name``.

    If there are several, a required one, and the one that has the name of the operation's resource.
    """
    noun = request.__operation__.removeprefix("Create").lower()
    names = [name for name in request.__wire_names__ if name.endswith("name")]
    names.sort(key=lambda name: name.replace("_", "") != f"{noun}name")
    needed = required_fields(request)
    names.sort(key=lambda name: name not in needed)
    values = [fields.get(name) for name in names]
    return next((value for value in values if isinstance(value, str)), None)
