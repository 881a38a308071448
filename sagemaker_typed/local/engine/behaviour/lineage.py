"""Experiments and lineage: trials, components, artifacts and associations."""

from __future__ import annotations

from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import NOT_FOUND, EngineError
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.moments import moment
from sagemaker_typed.local.engine.paging import page
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.words import squeezed

from .base import Behaviour

__all__ = [
    "SourceBehaviour",
    "TrialBehaviour",
    "TrialComponentBehaviour",
    "add_association",
    "associate",
    "delete_association",
    "disassociate",
    "list_associations",
]

_LINKS = "trial components"
_ASSOCIATIONS = "associations"


class SourceBehaviour(Behaviour):
    """Artifacts, actions and contexts are found by the URI of their source."""

    @override
    def filtered(self, call: Call, kind: Kind, record: Record, member: str, value: Any) -> Any:
        if member == "SourceUri":
            return record.given.get("Source", {}).get("SourceUri")
        return value


class TrialBehaviour(Behaviour):
    """Trials are found by their components."""

    @override
    def filtered(self, call: Call, kind: Kind, record: Record, member: str, value: Any) -> Any:
        if member == "TrialComponentName":
            wanted = call.members[member]
            return wanted if (record.key[0], wanted) in call.store.table(_LINKS) else None
        return value

    @override
    def deleting(self, call: Call, kind: Kind, record: Record) -> None:
        for trial, _ in call.store.table(_LINKS):
            if trial == record.key[0]:
                raise EngineError(
                    "ConflictException",
                    f"Trial {trial} has trial components; disassociate them first.",
                )


class TrialComponentBehaviour(Behaviour):
    """Trial components are found by their trial, and show their metrics."""

    @override
    def described(self, call: Call, kind: Kind, record: Record, shown: dict[str, Any]) -> None:
        from .metrics import summaries

        metrics = summaries(call, record.key[0], record.arn)
        shown["Metrics"] = metrics

    @override
    def searched(self, call: Call, kind: Kind, record: Record, item: dict[str, Any]) -> None:
        self.described(call, kind, record, item)
        own = [trial for trial, name in call.store.table(_LINKS) if name == record.key[0]]
        item["Parents"] = [
            {"TrialName": trial.key[0], "ExperimentName": trial.given["ExperimentName"]}
            for trial in call.records(kinds(call.service)["Trial"])
            if trial.key[0] in own
        ]

    @override
    def filtered(self, call: Call, kind: Kind, record: Record, member: str, value: Any) -> Any:
        links = call.store.table(_LINKS)
        wanted = call.members[member]
        if member == "SourceArn":
            return record.added.get("Source", {}).get("SourceArn")
        if member == "TrialName":
            return wanted if (wanted, record.key[0]) in links else None
        if member == "ExperimentName":
            trials = kinds(call.service)["Trial"]
            names = {
                trial.key[0]
                for trial in call.records(trials)
                if trial.given["ExperimentName"] == wanted
            }
            return wanted if any((name, record.key[0]) in links for name in names) else None
        return value

    @override
    def updating(self, call: Call, kind: Kind, record: Record, given: dict[str, Any]) -> None:
        for member in ("Parameters", "InputArtifacts", "OutputArtifacts"):
            removed = given.pop(f"{member}ToRemove", None)
            if member in given or removed:
                now = {**record.given.get(member, {}), **given.pop(member, {})}
                record.given[member] = {k: v for k, v in now.items() if k not in (removed or ())}


def associate(call: Call) -> dict[str, Any]:
    """``AssociateTrialComponent``."""
    (trial, trial_arn), (component, component_arn) = _pair(call)
    call.store.put(_LINKS, (trial, component), call.now)
    return {"TrialArn": trial_arn, "TrialComponentArn": component_arn}


def disassociate(call: Call) -> dict[str, Any]:
    """``DisassociateTrialComponent``."""
    (trial, trial_arn), (component, component_arn) = _pair(call)
    call.store.discard(_LINKS, (trial, component))
    return {"TrialArn": trial_arn, "TrialComponentArn": component_arn}


def _pair(call: Call) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the names and ARNs of the trial and of the component that a request names."""
    return _named(call, "Trial", "Trial"), _named(call, "TrialComponent", "Trial Component")


def _named(call: Call, noun: str, label: str) -> tuple[str, str]:
    name = call.members[f"{noun}Name"]
    record = call.by_name(noun, name)
    if record is not None:
        return record.key[0], record.arn
    path = f"experiment-{label.lower().replace(' ', '-')}"
    arn = f"arn:aws:sagemaker:{call.region}:123456789012:{path}/{name}"
    if call.engine.checks_references:
        raise EngineError(NOT_FOUND, f"{label} '{arn}' does not exist.")
    return name, arn


def add_association(call: Call) -> dict[str, Any]:
    """``AddAssociation``: a link between two entities of lineage."""
    source, target = call.members["SourceArn"], call.members["DestinationArn"]
    for arn in (source, target):
        if _entity(call, arn) is None:
            raise EngineError(NOT_FOUND, f"Lineage entity '{arn}' does not exist.")
    kind = call.members.get("AssociationType", "AssociatedWith")
    call.store.put(_ASSOCIATIONS, (call.region, source, target), (kind, call.now))
    return {"SourceArn": source, "DestinationArn": target}


def delete_association(call: Call) -> dict[str, Any]:
    """``DeleteAssociation``."""
    source, target = call.members["SourceArn"], call.members["DestinationArn"]
    if not call.store.discard(_ASSOCIATIONS, (call.region, source, target)):
        raise EngineError(NOT_FOUND, f"Association from '{source}' to '{target}' does not exist.")
    return {"SourceArn": source, "DestinationArn": target}


def _entity(call: Call, arn: str) -> Record | None:
    record = call.store.with_arn(call.region, arn)
    return record if record is not None and call.exists(record) else None


_TYPES = {"Artifact": "ArtifactType", "Context": "ContextType", "Action": "ActionType"}


def list_associations(call: Call) -> dict[str, Any]:
    """``ListAssociations``."""
    found: list[dict[str, Any]] = []
    for (region, source, target), (kind, created) in call.store.table(_ASSOCIATIONS).items():
        if region != call.region:
            continue
        item = {
            "SourceArn": source,
            "DestinationArn": target,
            "AssociationType": kind,
            "CreationTime": created,
            **_side(call, "Source", source),
            **_side(call, "Destination", target),
        }
        if _is_wanted(call, item):
            found.append(item)
    by = call.members.get("SortBy", "CreationTime")
    is_descending = squeezed(call.members.get("SortOrder", "Descending")) == "descending"
    found.sort(key=lambda item: item.get(by, item["CreationTime"]), reverse=is_descending)
    return page(call, "AssociationSummaries", found)


def _side(call: Call, side: str, arn: str) -> dict[str, Any]:
    record = _entity(call, arn)
    if record is None:
        return {}
    made = {f"{side}Name": record.key[0]}
    if record.noun in _TYPES:
        made[f"{side}Type"] = record.given[_TYPES[record.noun]]
    return made


def _is_wanted(call: Call, item: dict[str, Any]) -> bool:
    members = call.members
    same = ("SourceArn", "DestinationArn", "SourceType", "DestinationType", "AssociationType")
    if any(members.get(name) not in (None, item.get(name)) for name in same):
        return False
    after, before = members.get("CreatedAfter"), members.get("CreatedBefore")
    created = item["CreationTime"]
    return (after is None or created >= moment(after)) and (
        before is None or created <= moment(before)
    )
