"""Make a plan, with calls that only read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

import attrs

from sagemaker_typed._conversion.arguments import not_a_request
from sagemaker_typed._hints.names import all_of
from sagemaker_typed._lazy import public_path
from sagemaker_typed.differences import Differences
from sagemaker_typed.operation import Request
from sagemaker_typed.waiting.status import failure_reason, resource_noun

from .comparing import Compared, compared
from .errors import NotPlannableError
from .finding import Found, find, name_of
from .plan import Action, Step
from .resources import CREATE, Resource, is_create, requests_in, resource_of
from .rows import NOT_ONE_RESOURCE
from .state import State, part_of, state_of, status_of
from .tagging import TagChanges, tag_changes
from .updating import Update, delete_request, update_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_typed.client import BaseClient

__all__ = ["Planned", "checked_requests", "obstacle", "plan_all", "plan_one"]


_REQUEST: Final[type] = Request  # a narrowed type would be partially unknown


def checked_requests(
    requests: Request[Any] | Iterable[Request[Any]],
    prepare: Callable[[Request[Any]], Request[Any]],
    serialize: Callable[[Request[Any]], object],
) -> tuple[Request[Any], ...]:
    """Return the requests as they would be sent, once each of them has been checked.

    Args:
        requests: The argument of ``plan``.
        prepare: Returns a request with the defaults of the client.
        serialize: Checks a request, and raises the errors of sending it.

    Raises:
        TypeError: an argument is not a create request of the client's service.
        NotPlannableError: a request creates nothing that can be found again and described.
        ValueError: several requests are for the same resource.
        ViolationError: a request violates rules of the service model.
    """
    found: tuple[Request[Any], ...] = ()
    for one in _each_of(requests):
        _check_kind(one)
        request = prepare(one)
        serialize(request)
        found += (request,)
    names = Counter(name_of(resource_of(type(one)), one) for one in found)
    for name, count in names.items():
        if count > 1:
            raise ValueError(f"{count} requests are for {name}: a plan takes one for each resource")
    return found


def _each_of(requests: object) -> tuple[Request[Any], ...]:
    """Return one request or several as a tuple."""
    kind: type = type(requests)
    is_several = hasattr(kind, "__iter__") and not issubclass(kind, str | Mapping)
    found: list[Request[Any]] = []
    for one in cast("Any", requests if is_several else [requests]):
        if not isinstance(one, _REQUEST):
            raise not_a_request("expected a create request", one, "CreateEndpointRequest")
        found.append(cast("Request[Any]", one))
    return tuple(found)


def _check_kind(request: Request[Any]) -> None:
    cls = type(request)
    if not hasattr(cls, "__operation__") or not is_create(cls):
        raise _not_a_create_request(request)
    reason = obstacle(resource_of(cls))
    if reason is not None:
        raise NotPlannableError(
            f"{cls.__operation__} cannot be planned: {reason}; send the request instead"
        )


def obstacle(resource: Resource) -> str | None:
    """Return why a resource cannot be planned; ``None`` if it can."""
    if resource.describe is None:
        return f"there is no operation Describe{resource.noun}"
    if not resource.is_identified:
        return f"no listing has the id or ARN that {resource.describe.__operation__} needs"
    return NOT_ONE_RESOURCE.get(resource.noun)


def _not_a_create_request(request: Request[Any]) -> TypeError:
    cls = type(request)
    path = public_path(cls)
    operation = f"{CREATE}{resource_noun(cls)}" if hasattr(cls, "__operation__") else ""
    is_known = path is not None and requests_in(path[0])(operation) is not None
    example = f"{operation}Request" if is_known else "CreateEndpointRequest"
    return TypeError(
        f"expected a create request, such as {example}(...), got {cls.__name__}: plan and ensure "
        "take the request that creates the resource, also for one that exists"
    )


class Planned(NamedTuple):
    """A step, and what applying it needs in addition."""

    step: Step
    state: State
    describe: Request[Any] | None
    """The request that describes the resource; ``None`` if its id is not known yet."""


def plan_all(
    client: BaseClient,
    requests: Iterable[Request[Any]],
    *,
    left_open: bool = False,
    exact_tags: bool = False,
) -> list[Planned]:
    """Return the steps for requests that have been checked; see ``client.plan``."""
    found: list[Planned] = []
    for request in requests:
        planned = plan_one(client, request, left_open=left_open, exact_tags=exact_tags)
        step = _with_uses(planned.step, [earlier.step for earlier in found])
        found.append(planned._replace(step=step))
    return found


def plan_one(
    client: BaseClient, request: Request[Any], *, left_open: bool = False, exact_tags: bool = False
) -> Planned:
    """Return the step for a request, according to the resource as it is now."""
    resource = resource_of(type(request))
    found = find(client, resource, request)
    state = state_of(resource, found.response)
    part = None if found.response is None else part_of(resource, found.response)
    if part is None or state in {State.ABSENT, State.DELETING}:
        step = _creation(resource, request, found, state)
    else:
        values = compared(resource, request, part)
        tags = tag_changes(client, resource, request, part, exact_tags=exact_tags)
        step = _step(resource, request, found, state, values, tags)
        if left_open:
            others = Differences((*values.left_open, *tags.others))
            step = attrs.evolve(step, left_open=others)
    return Planned(step, state, found.request)


def _creation(resource: Resource, request: Request[Any], found: Found, state: State) -> Step:
    status = status_of(resource, found.response)
    reason = "it does not exist" if status is None else f"it is {status}"
    if state is State.DELETING:
        reason += ", and ensure waits until it is gone"
    return Step(
        request=request,
        resource=name_of(resource, request),
        action="create",
        reasons=(reason,),
        status=status,
        description=found.response,
        calls=(request,),
    )


def _step(
    resource: Resource,
    request: Request[Any],
    found: Found,
    state: State,
    values: Compared,
    tags: TagChanges,
) -> Step:
    """Return the step for a resource that exists."""
    status = status_of(resource, found.response)
    update = update_of(resource, request, found, values.differences)
    action: Action = "nothing"
    calls: tuple[Request[Any], ...] = (*update.calls, *tags.calls)
    reasons = [] if state.is_settled else [f"it is {status}, and ensure waits for it"]
    is_possible = True
    if state is State.FAILED or update.blocked:
        deletion = delete_request(resource, request, found)
        action, is_possible = "replace", deletion is not None
        calls = (deletion, request) if deletion is not None else ()
        reasons += _reasons_to_replace(resource, found, state, update)
        if deletion is None:
            reasons.append(
                f"there is no operation Delete{resource.noun}, so it cannot be replaced: use "
                "another name"
            )
    elif calls:
        action = "update"
        reasons += [f"{call.__operation__} can change it" for call in calls]
    else:
        reasons += _reasons_for_nothing(status, values.differences)
    return Step(
        request=request,
        resource=name_of(resource, request),
        action=action,
        reasons=tuple(dict.fromkeys(reasons)),
        differences=Differences(
            (*values.differences, *tags.differences), values.differences.not_compared
        ),
        status=status,
        description=found.response,
        calls=calls,
        is_possible=is_possible,
    )


def _reasons_to_replace(
    resource: Resource, found: Found, state: State, update: Update
) -> Iterator[str]:
    if state is State.FAILED:
        status = status_of(resource, found.response)
        reason = failure_reason(found.response)
        yield f"it is {status}" + (f": {reason}" if reason else "")
    if update.blocked:
        if resource.update is None:
            yield f"there is no operation Update{resource.noun}"
        else:
            paths = [one.path for one in update.blocked]
            yield f"{resource.update.__operation__} cannot change {all_of(paths)}"


def _reasons_for_nothing(status: str | None, differences: Differences) -> Iterator[str]:
    if differences.not_compared:
        yield "it has everything that the service describes"
    else:
        yield "it is as requested"
    if status is not None and "fail" in status.lower():
        yield f"its status is {status}, and no difference is left to update"


def _with_uses(step: Step, earlier: Iterable[Step]) -> Step:
    """Note that a request names a resource that an earlier step replaces."""
    values = {
        (name, str.__str__(value))
        for name in type(step.request).__wire_names__
        if isinstance(value := getattr(step.request, name), str)
    }
    notes = [
        f"it uses {one.resource}, which is replaced before: it may keep what it has of the old one"
        for one in earlier
        if one.action == "replace"
        and any(
            (name, getattr(one.request, name)) in values
            for name in resource_of(type(one.request)).identity
        )
    ]
    if not notes:
        return step
    return attrs.evolve(step, reasons=(*step.reasons, *notes))
