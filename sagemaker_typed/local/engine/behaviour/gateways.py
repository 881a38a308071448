"""The inference gateways of clusters that a global inference gateway leads to."""

from __future__ import annotations

from typing import Any, Final

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import EngineError
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.paging import page
from sagemaker_typed.local.engine.records import Record

from .base import Behaviour

__all__ = ["GatewayBehaviour", "add_gateway", "list_gateways", "remove_gateway"]

_MEMBERS: Final = "gateway members"


class GatewayBehaviour(Behaviour):
    """Gateways begin with the members of their create request."""

    @override
    def created(self, call: Call, kind: Kind, record: Record) -> None:
        for one in record.given.get("Gateways", []):
            key = (call.region, record.arn, one["ClusterArn"], one["Namespace"], one["Name"])
            call.store.put(_MEMBERS, key, call.now)

    @override
    def deleting(self, call: Call, kind: Kind, record: Record) -> None:
        for key in [*call.store.table(_MEMBERS)]:
            if key[:2] == (call.region, record.arn):
                call.store.discard(_MEMBERS, key)


def _gateway(call: Call) -> Record:
    return call.get(kinds(call.service)["GlobalInferenceGateway"])


def _key(call: Call, record: Record) -> tuple[str, ...]:
    names = ("ClusterArn", "Namespace", "Name")
    return (call.region, record.arn, *(call.members[name] for name in names))


def _answer(call: Call, record: Record, status: str) -> dict[str, Any]:
    member = {name: call.members[name] for name in ("Name", "Namespace", "ClusterArn")}
    return {
        "Arn": record.arn,
        "Id": str(record.added.get("Id", record.arn.rpartition("/")[2])),
        "Name": record.given["Name"],
        "Gateway": member,
        "Status": status,
    }


def add_gateway(call: Call) -> dict[str, Any]:
    """``AddInferenceGateway``."""
    record = _gateway(call)
    key = _key(call, record)
    if key in call.store.table(_MEMBERS):
        raise EngineError(
            "ConflictException", f"{record.arn} has the gateway {call.members['Name']} already."
        )
    call.store.put(_MEMBERS, key, call.now)
    return _answer(call, record, _status(call, call.now))


def _status(call: Call, since: Any) -> str:
    return "ACTIVE" if call.now >= since + call.engine.transitions.step else "ADDING"


def remove_gateway(call: Call) -> dict[str, Any]:
    """``RemoveInferenceGateway``."""
    record = _gateway(call)
    if not call.store.discard(_MEMBERS, _key(call, record)):
        raise EngineError(
            "ResourceNotFound", f"{record.arn} has no gateway {call.members['Name']}."
        )
    return _answer(call, record, "REMOVING")


def list_gateways(call: Call) -> dict[str, Any]:
    """``ListInferenceGateways``."""
    record = _gateway(call)
    found: list[dict[str, Any]] = []
    for (region, arn, cluster, namespace, name), since in call.store.table(_MEMBERS).items():
        item = {
            "Name": name,
            "Namespace": namespace,
            "ClusterArn": cluster,
            "Status": _status(call, since),
        }
        filters = call.members.get("Filters", [])
        if (region, arn) == (call.region, record.arn) and all(
            item.get(one["Name"]) == one["Value"] for one in filters
        ):
            found.append(item)
    return page(call, "InferenceGatewaySummaries", found)
