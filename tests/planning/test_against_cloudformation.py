"""Updates and replacements of plans are compared with CloudFormation's resource schemas.

``tests/record_resource_schemas.py`` records the schemas. A property that they do not list in
``createOnlyProperties`` can be updated. The disagreements are below, with reasons.
"""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from helpers.account import Account
from helpers.folders import DATA
from helpers.models import LOCK
from helpers.planned import PLANNED, request_of, with_change

RECORD: Final[dict[str, Any]] = json.loads(
    (DATA / "resource_schemas.json").read_text(encoding="utf-8")
)
BY_NOUN: Final = {resource.noun: resource for resource in PLANNED}

NO_UPDATE: Final = "CloudFormation calls it updatable, but no update operation has it"
OF_A_JOB: Final = "CloudFormation does not change tags of this type; AddTags does"
BY_UPDATE: Final = "CloudFormation creates another, but the update operation has it"
DISAGREEMENTS: Final[dict[str, str]] = {
    "App/RecoveryMode": "there is no operation UpdateApp",
    "Cluster/Orchestrator/Eks": BY_UPDATE,
    "CodeRepository/GitConfig": "the schema lists parts of it, which agree; the secret is updated",
    "ComputeQuota/ComputeQuotaTarget/TeamName": BY_UPDATE,
    "DataQualityJobDefinition/Tags": OF_A_JOB,
    "Domain/DomainSettings/RStudioServerProDomainSettings/DefaultResourceSpec": BY_UPDATE,
    "Endpoint/DeploymentConfig": "it is how to update, not a setting",
    "FeatureGroup/FeatureDefinitions": "the sample changes a feature; features can only be added",
    "FeatureGroup/OnlineStoreConfig": "the schema lists parts of it, which agree",
    "FeatureGroup/OnlineStoreConfig/StorageType": BY_UPDATE,
    "FeatureGroup/Tags": OF_A_JOB,
    "HumanTaskUi/UiTemplate": "the service describes only a hash of it",
    "InferenceComponent/EndpointName": NO_UPDATE,
    "InferenceComponent/VariantName": NO_UPDATE,
    "MlflowTrackingServer/MlflowVersion": NO_UPDATE,
    "MlflowTrackingServer/RoleArn": NO_UPDATE,
    "ModelBiasJobDefinition/Tags": OF_A_JOB,
    "ModelExplainabilityJobDefinition/Tags": OF_A_JOB,
    "ModelPackage/AdditionalInferenceSpecifications": (
        "the sample changes a specification; specifications can only be added"
    ),
    "ModelPackage/CertifyForMarketplace": NO_UPDATE,
    "ModelPackage/ClientToken": "it belongs to the call, not to the resource",
    "ModelPackage/InferenceSpecification": BY_UPDATE,
    "ModelPackage/SkipModelValidation": NO_UPDATE,
    "ModelQualityJobDefinition/Tags": OF_A_JOB,
    "NotebookInstance/PlatformIdentifier": BY_UPDATE,
    "PartnerApp/AuthType": BY_UPDATE,
    "PartnerApp/ClientToken": "it belongs to the call, not to the resource",
    "ProcessingJob/Tags": OF_A_JOB,
    "Project/ProjectDescription": BY_UPDATE,
    "Project/Tags": OF_A_JOB,
    "StudioLifecycleConfig/Tags": OF_A_JOB,
    "UserProfile/UserSettings/RStudioServerProAppSettings/AccessStatus": BY_UPDATE,
    "UserProfile/UserSettings/RStudioServerProAppSettings/UserGroup": BY_UPDATE,
}


def compared() -> dict[str, tuple[str, str]]:
    """Return the actions of CloudFormation and of the plan, by type and path of the property."""
    found: dict[str, tuple[str, str]] = {}
    for noun, facts in RECORD["types"].items():
        resource = BY_NOUN.get(noun)
        if resource is None:
            continue
        wires = resource.create.__wire_names__
        identity = {wires[name] for name in resource.identifying}
        paths = {*facts["properties"], *facts["create_only"]} - {*facts["read_only"]} - identity
        for path in sorted(paths):
            steps = path.split("/")
            if steps[0] in wires.values():
                action = planned(noun, steps)
                expected = "replace" if path in facts["create_only"] else "update"
                if action is not None:
                    found[f"{noun}/{path}"] = expected, action
    return found


def planned(noun: str, path: list[str]) -> str | None:
    """Return the action for a change at a path of wire names; ``None`` if it cannot change."""
    account = Account()
    request = request_of(BY_NOUN[noun])
    other = with_change(request, path)
    if other is None:
        return None
    account.client.ensure(request)
    return account.client.plan(other).action


def test_plans_agree_with_cloudformation() -> None:
    found = compared()
    others = {name: pair for name, pair in found.items() if pair[0] != pair[1]}
    assert len(found) > 200
    assert len(others) / len(found) < 0.2
    if others.keys() != DISAGREEMENTS.keys() and LOCK.botocore != RECORD["botocore"]:
        pytest.skip(
            f"{sorted(others.keys() ^ DISAGREEMENTS.keys())} differ since botocore "
            f"{RECORD['botocore']}: run tests/record_resource_schemas.py, and correct DISAGREEMENTS"
        )
    assert {name: others.get(name) for name in others.keys() - DISAGREEMENTS.keys()} == {}
    assert DISAGREEMENTS.keys() - others.keys() == set()
